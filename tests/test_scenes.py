"""Every scene of the scenes folder: there, documented, and drawable anywhere."""

import ast
import pickle
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from scipy import ndimage

import scenes
from model import Chosen, Classifier, Family, Random, count_regions, regions
from render import (
    Areas,
    Axis,
    Band,
    Bars,
    Beside,
    Contours,
    Curve,
    Curves,
    Dividers,
    Explanation,
    FlatAxes,
    InputError,
    Letters,
    Level,
    Pieces,
    Plot,
    Points,
    Surface,
    Surfaces,
    Timeline,
    Tour,
)
from render.make.find import Library, is_scene
from render.plot.marks.fading import fade
from render.plot.marks.turns import Turns
from render.plot.titles import as_title
from render.scene.deferred import Deferred
from render.scene.scenes import facts_of
from render.scene.variants import vary
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
    "relu_3layer": ((1, 11, 9, 1), "relu"),
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
    "tanh_3layer_inside": ((1, 6, 5, 1), "tanh"),
    "tanh_3layer_2input_inside": ((2, 5, 4, 1), "tanh"),
    "tanh_sum": ((1, 6, 1), "tanh"),
}
STORIES = {"network_story", "network_equations"}
NONLINEARITIES = {"linear_collapse", "squash", "logistic_and_tanh", "activations"}
LEARNING = {
    *("learn_circle", "learn_xor", "learn_gaussians", "learn_spiral", "learn_moons"),
    *("learn_three", "fit_logistic", "fit_curve", "fit_outside", "fit_jumps"),
    *("overfitting", "random_labels"),
}
SLOPES = {
    *("error_of_answers", "slope_of_error", "gradient_descent"),
    *("descent_two_weights", "cost_of_slopes"),
    *("chain_rule", "chain_deep", "backpropagation", "backpropagation_steps"),
}
TRAININGS = {  # in step, and on landscapes
    *("fit_line", "learning_rates", "optimisers", "loss_landscape"),
    *("initialisations", "deep_or_wide", "normalised_inputs", "sigmoid_or_relu"),
}
PIXELS = {
    *("pixels_task", "pixels_inputs", "pixels_neuron", "pixels_fields"),
    *("pixels_walk", "pixels_learning", "pixels_starts"),
}
NEURONS = {
    *("digits_weights", "digits_sixteen", "digits_by_hand"),
    *("digits_bias", "digits_parameters", "digits_matrix"),
}
FEATURES = {
    *("digits_hidden", "digits_output", "digits_small", "digits_initialisation"),
    "digits_learning",
}
VOTES = {"digits_hope", "digits_recognised", "digits_parts", "digits_mistakes"}
DIGITS = {
    *("digits_threes", "digits_neurons", "digits_lit", "digits_function"),
    "digits_noise",
}
BOUNDARIES = {"logistic_thresholds", "boundaries_2input", "relu_classifier_2input"}
RICHNESS = {"smoothness", "two_layers_or_three"}
every_scene = pytest.mark.parametrize(
    ("name", "scene"), LIBRARY.scenes.items(), ids=LIBRARY.scenes
)


every_tour = pytest.mark.parametrize("name", FAMILIES)
every_classifier = pytest.mark.parametrize("name", CLASSIFIERS)


def test_all_of_the_productions_scenes_are_there():
    known = {*FAMILIES, *CLASSIFIERS, *INSIDE, *STORIES, *LEARNING, *TRAININGS}
    known |= {*NONLINEARITIES, *SLOPES, *PIXELS, *FEATURES, *NEURONS, *VOTES, *DIGITS}
    known |= {*BOUNDARIES, *RICHNESS}
    assert set(LIBRARY.scenes) == known


def test_every_scene_has_a_title_of_its_own():
    titles = [scene.title for scene in LIBRARY.scenes.values()]
    assert len(set(titles)) == len(titles)


def test_scenes_come_in_the_order_of_the_explanation():
    names = list(LIBRARY.scenes)
    assert names[0] == "linear_1layer" and names[-1] == "network_equations"
    told = ["logistic_1layer", "tanh_1layer", "argmax_2output", "tanh_sum"]
    assert sorted(told, key=names.index) == told


def test_a_script_that_is_not_in_the_order_comes_last(monkeypatch):
    monkeypatch.setattr("scenes.ORDER", ("story", "decisions"))
    found = [script.name for script in Library(scenes).scripts]
    assert found[:2] == ["story", "decisions"]
    assert found[2:] == sorted(found[2:])


