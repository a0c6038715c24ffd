"""What pictures of decisions show, read off the artists and the pixels."""

import io
from dataclasses import replace
from itertools import combinations

import matplotlib
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb
from PIL import Image

from model import Classifier, Family, Regions
from render import (
    DARK,
    Areas,
    Band,
    Bars,
    Curve,
    Curves,
    Moment,
    Surface,
    Surfaces,
    Tour,
)
from render.scene.variants import vary
from render.stage.figures import draw, set_stage
from render.stage.floor import category_colors
from render.stage.marks.bars import SMALLEST
from render.stage.marks.surface import crossfade
from render.stage.outlines import Outlines
from render.stage.painter import Painter
from render.type.settings import SETTINGS
from tests.command import LIBRARY
from tests.test_pictures import rays

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
    lines = fills[:, 3] == 0
    dark = fills[:, :3].max(axis=1) < 0.1
    bars = ~lines & ~dark
    return extents[bars], extents[dark & ~lines], extents[lines], fills[bars]


def extents_of(collection):
    to_pixels = collection.get_transform()
    paths = collection.get_paths()
    return np.array([path.get_extents(to_pixels).get_points() for path in paths])


def legend_of(ax):
    """The collection that is as many squares as words."""
    found = [each for each in ax.collections if type(each) is PathCollection]
    (legend,) = (each for each in found if each.get_clip_on() is False)
    return legend


def overlap(a, b):
    return (a[0] < b[1]).all() and (b[0] < a[1]).all()


def inside(a, b):
    return (a[0] >= b[0] - 1e-6).all() and (a[1] <= b[1] + 1e-6).all()


def words_of(figure, ax):
    """Extents of every other word in a picture of curves, where it is drawn."""
    FigureCanvasAgg(figure).draw()
    texts = [ax.xaxis.label, ax.yaxis.label, *figure.texts]
    for axis, (low, high) in ((ax.xaxis, ax.get_xlim()), (ax.yaxis, ax.get_ylim())):
        ticks = zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True)
        texts += [label for tick, label in ticks if low <= tick <= high]
    return [text.get_window_extent().get_points() for text in texts]


# Bars over one input


@pytest.mark.parametrize("activation", ["tanh", "identity"])
@pytest.mark.parametrize("outputs", [1, 2, 3, 10])
def test_labels_never_overlap(activation, outputs):
    view = Curves(parts=(*ALL, "margin"))
    family = Family((1, 11, 9, outputs), activation, spread=2)
    n_letters = 0
    first = replace(view.plot(Moment(family.network(0))), title="A title")
    stages = [set_stage(first, size, DARK) for size in SIZES[:4]]
    for k in range(16):
        plot = replace(view.plot(Moment(family.network(k))), title="A title")
        figure, stage = stages[k % 4]
        ax, artists = figure.axes[0], stage.show(plot)
        n = len(the(Bars, plot).regions)
        bars, letters, _, _ = marks_of(artists)
        legend = extents_of(legend_of(ax))
        assert len(bars) == n
        frame = ax.bbox.get_points()
        for letter in letters:
            assert inside(letter, frame)
            assert sum(inside(letter, bar) for bar in bars) == 1
        words = words_of(figure, ax) if k < 4 else []
        picture = figure.bbox.get_points()
        for a, b in combinations([*letters, *legend, *words], 2):
            assert not overlap(a, b)
        assert [box for box in [*legend, *words] if not inside(box, picture)] == []
        n_letters += len(letters)
    assert n_letters >= 25


def test_narrow_bars_have_smaller_letters_and_the_narrowest_none():
    plot = Curves(parts=ALL).plot(Moment(Family((1, 11, 9, 2), "tanh").network(0)))
    plot, letters = replace(plot, title="Title"), {}
    for middle in (1.0, 0.12, 0.05):
        edges = np.array([-6, -middle, middle, 6])
        categories = np.array([0, 1, 0])
        bars = Bars(Regions(edges, categories))
        _, _, artists = shown(replace(plot, marks=(bars,)))
        letters[middle] = marks_of(artists)[1]
    assert [len(boxes) for boxes in letters.values()] == [3, 3, 2]
    full, small = (np.ptp(letters[m][1], axis=0)[1] for m in (1.0, 0.12))
    assert SMALLEST * full < small < 0.9 * full


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
    assert bare.axes == full.axes and bare.layout == full.layout
    assert {mark.part for mark in full.marks} == {"", *every} - {"threshold"}
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
    plot = scene.draw(scene.stops - 1)
    (zero,) = the(Bars, plot).regions.boundaries
    curves = {mark.part: mark for mark in plot.marks if isinstance(mark, Curve)}
    assert set(curves) == {"", "sums"}
    for curve in curves.values():
        assert np.interp(zero, curve.x, curve.y) == pytest.approx(0, abs=1e-4)
    w, sums = scene.network.layers[0].weights, curves["sums"]
    np.testing.assert_allclose(sums.y, w[0, 0] + w[1, 0] * sums.x)


# The floor


