"""Places: what is written where, and what goes."""

import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image
from pptx import Presentation

from model import (
    Activation,
    Chosen,
    Data,
    Family,
    Given,
    Images,
    Network,
    Random,
    RecordingFile,
    Study,
)
from render import Beside, Curves, Diagram, InputError, Step, Story, Timeline, Tour
from render.encode.ffmpeg import executable
from render.make.film import Film
from render.make.order import Order
from render.make.record import is_made_from, record, strays
from render.scene.scenes import facts_of, pace_of, style_of
from render.scene.variants import vary
from render.stage.painter import Painter
from render.style.themes import DARK
from render.view.views import options_of
from tests.command import LIBRARY, output_of
from tests.making import produce

SMALL = ["--size", "64x64", "--networks", "2"]
TOUR = Tour(Random(Family((1, 3, 1), "tanh", 3), 3), Curves())


# Links

STILLS = {
    "diagram": ["diagram", "1,2,1", "-o", "link.png"],
    "still": ["still", "tanh_1layer", "-o", "link.png"],
    "sheet": ["sheet", "tanh_classifier", "--size", "64x64", "-o", "link.png"],
    "deck": ["deck", "--scenes", "tanh_1layer", "--still", "-o", "link.html"],
    "scene": ["scene", "tanh_1layer", *SMALL, "--output", "."],
}


@pytest.fixture(
    params=[
        "on another disk",
        pytest.param("beside", marks=pytest.mark.slow),
        pytest.param("in another folder", marks=pytest.mark.slow),
    ]
)
def elsewhere(request, tmp_path):
    """A folder that links may lead to."""
    if request.param == "beside":
        yield tmp_path
    elif request.param == "in another folder":
        (tmp_path / "far").mkdir()
        yield tmp_path / "far"
    else:
        if not os.access("/dev/shm", os.W_OK):
            pytest.skip("no other disk")
        with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
            yield Path(folder)


@pytest.mark.parametrize("older", ["older", None], ids=["older", "none yet"])
@pytest.mark.parametrize("command", STILLS.values(), ids=STILLS)
def test_what_a_link_points_to_is_written(run, tmp_path, elsewhere, command, older):
    name = "tanh_1layer.gif" if command[0] == "scene" else command[-1]
    link, real = tmp_path / name, elsewhere / f"real{Path(name).suffix}"
    link.symlink_to(real)
    if older:
        real.write_text(older)
    result = run(*command)
    assert (result.exit_code, result.stderr) == (0, ""), result.output
    assert link.is_symlink() and link.readlink() == real
    link.unlink()
    content = real.read_bytes()
    assert run(*command).exit_code == 0
    assert content == (tmp_path / name).read_bytes()
    assert not list(elsewhere.glob(".render-*"))


def test_a_link_to_a_folder_or_to_nowhere_is_named(run, tmp_path):
    (tmp_path / "folder").mkdir()
    (tmp_path / "a.png").symlink_to("folder")
    (tmp_path / "b.png").symlink_to("none/b.png")
    for name, words in (
        ("a", "a file, which is a folder"),
        ("b", "a file in a folder"),
    ):
        result = run("diagram", "1,2,1", "-o", f"{name}.png")
        assert result.exit_code == 2
        assert f"--out {name}.png: expected {words}" in result.stderr
        assert (tmp_path / f"{name}.png").is_symlink()


def test_a_folder_that_is_a_link_stays_one(run, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "output").symlink_to("real")
    command = ["scene", "tanh_1layer", *SMALL, "--format", "png"]
    assert run(*command).exit_code == 0 and run(*command, "--force").exit_code == 0
    assert (tmp_path / "output").is_symlink()
    assert (tmp_path / "real" / "tanh_1layer" / "00001.png").exists()


def test_frames_go_where_a_link_for_them_leads(run, tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "tanh_1layer").symlink_to("../real")
    command = ["scene", "tanh_1layer", *SMALL, "--format", "png", "--fps", "1"]
    for _ in range(2):
        assert run(*command, "--force").exit_code == 0
        names = sorted(path.name for path in (tmp_path / "real").iterdir())
        assert names == ["00000.png", "00001.png"]
    assert (tmp_path / "output" / "tanh_1layer").is_symlink()