@pytest.mark.parametrize(
    ("name", "expected"), (FAMILIES | CLASSIFIERS | INSIDE).items()
)
def test_scenes_are_of_the_families_that_they_are_called_after(name, expected):
    network = LIBRARY.scenes[name].networks[0]
    names = {layer.activation.name for layer in network.layers}
    assert (network.sizes, *names) == expected


@pytest.mark.parametrize("name", FAMILIES)
def test_tours_have_as_many_networks_as_the_original(name):
    assert LIBRARY.scenes[name].stops == 49


@every_scene
def test_scenes_are_documented_in_words_of_their_own(name, scene):
    assert scene.title
    assert 40 < len(scene.caption) < 250 and scene.caption.endswith(".")
    assert sum(scene.caption == other.caption for other in LIBRARY.scenes.values()) == 1


def test_scripts_are_chapters_with_a_heading_and_a_sentence():
    for script in LIBRARY.scripts:
        path = Path("scenes", f"{script.name}.py")
        told = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
        assert " ".join(told.split()) == f"{script.heading}. {script.words}"
        assert 5 < len(script.heading) < 40
        assert script.words.endswith(".") and ". " not in script.words


@every_scene
def test_scenes_draw_anywhere_and_the_same_in_any_order(name, scene):
    positions = [0, scene.stops / 2 + 0.25, scene.stops - 0.5]
    painter = Painter((160, 90))
    once = [painter(scene.draw(position)).tobytes() for position in positions]
    again = [painter(scene.draw(position)).tobytes() for position in positions[::-1]]
    assert once == again[::-1]


def of_kind(kind, plot):
    """The marks of a plot that are of a kind."""
    return [mark for mark in plot.marks if isinstance(mark, kind)]


@every_tour
def test_a_plot_shows_what_the_network_computes(name):
    scene = LIBRARY.scenes[name]
    plot, network = scene.draw(3.4), scene.network(3.4)
    n_inputs, *_, n_outputs = FAMILIES[name][0]
    if n_inputs == 1:
        curves = [curve for curve in of_kind(Curve, plot) if not curve.part]
        assert [curve.series for curve in curves] == list(range(n_outputs))
        for output, curve in enumerate(curves):
            expected = network(curve.x[:, None])[:, output]
            np.testing.assert_allclose(curve.y, expected, atol=1e-12)
        return
    i, j = 7, 81
    surfaces = of_kind(Surface, plot)
    assert [surface.series for surface in surfaces] == list(range(n_outputs))
    for output, surface in enumerate(surfaces):
        point = np.array([[surface.x_1[i], surface.x_2[j]]])
        expected = network(point)[0, output]
        np.testing.assert_allclose(surface.y[i, j], expected, atol=1e-12)


@pytest.mark.parametrize("name", [n for n in FAMILIES if n.startswith("tanh")])
def test_hyperbolic_tangents_stay_between_minus_one_and_one(name):
    for stop in range(10):
        heights = of_kind(Curve | Surface, LIBRARY.scenes[name].draw(stop))
        heights = [mark for mark in heights if not mark.part]
        assert len(heights) == FAMILIES[name][0][-1]
        assert max(np.abs(mark.y).max() for mark in heights) <= 1


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


def wordless(plot):
    """The plot without its title and its note, which fade one after the other."""
    return replace(plot, title="", note="")


@every_classifier
def test_each_step_says_what_is_new(name):
    scene = LIBRARY.scenes[name]
    titles = [scene.draw(stop).title.text for stop in range(scene.stops)]
    assert titles == [scene.heading(stop) for stop in range(scene.stops)]
    assert all(len(title) <= 60 for title in titles)
    told = ["", *told_by(scene)]
    for (one, a), (other, b) in pairwise(zip(titles, told, strict=True)):
        assert one != other or a == b == "regions"  # two of the same category
    assert len({scene.name(stop) for stop in range(scene.stops)}) == scene.stops


@every_classifier
def test_steps_fade_in(name):
    scene, painter = LIBRARY.scenes[name], Painter((320, 180))
    for stop in range(scene.stops - 1):
        start, middle, end = (
            painter(wordless(scene.draw(stop + share))).astype(int)
            for share in (0, 0.5, 1)
        )
        new = np.abs(end - start).max(axis=-1) > 60
        between = np.abs(middle - start)[new].max(axis=-1)
        whole = np.abs(end - start)[new].max(axis=-1)
        is_between = (0.2 * whole < between) & (between < 0.8 * whole)
        assert is_between.mean() > 0.75  # the edge of what gets wider comes at once


