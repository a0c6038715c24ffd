"""Data in pictures: counted, placed and coloured as it is."""

from dataclasses import replace

import numpy as np
import pytest
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex

from model import Data, Family, Given, Layer, Network
from render import (
    DARK,
    Axis,
    Curves,
    FlatAxes,
    FloorPoints,
    Maps,
    Moment,
    Names,
    Plot,
    Points,
    Rug,
    Stems,
    Surface,
    Surfaces,
    Tour,
)
from render.make.film import Film
from render.make.key import key
from render.make.stills import save_still
from render.plot.titles import as_title
from render.scene.timeline import Timeline
from render.stage.discs import Discs
from render.stage.figures import draw, set_stage
from render.stage.painter import Painter
from render.style.colors import contrast
from render.style.themes import THEMES
from tests.test_paint import LINE, SPAN, box, hits, surface, waves

NUMBERS = np.random.default_rng(5)
WORDS = ("cat", "dog", "emu")
INPUTS = NUMBERS.uniform(-8, 8, (90, 2))
CHOICE = NUMBERS.integers(0, 3, 90)
THREE = Data(INPUTS, np.array(WORDS)[CHOICE], ("left", "right"), "animal")
TWO = Data(INPUTS, np.array(WORDS)[CHOICE % 2])
HEIGHTS = Data(INPUTS, NUMBERS.uniform(-0.9, 0.9, 90), categories=())
BARE = Data(INPUTS)
INSIDE = (np.abs(INPUTS) <= 6).all(axis=1)
SQUARE = {"x": (-6.0, 6.0), "y": (-6.0, 6.0)}


def network(n_inputs, n_outputs, last="tanh"):
    return Family((n_inputs, 5, n_outputs), ("tanh", last)).network(3)


def discs_of(plot, style=DARK):
    """Places and colours of a plot's discs, as they are drawn, and their stage."""
    _, stage = set_stage(plot, (640, 360), style)
    shown = [artist for artist in stage.show(plot) if isinstance(artist, Discs)]
    places = [np.asarray(a.get_offsets()) for a in shown] or [np.zeros((0, 2))]
    colors = [color for a in shown for color in map(to_hex, a.get_facecolor())]
    rims = [color for a in shown for color in map(to_hex, a.get_edgecolor())]
    return np.concatenate(places), colors, rims, stage


# Maps


def test_a_map_has_each_point_inside_at_its_place_in_its_categorys_colour():
    plot = Maps(data=THREE, **SQUARE).plot(Moment(network(2, 3)))
    places, colors, _, _ = discs_of(plot)
    assert len(places) == INSIDE.sum()
    np.testing.assert_array_equal(places, INPUTS[INSIDE])
    assert colors == [DARK.outputs[k] for k in CHOICE[INSIDE]]
    assert set(WORDS) <= {*plot.marks[1].names}
    assert plot.axes.x.label == "left" and plot.axes.y.label == "right"


def test_of_two_categories_the_second_has_the_colour_above_the_threshold():
    plot = Maps(data=TWO, **SQUARE).plot(Moment(network(2, 1)))
    _, colors, _, _ = discs_of(plot)
    assert colors == [DARK.outputs[1 - k % 2] for k in CHOICE[INSIDE]]
    letters = next(m for m in plot.marks if type(m).__name__ == "Letters")
    assert letters.names == ("dog", "cat")


def test_on_a_heat_map_discs_have_the_colour_of_their_target():
    exact = network(2, 1)
    fitted = Data(INPUTS, exact(INPUTS)[:, 0], categories=())
    plot = Maps(data=fitted, n_levels=0, n_lines=401, **SQUARE).plot(Moment(exact))
    size = (1280, 720)
    frame, bare = (
        Painter(size)(replace(plot, marks=marks)).astype(int)
        for marks in (plot.marks, plot.marks[:1])
    )
    box_ = draw(plot, size, DARK).axes[0].bbox.get_points()
    pixels = box_[0] + (INPUTS[INSIDE] + 6) / 12 * np.ptp(box_, axis=0)
    column, row = pixels.astype(int).T
    middle = frame[size[1] - 1 - row, column], bare[size[1] - 1 - row, column]
    off = np.abs(middle[0] - middle[1]).max(axis=1)
    assert (off <= 4).mean() > 0.9  # the others lie below a neighbour's rim
    assert (frame != bare).any()


