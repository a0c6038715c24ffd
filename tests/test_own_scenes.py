"""A file of a network stands wherever a scene's name does."""

import json
import time
from dataclasses import replace
from pathlib import Path
from zipfile import ZipFile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation
from sklearn.datasets import make_moons
from sklearn.neural_network import MLPClassifier

from model import Family, Network, Training, save, save_recording
from model.files.chains import natural
from model.files.content import MOST_MEMBERS
from model.learn.datasets import dataset
from render.cli.selection import select
from render.errors import InputError
from render.make.film import Film
from render.make.key import key
from render.make.own import identifier
from render.make.sources import kind_in
from render.plot.camera import Camera
from render.plot.marks.points import Points
from render.plot.plots import Grid
from render.plot.titles import as_title
from render.scene.scenes import name_of, plot_at, poster_of
from render.scene.timeline import Timeline
from render.scene.turn import Turn
from render.style.themes import DARK, LIGHT
from render.view.curves import Curves
from render.view.diagrams import Diagram
from render.view.maps import Maps
from render.view.panels import Panels
from render.view.surfaces import Surfaces
from tests.command import LIBRARY
from tests.pages import ROOT
from tests.test_bad_input import drawn, folder, numbers, some, texts

SMALL = ("--size", "160x90")
TINY = ("--size", "64x64", "--format", "gif")
POINTS = """length;width;height;weight;kind
1.5;-2;0.5;10;cat
2.5;-1;1.5;20;dog
3.5;0;2.5;60;emu
4.5;3;3.5;30;cat
"""
OWN = ("one", "two", "four")
IN_TWO = "left,up,kind\n-1,0,no\n3,2,yes\n1,8,no\n"


def network(*sizes, names="tanh", seed=0):
    """A random network of some layers."""
    return Family(sizes, names).network(0, seed)


@pytest.fixture(autouse=True)
def files(tmp_path, monkeypatch):
    """A folder to work in with files of networks and data."""
    monkeypatch.chdir(tmp_path)
    save(network(1, 4, 1), "one.npz")
    save(network(2, 5, 1, names=("tanh", "logistic")), "two.npz")
    save(network(2, 2, 1, names=("tanh", "logistic")), "small.npz")
    save(network(2, 5, 3, names=("tanh", "logistic")), "labels.npz")
    save(network(4, 5, 3, names=("tanh", "softmax")), "four.npz")
    np.savez("bare.npz", layer_1=np.ones((3, 2)), layer_2=np.ones((3, 1)))
    (tmp_path / "four.csv").write_text(POINTS)
    (tmp_path / "two.csv").write_text(IN_TWO)
    (tmp_path / "steps").mkdir()
    for step in (10, 2, 1):
        save(network(2, 3, 1, seed=step), f"steps/step_{step}.npz")
    (tmp_path / "steps" / "notes.txt").write_text("not a network")
    (tmp_path / "odd").mkdir()
    save(network(2, 3, 1), "odd/a.npz")
    save(network(2, 4, 1), "odd/b.npz")
    (tmp_path / "empty").mkdir()
    return tmp_path


def scene_of(*specs, **options):
    """The one scene that is asked for, and its name."""
    ((name, scene),) = select(LIBRARY, specs, options).items()
    return name, scene


# What is shown


@pytest.mark.parametrize(
    ("file", "kind"), [("one", Curves), ("two", Maps), ("four", Diagram)]
)
def test_the_number_of_inputs_says_how_a_network_is_seen(file, kind):
    name, tour = scene_of(f"{file}.npz")
    assert (name, type(tour.view), tour.stops) == (file, kind, 1)
    assert tour.name(0) == f"{file}.npz"


def test_views_are_panels_of_one_picture():
    _, tour = scene_of("two.npz", view=("diagram", "map", "surface"))
    assert isinstance(tour.view, Panels)
    assert [type(view) for view in tour.view.views] == [Diagram, Maps, Surfaces]
    assert len(tour.draw(0).plots) == 3


@pytest.mark.parametrize("command", ["scene", "still", "sheet", "deck"])
def test_every_command_takes_a_file(run, files, command):
    given = {
        "scene": ("two.npz", *TINY, "--output", "."),
        "still": ("two.npz", "-o", "two.gif.png", *SMALL),
        "sheet": ("steps", "-o", "steps.png", *SMALL),
        "deck": ("--scenes", "two.npz", "--still", "-o", "two.pptx", *SMALL),
    }
    before = set(files.iterdir())
    result = run(command, *given[command])
    assert (result.exit_code, result.stderr) == (0, "")
    assert set(files.iterdir()) > before
    if command == "deck":
        (slide,) = Presentation("two.pptx").slides
        assert slide.shapes.title.text == "two"