@every_classifier
def test_beyond_the_last_step_the_first_returns(name):
    scene, painter = LIBRARY.scenes[name], Painter((320, 180))
    nearly = painter(scene.draw(scene.stops - 1e-6)).astype(int)
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
        marks = scene.draw(stop).marks
        shown = [m.opacity for m in marks if m.part and not isinstance(m, Turns)]
        for turns in of_kind(Turns, scene.draw(stop)):
            shown += [*turns.opacities]
        assert set(shown) <= {0, 1}
        assert (1 in shown) == (stop > 0 or bool(scene.view.parts))


@every_classifier
def test_another_seed_explains_another_network(name):
    scene = LIBRARY.scenes[name]
    other = vary(scene, seed=5)
    assert other.network != scene.network
    assert other.network == Family(*CLASSIFIERS[name]).network(other.chosen, seed=5)
    plot = other.draw(other.stops - 1)
    if other.network.sizes[0] == 1:
        (bars,) = of_kind(Bars, plot)
        assert len(bars.regions) >= other.n_regions
        assert set(bars.regions.categories) == set(
            range(max(2, other.network.sizes[-1]))
        )
    else:
        (areas,) = of_kind(Areas, plot)
        assert ndimage_regions(areas.atlas.categories) >= other.n_regions


EXPLAINED = [n for n, scene in LIBRARY.scenes.items() if isinstance(scene, Explanation)]


@pytest.mark.parametrize("name", EXPLAINED)
def test_the_network_that_is_explained_is_the_first_clear_one_of_its_seed(name):
    scene = LIBRARY.scenes[name]
    family = Family(*CLASSIFIERS[name])
    all_of_them = Random(family, 2000, scene.networks.facts()["seed"])
    searched = replace(scene, networks=all_of_them)
    assert searched.network == scene.network


def test_any_network_can_be_explained():
    every = Random(Family((1, 11, 9, 1), "tanh"), 1000)
    scene = replace(LIBRARY.scenes["tanh_classifier"], networks=Chosen(every, [3]))
    assert scene.network == every.family.network(3)
    assert (scene.chosen, scene.facts()["network"]) == (0, "network 3")
    described = "network 3: 1 input, layers of 11, 9, 1 (tanh)"
    assert scene.draw(0).note.text.startswith(described)
    with pytest.raises(ValueError, match="numbers -1: expected one or more from 0 to"):
        Chosen(every, [-1])


@pytest.mark.parametrize(
    ("view", "parts"),
    [(Curves(), ("floor",)), (Surfaces(), ("sums",)), (Curves(), "regions")],
)
def test_steps_are_of_parts_that_the_view_shows(view, parts):
    with pytest.raises(InputError, match="parts"):
        Explanation(Random(Family((view.n_inputs, 3, 1), "tanh"), 2000), view, parts)


def bars_seen(plot):
    """How much of the bars is seen: 2.5 of two and half of a third."""
    return sum(bars.opacities.sum() for bars in of_kind(Bars, plot))


def told_by(scene):
    """The part that each step of an explanation adds, in order."""
    network, view = scene.network, scene.view
    n_bars = 1
    if network.sizes[0] == 1:
        n_bars = len(regions(Classifier(network, view.threshold), *view.ranges[0]))
    times = {"regions": n_bars}
    return [part for part in scene.parts for _ in range(times.get(part, 1))]


def seen_of(scene, told):
    """The parts that are seen when some have been told: sums go when regions come."""
    seen = {*(scene.view.parts or ()), *told}
    return seen - ({"sums"} if "regions" in told else set())


