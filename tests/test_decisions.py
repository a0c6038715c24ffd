"""What pictures of decisions show, read off the artists and the pixels."""

import io
from dataclasses import replace

import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from PIL import Image

from model import Family, Regions
from render import (
    DARK,
    Band,
    Bars,
    Curve,
    Curves,
    Moment,
    Tour,
)
from render.scene.variants import vary
from render.stage.figures import draw, set_stage
from render.stage.outlines import Outlines
from render.stage.painter import Painter
from render.stage.words import Words
from render.type.settings import SETTINGS
from tests.command import LIBRARY

ALL = "threshold", "boundaries", "regions"  # over one input
FLOOR = "boundaries", "regions"  # over two
SIZES = [(1280, 720), (640, 360), (1080, 1080), (720, 1280), (64, 64), (1600, 500)]


def shown(plot, size=(1280, 720)):
    """A figure, the axes on it, and the artists that make up a plot."""
    figure, stage = set_stage(plot, size, DARK)
    return figure, figure.axes[0], stage.show(plot)


def the(kind, plot):
    """The plot's only mark of a kind."""
    (mark,) = (mark for mark in plot.marks if type(mark) is kind)
    return mark


def marks_of(artists):
    """Extents of bars, letters and lines, [[x0, y0], [x1, y1]], and bars' colours."""
    drawn = [artist for artist in artists if isinstance(artist, Outlines)]
    extents = np.concatenate([extents_of(each) for each in drawn if each.get_paths()])
    fills = np.concatenate([each.get_facecolor() for each in drawn])
    bars = fills[:, 3] > 0
    letters = [
        box for artist in artists for box, word in boxes(artist) if word.face == "bold"
    ]
    return extents[bars], letters, extents[~bars], fills[bars]


def boxes(artist):
    """The extents of an artist's words, in pixels, and the words."""
    words = artist.words if isinstance(artist, Words) else ()
    corners = [artist.get_transform().transform(word.corners) for word in words]
    ends = [np.array([c.min(axis=0), c.max(axis=0)]) for c in corners]
    return list(zip(ends, words, strict=True))


def extents_of(collection):
    to_pixels = collection.get_transform()
    paths = collection.get_paths()
    return np.array([path.get_extents(to_pixels).get_points() for path in paths])


def overlap(a, b):
    return (a[0] < b[1]).all() and (b[0] < a[1]).all()


def inside(a, b):
    return (a[0] >= b[0] - 1e-6).all() and (a[1] <= b[1] + 1e-6).all()


# Bars over one input


@pytest.mark.parametrize("activation", ["tanh", "identity"])
@pytest.mark.parametrize("outputs", [1, 2, 3, 10])
def test_letters_stand_in_their_bars(activation, outputs):
    view = Curves(parts=(*ALL, "margin"))
    family = Family((1, 11, 9, outputs), activation, spread=2)
    n_letters = 0
    first = replace(view.plot(Moment(family.network(0))), title="A title")
    stages = [set_stage(first, size, DARK) for size in SIZES[:4]]
    for k in range(16):
        plot = replace(view.plot(Moment(family.network(k))), title="A title")
        figure, stage = stages[k % 4]
        bars, letters, _, _ = marks_of(stage.show(plot))
        assert len(bars) == len(the(Bars, plot).regions)
        frame = figure.findobj(Axes)[0].bbox.get_points()
        for letter in letters:
            assert inside(letter, frame)
            assert sum(inside(letter, bar) for bar in bars) == 1
        n_letters += len(letters)
    assert n_letters >= 25


