"""Every scene of the scenes folder: there, documented, and drawable anywhere."""

import ast
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from scipy import ndimage

import scenes
from model import Family
from render import Curves, Explanation, InputError, Surfaces, Tour
from render.make.find import Library
from render.scene.explanation import count_regions
from render.stage.painter import Painter
from tests.command import LIBRARY

FAMILIES = {  # as the production has them: layers, activation
    "linear_1layer": ((1, 1), "identity"),
    "linear_1layer_2input": ((2, 1), "identity"),
    "linear_2layer": ((1, 100, 1), "identity"),
    "linear_3layer": ((1, 11, 9, 1), "identity"),
    "logistic_1layer": ((1, 1), "logistic"),
    "logistic_1layer_2input": ((2, 1), "logistic"),
    "tanh_1layer": ((1, 1), "tanh"),
    "tanh_2layer": ((1, 100, 1), "tanh"),
    "tanh_2layer_2input": ((2, 100, 1), "tanh"),
    "tanh_3layer": ((1, 11, 9, 1), "tanh"),
    "tanh_3layer_2input": ((2, 11, 9, 1), "tanh"),
    "tanh_3layer_2output": ((1, 11, 9, 2), "tanh"),
    "tanh_3layer_3output": ((1, 11, 9, 3), "tanh"),
    "tanh_3layer_2input_2output": ((2, 11, 9, 2), "tanh"),
    "relu_3layer_2input": ((2, 11, 9, 1), "relu"),
    "relu_3layer_2input_2output": ((2, 11, 9, 2), "relu"),
}
CLASSIFIERS = {  # layers, activation, and what the production shows step by step
    "logistic_classifier": ((1, 1), "logistic"),
    "logistic_classifier_2input": ((2, 1), "logistic"),
    "perceptron": ((1, 1), "tanh"),
    "tanh_classifier": ((1, 11, 9, 1), "tanh"),
    "tanh_classifier_2input": ((2, 11, 9, 1), "tanh"),
    "argmax_2output": ((1, 11, 9, 2), "tanh"),
    "argmax_3output": ((1, 11, 9, 3), "tanh"),
    "argmax_2input": ((2, 11, 9, 3), "tanh"),
}
INSIDE = {  # networks beside what they compute
    "tanh_3layer_inside": ((1, 11, 9, 1), "tanh"),
    "tanh_3layer_2input_inside": ((2, 11, 9, 1), "tanh"),
    "tanh_sum": ((1, 6, 1), "tanh"),
}
STORIES = {"network_story", "network_equations"}
every_scene = pytest.mark.parametrize(
    ("name", "scene"), LIBRARY.scenes.items(), ids=LIBRARY.scenes
)


every_tour = pytest.mark.parametrize("name", FAMILIES)
every_classifier = pytest.mark.parametrize("name", CLASSIFIERS)


def test_all_of_the_productions_scenes_are_there():
    assert set(LIBRARY.scenes) == {*FAMILIES, *CLASSIFIERS, *INSIDE, *STORIES}


def test_every_scene_has_a_title_of_its_own():
    titles = [scene.title for scene in LIBRARY.scenes.values()]
    assert len(set(titles)) == len(titles)


def test_scenes_come_in_the_order_of_the_explanation():
    names = list(LIBRARY.scenes)
    assert names[0] == "linear_1layer" and names[-1] == "network_equations"
    told = ["logistic_1layer", "tanh_1layer", "argmax_2output", "tanh_sum"]
    assert sorted(told, key=names.index) == told


def test_a_script_that_is_not_in_the_order_comes_last(monkeypatch):
    monkeypatch.setattr("scenes.ORDER", ("story", "argmax"))
    found = list(Library(scenes).scripts)
    assert found[:2] == ["scenes/story.py", "scenes/argmax.py"]
    assert found[2:] == sorted(found[2:])


@pytest.mark.parametrize(
    ("name", "expected"), (FAMILIES | CLASSIFIERS | INSIDE).items()
)
def test_scenes_are_of_the_families_that_they_are_called_after(name, expected):
    family = LIBRARY.scenes[name].family
    names = {f.name for f in family.activations}
    assert (family.sizes, *names) == expected


@pytest.mark.parametrize("name", FAMILIES)
def test_tours_have_as_many_networks_as_the_original(name):
    assert LIBRARY.scenes[name].stops == 49


@every_scene
def test_scenes_are_documented_in_words_of_their_own(name, scene):
    assert scene.title
    assert 40 < len(scene.caption) < 250 and scene.caption.endswith(".")
    assert sum(scene.caption == other.caption for other in LIBRARY.scenes.values()) == 1


def test_scripts_have_a_docstring_each():
    for file in LIBRARY.scripts:
        assert ast.get_docstring(ast.parse(Path(file).read_text(encoding="utf-8")))


@every_scene
def test_scenes_draw_anywhere_and_the_same_in_any_order(name, scene):
    positions = [0, scene.stops / 2 + 0.25, scene.stops - 1, scene.stops - 0.5]
    painter = Painter((160, 90))
    once = [painter(scene.draw(position)).tobytes() for position in positions]
    again = [painter(scene.draw(position)).tobytes() for position in positions[::-1]]
    assert once == again[::-1]


@every_tour
def test_a_plot_shows_what_the_network_computes(name):
    scene = LIBRARY.scenes[name]
    plot, network = scene.draw(3.4), scene.network(3.4)
    if scene.family.sizes[0] == 1:
        np.testing.assert_allclose(plot.y, network(plot.x[:, None]), atol=1e-12)
        return
    i, j = 7, 81
    point = np.array([[plot.x_1[i], plot.x_2[j]]])
    np.testing.assert_allclose(plot.y[:, i, j], network(point)[0], atol=1e-12)