@every_classifier
def test_each_stop_has_the_parts_told_so_far_and_the_next_fades_in(name):
    scene = LIBRARY.scenes[name]
    told = told_by(scene)
    assert scene.stops == 1 + len(told)
    is_flat = scene.network.sizes[0] == 1
    for stop in range(scene.stops):
        plot = scene.draw(stop)
        marks = [mark for mark in plot.marks if mark.part]
        assert {mark.part for mark in marks} == seen_of(scene, told[:stop])
        if is_flat:
            assert bars_seen(plot) == pytest.approx(told[:stop].count("regions"))
        if stop == scene.stops - 1:
            break
        after, share = scene.draw(stop + 1), 0.25
        between = scene.draw(stop + share)
        assert between.layout == plot.layout == after.layout
        both = seen_of(scene, told[:stop]) | seen_of(scene, told[: stop + 1])
        assert {mark.part for mark in between.marks} - {""} == both
        for mark in between.marks:
            # Letters on a surface go when it has the colours of categories.
            is_raised = isinstance(mark, Letters) and mark.threshold is not None
            goes = mark.part == "sums" or is_raised
            if goes and told[stop] == "regions":
                left = 1 - share
                assert mark.opacity == pytest.approx(left)
            elif mark.part and not isinstance(mark, Turns):
                assert mark.opacity == (share if mark.part == told[stop] else 1)
        if is_flat:
            seen = told[:stop].count("regions") + share * (told[stop] == "regions")
            assert bars_seen(between) == pytest.approx(seen)
        faint = [[m.opacity for m in of_kind(Contours, p)] for p in (plot, after)]
        ends = faint[0], faint[1] or faint[0]  # what goes stays until it is covered
        expected = (1 - share) * np.array(ends[0]) + share * np.array(ends[1])
        found = [mark.opacity for mark in of_kind(Contours, between)]
        np.testing.assert_allclose(found, expected)


@every_classifier
def test_all_parts_go_together_beyond_the_last_stop(name):
    scene = LIBRARY.scenes[name]
    last, going = (scene.draw(scene.stops - 1 + share) for share in (0, 0.25))
    there = [{mark.part for mark in plot.marks} - {""} for plot in (last, going)]
    assert there == [seen_of(scene, scene.parts)] * 2
    for mark in going.marks:
        if mark.part:
            assert mark.opacity == 0.75
    first = [m for m in of_kind(Curve | Surface, scene.draw(0)) if not m.part]
    there = [m for m in of_kind(Curve | Surface, going) if not m.part]
    # A curve in pieces is whole again as the last of them goes.
    is_in_pieces = bool(of_kind(Pieces, going))
    assert [m.opacity for m in there] == [0 if is_in_pieces else 1] * len(first)


# Fading


KINDS = {  # to marks that can be told apart by a number
    Level: lambda number, **look: Level(number, **look),
    Dividers: lambda number, **look: Dividers([number], **look),
    Points: lambda number, **look: Points([(number, 0.0)], **look),
}
SHADES = st.sampled_from([0.0, 0.25, 0.5, 1.0])
looks = st.tuples(st.sampled_from([*KINDS]), st.sampled_from(["", "a", "b"]), SHADES)
shares = st.floats(0, 1)


def marks_of(looks, start):
    """Marks of kinds, parts and opacities, numbered from a start."""
    return [
        KINDS[kind](float(number), part=part, opacity=opacity)
        for number, (kind, part, opacity) in enumerate(looks, start=start)
    ]


def number_of(mark):
    """The number that marks_of has given a mark."""
    if isinstance(mark, Level):
        return mark.y
    return float(mark.x[0] if isinstance(mark, Dividers) else mark.places[0, 0])


@given(st.lists(looks, max_size=7), st.lists(looks, max_size=7), shares)
@example([(Level, "a", 1.0)], [(Level, "a", 0.5)], 0.5)
@example([(Level, "a", 1.0)], [(Level, "b", 1.0)], 0.5)
@example([(Level, "", 1.0)] * 3, [(Level, "", 1.0)] * 2, 0.5)
def test_marks_fade_into_others(old, new, share):
    before, after = marks_of(old, start=0), marks_of(new, start=100)
    if share in (0, 1):
        assert fade(before, after, share) == tuple(after if share else before)
        return
    waiting = list(before)  # those that no new mark has taken the place of yet
    expected = []
    for mark in after:
        like = [m for m in waiting if (type(m), m.part) == (type(mark), mark.part)]
        start = like[0].opacity if like else 0.0
        waiting = [m for m in waiting if m not in like[:1]]
        opacity, number = start + share * (mark.opacity - start), number_of(mark)
        if like and isinstance(mark, Points):  # which glide
            number += (share - 1) * (number - number_of(like[0]))
        expected.append((type(mark), mark.part, pytest.approx(number), opacity))
    found = fade(before, after, share)
    gone, rest = found[: len(waiting)], found[len(waiting) :]
    assert len(gone) == len(waiting)  # behind what comes in their place
    for mark, old_mark in zip(gone, waiting, strict=True):
        assert (type(mark), mark.part) == (type(old_mark), old_mark.part)
        assert number_of(mark) == number_of(old_mark)
        assert mark.opacity == pytest.approx((1 - share) * old_mark.opacity)
    for mark, (*look, opacity) in zip(rest, expected, strict=True):
        assert [type(mark), mark.part, number_of(mark)] == look
        assert mark.opacity == pytest.approx(opacity, abs=1e-12)