@pytest.mark.parametrize("style", THEMES.values(), ids=THEMES)
def test_discs_stand_out_from_a_ground_of_their_own_colour(style):
    for view in (Maps(data=THREE, **SQUARE), Surfaces(data=THREE, **SQUARE)):
        _, colors, rims, _ = discs_of(view.plot(Moment(network(2, 3))), style)
        assert len(colors) == INSIDE.sum()
        assert min(map(contrast, colors, rims)) >= 4.5


def test_data_of_which_nothing_is_known_is_as_words_are():
    for view in (Maps(data=BARE, **SQUARE), Surfaces(data=BARE, **SQUARE)):
        _, colors, _, _ = discs_of(view.plot(Moment(network(2, 1))))
        assert set(colors) == {DARK.text} and len(colors) == INSIDE.sum()


def test_targets_of_several_outputs_are_the_highest_ones_category():
    one_hot = Data(INPUTS, np.eye(3)[CHOICE])
    plot = Maps(data=one_hot, **SQUARE).plot(Moment(network(2, 3)))
    _, colors, _, _ = discs_of(plot)
    assert colors == [DARK.outputs[k] for k in CHOICE[INSIDE]]


# Curves


def test_numbers_are_at_their_height_over_one_input():
    one = Data(INPUTS[:, :1], HEIGHTS.targets, ("t",), "flow", categories=())
    plot = Curves(x=(-6, 6), data=one).plot(Moment(network(1, 1)))
    places, colors, _, _ = discs_of(plot)
    inside = np.abs(INPUTS[:, 0]) <= 6
    expected = np.column_stack([INPUTS[inside, 0], HEIGHTS.targets[inside]])
    np.testing.assert_array_equal(places, expected)
    assert set(colors) == {DARK.text}  # for the curve to stand out
    assert plot.note.endswith("Discs: data.")
    assert (plot.axes.x.label, plot.axes.y.label) == ("t", "flow")


@pytest.mark.parametrize(("last", "low", "high"), [("tanh", -1, 1), ("logistic", 0, 1)])
def test_categories_are_at_the_bound_that_the_output_should_have(last, low, high):
    one = Data(INPUTS[:, :1], TWO.targets, categories=("cat", "dog"))
    plot = Curves(x=(-9, 9), data=one).plot(Moment(network(1, 1, last)))
    places, colors, _, _ = discs_of(plot)
    np.testing.assert_array_equal(places[:, 1], np.where(CHOICE % 2, high, low))
    assert colors == [DARK.outputs[1 - k % 2] for k in CHOICE]
    assert plot.note.endswith(f"dog at {high}, cat at {low}.".replace("-", "\u2212"))
    several = Data(INPUTS[:, :1], THREE.targets, categories=WORDS)
    plot = Curves(x=(-9, 9), data=several).plot(Moment(network(1, 3, last)))
    places, colors, _, _ = discs_of(plot)
    assert set(places[:, 1]) == {high}
    assert colors == [DARK.outputs[k] for k in CHOICE]


def test_categories_of_outputs_without_bounds_are_a_rug_at_the_bottom():
    one = Data(INPUTS[:, :1], THREE.targets, categories=WORDS)
    plot = Curves(x=(-6, 6), data=one).plot(Moment(network(1, 3, "identity")))
    assert [type(m) for m in plot.marks if type(m) in (Rug, Points)] == [Rug]
    places, colors, _, _ = discs_of(plot)
    inside = np.abs(INPUTS[:, 0]) <= 6
    np.testing.assert_array_equal(places[:, 0], INPUTS[inside, 0])
    assert set(places[:, 1]) == {plot.axes.y.low}
    assert colors == [DARK.outputs[k] for k in CHOICE[inside]]


# Surfaces