def test_links_that_cannot_be_followed_are_named_before_work_begins(run, tmp_path):
    folder = tmp_path / "output"
    folder.mkdir()
    os.mkfifo(folder / "pipe")
    said = {
        "tanh_1layer.gif": "no link to another of the files",
        "none/a.mp4": "a link into a folder that exists",
        "pipe": "a file, or nothing of this name",
    }
    for target, words in said.items():
        (folder / "tanh_1layer.mp4").symlink_to(target)
        result = run("scene", "tanh_1layer", *SMALL)
        assert result.exit_code == 2
        assert f"output/tanh_1layer.mp4: expected {words}" in result.stderr
        assert {p.name for p in folder.iterdir()} == {"pipe", "tanh_1layer.mp4"}
        (folder / "tanh_1layer.mp4").unlink()
    (tmp_path / "a.png").symlink_to("output/pipe")
    result = run("diagram", "1,1", "-o", "a.png")
    assert "--out a.png: expected a file, which is a device or a pipe" in result.stderr


# How large pictures are on paper


def inches(path):
    """Width and height of a picture, as it says itself."""
    with Image.open(path) as image:
        return np.divide(image.size, image.info["dpi"])


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        ("1280x720", (8, 4.5)),
        ("320x180", (8, 4.5)),
        ("3840x2160", (8, 4.5)),
        ("720x1280", (4.5, 8)),
        ("512x512", (8, 8)),
        ("1600x450", (16, 4.5)),
    ],
)
def test_stills_are_as_large_on_paper_as_pages(run, tmp_path, size, expected):
    assert run("diagram", "1,3,1", "--size", size, "-o", "a.png").exit_code == 0
    assert run("diagram", "1,3,1", "--size", size, "-o", "a.pdf").exit_code == 0
    np.testing.assert_allclose(inches("a.png"), expected, rtol=1e-3)
    content = Path("a.pdf").read_bytes()
    box = content.partition(b"/MediaBox [")[2].partition(b"]")[0].split()
    np.testing.assert_allclose(np.divide(list(map(float, box[2:])), 72), expected, 1e-3)


def test_posters_frames_and_sheets_say_how_large_they_are(run, tmp_path):
    command = ["scene", "tanh_1layer", "--networks", "2", "--size", "160x90"]
    assert run(*command, "--format", "png").exit_code == 0
    for path in ("output/tanh_1layer.png", "output/tanh_1layer/00001.png"):
        np.testing.assert_allclose(inches(path), (8, 4.5), rtol=1e-3)
    assert (
        run("sheet", "tanh_classifier", "-o", "a.png").exit_code == 0
    )  # six, of 3 by 2
    assert inches("a.png")[0] == pytest.approx(3 * 8, rel=1e-3)
    still = ["still", "tanh_1layer", "--theme", "transparent", "-o", "b.png"]
    assert run(*still).exit_code == 0
    np.testing.assert_allclose(inches("b.png"), (8, 4.5), rtol=1e-3)


def test_slides_say_nothing_of_another_shape(run):
    for kind in ([], ["--still"]):
        command = ["deck", "--scenes", "tanh_1layer", "-o", "a.pptx", "--size", "64x64"]
        assert run(*command, *kind).exit_code == 0
        deck = Presentation("a.pptx")
        assert dict(deck.element.sldSz.attrib) == {"cx": "12192000", "cy": "6858000"}
        assert deck.slide_width * 9 == deck.slide_height * 16


# Times of numbered frames

TIMELINES = {
    "glides": Timeline(hold=2, morph=0.5, fps=30),
    "cuts": Timeline(hold=0.7),
    "a loop": Timeline(hold=0.5, morph=0.3, fps=20, loop=True),
    "no holds": Timeline(hold=0, morph=1, fps=10),
    "thirds": Timeline(hold=1 / 3, morph=1 / 3, fps=30),
    "a rate of its own": Timeline(hold=1.25, morph=0.2, fps=25),
}