def test_ranges_are_those_of_the_data_unless_asked_for():
    _, tour = scene_of("two.npz", view=("surface",), data="two.csv")
    low, high = -1 - 0.05 * 4, 3 + 0.05 * 4  # a twentieth more on either side
    np.testing.assert_allclose(tour.view.ranges, [(low, high), (-0.4, 8.4)])
    _, tour = scene_of("two.npz", view=("surface",), data="two.csv", x=(-9.0, 9.0))
    np.testing.assert_allclose(tour.view.ranges, [(-9, 9), (-0.4, 8.4)])


def test_labels_have_a_map_each_and_categories_share_one():
    _, tour = scene_of("labels.npz", class_names=("a", "b", "c"))
    assert [view.output for view in tour.view.views] == [0, 1, 2]
    Path("three.csv").write_text("a,b,kind\n1,2,cat\n2,3,dog\n5,1,emu\n")
    _, tour = scene_of("labels.npz", data="three.csv")
    assert isinstance(tour.view, Maps) and tour.view.output is None
    np.savez("several.npz", X=np.eye(2), y=np.eye(2, 3))
    _, tour = scene_of("labels.npz", data="several.npz")
    assert [view.output for view in tour.view.views] == [0, 1, 2]
    save(network(2, 3, 7, names=("tanh", "logistic")), "seven.npz")
    _, tour = scene_of("seven.npz")
    assert [len(row.views) for row in tour.view.views] == [3, 3, 1]
    assert plot_at(tour, 0).down


def test_class_names_say_in_which_order_categories_are_outputs():
    """Points keep the names that they have in the file, whatever the order."""
    for names in (("yes", "no"), ("no", "yes")):
        _, tour = scene_of("two.npz", data="two.csv", class_names=names)
        data = tour.view.data
        assert data.categories == names
        assert [names[k] for k in data.targets] == ["no", "yes", "no"]
    _, tour = scene_of("two.npz", data="two.csv", class_names=("cold", "warm"))
    assert tour.view.data.categories == ("no", "yes")


def recorded():
    """A training on few points, some of them for testing, in learned.npz."""
    points = dataset("circle", points=20)
    training = Training.of(points, (2, 2, 1), steps=2, split=0.3)
    recording = training.run()
    save_recording(recording, "learned.npz")
    return recording


def test_points_for_testing_are_so_whatever_the_order_of_categories():
    recording = recorded()
    names = recording.data.categories[::-1]
    _, lesson = scene_of("learned.npz", class_names=names)
    shown = lesson.view.views[0].data
    assert shown.categories == names
    assert recording.data.test.any()
    assert np.array_equal(shown.test, recording.data.test)


def marks_in(plot, kind):
    """The marks of a kind in a plot, or in all plots of a grid."""
    if isinstance(plot, Grid):
        return [mark for part in plot.plots for mark in marks_in(part, kind)]
    return [mark for mark in plot.marks if isinstance(mark, kind)]


def test_what_a_training_gets_wrong_is_marked_in_every_map_of_it():
    recording = recorded()
    wrong = recording[0](recording.data.inputs)[:, 0] > 0.5
    wrong = wrong != recording.data.targets
    assert wrong.any()
    for kinds in ((), ("map",), ("map", "diagram")):
        _, lesson = scene_of("learned.npz", view=kinds)
        crossed = [mark.crossed for mark in marks_in(lesson.draw(0), Points)]
        assert any(np.array_equal(marked, wrong) for marked in crossed)


# Worked out at one point


WORKED = {"view": ("backpropagation",)}


def test_a_network_is_worked_out_at_a_point_of_ones_own(files):
    _, scene = scene_of("small.npz", **WORKED, at="1,0", truth="1")
    first, last = scene.view.steps(scene.networks[0])[:: scene.stops - 1]
    assert first.numbers.values["x", 1] == 1 and first.numbers.values["x", 2] == 0
    assert last.numbers.truth == (1.0,)
    assert scene.title == "small" and scene.heading(0).startswith("A network")


@pytest.mark.parametrize(
    ("at", "place", "truth"), [("", (-1, 0), 0.0), ("row:2", (3, 2), 1.0)]
)
def test_a_network_is_worked_out_at_a_point_of_its_data(files, at, place, truth):
    """Of a single output the second category, yes, is high; the last column says it."""
    _, scene = scene_of("small.npz", **WORKED, at=at, data=Path("two.csv"))
    assert scene.view.at == place and scene.view.truth == (truth,)


def test_the_last_of_several_networks_is_worked_out(files):
    _, scene = scene_of("steps", **WORKED, at="1,1", truth="0")
    assert scene.networks[0] == network(2, 3, 1, seed=10)
    assert "step_10" in scene.caption


def test_stills_of_a_network_that_is_worked_out(run, files):
    point = ["--view", "backpropagation", "--at", "1,0", "--truth", "1"]
    made = run("still", "small.npz", *point, "-o", "a.png")
    assert made.exit_code == 0 and Path("a.png").exists()