def test_bars_that_are_too_narrow_for_their_letters_have_none():
    plot = Curves(parts=ALL).plot(Moment(Family((1, 11, 9, 2), "tanh").network(0)))
    plot, letters = replace(plot, title="Title"), {}
    for middle in (1.0, 0.16, 0.05):
        edges = np.array([-6, -middle, middle, 6])
        categories = np.array([0, 1, 0])
        bars = Bars(Regions(edges, categories))
        _, _, artists = shown(replace(plot, marks=(bars,)))
        letters[middle] = [word for a in artists for _, word in boxes(a)]
    assert [word.text for word in letters[1.0]] == ["A", "B", "A"]
    assert [word.text for word in letters[0.05]] == ["A", "A"]
    assert {word.size for words in letters.values() for word in words} == {
        DARK.label_size
    }
    (faint,) = (word for word in letters[0.16] if word.text == "B")
    assert 0 < faint.opacity < 1


def test_the_newest_bar_has_a_frame_until_all_are_there():
    scene = LIBRARY.scenes["argmax_3output"]
    accent, framed = to_hex(DARK.accent), []
    for stop in range(2, 6):
        plot = scene.draw(stop)
        _, _, artists = shown(plot)
        lines = [
            path.get_extents().intervalx
            for artist in artists
            if isinstance(artist, Outlines)
            for path, color in zip(
                artist.get_paths(), artist.get_edgecolor(), strict=False
            )
            if to_hex(color) == accent and color[3] == 1
        ]
        framed.append(len(lines))
        bars = the(Bars, plot)
        if stop < 5:
            order = np.argsort(bars.regions.categories, kind="stable")
            assert bars.fresh.argmax() == order[stop - 2] and bars.fresh.sum() == 1
    assert framed == [1, 1, 1, 0]


def test_bars_have_the_colours_of_the_curves_on_top():
    tour = vary(LIBRARY.scenes["tanh_3layer_3output"], regions=True)
    categories = set()
    for stop in range(12):
        plot = tour.draw(stop)
        _, _, artists = shown(plot)
        edges = the(Bars, plot).regions.edges
        middles = (edges[1:] + edges[:-1]) / 2
        highest = tour.network(stop)(middles[:, None]).argmax(axis=1)
        _, _, _, colors = marks_of(artists)
        assert [to_hex(color) for color in colors] == [
            DARK.outputs[output] for output in highest
        ]
        categories |= set(highest)
    assert categories == {0, 1, 2}


def test_dividers_are_where_the_curves_cross():
    tour = vary(LIBRARY.scenes["tanh_3layer_2output"], regions=True)
    count = 0
    for stop in range(20):
        plot, network = tour.draw(stop), tour.network(stop)
        _, ax, artists = shown(plot)
        _, _, lines, _ = marks_of(artists)
        for line in ax.transData.inverted().transform(lines.reshape(-1, 2))[::2]:
            first, second = network(line[None, :1])[0]
            assert first == pytest.approx(second, abs=1e-8)
            count += 1
    assert count > 5


def test_the_threshold_is_a_line_at_its_height():
    for activation, level in [("logistic", 0.5), ("tanh", 0.0)]:
        plot = Curves(parts=ALL).plot(Moment(Family((1, 1), activation).network(3)))
        _, ax, artists = shown(plot)
        line = ax.transData.inverted().transform(marks_of(artists)[2][-1])
        np.testing.assert_allclose(line, [[-6, level], [6, level]], atol=1e-9)


def test_parts_that_are_not_shown_leave_no_trace_and_the_axes_stay():
    network = Family((1, 11, 9, 2), "tanh").network(1)
    every = *ALL, "margin", "sums"
    bare, full = (Curves(parts=p).plot(Moment(network)) for p in ((), every))
    bare, full = replace(bare, note=""), replace(full, note="")
    assert bare.axes == full.axes and bare.layout == full.layout
    # A single output alone has a threshold, and regions end what sums are for.
    assert {mark.part for mark in full.marks} == {"", *every} - {"threshold", "sums"}
    painter = Painter((640, 360))
    marks = [mark.faded(1e-9) if mark.part else mark for mark in full.marks]
    faint = replace(full, marks=tuple(marks))
    assert painter(bare).tobytes() == painter(faint).tobytes()
    assert painter(bare).tobytes() != painter(full).tobytes()
    for part in {mark.part for mark in full.marks} - {""}:  # each leaves one if shown
        some = tuple(mark for mark in full.marks if mark.part in ("", part))
        assert painter(bare).tobytes() != painter(replace(full, marks=some)).tobytes()


