"""What pictures of decisions show, read off the artists and the pixels."""

import io
from dataclasses import replace

import matplotlib
import numpy as np
import pytest
from matplotlib.axes import Axes
from matplotlib.colors import to_hex
from PIL import Image

from model import Family, Network, Random, Regions
from render import (
    DARK,
    Band,
    Bars,
    Curve,
    Curves,
    Explanation,
    Moment,
    Pieces,
    Rings,
    Sides,
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


def heights_of(curve, x):
    """How high a curve is at x; nan where there is none of it."""
    heights = np.full(len(x), np.nan)
    breaks = np.flatnonzero(np.isnan(curve.y))
    for run in np.split(np.arange(len(curve.y)), breaks):
        run = run[np.isfinite(curve.y[run])]
        if len(run):
            here = (curve.x[run[0]] <= x) & (x <= curve.x[run[-1]])
            heights[here] = np.interp(x[here], curve.x[run], curve.y[run])
    return heights


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
        marks = tuple(mark for mark in plot.marks if type(mark) is not Sides)
        plot = replace(plot, marks=marks)
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
        words = [word for a in artists for _, word in boxes(a)]
        assert words[0].text == "category" and words[0].size == DARK.small_size
        letters[middle] = words[1:]
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
    for stop in range(3, 7):
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
        if stop < 6:
            order = np.argsort(bars.regions.categories, kind="stable")
            assert bars.fresh.argmax() == order[stop - 3] and bars.fresh.sum() == 1
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
    tour = LIBRARY.scenes["tanh_3layer_2output"]
    tour, count = replace(tour, view=Curves(parts=FLOOR)), 0
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


def test_parts_that_are_not_shown_leave_no_trace():
    network = Family((1, 11, 9, 2), "tanh").network(1)
    every = *ALL, "margin", "sums", "crossings"
    bare, full = (Curves(parts=p).plot(Moment(network)) for p in ((), every))
    assert full.axes == replace(bare.axes, has_bars=True)
    bare, full = replace(bare, note="", axes=full.axes), replace(full, note="")
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
    plot = scene.draw(1)
    curves = {mark.part: mark for mark in plot.marks if isinstance(mark, Curve)}
    assert set(curves) == {"", "sums"}
    for curve in curves.values():
        assert np.interp(zero, curve.x, curve.y) == pytest.approx(0, abs=1e-4)
    w, sums = scene.network.layers[0].weights, curves["sums"]
    np.testing.assert_allclose(sums.y, w[0, 0] + w[1, 0] * sums.x)
    assert sums.name == "without tanh"


def test_the_line_without_tanh_runs_to_the_frame_until_bars_come():
    scene, painter = LIBRARY.scenes["perceptron"], Painter((640, 360))

    def rows(stop, part):  # where pixels change if a part's curves are taken away
        plot = scene.draw(stop)
        rest = tuple(mark for mark in plot.marks if mark.part != part)
        changed = (painter(plot) != painter(replace(plot, marks=rest))).any(axis=(1, 2))
        return np.flatnonzero(changed)[[0, -1]]

    _, axes, _ = shown(scene.draw(0), (640, 360))
    low, high = 360 - axes.bbox.get_points()[::-1, 1]
    for stop in (0, 1):
        assert np.abs(rows(stop, "sums") - (low, high)).max() < 3


def test_bars_hide_what_of_a_curve_is_below_the_window():
    steep = Network.from_weights([[[0.5], [2.0]]], "identity")  # below -1 for most x
    plot = Curves(y=(-1.0, 1.0), parts=("regions",)).plot(Moment(steep))
    _, axes, _ = shown(plot, (640, 360))
    bottom = 360 - axes.transData.transform((0, -1))[1]
    painter, strip = Painter((640, 360)), slice(round(bottom) + 2, 360)
    bars = replace(plot, marks=(the(Bars, plot),))
    assert np.array_equal(painter(plot)[strip], painter(bars)[strip])
    assert not np.array_equal(painter(plot), painter(bars))


def test_what_has_done_its_work_goes():
    scene = LIBRARY.scenes["perceptron"]
    last = scene.draw(scene.stops - 1)
    assert [mark.part for mark in last.marks if isinstance(mark, Curve)] == [""]


def test_there_is_room_for_bars_where_there_are_or_will_be_some():
    tanh = Random(Family((1, 5, 1), "tanh"), 200)
    for parts, expected in [(("sums",), False), (("sums", "regions"), True)]:
        scene = Explanation(tanh, Curves(), parts)
        at_stops = {scene.draw(stop).axes.has_bars for stop in range(scene.stops)}
        assert at_stops == {expected}
        assert Curves(parts=parts).axes(tanh[0]).has_bars == expected


@pytest.mark.parametrize("outputs", [2, 3, 7])
def test_the_heavy_curve_is_the_highest(outputs):
    family, x = Family((1, 11, 9, outputs), "tanh"), np.linspace(-6, 6, 3001)
    for k in range(6):
        plot = Curves(parts=("envelope",)).plot(Moment(family.network(k)))
        heavy = [mark for mark in plot.marks if mark.part == "envelope"]
        thin = [m for m in plot.marks if isinstance(m, Curve) and not m.part]
        assert len(heavy) == len(thin) == outputs
        assert min(m.width for m in heavy) > 3 * max(m.width for m in thin)
        y = family.network(k)(x[:, None])
        heights = np.array([heights_of(mark, x) for mark in heavy])
        seen = np.isfinite(heights)
        assert (seen.sum(axis=0) == 1).all()
        np.testing.assert_allclose(np.nanmax(heights, axis=0), y.max(axis=1), atol=1e-4)
        for mark, own in zip(heavy, seen, strict=True):
            assert (y[own].argmax(axis=1) == mark.series).all()


def test_rings_are_where_two_outputs_are_equal():
    family, x, count = Family((1, 11, 9, 2), "tanh"), np.linspace(-6, 6, 20_001), 0
    for k in range(20):
        network = family.network(k)
        rings = the(Rings, Curves(parts=("crossings",)).plot(Moment(network)))
        first, second = network(rings.places[:, :1]).T
        np.testing.assert_allclose(first, second, atol=1e-8)
        np.testing.assert_allclose(rings.places[:, 1], first, atol=1e-8)
        ahead = np.sign(np.diff(network.sums(x[:, None]))[:, 0])
        assert len(rings.places) == np.count_nonzero(np.diff(ahead))
        count += len(rings.places)
    assert count > 10


def test_a_single_curve_takes_the_colours_of_its_categories_in_their_turn():
    scene, x = LIBRARY.scenes["tanh_classifier"], np.linspace(-6, 6, 2001)
    above = scene.network(x[:, None])[:, 0] > 0
    first = scene.stops - 4  # one of four regions is there
    for stop in range(first, scene.stops):
        pieces, bars = (the(kind, scene.draw(stop)) for kind in (Pieces, Bars))
        shown_as = np.full((2, len(x)), np.nan)
        for curve in pieces.curves:
            is_there = np.isfinite(heights_of(curve, x))
            shown_as[:, is_there] = [[curve.series], [curve.opacity]]
        np.testing.assert_array_equal(shown_as[0], 1 - above)
        region = np.searchsorted(bars.regions.boundaries, x)
        has_come = bars.opacities[region] == 1
        assert (shown_as[1, has_come] == 1).all()
        assert (shown_as[1, ~has_come] < 0.5).all()
        plain = [m for m in scene.draw(stop).marks if type(m) is Curve]
        assert [mark.opacity for mark in plain] == [0]


def test_letters_at_a_threshold_stand_on_their_sides_and_on_no_curve():
    family, x = Family((1, 7, 1), "tanh"), np.linspace(-6, 6, 4001)
    counts = []
    for k in range(30):
        network = family.network(k)
        plot = Curves(parts=("threshold", "boundaries")).plot(Moment(network))
        _, ax, artists = shown(plot, SIZES[k % 4])
        y = network(x[:, None])[:, 0]
        curve = ax.transData.transform(np.column_stack([x, y]))
        level = ax.transData.transform((0, 0))[1]
        letters = [
            (box, word)
            for artist in artists
            for box, word in boxes(artist)
            if word.face == "bold" and word.opacity > 0.5
        ]
        for box, word in letters:
            assert (box[0, 1] > level) if word.text == "A" else (box[1, 1] < level)
            assert to_hex(word.color) == DARK.outputs["AB".index(word.text)]
            inside = ((curve > box[0]) & (curve < box[1])).all(axis=1)
            assert not inside.any()
        counts.append(len(letters))
    assert np.mean(counts) > 1.5 and set(counts) <= {0, 2}


@pytest.mark.parametrize("name", ["logistic_1layer", "tanh_1layer"])
def test_the_unbent_lines_name_is_nearest_to_it(name):
    scene, count = LIBRARY.scenes[name], 0
    for stop in range(0, 49, 3):
        plot = scene.draw(stop)
        _, ax, artists = shown(plot, SIZES[stop % 4])
        frame = ax.bbox.get_points()
        for box, word in (pair for artist in artists for pair in boxes(artist)):
            if not word.text.startswith("without"):
                continue
            assert inside(box, frame)
            gap = {}
            for mark in (m for m in plot.marks if isinstance(m, Curve)):
                x = np.linspace(-6, 6, 20_001)
                points = ax.transData.transform(
                    np.column_stack([x, np.interp(x, mark.x, mark.y)])
                )
                beyond = np.maximum(box[0] - points, points - box[1]).max(axis=1)
                gap[mark.part] = beyond.min()
            assert gap["sums"] > 0 and 1.5 * gap["sums"] < gap[""]
            count += 1
    assert count >= 12


def test_what_two_steps_share_changes_its_width_with_the_first_of_them():
    scene = LIBRARY.scenes["argmax_3output"]
    widths = [
        [m.width for m in scene.draw(at).marks if isinstance(m, Curve) and not m.part]
        for at in (0, 0.5, 1)
    ]
    np.testing.assert_allclose(widths[1], np.mean([widths[0], widths[2]], axis=0))
    assert len({*map(tuple, widths)}) == 3


# Both


@pytest.mark.parametrize(
    "name",
    [
        "argmax_3output",
        "argmax_2input",
        pytest.param("perceptron", marks=pytest.mark.slow),
        pytest.param("tanh_classifier_2input", marks=pytest.mark.slow),
    ],
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