def test_categories_are_discs_on_the_floor_that_surfaces_cover():
    plot = Surfaces(data=THREE, **SQUARE).plot(Moment(network(2, 3)))
    places, colors, _, stage = discs_of(replace(plot, note=""))
    floor = np.column_stack([INPUTS[INSIDE], np.full(INSIDE.sum(), plot.axes.y.low)])
    np.testing.assert_allclose(places, stage.view(floor), atol=1e-3)
    assert colors == [DARK.outputs[k] for k in CHOICE[INSIDE]]
    wall = surface(lambda x_1, x_2: 0.9 - 0.3 * np.abs(x_1 - x_2))
    painter = Painter((640, 360))
    blank = painter(Plot(box(), (wall,)))
    for place, is_seen in [((4.0, -4.0), True), ((-4.0, 4.0), False)]:
        frame = painter(Plot(box(), (FloorPoints([place], 1, 3.0), wall)))
        assert is_seen != np.array_equal(frame, blank)


def stems_of(plot):
    """The pieces of a plot's stems, in pixels, each (2, 2), and their stage."""
    _, stage = set_stage(plot, (640, 360), DARK)
    shown = [a for a in stage.show(plot) if type(a) is LineCollection]
    return [np.array(s) for a in shown for s in a.get_segments()], stage


def test_stems_go_from_the_floor_to_their_points():
    places = NUMBERS.uniform((-6, -6, -0.9), (6, 6, 0.9), (30, 3))
    pieces, stage = stems_of(Plot(box(), (Stems(places), Points(places))))
    assert len(pieces) == 30
    low = places.copy()
    low[:, 2] = box().y.low
    np.testing.assert_allclose([p[0] for p in pieces], stage.view(low), atol=2e-3)
    np.testing.assert_allclose([p[1] for p in pieces], stage.view(places), atol=2e-3)


@pytest.mark.parametrize("seed", range(4))
def test_stems_are_seen_where_no_surface_is_before_them(seed):
    """Against a march along rays."""
    from scipy.interpolate import RegularGridInterpolator

    numbers = np.random.default_rng(seed)
    surfaces = tuple(surface(waves(seed + k), k) for k in range(1 + seed % 2))
    heights = [
        RegularGridInterpolator((LINE, LINE), each.y, bounds_error=False)
        for each in surfaces
    ]
    places = numbers.uniform((-5.5, -5.5, -0.5), (5.5, 5.5, SPAN[1]), (8, 3))
    checked = 0
    for place in places:
        pieces, stage = stems_of(Plot(box(), (*surfaces, Stems([place]))))
        for share in np.linspace(0.03, 0.97, 12):
            y = box().y.low + share * (place[2] - box().y.low)
            near = [(*place[:2], y + d) for d in (-0.05, 0, 0.05) if y + d < place[2]]
            found = {hits(stage.view, np.array(p), heights, False) for p in near}
            if len(found) == 1:
                ((_, down),) = stage.view(np.array([near[0]])) * 0 + stage.view(
                    np.array([(*place[:2], y)])
                )
                seen = any(p[1, 1] <= down <= p[0, 1] for p in pieces)
                assert seen == (found == {False}), (place, y)
                checked += 1
    assert checked > 30


def test_numbers_stand_at_their_height_on_stems():
    plot = Surfaces(data=HEIGHTS, **SQUARE).plot(Moment(network(2, 1)))
    (stems,) = (m for m in plot.marks if isinstance(m, Stems))
    (points,) = (m for m in plot.marks if type(m) is Points)
    expected = np.column_stack([INPUTS[INSIDE], HEIGHTS.targets[INSIDE]])
    np.testing.assert_array_equal(stems.places, expected)
    np.testing.assert_array_equal(points.places, expected)
    hidden = replace(plot, marks=tuple(m for m in plot.marks if type(m) is not Surface))
    assert len(discs_of(hidden)[0]) == INSIDE.sum()


def test_of_very_many_points_a_sample_stands_on_stems_and_words_say_so():
    inputs = NUMBERS.uniform(-5, 5, (4000, 2))
    many = Data(inputs, np.sin(inputs[:, 0]) * 0.9, categories=())
    plot = Surfaces(data=many, **SQUARE).plot(Moment(network(2, 1)))
    (stems,) = (m for m in plot.marks if isinstance(m, Stems))
    assert len(stems.places) == 300
    assert "Discs on stems: 300 of 4,000 points of data." in plot.note.text


