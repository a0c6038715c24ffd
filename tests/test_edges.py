"""Lines on surfaces: where they meet and are cut off; and the box around them."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from scipy.interpolate import RegularGridInterpolator

from model import Family, Layer, Network, meetings
from render import (
    DARK,
    LIGHT,
    PRINT,
    RETRO,
    Boundaries,
    Contours,
    Moment,
    Paths,
    Plot,
    Surface,
    Surfaces,
)
from render.plot.titles import as_title
from render.stage.figures import set_stage
from render.stage.painter import Painter
from tests.command import LIBRARY

LINE = np.linspace(-6, 6, 101)
POINTS = np.stack(np.meshgrid(LINE, LINE, indexing="ij"), axis=-1).reshape(-1, 2)


def plane(a, b, c, activation="identity"):
    """The network y = f(a + b x_1 + c x_2)."""
    return Network((Layer(np.array([[a], [b], [c]]), activation),))


def meetings_of(network):
    sums = network.sums(POINTS).reshape(101, 101, -1)
    return meetings(network, LINE, LINE, sums)


# Where surfaces meet


@pytest.mark.parametrize("outputs", [2, 3])
@pytest.mark.parametrize("activation", ["tanh", "logistic", "sine", "softmax"])
def test_outputs_are_equal_on_lines_where_surfaces_meet(activation, outputs):
    count = 0
    for k in range(5):
        family = Family((2, 11, 9, outputs), ("tanh", "tanh", activation))
        network = family.network(k)
        for places, heights in meetings_of(network):
            off = np.abs(network(places) - heights[:, None])
            assert np.sort(off, axis=1)[:, :2].max() < 1e-5  # two outputs are there
            count += len(places)
    assert count > 200


def test_every_place_where_another_output_gets_ahead_has_a_line():
    """Against the signs of differences at the grid's points."""
    for k in range(8):
        network = Family((2, 11, 9, 3), "tanh").network(k)
        y = network(POINTS).reshape(101, 101, 3)
        places = [line for line, _ in meetings_of(network)]
        lines = np.concatenate([np.zeros((0, 2)), *places])
        for i, j in [(0, 1), (0, 2), (1, 2)]:
            ahead = y[..., i] > y[..., j]
            for row, column in np.argwhere(ahead[1:] != ahead[:-1]):
                on_edge = np.abs(lines[:, 1] - LINE[column]) < 1e-9
                between = (LINE[row] <= lines[:, 0]) & (lines[:, 0] <= LINE[row + 1])
                assert (on_edge & between).any()


def seams(network):
    """The lines on surfaces where two of them meet, each (n, 3)."""
    marks = Surfaces(z=(0.0, 8.0), n_lines=9).plot(Moment(network)).marks
    return [
        line
        for m in marks
        if isinstance(m, Paths) and not m.is_dashed
        for line in m.lines
    ]


@pytest.mark.parametrize("outputs", [2, 3])
def test_surfaces_of_facets_meet_exactly_all_along_their_lines(outputs):
    count = 0
    for k in range(6):
        network = Family((2, 11, 9, outputs), "relu").network(k)
        for line in seams(network):
            for share in (0, 0.3, 0.5, 0.9):  # on corners, and between them
                places = line[:-1] + share * np.diff(line, axis=0)
                off = np.abs(network(places[:, :2]) - places[:, 2:])
                assert np.sort(off, axis=1)[:, :2].max() < 1e-6
            count += len(line)
    assert count > 50


def test_every_place_where_a_surface_of_facets_gets_ahead_is_near_a_line():
    count = 0
    for k in range(6):
        network = Family((2, 11, 9, 2), "relu").network(k)
        y = network(POINTS).reshape(101, 101, 2)
        ahead = y[..., 0] > y[..., 1]
        lines = [line[:, :2] for line in seams(network)]
        for row, column in np.argwhere(ahead[1:] != ahead[:-1])[::7]:
            middle = (LINE[row] + LINE[row + 1]) / 2, LINE[column]
            assert min(distance(middle, line) for line in lines) < 0.0601  # half-way
            count += 1
    assert count > 50


def distance(place, line):
    """How far a place is from a line (n, 2), straight between its points."""
    start, way = line[:-1], np.diff(line, axis=0)
    along = ((place - start) * way).sum(axis=1) / np.fmax((way**2).sum(axis=1), 1e-30)
    nearest = start + np.clip(along, 0, 1)[:, None] * way
    return np.hypot(*(nearest - place).T).min()


def test_where_outputs_are_equal_all_over_a_region_both_of_its_edges_are_found():
    # y_0 = max(0, x_1 - 1) and y_1 = max(0, -x_1 - 2): both are 0 from -2 to 1.
    network = Network((Layer(np.array([[-1, -2], [1, -1], [0, 0.0]]), "relu"),))
    found = sorted(line[:, 0].mean() for line, _ in meetings_of(network))
    np.testing.assert_allclose(found, [-2, 1], atol=1e-6)
    assert all(np.ptp(line[:, 0]) < 1e-6 for line, _ in meetings_of(network))
    exact = sorted(
        (line[0, 0], line[-1, 0], np.ptp(line[:, 1])) for line in seams(network)
    )
    np.testing.assert_allclose(exact, [(-2, -2, 12), (1, 1, 12)], atol=1e-6)