@pytest.mark.parametrize(
    ("given", "point"),
    [({"at": "0.5,-2"}, (0.5, -2)), ({"at": "row:2"}, (3, 2)), ({}, (-1, 0))],
)
def test_nodes_are_lit_at_a_point_of_ones_own(files, given, point):
    data = None if "," in given.get("at", "") else Path("two.csv")
    _, scene = scene_of("small.npz", view=("activations",), data=data, **given)
    assert scene.view.at == point
    step = scene.view.steps(scene.networks[0])[-1]
    values = scene.networks[0](np.array([point]))[0]
    np.testing.assert_array_equal(step.values[-1], values)


# Names


@given(st.text(max_size=30))
def test_names_of_scenes_are_python_names(text):
    name = identifier(text)
    assert name.isidentifier() and not name.startswith("__")
    assert identifier(name) == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        *(("moons", "moons"), ("my-net v2", "my_net_v2"), ("2moons", "network_2moons")),
        *(("class", "network_class"), ("-", "network"), ("größe", "größe")),
        ("a..b", "a_b"),
    ],
)
def test_names_keep_what_they_can(text, name):
    assert identifier(text) == name


def test_files_are_called_as_asked_for(run, files):
    assert run("scene", "two.npz", *TINY, "--name", "moons").exit_code == 0
    assert {p.name for p in (files / "output").iterdir()} == {
        *("moons.gif", "moons.png", "moons.json")
    }


# Checkpoints


def test_checkpoints_are_in_natural_order_and_called_after_their_files(run):
    name, tour = scene_of("steps", view=("map",))
    names = [name_of(tour, stop) for stop in range(tour.stops)]
    assert (name, names) == ("steps", ["step_1.npz", "step_2.npz", "step_10.npz"])
    assert poster_of(tour) == 2
    for stop, step in enumerate((1, 2, 10)):
        weights = [layer.weights for layer in tour.network(stop).layers]
        own = [layer.weights for layer in network(2, 3, 1, seed=step).layers]
        assert all(map(np.array_equal, weights, own))
    half = tour.network(0.5).layers[0].weights
    ends = [tour.network(k).layers[0].weights for k in (0, 1)]
    np.testing.assert_allclose(half, sum(ends) / 2)
    assert run("scene", "steps", *TINY, "--morph", "0.2", "--fps", "5").exit_code == 0


def test_the_first_file_of_other_layers_is_named(run):
    result = run("scene", "odd")
    assert result.exit_code == 2
    words = "odd/b.npz of layers 2,4,1: expected 2,3,1, the layers of a.npz"
    assert words in result.stderr


def test_numbers_in_names_are_compared_as_numbers():
    names = ["a10", "a9b2", "a9b10", "a9", "b1", "7", "a009", "a" * 99, "9" * 5000]
    assert sorted(names, key=natural)[:2] == ["7", "9" * 5000]
    words = [name for name in sorted(names, key=natural) if name.startswith("a")]
    assert words.index("a9b2") < words.index("a9b10") < words.index("a10")


# Slices


@pytest.mark.parametrize(
    ("axes", "at", "kept", "fixed"),
    [
        (("3", "4"), None, (2, 3), (3, 0, 2, 30)),  # the means
        (("4", "1"), "median", (3, 0), (3, -0.5, 2, 25)),
        (("width", "3"), "row:3", (1, 2), (3.5, 0, 2.5, 60)),
        (("weight",), "9,8,-7", (3,), (9, 8, -7, 0)),
    ],
)
def test_a_slice_is_the_network_with_the_others_fixed(axes, at, kept, fixed):
    options = {"at": at} if at else {}
    _, tour = scene_of("four.npz", axes=axes, data="four.csv", **options)
    points = np.random.default_rng(0).normal(size=(9, len(kept)))
    whole = np.tile(np.array(fixed, float), (9, 1))
    whole[:, kept] = points
    expected = network(4, 5, 3, names=("tanh", "softmax"))(whole)
    np.testing.assert_allclose(tour.network(0)(points), expected, atol=1e-12)
    kind = Maps if len(kept) == 2 else Curves
    assert isinstance(tour.view, kind)
    table = np.array([row.split(";")[:4] for row in POINTS.splitlines()[1:]], float)
    assert np.array_equal(tour.view.data.inputs, table[:, kept])


def test_all_inputs_in_another_order_keep_their_names():
    names = ("left", "up")
    for data in (None, "two.csv"):
        options = {"data": data, "axes": ("2", "1"), "view": ("surface",)}
        _, tour = scene_of("two.npz", input_names=names, **options)
        axes = tour.draw(0).axes
        assert (axes.x_1.label, axes.x_2.label) == ("up", "left")
        points = np.random.default_rng(0).normal(size=(9, 2))
        expected = network(2, 5, 1, names=("tanh", "logistic"))(points[:, ::-1])
        np.testing.assert_allclose(tour.network(0)(points), expected)