@pytest.mark.parametrize("outputs", [1, 2, 3, 7, 10])
def test_the_legend_of_the_floor_is_clear_of_everything(outputs):
    view = Surfaces(parts=FLOOR, n_lines=11)
    for activation in ("tanh", "identity"):
        plot = view.plot(Moment(Family((2, outputs), activation).network(0)))
        plot = replace(plot, title="A title")
        for size in SIZES[:4]:
            figure, ax, _ = shown(plot, size)
            legend = extents_of(legend_of(ax))
            assert len(legend) == 2 * max(outputs, 2)
            words = [t.get_window_extent().get_points() for t in ax.texts]
            words += [t.get_window_extent().get_points() for t in figure.texts]
            for box in legend:
                assert inside(box, figure.bbox.get_points())
                assert not any(overlap(box, other) for other in words)
            for a, b in combinations(legend, 2):
                assert not overlap(a, b)


def test_floor_and_legend_agree_and_colours_tell_high_from_low():
    view = Surfaces(parts=FLOOR, n_lines=31)
    plot = view.plot(Moment(Family((2, 1), "tanh").network(3)))
    _, ax, artists = shown(plot)
    (floor,) = (a for a in artists if type(a) is PathCollection and a.get_clip_on())
    areas, legend = floor.get_facecolor(), legend_of(ax).get_facecolor()
    for color, area in zip(areas, the(Areas, plot).atlas.areas, strict=True):
        assert to_hex(color) == to_hex(legend[area.category])
    high, low = legend[0], legend[1]
    assert high[1] > high[0] and low[0] > low[1]  # green, red


def test_floors_are_coloured_by_the_network():
    """Every pixel of the floor that nothing hides, against the network itself."""
    view = Surfaces(parts=("regions",))
    for k, outputs in [(4, 1), (3, 2), (5, 3), (8, 7)]:
        network = Family((2, 11, 9, outputs), "tanh").network(k)
        plot = view.plot(Moment(network))
        hidden = replace(plot, marks=(the(Areas, plot),))
        assert sum(isinstance(mark, Surface) for mark in plot.marks) == outputs
        frame = Painter((640, 360))(hidden).astype(int)
        _, stage = set_stage(plot, (640, 360), DARK)
        origin, direction = rays(stage.view, (640, 360), 0.5, 0.5)
        with np.errstate(divide="ignore", invalid="ignore"):
            t = (plot.axes.y.low - origin[2]) / direction[..., 2]
        place = (origin + t[..., None] * direction)[..., :2]
        on = (t > 0) & (np.abs(place) < 5.8).all(axis=-1)
        categories = Classifier(network)(place[on])
        colors = np.round(255 * category_colors(DARK, outputs)[categories])
        wrong = np.abs(frame[on] - colors).max(axis=-1) > 2
        assert wrong.mean() < 0.025  # along boundaries, where colours mix


@pytest.mark.parametrize("outputs", range(2, 11))
def test_outputs_have_colours_that_can_be_told_apart(outputs):
    # By CIE76, in which 2.3 is just noticeable. The original's first and third are the
    # nearest to each other.
    curves = [to_rgb(color) for color in DARK.outputs[:outputs]]
    floor = category_colors(DARK, outputs)[:outputs]
    for colors, least in ((curves, 17), (floor, 13)):
        for a, b in combinations([lab(color) for color in colors], 2):
            assert np.linalg.norm(a - b) > least


def lab(rgb):
    """CIE L*a*b*, D65, of an sRGB colour (IEC 61966-2-1)."""
    rgb = np.asarray(rgb)
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    matrix = [
        [0.4124, 0.3576, 0.1805],
        [0.2126, 0.7152, 0.0722],
        [0.0193, 0.1192, 0.9505],
    ]
    x, y, z = np.cbrt(matrix @ linear / [0.9505, 1.0, 1.089])  # none is near black
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


# The envelope


@pytest.mark.parametrize(("step", "edges"), [(0, 0.02), (2, 0.001)])
def test_envelope_and_floor_fade_in_as_one(step, edges):
    scene = LIBRARY.scenes["argmax_2input"]
    painter = Painter((320, 180))
    before, middle, after = (
        painter(scene.draw(step + share)).astype(float) for share in (0, 0.5, 1)
    )
    off = np.abs(middle - (before + after) / 2).max(axis=-1)
    assert (off > 12).mean() < edges  # contours, behind what fades


def test_what_fades_on_a_clear_ground_keeps_its_colour():
    # As in a vector file, where the surfaces are an image of their own.
    red, clear = (
        np.array([[[200, 40, 0, 255]]], np.uint8),
        np.zeros((1, 1, 4), np.uint8),
    )
    assert crossfade(red, clear, 0.25).tolist() == [[[200, 40, 0, 191]]]
    assert crossfade(clear, red, 0.25).tolist() == [[[200, 40, 0, 64]]]
    assert crossfade(clear, clear, 0.25).tolist() == [[[0, 0, 0, 0]]]


@pytest.mark.parametrize("name", ["argmax_3output", "perceptron", "argmax_2input"])
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