# Points for testing

TEST = NUMBERS.random(90) < 0.3


def with_rings(data):
    """The same data, some of it for testing."""
    rest = data.input_names, data.target_name, data.categories, TEST
    return Data(data.inputs, data.targets, *rest)


@pytest.mark.parametrize("view", [Maps, Surfaces])
@pytest.mark.parametrize("data", [THREE, HEIGHTS, BARE], ids=["words", "y", "bare"])
def test_points_for_testing_are_rings_in_the_same_places(view, data):
    moment = Moment(network(2, 3 if data is THREE else 1))
    plain, ringed = (
        view(data=d, **SQUARE).plot(moment) for d in (data, with_rings(data))
    )
    plain_words, words = (as_title(p.note).text for p in (plain, ringed))
    assert words == f"{plain_words} Rings: test data."
    points = [[m for m in p.marks if isinstance(m, Points)] for p in (plain, ringed)]
    for one, other in zip(*points, strict=True):
        np.testing.assert_array_equal(one.places, other.places)
        np.testing.assert_array_equal(other.hollow, TEST[INSIDE])
        assert one.hollow is None


def test_what_lies_below_is_seen_through_rings():
    one = Data(INPUTS[:, :1], HEIGHTS.targets, categories=(), test=TEST)
    plot = Curves(x=(-6, 6), data=one).plot(Moment(network(1, 1)))
    (points,) = (m for m in plot.marks if type(m) is Points)
    apart = np.array([[-4.0, 0.5], [0.0, 0.5], [4.0, 0.5]])
    mark = replace(points, places=apart, hollow=np.array([True, False, True]))
    plot = replace(plot, marks=(mark,))
    frame = Painter((640, 360))(plot)
    ax = draw(plot, (640, 360), DARK).axes[0]
    pixels = ax.transData.transform(apart).astype(int)
    middles = [to_hex(frame[359 - y, x] / 255) for x, y in pixels]
    assert middles == [DARK.background, DARK.text, DARK.background]


# Many points


def test_discs_get_smaller_the_more_there_are():
    sizes = []
    for n in (1, 100, 150, 600, 5000, 100_000):
        data = Data(np.resize(INPUTS / 2, (n, 2)))
        plot = Maps(data=data, **SQUARE).plot(Moment(network(2, 1)))
        sizes.append(plot.marks[-1].size)
    assert sizes[:3] == [2.0, 2.0, 2.0]
    assert sizes[3] == pytest.approx(1.0)  # four times as many, half as wide
    assert sizes[4:] == [0.6, 0.6]


def many_points(n=2000):
    inputs = NUMBERS.normal(0, 2, (n, 2))
    return Data(inputs, (inputs[:, 0] > inputs[:, 1]).astype(int))


def test_pixels_that_are_kept_are_those_that_are_drawn(monkeypatch):
    plot = Maps(data=many_points(), **SQUARE).plot(Moment(network(2, 1)))
    for style in (DARK, THEMES["transparent"]):
        painter = Painter((640, 360), style)
        kept, again = painter(plot), painter(plot)
        np.testing.assert_array_equal(kept, again)
        np.testing.assert_array_equal(kept, Painter((640, 360), style)(plot))
        with monkeypatch.context() as patch:
            patch.setattr("render.stage.discs.MANY", 10**9)
            drawn = Painter((640, 360), style)(plot)
        off = np.abs(kept.astype(int) - drawn)
        assert off.max() <= 8  # as many roundings as discs lie on each other


def test_frames_after_other_data_are_as_if_there_had_been_none():
    tested = Moment(network(2, 1))
    one, other = (Maps(data=many_points(), **SQUARE).plot(tested) for _ in range(2))
    bare = Maps(**SQUARE).plot(tested)
    bare = replace(bare, note=one.note)
    painter = Painter((320, 180))
    frames = [painter(plot) for plot in (one, bare, other, bare, one)]
    np.testing.assert_array_equal(frames[0], frames[4])
    np.testing.assert_array_equal(frames[1], frames[3])
    assert not np.array_equal(frames[0], frames[2])