def test_without_data_the_others_are_zero_and_small_words_say_so():
    _, tour = scene_of("four.npz", axes=("1", "2"))
    words = as_title(tour.draw(0).note).text
    assert "four.npz: 2 of 4 inputs" in words
    assert "input 3 at 0, input 4 at 0" in words and "points" not in words
    _, tour = scene_of("four.npz", axes=("3", "4"), data="four.csv")
    words = as_title(tour.draw(0).note).text
    assert "length at 3, width at 0 (points: at any)" in words
    _, tour = scene_of("four.npz", axes=("1",), input_names=tuple("abcd"))
    words = as_title(tour.draw(0).note).text
    assert "b at 0, c at 0, d at 0" in words


def test_a_trained_network_is_sliced_where_its_data_is(files):
    points, kinds = make_moons(60, noise=0.1, random_state=0)
    points = np.column_stack([points, points.sum(axis=1)])
    trained = MLPClassifier((6,), max_iter=20, random_state=0)
    with pytest.warns(UserWarning):
        trained.fit(points, kinds)
    save(Network.of(trained), "trained.npz")
    np.savez("points.npz", X=points, y=kinds)
    _, tour = scene_of("trained.npz", axes=("1", "2"), at="mean", data="points.npz")
    slice_ = points.copy()
    slice_[:, 2] = points[:, 2].mean()
    expected = trained.predict_proba(slice_)[:, 1]
    found = tour.network(0)(points[:, :2])[:, 0]
    np.testing.assert_allclose(found, expected, atol=1e-9)


# Say and see


def test_only_some_networks_keep_their_numbers(run):
    name, tour = scene_of("tanh_3layer", seed=3, only=(17, 3, 88))
    assert [tour.name(k) for k in range(3)] == ["network 17", "network 3", "network 88"]
    family = LIBRARY.scenes["tanh_3layer"].networks.family
    assert tour.network(2) == family.network(88, 3)
    assert (name, poster_of(tour), tour.stops) == ("tanh_3layer", 0, 3)
    _, tour = scene_of("steps", only=(2, 0))
    assert [tour.name(k) for k in range(2)] == ["step_10.npz", "step_1.npz"]
    command = "still tanh_3layer_2input --only 29 --camera 50,-30 -o hill.png"
    assert run(*command.split(), *SMALL).exit_code == 0


def test_titles_are_those_that_are_asked_for():
    _, tour = scene_of("two.npz", title="Two moons")
    assert tour.draw(0).title == tour.title == "Two moons"
    _, both = scene_of("one.npz", "tanh_1layer", beside=True, title="Side by side")
    assert both.draw(0).title == "Side by side"
    assert both.draw(0).plots[0].title == "one"


def test_ranges_and_the_camera_are_those_that_are_asked_for():
    see = {"x": (-1.0, 2.0), "y": (0.0, 3.0), "z": (-2.0, 2.0), "camera": (50.0, -30.0)}
    for name in ("tanh_3layer_2input", "two.npz"):
        own = {} if name.startswith("tanh") else {"view": ("surface",)}
        _, tour = scene_of(name, **see, **own)
        axes = tour.draw(0).axes
        assert (axes.camera.elevation, axes.camera.azimuth) == (50, -30)
        assert axes.span == (-2, 2)
        assert [(a.low, a.high) for a in (axes.x_1, axes.x_2)] == [(-1, 2), (0, 3)]
    _, tour = scene_of("two.npz", view=("map",), z=(-2.0, 2.0))
    assert tour.draw(0).axes.span == (-2, 2)
    _, steps = scene_of("argmax_2input", camera=(50.0, -30.0))
    assert steps.draw(0).axes.camera.azimuth == -30
    _, tour = scene_of("two.npz", view=("diagram", "map"), x=(-1.0, 2.0))
    assert tour.view.views[0].x == (-1, 2)  # of the pictures in its nodes
    with pytest.raises(InputError, match="x"):
        scene_of("four.npz", view=("diagram",), x=(-1.0, 2.0))
    _, tour = scene_of("one.npz", axis_names=("time", "height"))
    assert (tour.draw(0).axes.x.label, tour.draw(0).axes.y.label) == ("time", "height")


def test_scenes_stand_beside_each_other(run, files):
    name, both = scene_of("tanh_1layer", "steps", beside=True)
    assert name == "tanh_1layer_and_steps" and len(both.draw(1).plots) == 2
    assert both.stops == 49
    result = run(
        *("scene", "tanh_1layer", "--beside", "--activation", "tanh"),
        *("--activation", "relu", "--networks", "2", *TINY, "--output", "."),
    )
    assert (result.exit_code, result.stderr) == (0, "")
    record = json.loads((files / "tanh_1layer.json").read_text())
    functions = [scene["facts"]["activation"] for scene in record["scenes"]]
    assert functions == ["tanh", "relu"]
    assert run("still", "one.npz", "two.npz", "--beside", "-o", "b.png").exit_code == 0


def test_other_activations_have_the_same_networks():
    _, both = scene_of("tanh_3layer", beside=True, activation=("relu", "tanh"))
    one, other = (scene.network(3) for scene in both.scenes)
    for a, b in zip(one.layers, other.layers, strict=True):
        assert np.array_equal(a.weights, b.weights) and a.activation != b.activation