def test_what_will_be_covered_stays_until_it_is():
    line = np.linspace(0, 1, 3)
    surface = Surface(line, line, np.zeros((3, 3)))
    assert fade([surface], marks_of([(Level, "", 1.0)], 0), 0.5)[0] is surface


def test_fading_ends_exactly():
    before, after = marks_of([(Level, "", 1.0)], 0), marks_of([(Points, "a", 0.5)], 1)
    assert fade(before, after, 0) == tuple(before)
    assert fade(before, after, 1) == tuple(after)
    assert fade(before, after, 0.0) == tuple(before)
    assert fade((), after, 1e-9)[0].opacity == pytest.approx(0.5e-9)
    assert fade((), (), 0.5) == ()


def test_faded_marks_have_a_share_of_their_opacity_and_are_else_the_same():
    mark = Band([(0, 0), (1, 1), (0, 1)], series=3, opacity=0.5, part="margin")
    faded = mark.faded(0.5)
    assert (faded.opacity, faded.series, faded.part) == (0.25, 3, "margin")
    np.testing.assert_array_equal(faded.outline, mark.outline)
    assert mark.opacity == 0.5


# Scenes beside each other


class Counting:
    """A scene whose plots tell the position that they were drawn at."""

    caption = ""

    def __init__(self, stops, title="", **more):
        self.stops, self.title = stops, title
        vars(self).update(more)

    def draw(self, position):
        axes = FlatAxes(Axis("", 0, 1), Axis("", 0, 1))
        return Plot(axes, (Level(position),), title=self.title)


def positions_of(grid):
    return [mark.y for plot in grid.plots for mark in plot.marks]


counts = st.lists(st.integers(1, 9), min_size=1, max_size=4)


@given(counts, st.integers(0, 8), st.floats(0, 0.999))
@example([3, 5], 2, 0.5)
@example([3, 5], 4, 0.5)
@example([1, 5, 1], 4, 0.0)
def test_scenes_beside_each_other_go_in_step(stops, stop, share):
    both = Beside([Counting(n) for n in stops])
    most = max(stops)
    assert both.stops == most
    stop = stop % most
    found = positions_of(both.draw(stop + share))
    for n, position in zip(stops, found, strict=True):
        waits = min(stop, n - 1)  # at its last, where there are no more
        glides = stop < n - 1 or stop == most - 1  # to the next, or all to the first
        assert position == pytest.approx(waits + share * glides, abs=1e-12)
        assert 0 <= position < n


def test_scenes_beside_each_other_have_no_other_positions():
    both = Beside([Counting(2), Counting(3)])
    assert positions_of(both.draw(np.nextafter(3, 0)))[0] < 2
    for position in (-0.1, 3, 3.5):
        with pytest.raises(InputError, match=r"stop .*: expected 0 to 2"):
            both.draw(position)


def test_scenes_beside_each_other_return_to_their_first_together():
    tours = [
        Tour(Random(Family((1, 3, 1), "tanh"), n, seed=n), Curves()) for n in (2, 4)
    ]
    both, painter = Beside(tours), Painter((320, 180))
    first, nearly, waiting, last = (
        painter(both.draw(p)).astype(int) for p in (0, 4 - 1e-6, 2.5, 3)
    )
    assert np.abs(nearly - first).max() <= 1
    left, right = np.s_[:, :155], np.s_[:, 165:]
    np.testing.assert_array_equal(waiting[left], last[left])
    assert (waiting[right] != last[right]).any()


def test_scenes_beside_each_other_are_in_a_grid():
    one, other = Counting(2, "one"), Counting(3, "other")
    pace = Timeline(hold=3.0)
    both = Beside([one, other], "Both.", "A title", (1, 2), down=True, pace=pace)
    grid = both.draw(1.5)
    assert (grid.title, grid.shares, grid.down) == ("A title", (1, 2), True)
    assert [plot.title for plot in grid.plots] == ["one", "other"]
    assert (both.title, both.caption, both.pace) == ("A title", "Both.", pace)
    deeper = Beside([both, Counting(5)]).draw(0)
    assert positions_of(deeper.plots[0]) == [0, 0]