def test_surfaces_that_meet_have_a_line_there_and_below_on_the_floor():
    plot = Surfaces().plot(Moment(Family((2, 11, 9, 2), "tanh").network(3)))
    (path,) = (mark for mark in plot.marks if isinstance(mark, Paths))
    (floor,) = (mark for mark in plot.marks if isinstance(mark, Boundaries))
    for above, below in zip(path.lines, floor.lines, strict=True):
        np.testing.assert_array_equal(above[:, :2], below)
    assert as_title(plot.note).text == "White: the outputs are equal."
    assert not any(isinstance(mark, Contours) for mark in plot.marks)


def test_surfaces_that_do_not_meet_have_none_and_nothing_is_said_of_any():
    apart = Network((Layer(np.array([[0, 1], [0.1, 0.1], [0, 0.0]]), "tanh"),))
    plot = Surfaces().plot(Moment(apart))
    assert {type(mark) for mark in plot.marks} == {Surface}
    assert not as_title(plot.note).text


@pytest.mark.parametrize("style", [DARK, RETRO, LIGHT, PRINT])
def test_lines_are_white_in_every_theme_as_words_say(style):
    network = Network((Layer(np.array([[0, 0], [0.2, 0], [0, 0.2]]), "tanh"),))
    plot = replace(Surfaces().plot(Moment(network)), note="")
    frame = Painter((1920, 1080), style)(plot)
    _, stage = set_stage(plot, (1920, 1080), style)
    x, y = stage.view(np.array([4.0, 4.0, np.tanh(0.8)])).astype(int)
    assert frame[y - 3 : y + 4, x - 3 : x + 4].min(axis=-1).max() > 240


# Steep surfaces


def slope(steepness):
    """A surface that is as high all along each line where x_1 + 0.7 x_2 is the same."""
    return plane(0.0, steepness, 0.7 * steepness, "tanh")


def test_steep_surfaces_have_no_stripes():
    """Along a level line of a wall all places have the same light and colour."""
    size, t = (1920, 1080), np.linspace(-5, 5, 400)
    plot = replace(Surfaces(n_levels=0).plot(Moment(slope(12.0))), note="")
    _, stage = set_stage(plot, size, DARK)
    # x_1 + 0.7 x_2 = 1.6 / 12: where the wall bends most, at a height of 0.92.
    places = np.column_stack([1.6 / 12 - 0.7 * t, t, 0 * t + np.tanh(1.6)])
    columns, rows = np.rint(stage.view(places)).astype(int).T
    colors = Painter(size)(plot)[rows, columns].astype(int)
    spread = np.quantile(colors, [0.05, 0.95], axis=0)
    assert np.ptp(spread, axis=0).max() < 7, spread


def test_only_steep_surfaces_without_facets_take_a_finer_grid():
    def lines(network, **view):
        plot = Surfaces(**view).plot(Moment(network))
        return {len(mark.x_1) for mark in plot.marks if isinstance(mark, Surface)}

    assert (lines(slope(1.0)), lines(slope(12.0))) == ({101}, {401})
    assert lines(slope(12.0), n_lines=201) == {801}
    assert lines(plane(0.0, 90.0, 0.0, "relu"), z=(0.0, 8.0)) == {101}
    assert lines(plane(0.0, 1.0, 0.0, "identity"), z=(-6.0, 6.0)) == {101}


# Where surfaces are cut off


def test_edges_are_where_the_surface_leaves_the_span_and_only_if_it_does():
    counts = {True: 0, False: 0}
    for k in range(12):
        network = Family((2, 11, 9, 1), "identity").network(k)
        plot = Surfaces(z=(-8.0, 9.0)).plot(Moment(network))
        (surface,) = (mark for mark in plot.marks if isinstance(mark, Surface))
        cuts = [mark for mark in plot.marks if isinstance(mark, Paths)]
        ends = [surface.y.min() < -8, surface.y.max() > 9]
        height = RegularGridInterpolator((LINE, LINE), surface.y)
        for mark in cuts:
            assert mark.is_dashed
            for line in mark.lines:
                places = line[:, :2].clip(-6, 6)
                np.testing.assert_allclose(height(places), line[:, 2], atol=1e-9)
        levels = {float(y) for mark in cuts for line in mark.lines for y in line[:, 2]}
        assert levels == {y for y, end in zip((-8, 9), ends, strict=True) if end}
        for words, is_cut in zip(("below \u22128", "above 9"), ends, strict=True):
            assert (words in as_title(plot.note).text) == is_cut
            counts[is_cut] += 1
    assert min(counts.values()) > 2


def test_the_highest_of_surfaces_alone_has_an_edge():
    # y_0 = 3 hides y_1, which leaves the span too.
    network = Network((Layer(np.array([[3, 0], [0, 0.5], [0, 0.0]]), "identity"),))
    view = Surfaces(z=(-1.0, 2.0), parts=("envelope",))
    assert not any(isinstance(m, Paths) for m in view.plot(Moment(network)).marks)
    every = replace(view, parts=())
    assert any(isinstance(m, Paths) for m in every.plot(Moment(network)).marks)