def test_the_camera_goes_once_round():
    _, turn = scene_of("tanh_3layer_2input", only=(29,), turn=True)
    _, tour = scene_of("tanh_3layer_2input", only=(29,))
    for position in (0, 1.5, 3):
        camera = turn.draw(position).axes.camera
        assert camera.azimuth == tour.view.camera.azimuth + 90 * position
        assert camera.elevation == tour.view.camera.elevation
    assert turn.tour.network(0) == tour.network(0)
    assert [turn.name(k) for k in (0, 3)] == [
        "network 29, side 1",
        "network 29, side 4",
    ]
    shown = LIBRARY.scenes["tanh_3layer_2input"]
    _, turn = scene_of("tanh_3layer_2input", turn=True)
    assert turn.tour.name(0) == shown.name(poster_of(shown))


def test_the_originals_camera_has_a_name(run):
    _, tour = scene_of("tanh_3layer_2input", camera="original")
    assert tour.view.camera == Camera(elevation=20, azimuth=-55, stretch=1.3)
    high = Surfaces(camera=Camera(aspect=(1.0, 1.0, 0.75))).varied(camera="original")
    assert high.camera == replace(tour.view.camera, aspect=(1.0, 1.0, 0.75))
    _, turn = scene_of("tanh_3layer_2input", camera="original", turn=True)
    assert turn.draw(0).axes.camera == replace(tour.view.camera, turns=True)
    with pytest.raises(InputError, match=r"^camera newest: expected original$"):
        scene_of("tanh_3layer_2input", camera="newest")
    for command in ("scene", "all", "still", "sheet"):
        assert "AZIMUTH|ORIGINAL" in run(command, "--help").output


def test_of_several_scenes_those_without_a_camera_stay_as_they_are():
    names = "tanh_3layer", "network_story", "tanh_3layer_2input"
    tour, story, turn = select(LIBRARY, names, {"turn": True}, strict=False).values()
    assert tour == LIBRARY.scenes["tanh_3layer"]
    assert story == LIBRARY.scenes["network_story"]
    assert isinstance(turn, Turn)


@pytest.mark.parametrize("command", ["still", "sheet", "deck"])
def test_networks_are_as_many_as_asked_for(run, command):
    given = {
        "still": "tanh_1layer --networks 60 --stop 59 -o a.png",
        "sheet": "tanh_1layer --networks 3 -o a.png",
        "deck": "--scenes tanh_1layer --networks 2 --still -o a.html",
    }
    assert run(command, *given[command].split(), *SMALL).exit_code == 0


# Themes in files

MINE = 'base = "light"\nbackground = "#fffefc"\noutputs = ["#101010", "#8b0000"]\n'


def test_a_theme_in_a_file(run, files):
    (files / "mine.toml").write_text(MINE)
    result = run("still", "one.npz", "--theme", "mine.toml", "-o", "a.png", *SMALL)
    assert (result.exit_code, result.stderr) == (0, "")
    assert Image.open("a.png").convert("RGB").getpixel((1, 1)) == (255, 254, 252)
    (files / "mine.toml").write_text(MINE + 'text = "#ffe0d0"\nline = "#eeeeee"\n')
    result = run("still", "one.npz", "--theme", "mine.toml", "-o", "a.png", *SMALL)
    assert result.exit_code == 0 and result.stderr.count("\n") == 1
    assert "text 1.2, not 4.5; line 1.1, not 3" in result.stderr


WRONG_THEMES = {
    "nothing": None,
    "not TOML": "a = = 1",
    "another base": 'base = "mine"',
    "two bases": 'base = ["dark"]',
    "a table for a base": "[base]\ndark = 1",
    "no such field": 'colour = "#000000"',
    "another type": "text = 3",
    "no colour": 'text = "white"',
    "no width": "frame_width = -1.0",
    "a table": "[outputs]\na = 1",
    "dashes": "dashes = [1, 2]",
}


@pytest.mark.parametrize("text", WRONG_THEMES.values(), ids=WRONG_THEMES)
def test_wrong_themes(run, files, text):
    if text is not None:
        (files / "mine.toml").write_text(text)
    check_refused(run, files, "still one.npz --theme mine.toml -o a.png", "--theme ")


# What is wrong