def test_scenes_beside_each_other_say_of_themselves_what_each_says():
    tour = Tour(Random(Family((1, 3, 1), "tanh"), 2), Curves(), pace=Timeline(hold=5))
    steps = Counting(3, heading=lambda stop: f"heading {stop}")
    both = Beside([tour, steps])
    assert both.pace == tour.pace
    assert not both.is_tour and Beside([tour, tour]).is_tour
    assert [both.name(stop) for stop in range(3)] == ["step 1", "step 2", "step 3"]
    assert Beside([tour, Counting(1)]).name(1) == "network 1"
    assert [both.heading(stop) for stop in (0, 2)] == ["heading 0", "heading 2"]
    assert Beside([tour, Counting(1)]).heading(1) == ""


def test_scenes_beside_each_other_are_varied_where_they_can():
    tours = [
        Tour(Random(Family((1, n, 1), "tanh"), 2), Curves(), "Caption.") for n in (3, 4)
    ]
    both = Beside([*tours, Counting(2)], title="Title", shares=(1, 2, 1))
    other = vary(both, seed=7)
    assert (other.title, other.shares) == ("Title", (1, 2, 1))
    for n, scene in zip((3, 4), other.scenes, strict=False):
        assert scene.network(1) == Family((1, n, 1), "tanh").network(1, seed=7)
    assert other.scenes[2] is both.scenes[2]
    decided = vary(both, regions=True).draw(0).plots
    assert [len(of_kind(Bars, plot)) for plot in decided] == [1, 1, 0]
    with pytest.raises(InputError, match="seed 7: expected a scene of random"):
        vary(Beside([Counting(2)]), seed=7)


@pytest.mark.parametrize(
    ("scenes", "shares", "words"),
    [
        ([], (), "of 0: expected one or more"),
        ([Counting(1)], (1, 1), "shares 1, 1: expected one for each"),
        ([Counting(1)] * 2, (1, 0.1), "shares 1, 0.1: expected one for each"),
        ([Counting(1)] * 2, (1, -1), "shares 1, -1: expected one for each"),
        ([Counting(1)] * 2, (1, float("nan")), "shares 1, nan: expected one for each"),
        ([Counting(1)] * 6, (), "expected one for each, none below 0.2 of their sum"),
    ],
)
def test_scenes_beside_each_other_all_have_room(scenes, shares, words):
    with pytest.raises(InputError) as error:
        Beside(scenes, shares=shares)
    assert words in str(error.value) and "\n" not in str(error.value)


# Options


def test_thresholds_are_numbers_and_for_one_output():
    with pytest.raises(InputError, match="threshold nan: expected a number"):
        Curves(threshold=float("nan"))
    with pytest.raises(InputError, match="the last to be 1"):
        Tour(Random(Family((1, 3, 2), "tanh")), Curves(threshold=0.3))


def test_a_scene_from_a_file_of_ones_own(tmp_path):
    path = tmp_path / "my_scenes.py"
    path.write_text(
        "from model import Family, Random\nfrom render import Curves, Tour\n"
        'some = Random(Family((1, 30, 1), "tanh"))\n'
        'wiggles = Tour(some, Curves(), caption="Mine.")\n'
        "Family, _hidden = Family, wiggles\n"
    )
    for name in (f"{path}:wiggles", str(path)):
        found_name, scene = LIBRARY.find(name)
        assert found_name == "wiggles"
        assert isinstance(scene, Tour) and scene.network(0).sizes == (1, 30, 1)


COLORS = {"blue", "orange", "pink", "red", "green"}


@pytest.mark.parametrize("name", sorted(SLOPES | PIXELS))
def test_small_words_name_no_colour_that_only_some_themes_have(name):
    scene = LIBRARY.scenes[name]
    plots = map(scene.draw, range(scene.stops)[:20])
    words = " ".join(as_title(plot.note).text for plot in plots).lower()
    assert not COLORS & {*re.findall("[a-z]+", words)}


def test_a_deferred_scene_is_made_once_when_it_is_asked():
    calls = []

    def make():
        calls.append(1)
        return LIBRARY.scenes["tanh_1layer"]

    scene, made = Deferred(make), LIBRARY.scenes["tanh_1layer"]
    assert is_scene(scene) and not calls
    assert (scene.title, scene.stops) == (made.title, made.stops)
    assert scene.name(3) == made.name(3) and facts_of(scene) == facts_of(made)
    assert not hasattr(scene, "nothing") and len(calls) == 1
    again = pickle.loads(pickle.dumps(Deferred(sample_scene)))
    assert again.caption == made.caption


def sample_scene():
    return LIBRARY.scenes["tanh_1layer"]