# Contours, and what is said of them


@pytest.mark.parametrize(
    ("weights", "note"),
    [
        ((0.0, 0.01, 0.0), "Contour: 0."),
        ((0.1, 0.06, 0.0), "Contours every 0.2, heavy at 0."),
        ((0.5, 0.05, 0.0), "Contours every 0.2."),
        ((0.5, 0.0, 0.0), ""),
    ],
)
def test_only_contours_that_are_there_are_spoken_of(weights, note):
    plot = Surfaces(z=(-1.0, 1.0)).plot(Moment(plane(*weights)))
    assert as_title(plot.note).text == note


def test_the_heavy_contour_is_twice_as_wide_as_others_and_lies_on_them():
    plot = Surfaces().plot(Moment(Family((2, 11, 9, 1), "tanh").network(28)))
    plot = replace(plot, note="")
    _, stage = set_stage(plot, (640, 360), DARK)
    drawn = next(a for a in stage.show(plot) if isinstance(a, LineCollection))
    (mark,) = (mark for mark in plot.marks if isinstance(mark, Contours))
    heavy = [line for line in mark.lines if line.level == 0]
    assert 0 < len(heavy) < len(mark.lines)
    widths = np.array(drawn.get_linewidth())
    assert (widths[-len(heavy) :] > 2 * widths[0]).all()
    ends = zip(drawn.get_segments()[-len(heavy) :], heavy, strict=True)
    for pixels, line in ends:
        floor = np.column_stack([line.points, np.full(len(line.points), -2.0)])
        np.testing.assert_allclose(pixels, stage.view(floor), atol=1e-3)


# The box


@pytest.mark.parametrize(
    ("activation", "bounds"), [("tanh", (-1, 1)), ("logistic", (0, 1))]
)
def test_bounds_of_the_activation_are_dotted_lines_below_the_top(activation, bounds):
    plot = replace(Surfaces().plot(Moment(plane(0, 0, 0, activation))), note="")
    assert plot.axes.bounds == bounds and plot.axes.y.high > bounds[1]
    figure, stage = set_stage(plot, (640, 360), DARK)
    lines = [
        line
        for artist in figure.axes[0].collections
        if isinstance(artist, LineCollection)
        for line in artist.get_segments()
    ]
    for y in bounds:
        walls = stage.view(np.array([(-6, -6, y), (-6, 6, y), (6, 6, y)]))
        assert sum(len(w) == 3 and np.allclose(w, walls) for w in lines) == 1


def test_other_ranges_and_activations_have_no_bounds():
    for view, name in [(Surfaces(z=(-1.0, 1.0)), "tanh"), (Surfaces(), "relu")]:
        assert view.plot(Moment(plane(0, 0, 0, name))).axes.bounds == ()


def strip_of(frame, stage, heights):
    """The colours just right of the upright edge on the right, at heights."""
    places = np.array([(6.0, 6.0, y) for y in heights])
    x, y = np.round(stage.view(places)).astype(int).T
    return frame[y, x + 5].astype(int)


@pytest.mark.parametrize("style", [DARK, LIGHT])
def test_the_key_has_the_colours_that_level_surfaces_have_at_its_heights(style):
    heights = np.linspace(-0.9, 0.9, 7)
    axes = Surfaces().plot(Moment(plane(0, 0, 0, "tanh"))).axes
    painter = Painter((1280, 720), style)
    for height in heights:
        flat = Surface(LINE[::50], LINE[::50], np.full((3, 3), height))
        plot = Plot(axes, (flat,))
        frame = painter(plot)
        _, stage = set_stage(plot, (1280, 720), style)
        x, y = stage.view(np.array([0.0, 0.0, height])).astype(int)
        (color,) = strip_of(frame, stage, [height])
        assert np.abs(color - frame[y, x]).max() <= 6


def test_several_outputs_have_no_key():
    plot = Surfaces().plot(Moment(Family((2, 3, 2), "tanh").network(0)))
    plot = replace(plot, note="", marks=())
    frame = Painter((1280, 720))(plot)
    _, stage = set_stage(plot, (1280, 720), DARK)
    assert not np.ptp(strip_of(frame, stage, [-0.7, 0.3, 0.7]), axis=0).any()


def test_the_key_turns_to_the_colours_of_categories_with_the_surface():
    scene = LIBRARY.scenes["tanh_classifier_2input"]
    plots = [
        replace(scene.draw(stop), title="", note="") for stop in range(scene.stops)
    ]
    painter = Painter((1280, 720))
    _, stage = set_stage(plots[0], (1280, 720), DARK)
    first, *_, last = (
        strip_of(painter(plot), stage, [-0.6, -0.2, 0.2, 0.6]) for plot in plots
    )
    assert (np.abs(first - last).max(axis=1) > 40).all()
    reds = last[:, 0] > last[:, 2]
    assert reds.tolist() == [
        True,
        True,
        False,
        False,
    ]  # coral B below, lavender A above