MANY = "9" * 5000  # digits, more than Python makes a number of
WRONG = {
    "--view": ["", "pie", "curve", "map,", "surface,curve"],
    "--activation": ["swoosh", "", "tanh,tanh,tanh", "softmax,tanh", "tanh,,tanh"],
    "--order": ["a,b", "", "encoder.0,a", ",", "decoder.0,encoder.0"],
    "--data": ["none.csv", ".", "four.csv", "two.npz", "/dev/null"],
    "--target": ["colour", "-1", "0", "9", MANY],
    "--axes": ["3", "0", "1,1", "one", ""],
    "--at": ["row:0", "row:4", "1,2", "", "middle"],
    "--input-names": ["a", "a,b,c", "", "a,", "a\tb,c"],
    "--class-names": ["a", "a,b,c", "", ",", "a," + "b" * 61],
    "--title": ["", " ", "a" * 201, "a\nb", "\N{LINEAR B SYLLABLE B008 A}"],
    "--x": ["", "3", "3:1", "1:1", "-inf:inf"],
    "--y": ["1,2", "a:b", "3:1", "0:1e7", "nan:1"],
    "--z": ["1:2:3", ":", "3:1", "0:1e7", "nan:1"],
    "--axis-names": ["", "a,b,c,d", ",", "a\nb", "\N{LINEAR B SYLLABLE B008 A}"],
    "--camera": ["50", "originals", "nan,0", "-10,0", "90,0,0"],
    "--only": ["", "1", "-1", "0,0", "one"],
    "--name": ["", "a b", "2a", "a" * 61, "a/b"],
    "--networks": ["3", "0", "x", "1e3", ""],
}


def check_refused(run, files, command, *words):
    """A command is refused in one line, which begins with words; nothing is written."""
    before = sorted(files.rglob("*"))
    result = run(*(command if isinstance(command, list) else command.split()))
    assert isinstance(result.exception, SystemExit), result.exception
    assert (result.exit_code, result.stdout) == (2, ""), result.output
    assert result.stderr.startswith("render: ") and result.stderr.count("\n") == 1
    assert all(word in result.stderr for word in words), result.stderr
    assert sorted(files.rglob("*")) == before


# What an option needs beside it, so that its own value is what is refused.
SURFACE = ["two.npz", "--view", "surface"]
BESIDE = {
    **dict.fromkeys(("--z", "--camera", "--axis-names"), SURFACE),
    "--order": [str(ROOT / "tests/fixtures/torch/coder.safetensors")],
    "--target": ["two.npz", "--data", "two.csv"],
    "--at": ["two.npz", "--data", "two.csv", "--axes", "1"],
}
SAID = {"--order": "--order", "--target": "no column is called '", "--at": "--at "}


@pytest.mark.parametrize("value", range(5))
@pytest.mark.parametrize("option", WRONG)
def test_wrong_values_are_refused_in_one_line(run, files, option, value):
    given = [*BESIDE.get(option, ["two.npz"]), option, WRONG[option][value]]
    check_refused(run, files, ["scene", *given], SAID.get(option, ""))


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("tanh_3layer --view map", "--view map: expected a scene that is a file of a"),
        (
            "tanh_3layer --data two.csv",
            "--data two.csv: expected a scene that is a file",
        ),
        ("two.npz tanh_3layer --name a", "--name a: expected one scene, not 2"),
        (
            "two.npz --layers 2,3,1",
            "--layers 2,3,1: expected a scene of random networks",
        ),
        ("two.npz --seed 3", "--seed 3: expected a scene of random networks"),
        (
            "four.npz --regions",
            "--regions on: expected a tour of curves, surfaces or ma",
        ),
        (
            "four.npz --view map",
            "--view map of 4 inputs: expected diagram, weights, or --axes 1,2",
        ),
        ("four.npz --x 0:1", "--x 0:1: expected a scene of curves, surfaces or maps"),
        (
            "tanh_3layer --camera 50,-30",
            "--camera 50,-30: expected a scene of surfaces",
        ),
        ("tanh_3layer --turn", "--turn on: expected a scene of surfaces"),
        ("network_story --turn", "--turn on: expected a scene of surfaces"),
        (
            "network_story --title a",
            "--title a: expected a tour, for steps have titles",
        ),
        ("network_story --only 3", "--only 3: expected a tour, which this is not"),
        ("tanh_3layer --only 3 --networks 4", "--networks 4: expected nothing beside"),
        ("tanh_3layer --beside", "--beside of 1 scenes: expected several, or one with"),
        (
            "tanh_3layer --activation tanh --activation relu",
            "one, or --beside for both",
        ),
        ("two.npz a/../two.npz", "file a/../two.npz: expected a file that can be read"),
        ("two.npz ./two.npz", "scene ./two.npz: expected one scene only that is calle"),
        (
            "bare.npz",
            "bare.npz does not hold a network: it names no activations: expec",
        ),
        ("none.npz", "file none.npz: expected a file that can be read (No such file"),
        ("model.pkl", "file model.pkl: expected a file that can be read (No such file"),
        ("four.csv", "scene four.csv: expected"),
        ("empty", "folder empty with 0: expected 1 to 2000 files of networks: .npz,"),
        (
            "two.npz --target kind",
            "--target kind: expected --data, a file with such a c",
        ),
        ("two.npz --data four.csv", "--data four.csv of 4 inputs: expected 2, as many"),
        ("four.npz --axes 1,2 --at 3", "--at 3: expected a value for each of 2 input"),
        ("small.npz --truth 1", "--truth 1: expected --view backpropagation, which "),
        ("small.npz --view backpropagation", "expected --at, a value for each of 2 in"),
        (
            "small.npz --view backpropagation --at 1,0",
            "--truth '': expected a value for each output, such as 1 or 0,1, or -",
        ),
        (
            "small.npz --view backpropagation --at 1,0 --truth 1,0",
            "--truth 1,0: expected a value for each output, such as 1 or 0,1: 1 in all",
        ),
        (
            "small.npz --view backpropagation,map --at 1,0 --truth 1",
            "--view backpropagation,map: expected backpropagation alone",
        ),
        (
            "small.npz --view backpropagation --axes 1 --truth 1",
            "--axes 1: expected backpropagation alone, which is of all inputs",
        ),
        (
            "four.npz --view backpropagation --data four.csv",
            "--activation softmax: expected functions of single nodes",
        ),
        ("four.npz --axes 1,2 --at mean", "--at mean: expected --data, or values"),
        (
            "four.npz --axes 1,2 --at row:5 --data four.csv",
            "--at row:5: expected row:1 to row:4",
        ),
        (
            "four.npz --axes 1,colour --data four.csv",
            "--axes colour: expected some of 1 to 4, or length, width, height, weight",
        ),
        (
            "labels.npz --data two.csv",
            "--data two.csv of 2 categories: expected 3, one for each output; or --tar",
        ),
    ],
)
def test_what_does_not_go_together_is_refused(run, files, command, words):
    check_refused(run, files, f"scene {command}", words)