@pytest.mark.parametrize("timeline", TIMELINES.values(), ids=TIMELINES)
def test_numbered_frames_last_as_long_as_their_film(tmp_path, timeline):
    produce(TOUR, "a", tmp_path, ["png"], timeline, (64, 36))
    shots, painter = list(timeline.shots(3)), Painter((64, 36))
    paths = sorted((tmp_path / "a").iterdir())
    assert len(paths) == pytest.approx(shots[-1].end * timeline.fps, abs=0.51)
    for number, path in enumerate(paths):
        assert path.name == f"{number:05d}.png"
        middle = (number + 0.5) / timeline.fps
        near = [s for s in shots if s.start - 1e-6 <= middle <= s.end + 1e-6]
        frames = [painter(TOUR.draw(shot.position)) for shot in near]
        found = np.asarray(Image.open(path))
        assert any(np.array_equal(found, frame) for frame in frames), path


def test_frames_that_stand_still_take_no_room(tmp_path):
    produce(TOUR, "a", tmp_path, ["png"], Timeline(hold=2), (64, 36))
    files = {path.stat().st_ino for path in (tmp_path / "a").iterdir()}
    assert len(list((tmp_path / "a").iterdir())) == 180
    assert len(files) == 3


def test_where_there_can_be_no_links_frames_are_copies(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(95, "Operation not supported")  # as on a FAT disk

    monkeypatch.setattr(os, "link", refuse)
    produce(TOUR, "a", tmp_path, ["png"], Timeline(hold=0.1), (64, 36))
    paths = sorted((tmp_path / "a").iterdir())
    assert len({path.stat().st_ino for path in paths}) == len(paths) == 9
    assert len({path.read_bytes() for path in paths}) == 3


def test_an_editor_reads_numbered_frames_as_the_film_they_are(tmp_path):
    timeline = TIMELINES["glides"]
    produce(TOUR, "a", tmp_path, ["png", "mp4"], timeline, (64, 36))
    source = ["-framerate", "30", "-i", tmp_path / "a" / "%05d.png"]
    made = tmp_path / "made.mp4"
    command = [executable(), "-v", "error", *source, "-c:v", "libx264", made]
    output_of(*command)
    with av.open(made) as edited, av.open(tmp_path / "a.mp4") as own:
        assert edited.duration == pytest.approx(own.duration, abs=1e3)  # microseconds
        assert edited.duration / av.time_base == pytest.approx(7, abs=1e-3)


def test_more_numbered_frames_than_a_folder_should_hold_are_refused(run, tmp_path):
    long = ["--networks", "2000", "--hold", "60", "--format", "png"]
    result = run("scene", "tanh_1layer", *long)
    assert result.exit_code == 2 and not list(tmp_path.iterdir())
    words = "--format png of 3,600,000 pictures: expected a film of at most 100,000"
    assert words in result.stderr


# Variants of one name

VARIANTS = [
    ["--seed", "7"],
    ["--networks", "3"],
    ["--layers", "1,4,1"],
    ["--activation", "relu"],
    ["--activation", "relu,identity"],
    ["--regions"],
    ["--margin"],
]
SAME = [["--theme", "light"], ["--colors", "safe"], ["--size", "160x90"], []]
SAME += [["--hold", "2"], ["--morph", "0.5"]]


def leaves(value):
    """The values that facts are made of."""
    if isinstance(value, Activation):
        value = value.name
    if isinstance(value, Data):
        value = {"kind": "Data", "points": len(value), "digest": value.digest}
    if isinstance(value, Images):
        value = {"kind": "Images", "images": len(value), "digest": value.digest}
    if isinstance(value, Network):
        value = Given([value])
    if isinstance(value, Random | Chosen | Given):
        value = {"kind": type(value).__name__, **value.facts()}
    if isinstance(value, RecordingFile):
        digest = value.recording.digest
        value = {"kind": "Recording", "networks": len(value), "digest": digest}
    if isinstance(value, Study):
        value = {"kind": "Study", "runs": len(value), "digest": value.digest}
    if isinstance(value, Mapping):
        parts = [*value, *value.values()]
    elif is_dataclass(value) and not isinstance(value, type):
        parts = [getattr(value, field.name) for field in fields(value)]
    elif isinstance(value, list | tuple):
        parts = value
    else:
        return {value}
    return set().union(*map(leaves, parts))


def record_of(scene, name="a"):
    """A scene's record in its own look and pace, as it is read again."""
    film = Film(scene, pace_of(scene), (64, 36), style_of(scene))
    nowhere = Path("nowhere")
    return json.loads(json.dumps(record(Order(film, name), nowhere, nowhere, {}, {})))


@pytest.mark.parametrize("name", LIBRARY.scenes)
def test_facts_of_every_scene_are_words_and_numbers_that_a_record_holds(name):
    scene = LIBRARY.scenes[name]
    facts, told = facts_of(scene), record_of(scene, name)
    assert facts and facts.keys() <= told.keys()
    plain = str | bool | int | float | type | None
    assert [leaf for leaf in leaves(facts) if not isinstance(leaf, plain)] == []
    words = {leaf for leaf in leaves(facts) if not isinstance(leaf, type)}
    assert words <= leaves(told)
    assert is_made_from(told, scene)


def variants_of(scene):
    """What options make of a scene, by their names; only such as change something."""
    sizes = scene.networks[0].sizes
    asked = {"seed": 3, "layers": (sizes[0], 6, sizes[-1]), "activation": "relu"}
    if hasattr(scene, "parts"):
        asked.pop("activation")  # of which few networks are clear
    asked |= {"networks": 3, "regions": True, "margin": True}
    found = {n: vary(scene, strict=False, **{n: value}) for n, value in asked.items()}
    return {name: variant for name, variant in found.items() if variant != scene}


@pytest.mark.parametrize(
    "name", [n for n, scene in LIBRARY.scenes.items() if "seed" in options_of(scene)]
)
def test_records_of_every_scenes_variants_differ(name):
    scene = LIBRARY.scenes[name]
    variants = variants_of(scene)
    assert "seed" in variants
    told = [record_of(variant) for variant in variants.values()]
    assert [one for one in told if is_made_from(one, scene)] == []
    for one, variant in zip(told, variants.values(), strict=True):
        alike = [other for other in told if is_made_from(other, variant)]
        assert alike == [one]
        assert one["key"] != record_of(scene)["key"]


LEFT, RIGHT = (
    Tour(Random(Family((1, 3, 1), "tanh"), n), view, title=title)
    for n, view, title in ((3, Curves(), "Curves"), (2, Diagram(), "Circles"))
)
BOTH = Beside([LEFT, RIGHT], "Two of them.", "Both", shares=(2, 1))


def test_the_record_of_scenes_beside_each_other_tells_of_each(tmp_path):
    produce(BOTH, "both", tmp_path, ["gif"], size=(64, 36))
    told = json.loads((tmp_path / "both.json").read_text("utf-8"))
    assert (told["title"], told["caption"]) == ("Both", "Two of them.")
    assert (told["stops"], told["stop"], told["kind"]) == (3, "network", "curves")
    assert (told["shares"], told["down"]) == ([2, 1], None)
    kinds = [part["facts"]["view"]["kind"] for part in told["scenes"]]
    titles = [part["title"] for part in told["scenes"]]
    assert (kinds, titles) == (["Curves", "Diagram"], ["Curves", "Circles"])
    for part, scene in zip(told["scenes"], (LEFT, RIGHT), strict=True):
        alone = record_of(scene)
        assert {key: alone[key] for key in facts_of(scene)} == part["facts"]
    assert is_made_from(told, BOTH)
    step = Story("s", "c", [Step("One", (1, 1))])
    assert record_of(Beside([LEFT, step]))["stop"] == "step"


def test_variants_of_scenes_beside_each_other_are_theirs():
    varied = vary(BOTH, seed=5)
    assert [scene.networks.seed for scene in varied.scenes] == [5, 5]
    assert (varied.title, varied.shares) == ("Both", (2, 1))
    varied = vary(BOTH, regions=True)  # which circles cannot have
    assert varied.scenes == (vary(LEFT, regions=True), RIGHT)
    story = Story("s", "c", [Step("One", (1, 1))])
    varied = vary(Beside([LEFT, story]), networks=2)
    assert (varied.scenes[1], varied.stops) == (story, 2)
    with pytest.raises(InputError, match="seed 5: expected a scene of random networks"):
        vary(Beside([story]), seed=5)
    assert vary(Beside([story]), strict=False, seed=5) == Beside([story])


def test_another_variant_of_scenes_beside_each_other_does_not_stay(tmp_path):
    produce(BOTH, "a", tmp_path, ["gif"], size=(64, 36))
    others = [
        *(vary(BOTH, seed=5), vary(BOTH, regions=True)),
        *(Beside([RIGHT, LEFT]), Beside([LEFT]), Beside([LEFT, LEFT], "", "Both")),
        Beside([LEFT, vary(RIGHT, networks=1)], "Two of them.", "Both", shares=(2, 1)),
    ]
    for scene in (BOTH, *others):
        film = Film(scene, Timeline(), (64, 36), DARK)
        expected = [] if scene is BOTH else ["a.gif"]
        assert strays(Order(film, "a", ("mp4",)), tmp_path) == expected, scene


@pytest.mark.parametrize("variant", VARIANTS, ids=" ".join)
@pytest.mark.parametrize("other", ["png", "pdf"])
def test_two_variants_do_not_stand_beside_each_other(run, tmp_path, variant, other):
    first = ["scene", "tanh_1layer", *SMALL, *variant, "--format", other]
    assert run(*first).exit_code == 0
    name = "tanh_1layer" if other == "png" else f"tanh_1layer.{other}"
    result = run("scene", "tanh_1layer", *SMALL, "--format", "mp4")
    assert result.exit_code == 0
    words = "is of another variant of this scene, and will be removed"
    assert result.stderr == f"render: output/{name} {words}\n"
    left = {path.name for path in (tmp_path / "output").iterdir()}
    assert left == {f"tanh_1layer.{kind}" for kind in ("mp4", "png", "json")}


@pytest.mark.parametrize("look", SAME, ids=lambda look: " ".join(look) or "nothing")
def test_the_same_film_in_another_look_stays(run, tmp_path, look):
    assert run("scene", "tanh_1layer", *SMALL, *look, "--format", "gif").exit_code == 0
    result = run("scene", "tanh_1layer", *SMALL, "--format", "mp4")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (tmp_path / "output" / "tanh_1layer.gif").exists()


@pytest.mark.parametrize("change", ["altered", "no record", "a record of others"])
def test_what_this_program_did_not_make_stays(run, tmp_path, change):
    command = ["scene", "tanh_1layer", *SMALL, "--seed", "7", "--format", "gif"]
    assert run(*command).exit_code == 0
    folder = tmp_path / "output"
    record = folder / "tanh_1layer.json"
    if change == "altered":
        (folder / "tanh_1layer.gif").write_bytes(b"mine")
    elif change == "no record":
        record.unlink()
    else:
        (folder / "mine.txt").write_text("mine")
        told = json.loads(record.read_text())
        told["made"] = {"mine.txt": told["made"]["tanh_1layer.gif"], "../x": {}}
        record.write_text(json.dumps(told))
        shutil.move(folder / "tanh_1layer.gif", folder / "kept.gif")
    before = {p.name for p in folder.iterdir()} - {"tanh_1layer.json"}
    assert run("scene", "tanh_1layer", *SMALL, "--format", "mp4").exit_code == 0
    assert before <= {p.name for p in folder.iterdir()}


def test_if_it_fails_the_older_variant_stays(run, tmp_path, monkeypatch):
    command = ["scene", "tanh_1layer", *SMALL, "--seed", "7", "--format", "gif"]
    assert run(*command).exit_code == 0
    before = (tmp_path / "output" / "tanh_1layer.gif").read_bytes()
    monkeypatch.setenv("IMAGEIO_FFMPEG_EXE", "/bin/false")
    assert run("scene", "tanh_1layer", *SMALL, "--format", "mp4").exit_code == 1
    assert (tmp_path / "output" / "tanh_1layer.gif").read_bytes() == before


def test_a_record_of_an_older_program_tells_of_the_same_film(tmp_path):
    produce(TOUR, "a", tmp_path, ["gif"], size=(64, 36))
    path = tmp_path / "a.json"
    told = json.loads(path.read_text())
    del told["view"]["threshold"]  # as if it had come later
    told["key"] = "0" * 32
    path.write_text(json.dumps(told))
    film = Film(TOUR, Timeline(), (64, 36), DARK)
    assert strays(Order(film, "a", ("mp4",)), tmp_path) == []
    told["seed"] = 3
    path.write_text(json.dumps(told))
    assert strays(Order(film, "a", ("mp4",)), tmp_path) == ["a.gif"]