@pytest.mark.parametrize("outputs", [1, 2, 5])
def test_the_shade_is_as_large_as_the_margin(outputs):
    network = Family((1, 11, 9, outputs), "tanh").network(6)
    plot = Curves(parts=("regions", "margin")).plot(Moment(network))
    regions = the(Bars, plot).regions
    bands = [mark for mark in plot.marks if isinstance(mark, Band)]
    assert [band.series for band in bands] == list(regions.categories)
    for band, low, high in zip(
        bands, regions.edges[:-1], regions.edges[1:], strict=True
    ):
        x, y = band.outline.T
        area = abs(np.sum(x * np.roll(y, -1) - y * np.roll(x, -1))) / 2  # shoelace
        at = np.linspace(low, high, 20_001)
        heights = network(at[:, None])  # a single one plays the threshold, 0
        rivals = heights if outputs > 1 else np.column_stack([heights, 0 * at])
        second, first = np.sort(rivals, axis=1)[:, -2:].T
        expected = np.trapezoid(first - second, at)
        assert area == pytest.approx(expected, rel=1e-4, abs=1e-5)


def test_the_perceptrons_two_curves_cross_zero_together():
    scene = LIBRARY.scenes["perceptron"]
    (zero,) = the(Bars, scene.draw(scene.stops - 1)).regions.boundaries
    plot = scene.draw(2)
    curves = {mark.part: mark for mark in plot.marks if isinstance(mark, Curve)}
    assert set(curves) == {"", "sums"}
    for curve in curves.values():
        assert np.interp(zero, curve.x, curve.y) == pytest.approx(0, abs=1e-4)
    w, sums = scene.network.layers[0].weights, curves["sums"]
    np.testing.assert_allclose(sums.y, w[0, 0] + w[1, 0] * sums.x)
    assert sums.name == "without tanh"


def test_what_has_done_its_work_goes():
    scene = LIBRARY.scenes["perceptron"]
    last = scene.draw(scene.stops - 1)
    assert [mark.part for mark in last.marks if isinstance(mark, Curve)] == [""]


# Both


@pytest.mark.parametrize(
    "name", ["argmax_3output", "perceptron", "argmax_2input", "tanh_classifier_2input"]
)
def test_figures_for_print_show_what_frames_show(name):
    scene = LIBRARY.scenes[name]
    for position in (0, 0.5, 1, scene.stops - 1.5, scene.stops - 1):
        plot = scene.draw(position)
        with matplotlib.rc_context(SETTINGS):
            file = io.BytesIO()
            figure = draw(plot, (640, 360), DARK)
            figure.savefig(file, dpi=2 * figure.dpi)  # as a vector file has its own
        drawn = Image.open(file).convert("RGB").reduce(16)
        frame = Image.fromarray(Painter((640, 360))(plot)).reduce(8)
        off = np.abs(np.asarray(drawn).astype(int) - np.asarray(frame)).max(axis=-1)
        assert (off > 48).mean() < 0.005  # type has its own edges at each size


def test_any_tour_can_be_a_classifier_and_moves():
    for name in ("tanh_3layer_3output", "tanh_3layer_2input"):
        tour = vary(LIBRARY.scenes[name], regions=True, networks=3)
        assert isinstance(tour, Tour)
        painter = Painter((320, 180))
        frames = [painter(tour.draw(p)).tobytes() for p in (0, 0.25, 0.5, 1)]
        assert len(set(frames)) == 4
        assert painter(tour.draw(0.25)).tobytes() == frames[1]