def test_some_points_are_vectors_in_files_and_very_many_one_image(tmp_path):
    sizes = {}
    for n in (500, 20_000):
        plot = Maps(data=many_points(n), n_lines=11, **SQUARE)
        save_still(plot.plot(Moment(network(2, 2))), tmp_path / f"{n}.svg", (640, 360))
        content = (tmp_path / f"{n}.svg").read_text()
        sizes[n] = len(content)
        assert ("<image" in content) == (n > 3000)
    assert sizes[20_000] < 3_000_000


# Outputs without bounds


def line(slope):
    return Network([Layer(np.array([[0.0], [slope]]), "identity")])


def test_outputs_without_bounds_have_the_range_of_targets_and_outputs():
    data = Data(
        np.linspace(-2, 2, 40)[:, None], np.linspace(-30, 30, 40), categories=()
    )
    networks = Given([line(1.0), line(12.0), line(20.0)])
    axes = [
        Curves(data=data).plot(Moment(networks[k], k, networks)).axes for k in range(3)
    ]
    assert axes[0] == axes[1] == axes[2]
    # The data's range is 2.2 to either side, so that outputs go up to 44.
    assert 44 <= axes[0].y.high <= 60 and axes[0].y.low == pytest.approx(
        -axes[0].y.high
    )
    assert Curves().plot(Moment(line(20.0))).axes.y.high == pytest.approx(2.4)
    fixed = Curves(y=(-1, 1), data=data).plot(Moment(line(20.0), 0, networks)).axes
    assert (fixed.y.low, fixed.y.high) == (-1, 1)


def test_the_same_for_maps_and_surfaces_and_bounds_stay():
    data = Data(INPUTS, INPUTS.sum(axis=1) * 10, categories=())
    for view in (Maps(data=data), Surfaces(data=data)):
        low, high = view.plot(Moment(network(2, 1, "identity"))).axes.span
        assert low <= data.targets.min() and data.targets.max() <= high
        assert view.plot(Moment(network(2, 1))).axes.span == (-1, 1)
        low, high = view.plot(Moment(network(2, 1, "relu"))).axes.span
        assert low == 0 and high >= data.targets.max()


def test_ranges_are_those_of_the_data_unless_others_are_asked_for():
    for view in (Maps, Surfaces):
        assert view(data=THREE).ranges == THREE.ranges()
        assert view(data=THREE, x=(0, 1)).ranges == ((0, 1), THREE.ranges()[1])
        assert view().ranges == ((-6, 6), (-6, 6))
        assert view(x=(0, 2)).ranges == ((0, 2), (0, 2))


def test_names_that_are_given_win_over_those_of_the_data():
    names = Names(("", "up"), ("x", "y", "z"))
    plot = Maps(data=THREE, names=names).plot(Moment(network(2, 3)))
    assert (plot.axes.x.label, plot.axes.y.label) == ("left", "up")
    assert plot.marks[1].names == ("x", "y", "z")


def test_data_is_part_of_a_films_key():
    def film(data):
        tour = Tour(Given([network(2, 3)]), Maps(data=data))
        return key(Film(tour, Timeline(), (320, 180), DARK))

    other = Data(INPUTS + 1e-9, THREE.targets, categories=WORDS)
    same = Data(INPUTS, np.array(WORDS)[CHOICE], ("left", "right"), "animal")
    assert film(THREE) == film(same) is not None
    assert len({film(THREE), film(other), film(None)}) == 3


def test_points_on_flat_axes_take_a_series_each():
    axes = FlatAxes(Axis("", -6, 6), Axis("", -1, 1))
    places = np.column_stack([np.linspace(-5, 5, 5), np.zeros(5)])
    _, colors, rims, _ = discs_of(Plot(axes, (Points(places, np.arange(5)),)))
    assert colors == [DARK.color(k) for k in range(5)]
    assert set(rims) == {DARK.background}