@pytest.mark.parametrize("axis", ["0000000012", MANY[:60]])
def test_numbers_of_many_digits_are_no_inputs(run, files, axis):
    words = f"--axes {axis}: expected some of 1 to 4"
    check_refused(run, files, f"scene four.npz --axes {axis}", words)


def test_numbers_of_many_digits_are_no_columns(run, files):
    words = "four.csv does not hold data: no column is called '9999"
    command = f"scene four.npz --data four.csv --target {MANY}"
    check_refused(run, files, command, words)
    check_refused(run, files, f"describe four.csv --target {MANY}", words)


@pytest.mark.parametrize(
    ("header", "what"), [("{},b,c", "an input"), ("a,b,{}", "the output")]
)
def test_names_in_files_that_are_too_long_are_called_what_they_are(
    run, files, header, what
):
    lines = header.format("a" * 201), "0,1,0.5", "1,0,2.5"
    Path("long.csv").write_text("\n".join(lines))
    words = f"render: name of {what} {'a' * 24}: expected at most 200 signs"
    check_refused(run, files, "scene two.npz --data long.csv", words)


@pytest.mark.parametrize("targets", [["inf", "nan", "1"], ["1e200", "2", "3"]])
def test_words_that_no_data_has_as_numbers_are_words(run, files, targets):
    np.savez("odd.npz", X=np.eye(3, 2), y=targets)
    words = "--data odd.npz of 3 categories: expected two"
    check_refused(run, files, "scene two.npz --data odd.npz", words)


def test_one_picture_is_of_one_scene(run, files):
    words = "scene one two: expected one, or --beside"
    check_refused(run, files, "still one.npz two.npz -o a.png", words)
    check_refused(run, files, "sheet one.npz two.npz -o a.png", words)


ranges = st.one_of(texts, st.tuples(numbers, numbers).map(":".join))
ANY = {
    **dict.fromkeys(("x", "y", "z"), ranges),
    **dict.fromkeys(("title", "view", "name", "target", "order", "data"), texts),
    **dict.fromkeys(("axis-names", "input-names", "class-names"), texts),
    "axes": st.one_of(texts, st.lists(numbers, max_size=3).map(",".join)),
    "at": st.one_of(texts, numbers.map("row:{}".format), numbers),
    "camera": st.one_of(texts, st.tuples(numbers, numbers).map(",".join)),
    "only": st.one_of(texts, st.lists(numbers, max_size=3).map(",".join)),
}


@some
@given(
    drawn(ANY),
    st.sampled_from(["two.npz", "four.npz", "one.npz", "tanh_3layer_2input"]),
)
def test_whatever_is_asked_for_is_refused_in_one_line(files, options, scene):
    own = {f"{name}.npz": (files / f"{name}.npz").read_bytes() for name in OWN}
    with folder(**own, file=b"") as ask:  # a file where there should be a folder
        assert ask("scene", scene, *options, "--output", "file/x").exit_code


# What is made again


def test_keys_change_with_files_of_networks_and_data(run, files):
    def made():
        _, tour = scene_of("two.npz", data="two.csv")
        return key(Film(tour, Timeline(), (64, 64), DARK))

    keys = [made(), made()]
    save(network(2, 5, 1, names=("tanh", "logistic"), seed=1), "two.npz")
    keys.append(made())
    (files / "two.csv").write_text(IN_TWO.replace("1,8", "1,7"))
    keys.append(made())
    (files / "two.csv").write_text(IN_TWO.replace("yes", "ja"))
    keys.append(made())
    assert keys[0] == keys[1] and len(set(keys)) == 4