@pytest.mark.parametrize("name", [n for n in FAMILIES if n.startswith("tanh")])
def test_hyperbolic_tangents_stay_between_minus_one_and_one(name):
    for stop in range(10):
        assert np.abs(LIBRARY.scenes[name].draw(stop).y).max() <= 1


def test_between_stops_weights_are_blended_and_the_last_leads_to_the_first():
    tour = LIBRARY.scenes["tanh_3layer"]
    first, last = tour.network(0), tour.network(48)
    between = tour.network(48.25)
    for a, b, w in zip(last.layers, first.layers, between.layers, strict=True):
        expected = 0.75 * a.weights + 0.25 * b.weights
        np.testing.assert_allclose(w.weights, expected, atol=1e-15)


@every_classifier
def test_every_step_is_a_still_that_differs_from_the_one_before(name):
    scene, painter = LIBRARY.scenes[name], Painter((320, 180))
    assert isinstance(scene, Explanation) and scene.stops >= 3
    stills = [painter(scene.draw(stop)).astype(int) for stop in range(scene.stops)]
    for before, after in pairwise(stills):
        assert (np.abs(after - before).max(axis=-1) > 30).sum() > 100


@every_classifier
def test_steps_fade_in(name):
    scene, painter = LIBRARY.scenes[name], Painter((320, 180))
    for stop in range(scene.stops - 1):
        start, middle, end = (
            painter(scene.draw(stop + share)).astype(int) for share in (0, 0.5, 1)
        )
        new = np.abs(end - start).max(axis=-1) > 60
        between = np.abs(middle - start)[new].max(axis=-1)
        whole = np.abs(end - start)[new].max(axis=-1)
        assert ((0.2 * whole < between) & (between < 0.8 * whole)).mean() > 0.9


@every_classifier
def test_beyond_the_last_step_the_first_returns(name):
    scene, painter = LIBRARY.scenes[name], Painter((320, 180))
    nearly = painter(scene.draw(scene.stops - 0.001)).astype(int)
    assert np.abs(nearly - painter(scene.draw(0))).max() <= 1


def ndimage_regions(categories):
    return sum(ndimage.label(categories == k)[1] for k in np.unique(categories))


@pytest.mark.parametrize("seed", range(8))
def test_regions_are_counted_as_scipy_counts_them(seed):
    grid = np.random.default_rng(seed).integers(0, 3, (17, 23))
    assert count_regions(grid) == ndimage_regions(grid)


@every_classifier
def test_each_stop_is_whole(name):
    scene = LIBRARY.scenes[name]
    for stop in range(scene.stops):
        decision = scene.draw(stop).decision
        shown = [*vars(decision.parts).values(), *getattr(decision, "shown", [])]
        if hasattr(decision, "shown"):
            shown.remove(decision.parts.regions)  # a share of the bars
        assert set(shown) <= {0, 1}


@every_classifier
def test_another_seed_explains_another_network(name):
    scene = LIBRARY.scenes[name]
    other = replace(scene, seed=5, number=None)
    assert other.network != scene.network
    plot = other.draw(other.stops - 1)
    if other.family.sizes[0] == 1:
        assert len(plot.decision.regions) >= other.n_regions
        assert set(plot.decision.regions.categories) == set(
            range(max(2, plot.y.shape[1]))
        )
    else:
        assert ndimage_regions(plot.decision.atlas.categories) >= other.n_regions


EXPLAINED = [n for n, scene in LIBRARY.scenes.items() if isinstance(scene, Explanation)]


@pytest.mark.parametrize("name", EXPLAINED)
def test_the_network_that_is_explained_is_the_first_clear_one_of_its_seed(name):
    assert (
        replace(LIBRARY.scenes[name], number=None).chosen == LIBRARY.scenes[name].chosen
    )


def test_any_network_can_be_explained():
    scene = replace(LIBRARY.scenes["tanh_classifier"], number=3)
    assert scene.network == scene.family.network(3)
    with pytest.raises(InputError, match="number -1: expected 0 to"):
        replace(scene, number=-1)


@pytest.mark.parametrize(
    ("view", "parts"),
    [(Curves(), ("envelope",)), (Surfaces(), ("threshold",)), (Curves(), "regions")],
)
def test_steps_are_of_parts_that_the_view_shows(view, parts):
    with pytest.raises(InputError, match="parts"):
        Explanation(Family((view.n_inputs, 3, 1), "tanh"), view, parts)


def test_thresholds_are_numbers_and_for_one_output():
    with pytest.raises(InputError, match="threshold nan: expected a number"):
        Curves(threshold=float("nan"))
    with pytest.raises(InputError, match="the last to be 1"):
        Tour(Family((1, 3, 2), "tanh"), Curves(threshold=0.3))


def test_a_scene_from_a_file_of_ones_own(tmp_path):
    path = tmp_path / "my_scenes.py"
    path.write_text(
        "from model import Family\nfrom render import Curves, Tour\n"
        'wiggles = Tour(Family((1, 30, 1), "tanh"), Curves(), caption="Mine.")\n'
        "Family, _hidden = Family, wiggles\n"
    )
    for name in (f"{path}:wiggles", str(path)):
        found_name, scene = LIBRARY.find(name)
        assert found_name == "wiggles"
        assert isinstance(scene, Tour) and scene.family.sizes == (1, 30, 1)
