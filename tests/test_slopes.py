"""Slopes: errors over one weight and two, and what is shown of them."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.learn.bowls import Bowl, descent
from render import (
    DARK,
    Axis,
    Curve,
    Descents,
    FlatAxes,
    InputError,
    Paths,
    Plot,
    Points,
    Surface,
    Tag,
)
from render.plot.marks.fading import fade
from render.plot.titles import as_title
from render.stage.figures import draw
from render.view.descents import heading
from tests.command import LIBRARY
from tests.test_layout import check_words, words_of

ERRORS = [lambda w: -2 * w] * 6 + [lambda w: w * w] * 6  # of each stop
FIGURE = re.compile(r"-?\d+(?:\.\d+)?")

factors = st.lists(st.floats(0.01, 10), min_size=1, max_size=4).map(tuple)


def tags(plot):
    return [as_title(mark.words).text for mark in plot.marks if isinstance(mark, Tag)]


def numbers(text):
    """All numbers of words, with plain minus signs."""
    return [float(x) for x in FIGURE.findall(text.replace("\N{MINUS SIGN}", "-"))]


@given(factors, st.integers(0, 99))
def test_slopes_of_bowls_are_central_differences(factors, seed):
    bowl, n = Bowl(factors), len(factors)
    weights = np.random.default_rng(seed).uniform(-2, 2, n)
    nudges = 1e-4 * np.eye(n)
    rises = [bowl(weights + nudge) - bowl(weights - nudge) for nudge in nudges]
    np.testing.assert_allclose(
        bowl.slopes(weights), np.array(rises) / 2e-4, rtol=1e-6, atol=1e-7
    )


@pytest.mark.parametrize("factors", [(), (0.0,), (1.0, -1.0), (np.inf,)])
def test_what_is_no_bowl_is_refused(factors):
    with pytest.raises(ValueError, match="expected numbers above 0"):
        Bowl(factors)


@given(st.floats(0.01, 2), st.integers(0, 12))
def test_a_descent_on_a_square_shrinks_by_the_same_factor_in_each_step(rate, steps):
    path = descent(Bowl((1.0,)), (-1.0,), rate, steps)
    np.testing.assert_allclose(path[:, 0], -((1 - 2 * rate) ** np.arange(steps + 1.0)))


def test_slope_of_error_says_what_errors_are():
    scene = LIBRARY.scenes["slope_of_error"]
    for stop, error in enumerate(ERRORS):
        words = dict.fromkeys(("w", r"\Delta w", r"\Delta e"))
        for text in tags(scene.draw(stop)):
            name = text.strip("$").partition(" =")[0]
            words[name] = numbers(text)
        by, change = words[r"\Delta w"], words[r"\Delta e"]
        if by:
            assert change == [pytest.approx(error(-1 + by[0]) - error(-1))]
    texts = [numbers(" ".join(tags(scene.draw(stop)))) for stop in (0, 6)]
    assert texts == [[-1, 2], [-1, 1]]
    assert numbers(scene.heading(2))[0] == -2
    found = [numbers(scene.heading(stop))[-1] for stop in (7, 8, 9, 10)]
    secants = [((n - 1) ** 2 - 1) / n for n in (1, 0.5, 0.1)]
    assert found == pytest.approx([-2, *secants])
    w = -1 - 0.25 * 2 * -1
    assert numbers(scene.heading(11)) == [1, w * w]
    assert any(numbers(text)[-1] == w for text in tags(scene.draw(11)))


@given(st.floats(6, 11).map(lambda x: round(x, 3)))
@settings(max_examples=30, deadline=None)
def test_on_the_way_from_nudge_to_nudge_corners_are_on_the_curve(position):
    marks = LIBRARY.scenes["slope_of_error"].draw(position).marks
    discs = np.concatenate([m.places for m in marks if isinstance(m, Points)])
    np.testing.assert_allclose(discs[:, 1], discs[:, 0] ** 2)
    (curve,) = [m for m in marks if isinstance(m, Curve) and m.part == "bent"]
    np.testing.assert_allclose(curve.y, curve.x**2)


@pytest.mark.parametrize("size", [(1280, 720), (320, 180), (720, 1280), (1080, 1080)])
def test_all_tags_of_slope_of_error_are_seen(size):
    scene = LIBRARY.scenes["slope_of_error"]
    for stop in (2, 5, 8, 10, 11):
        seen = [word.text for word, _ in check_words(scene.draw(stop), size)]
        assert {*tags(scene.draw(stop))} <= {*seen}, size


RATES = {  # of the scene, by what happens to the weight at -1
    0.1: "creeps",
    0.4: "at the bottom",
    0.8: "overshoots, and comes back",
    1.0: "swings for ever",
    1.1: "leaves",
}


@given(st.floats(0, 5), st.sampled_from([0.1, 0.4, 0.8, 1.0, 1.1]))
@settings(max_examples=40, deadline=None)
def test_descents_lie_on_the_curve_and_end_where_their_steps_do(position, rate):
    scene = LIBRARY.scenes["gradient_descent"]
    curve, steps = scene.draw(position).plots
    for mark in curve.marks:
        if isinstance(mark, Curve):
            np.testing.assert_allclose(mark.y, mark.x**2)
        if isinstance(mark, Points):
            np.testing.assert_allclose(mark.places[:, 1], mark.places[:, 0] ** 2)
    (line,) = [m for m in steps.marks if isinstance(m, Curve)]
    *_, present = [m for m in curve.marks if isinstance(m, Points)]
    assert present.places[0, 0] == line.y[-1]
    stop = 1 + [*RATES].index(rate)
    (line,) = [m for m in scene.draw(stop).plots[1].marks if isinstance(m, Curve)]
    w = [-1.0]
    for _ in range(10):
        w.append(w[-1] - rate * 2 * w[-1])
    np.testing.assert_allclose(line.y, w, atol=1e-12)
    assert f"Rate {rate:g}: " in scene.heading(stop)
    assert RATES[rate] in scene.heading(stop)


@given(st.floats(0.01, 1.5))
def test_what_is_said_of_a_rate_is_what_happens(rate):
    w = -((1 - 2 * rate) ** np.arange(11.0))
    words = heading(rate, 10)
    assert len(words) <= 60
    assert ("leaves" in words) == (abs(w[-1]) > 1)
    assert ("comes back" in words) <= (w[1] > 0 and abs(w[-1]) < 1)
    assert ("creeps" in words) == (w[1] < -0.5)
    assert ("bottom" in words) <= (abs(w[5]) < 0.04)


@pytest.mark.parametrize("rates", [(0.0,), (np.nan,), (0.1, -1.0), (np.inf,)])
def test_rates_that_are_none_are_refused(rates):
    with pytest.raises(InputError, match="expected a number above 0"):
        Descents(rates)


@given(st.floats(0, 5, exclude_max=True))
@settings(max_examples=30, deadline=None)
def test_descents_on_bowls_lie_on_the_surface(position):
    marks = LIBRARY.scenes["descent_two_weights"].draw(position).marks
    (surface,) = [m for m in marks if isinstance(m, Surface)]
    middle = len(surface.x_1) // 2
    assert surface.x_1[middle] == 0
    one, two = (  # what the squares are multiplied by, from the surface's own sides
        surface.y[-1, middle] / surface.x_1[-1] ** 2,
        surface.y[middle, -1] / surface.x_2[-1] ** 2,
    )
    lines = [m.lines for m in marks if isinstance(m, Paths) and not m.is_dashed]
    places = [m.places for m in marks if isinstance(m, Points)]
    for x_1, x_2, y in np.concatenate([*places, *(x for line in lines for x in line)]):
        assert y == pytest.approx(one * x_1**2 + two * x_2**2)


def test_descents_on_bowls_end_where_their_titles_say():
    scene = LIBRARY.scenes["descent_two_weights"]

    def ways(stop):
        marks = scene.draw(stop).marks
        first, rest, last = (marks[k].places[:, :2] for k in (-2, -3, -1))
        return np.concatenate([first, rest, last])

    (start, *_), creeping, swinging = map(ways, (1, 2, 3))
    assert start.tolist() == [-1, 0.8]
    straight = ways(1)
    ray = straight[:, 0] * start[1] - straight[:, 1] * start[0]
    assert ray == pytest.approx(0)  # all of it between the start and the bottom
    assert np.hypot(*straight[-1]) < 0.01
    for path, rate in ((creeping, 0.2), (swinging, 0.85)):
        factors = 1 - 2 * rate * np.array([0.05, 1.0])
        expected = np.array([-1, 0.8]) * factors ** np.arange(13)[:, None]
        np.testing.assert_allclose(path, expected)
        assert abs(path[-1, 0]) > 0.2  # far from the bottom along the valley
    assert (np.sign(swinging[1:, 1]) == -np.sign(swinging[:-1, 1])).all()
    assert "23,860" in as_title(scene.draw(4).note).text
    assert 785 * 30 + 31 * 10 == 23860


AXES = FlatAxes(Axis("$x$", 0, 1), Axis("$y$", 0, 1))
places = st.tuples(st.floats(0, 1), st.floats(0, 1))
sides = st.sampled_from([-1, 0, 1])


@given(st.lists(st.tuples(places, st.tuples(sides, sides)), min_size=1, max_size=5))
@settings(max_examples=8, deadline=None)
def test_tags_are_in_the_frame_and_apart(pairs):
    marks = [Tag(f"tag {k}", place, to) for k, (place, to) in enumerate(pairs)]
    plot = Plot(AXES, tuple(marks))
    figure = draw(plot, (640, 360), DARK)
    check_words(plot, (640, 360))
    (axes,) = [ax for ax in figure.axes if ax.axison]
    box = axes.get_window_extent()
    found = [corners for word, corners in words_of(figure) if "tag" in word.text]
    assert found  # the first always has room
    for corners in found:
        assert box.x0 < corners[:, 0].min() and corners[:, 0].max() < box.x1
        assert box.y0 < corners[:, 1].min() and corners[:, 1].max() < box.y1


def test_what_two_plots_share_glides():
    x = np.array([0.0, 1.0])
    before = Curve(x, x, part="a"), Points([[0, 0]], part="a"), Tag("w", (0, 1))
    after = Curve(x, 3 * x, part="a"), Points([[2, 4]], part="a"), Tag("w", (1, 1))
    curve, points, tag = fade(before, after, 0.5)
    assert curve.y.tolist() == [0, 2] and points.places.tolist() == [[1, 2]]
    assert tag.place == (0.5, 1) and tag.words == "w"
    longer = (Curve(np.arange(3.0), np.zeros(3), part="a"),)
    assert fade(before[:1], longer, 0.5)[0].y.tolist() == [0, 0, 0]
    broken = (Curve(x, [np.nan, np.inf], part="a"),)
    np.testing.assert_array_equal(fade(broken, broken, 0.5)[0].y, broken[0].y)