def test_a_film_is_made_again_when_its_data_change(run, files):
    command = ("scene", "two.npz", "--data", "two.csv", *TINY)
    record = files / "output" / "two.json"
    times = []
    for text in (IN_TWO, IN_TWO, IN_TWO.replace("3,2", "0,5")):
        (files / "two.csv").write_text(text)
        assert run(*command).exit_code == 0
        times.append(record.stat().st_mtime_ns)
    assert times[0] == times[1] < times[2]
    facts = json.loads(record.read_text())["view"]["data"]
    assert facts["points"] == 3 and len(facts["digest"]) == 32


def test_a_theme_decides_the_key():
    _, tour = scene_of("one.npz")
    keys = {key(Film(tour, Timeline(), (64, 64), style)) for style in (DARK, LIGHT)}
    assert len(keys) == 2


# Describing


def test_descriptions_count(run):
    facts = json.loads(run("describe", "four.npz", "--json").stdout)
    assert (facts["kind"], facts["inputs"], facts["outputs"]) == ("network", 4, 3)
    counts = [layer["parameters"] for layer in facts["layers"]]
    assert counts == [(4 + 1) * 5, (5 + 1) * 3] and facts["parameters"] == 43
    own = network(4, 5, 3, names=("tanh", "softmax"))
    for layer, facts_of_layer in zip(own.layers, facts["layers"], strict=True):
        ends = facts_of_layer["lowest"], facts_of_layer["highest"]
        assert ends == (layer.weights.min(), layer.weights.max())
        assert facts_of_layer["activation"] == layer.activation.name
    facts = json.loads(run("describe", "bare.npz", "--json").stdout)
    assert facts["names_activations"] is False
    assert [layer["activation"] for layer in facts["layers"]] == [None, None]


def test_descriptions_are_words(run):
    words = run("describe", "four.npz").stdout
    assert words.startswith("four.npz: network\n  4 inputs, 3 outputs\n")
    assert "layer 1: 4 to 5 nodes, tanh; 25 parameters from -" in words
    assert "43 parameters in all" in words and "can be shown as diagram" in words
    assert "--activation, such as relu,logistic" in run("describe", "bare.npz").stdout
    np.savez("heads.npz", layer_1=np.ones((3, 2)), layer_2=np.ones((3, 4)))
    assert "--activation, such as relu,softmax" in run("describe", "heads.npz").stdout
    words = run("describe", "four.csv").stdout
    assert "4 points" in words and "input 2, width: -2 to 3" in words
    assert "kind: cat (2), dog (1), emu (1)" in words
    words = run("describe", "steps").stdout
    assert "3 networks, step_1.npz to step_10.npz" in words
    assert "b.npz has other layers than a.npz" in run("describe", "odd").stdout
    np.savez("points.npz", X=np.eye(3), y=[0.5, 1.5, 2.5])
    facts = json.loads(run("describe", "points.npz", "--json").stdout)
    assert facts["kind"] == "data" and facts["points"] == 3
    assert facts["targets"] == {"lowest": 0.5, "highest": 2.5}


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("none.npz", "file none.npz: expected a file that can be read"),
        ("empty", "folder empty with 0: expected 1 to 2000"),
        ("steps/notes.txt", "steps/notes.txt does not hold data: "),
        ("model.py", "file model.py: expected a file that can be read"),
        ("two.npz --target kind", "--target kind: expected a file of data"),
        ("steps --target kind", "--target kind: expected a file of data"),
        ("two.csv --order a", "--order a: expected a file of a network"),
        (
            "two.npz --order a",
            "two.npz does not hold a network: --order 'a': expected n",
        ),
    ],
)
def test_what_cannot_be_described_is_refused(run, files, command, words):
    check_refused(run, files, f"describe {command}", words)


def test_members_of_files_are_counted_before_their_names_are_read(run, files):
    """Of too many, what the file holds is not asked."""
    with ZipFile("many.npz", "w") as file:
        for k in range(MOST_MEMBERS):
            file.writestr(f"{k}.npy", b"")
        file.writestr("X.npy", b"")
    assert kind_in(Path("many.npz")) == ""
    words = f"many.npz does not hold a network: expected at most {MOST_MEMBERS:,} membe"
    check_refused(run, files, "describe many.npz", words)


def test_fifty_megabytes_are_described_in_a_second(run):
    weights = np.random.default_rng(0).normal(size=(2501, 2500)).astype(np.float64)
    np.savez("large.npz", layer_1=weights, activation="tanh")
    start = time.process_time()
    facts = json.loads(run("describe", "large.npz", "--json").stdout)
    assert time.process_time() - start < 1
    assert facts["parameters"] == 2501 * 2500


def test_a_file_where_a_command_was_expected_is_a_scene(run, files):
    for line in ("two.npz", "scene two.npz"):
        assert run(*line.split(), *TINY).exit_code == 0
    assert {p.suffix for p in (files / "output").iterdir()} == {".gif", ".png", ".json"}
    check_refused(run, files, "two.npz -o a.svg", "--output a.svg: expected a folder's")
