"""What pictures of decisions over two inputs show: floors, surfaces, lines, letters."""

from dataclasses import replace
from itertools import combinations, pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex, to_rgb
from scipy import ndimage

from model import Classifier, Family, Layer, Network, connected
from render import (
    DARK,
    LIGHT,
    Areas,
    Boundaries,
    Camera,
    Dusk,
    Envelope,
    Letters,
    Level,
    Moment,
    Paths,
    Plot,
    Surface,
    Surfaces,
)
from render.plot.titles import as_title
from render.scene.variants import vary
from render.stage.crossfade import crossfade
from render.stage.figures import set_stage
from render.stage.floor import category_colors
from render.stage.marks.letters import is_inside
from render.stage.painter import Painter
from render.stage.spots import rooms
from render.stage.spread import spread
from render.stage.words import Words
from render.style.colors import contrast
from render.view.contours import round_levels
from tests.command import LIBRARY
from tests.test_pictures import rays

FLOOR = "boundaries", "regions"
SLACK = 0.001, 0.03  # of heights, in which either will do
NARROW = np.ones((7, 7))  # pixels: an isthmus that is as narrow parts regions
SIZES = [(1280, 720), (640, 360), (720, 1280), (1080, 1080)]


def the(kind, plot):
    """The plot's only mark of a kind."""
    (mark,) = (mark for mark in plot.marks if type(mark) is kind)
    return mark


def without(kind, plot):
    """The plot without its marks of a kind."""
    marks = tuple(mark for mark in plot.marks if type(mark) is not kind)
    return replace(plot, marks=marks)


def words_in(artists):
    """Words that are shown, each with its corners in pixels from the picture's top."""
    for artist in artists:
        if isinstance(artist, Words):
            height = artist.get_figure(root=True).bbox.height
            for word in artist.words:
                corners = artist.get_transform().transform(word.corners)
                yield word, corners * (1, -1) + (0, height)


def letters_of(plot, size=(1280, 720), style=DARK):
    """The letters on a plot's floor, each with left and top, right and bottom."""
    _, stage = set_stage(plot, size, style)
    return [
        (word, corners.min(axis=0), corners.max(axis=0))
        for word, corners in words_in(stage.show(plot))
        if word.face == "bold"
    ]


def floor_under(plot, size, across=0.5, down=0.5):
    """x_1 and x_2 of the floor in each pixel, (H, W, 2), and whether it is there."""
    _, stage = set_stage(plot, size, DARK)
    origin, direction = rays(stage.view, size, across, down)
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (plot.axes.y.low - origin[2]) / direction[..., 2]
    place = (origin + t[..., None] * direction)[..., :2]
    return place, (t > 0) & (np.abs(place) < 5.8).all(axis=-1)


# The floor


def test_floors_are_coloured_by_the_network():
    """Every pixel of the floor that nothing hides, against the network itself."""
    view = Surfaces(parts=("regions",))
    for k, outputs in [(4, 1), (3, 2), (5, 3), (8, 7)]:
        network = Family((2, 11, 9, outputs), "tanh").network(k)
        plot = replace(view.plot(Moment(network)), note="")
        bare = replace(plot, marks=(the(Areas, plot),))
        frame = Painter((640, 360))(bare).astype(int)
        place, on = floor_under(plot, (640, 360))
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


# Letters


@pytest.mark.parametrize(
    ("outputs", "size"),
    [(n, SIZES[k % 4]) for k, n in enumerate((1, 2, 3, 7, 2, 1, 7, 3))],
)
def test_letters_are_wholly_on_what_is_seen_of_their_regions(outputs, size):
    """Without letters, all pixels where they are have the colour of their category."""
    view, painter, n_letters = Surfaces(parts=FLOOR), Painter(size), 0
    colors = np.round(255 * category_colors(DARK, outputs))
    for k in range(SIZES.index(size) % 2, 8, 2):
        plot = view.plot(Moment(Family((2, 11, 9, outputs), "tanh").network(k)))
        plot = replace(plot, note="")
        frame = painter(without(Letters, plot)).astype(int)
        for word, low, high in letters_of(plot, size):
            left, top = np.floor(low).astype(int)
            right, bottom = np.ceil(high).astype(int)
            seen = frame[top:bottom, left:right].reshape(-1, 3)
            color = colors["ABCDEFGHIJ".index(word.text)]
            assert np.abs(seen - color).max() <= 2
            n_letters += 1
    assert n_letters >= 4


@pytest.mark.slow
@pytest.mark.parametrize("outputs", [1, 2, 3])
def test_every_region_with_ample_room_has_one_letter_and_none_has_two(outputs):
    """Against the connected parts of the floor that have a category's colour."""
    view, painter, n_ample = Surfaces(parts=FLOOR), Painter((1280, 720)), 0
    colors = np.round(255 * category_colors(DARK, outputs))
    for k in range(8):
        plot = view.plot(Moment(Family((2, 11, 9, outputs), "tanh").network(k)))
        plot = replace(plot, note="")
        frame = painter(without(Letters, plot)).astype(int)
        is_floor = frame != painter(without(Areas, without(Letters, plot)))
        letters = letters_of(plot)
        ample = 2 * max(np.ptp([low, high], axis=0).max() for _, low, high in letters)
        for category, color in enumerate(colors):
            is_here = np.abs(frame - color).max(axis=-1) <= 2
            here = is_here & is_floor.any(axis=-1)
            apart, _ = ndimage.label(ndimage.binary_erosion(here, NARROW))
            parts, n = ndimage.label(here)
            middles = [
                (*((low + high) / 2).astype(int)[::-1], word.text)
                for word, low, high in letters
            ]
            numbers = [apart[y, x] for y, x, _ in middles if apart[y, x]]
            assert len(set(numbers)) == len(numbers)
            for part in range(1, n + 1):
                inside = {text for y, x, text in middles if parts[y, x] == part}
                assert inside <= {"ABC"[category]}
                side = int(ample)
                roomy = ndimage.binary_erosion(parts == part, np.ones((side, side)))
                if roomy.any():
                    assert inside
                    n_ample += 1
    assert n_ample >= 8


def test_letters_are_readable_in_the_shade_of_the_margin():
    for style in (DARK, LIGHT):
        painter, dark = Painter((1280, 720), style), 0
        for k in range(6):
            view = Surfaces(parts=(*FLOOR, "margin"))
            plot = view.plot(Moment(Family((2, 11, 9, 2), "tanh").network(k)))
            plot = replace(plot, note="")
            frame = painter(without(Letters, plot))
            for word, low, high in letters_of(plot, style=style):
                x, y = ((low + high) / 2).astype(int)
                behind = to_hex(frame[y, x] / 255)
                assert contrast(word.color, behind) > 4.5
                dark += word.color == "#ffffff"
        assert dark or style is LIGHT


def test_letters_fade_in_with_their_regions():
    scene = LIBRARY.scenes["argmax_2input"]
    last = scene.stops - 1
    assert not letters_of(scene.draw(last - 1))
    half, full = letters_of(scene.draw(last - 0.5)), letters_of(scene.draw(last))
    assert [w.place for w, *_ in half] == [w.place for w, *_ in full]
    for (faint, *_), (word, *_) in zip(half, full, strict=True):
        assert faint.opacity == pytest.approx(word.opacity / 2)


def test_letters_stand_on_a_surface_on_their_sides_of_the_threshold():
    """Against the heights that the network has where the letter's pixels look."""
    count = 0
    for k in range(6):
        network = Family((2, 11, 9, 1), "tanh").network(k)
        plot = replace(Surfaces(parts=("threshold",)).plot(Moment(network)), note="")
        _, stage = set_stage(plot, (1280, 720), DARK)
        for word, low, high in letters_of(plot):
            x, y = (low + high) / 2
            origin, direction = rays(stage.view, (1280, 720), 0.5, 0.5)
            steps = np.linspace(8, 16, 40000)[:, None]
            way = origin + steps * direction[int(y), int(x)]
            way = way[(np.abs(way[:, :2]) <= 6).all(axis=1)]
            gap = way[:, 2] - network(way[:, :2])[:, 0]
            meets = np.flatnonzero(gap[1:] * gap[:-1] <= 0)[0]
            assert (way[meets, 2] > 0) == (word.text == "A")
            count += 1
    assert count >= 8


def test_letters_go_from_the_surface_to_the_floor():
    scene = LIBRARY.scenes["tanh_classifier_2input"]
    shown = [
        [mark for mark in scene.draw(stop).marks if isinstance(mark, Letters)]
        for stop in range(scene.stops)
    ]
    assert [[m.threshold for m in marks] for marks in shown] == [
        [],
        [0.0],
        [0.0, None],
        [None],
    ]


numbers = arrays(int, st.tuples(*[st.integers(1, 12)] * 2), elements=st.integers(-1, 2))


@given(numbers)
def test_connected_cells_share_a_number_and_others_do_not(cells):
    found = connected(cells)
    assert ((found == -1) == (cells == -1)).all()
    count = 0
    for number in range(3):
        parts, n = ndimage.label(cells == number)
        for part in range(1, n + 1):
            (own,) = np.unique(found[parts == part])
            assert cells.ravel()[own] == number
        count += n
    assert len(np.unique(found[found >= 0])) == count


@given(numbers, st.integers(0, 2))
def test_room_is_what_a_rectangle_of_like_cells_has(cells, wider):
    """Against rectangles that grow around each cell, one after the other."""
    side, found = 2.6, rooms(cells, 2 * 2.6 * wider)
    for row, column in np.ndindex(cells.shape):
        n = 0
        while cells[row, column] >= 0:
            top, left = row - n - 1, column - n - 1 - wider
            box = cells[
                max(top, 0) : row + n + 2, max(left, 0) : column + n + 2 + wider
            ]
            whole = (2 * n + 3) * (2 * (n + wider) + 3)
            if box.size < whole or top < 0 or left < 0:
                break
            if (box != cells[row, column]).any():
                break
            n += 1
        assert found[row, column] == pytest.approx(side * (n + 0.5) if n else 0)


@given(st.integers(3, 12), st.floats(0, 6.28), st.floats(-2, 2), st.floats(-2, 2))
def test_places_in_a_ring_are_inside_and_those_in_its_hole_are_not(n, turn, x, y):
    angles = turn + np.linspace(0, 2 * np.pi, n + 1)
    ring = np.column_stack([np.cos(angles), np.sin(angles)])
    far, deep = np.hypot(x, y), np.cos(np.pi / n)  # a polygon is between two circles
    for hole in (0.0, 0.5):
        rings = [ring, hole * ring[::-1]] if hole else [ring]
        if far < 0.999 * deep and far > 1.001 * hole:
            assert is_inside(np.array([x, y]), rings)
        if far > 1.001 or far < 0.999 * hole * deep:
            assert not is_inside(np.array([x, y]), rings)


# The two categories of a single output


def plane(a, b, c, activation="identity"):
    """The network y = f(a + b x_1 + c x_2)."""
    return Network((Layer(np.array([[a], [b], [c]]), activation),))


@pytest.mark.parametrize("threshold", [0.0, 0.37, -1.2])
@pytest.mark.parametrize("weights", [(0.2, 0.1, 0.2), (-0.3, -0.15, 0.05)])
def test_the_edge_on_a_surface_is_where_the_output_is_the_threshold(weights, threshold):
    """Against the height at which each pixel's ray meets the plane."""
    size, (a, b, c) = (640, 360), weights
    view = Surfaces(parts=("regions",), threshold=threshold)
    plot = view.plot(Moment(plane(*weights)))
    plot = replace(plot, marks=(the(Envelope, plot),), note="")
    frame = Painter(size)(plot).astype(int)
    _, stage = set_stage(plot, size, DARK)
    heights = []
    for across, down in [(0.5, 0.5), (0, 0), (0, 1), (1, 0), (1, 1)]:
        origin, direction = rays(stage.view, size, across, down)
        rate = direction[..., 2] - b * direction[..., 0] - c * direction[..., 1]
        t = (a + b * origin[0] + c * origin[1] - origin[2]) / rate
        place = origin + t[..., None] * direction
        on = (t > 0) & (np.abs(place[..., :2]) < 5.9).all(axis=-1)
        heights.append(
            np.where(on & (np.abs(place[..., 2]) < 1.95), place[..., 2], np.nan)
        )
    low, high = np.min(heights, axis=0), np.max(heights, axis=0)
    is_first = frame[..., 2] > frame[..., 0]  # lavender, not coral
    slack = 4 / 1023  # the tones of heights
    above, below = low > threshold + slack, high < threshold - slack
    assert above.sum() > 1000 and below.sum() > 1000
    assert is_first[above].all() and not is_first[below].any()
    assert (~above & ~below & np.isfinite(low)).sum() < 4000


def test_both_categories_are_darker_where_they_are_low():
    plot = Surfaces(parts=("regions",)).plot(Moment(plane(0, 0.12, 0.12)))
    plot = replace(plot, marks=(the(Envelope, plot),), note="")
    painter, frame = Painter((640, 360)), None
    frame = painter(plot).astype(int)
    _, stage = set_stage(plot, (640, 360), DARK)

    def seen(x_1, x_2):
        x, y = stage.view(np.array([x_1, x_2, 0.12 * (x_1 + x_2)])).astype(int)
        return frame[y, x].sum()

    assert seen(5, 4) > seen(2, 1) and seen(-1, -2) > seen(-5, -4)


def test_surface_and_floor_of_a_category_have_one_hue():
    for name in ("tanh_3layer_2input", "tanh_3layer_2input_2output"):
        plot = vary(LIBRARY.scenes[name], regions=True).draw(0)
        envelope = the(Envelope, plot)
        n = len(envelope.surfaces)
        assert (envelope.threshold is None) == (n > 1)
        assert len(category_colors(DARK, n)) == 2
        assert not any(isinstance(mark, Surface) for mark in plot.marks)


@pytest.mark.parametrize(
    ("name", "step", "edges"),
    [
        ("argmax_2input", 0, 0.025),
        ("argmax_2input", 2, 0.005),
        ("tanh_classifier_2input", 2, 0.005),
    ],
)
def test_what_is_new_fades_in_as_one(name, step, edges):
    scene, painter = LIBRARY.scenes[name], Painter((320, 180))
    before, middle, after = (
        painter(replace(scene.draw(step + share), title="", note="")).astype(float)
        for share in (0, 0.5, 1)
    )
    off = np.abs(middle - (before + after) / 2).max(axis=-1)
    assert (off > 12).mean() < edges  # contours behind what fades, and names on the way


def test_what_fades_on_a_clear_ground_keeps_its_colour():
    # As in a vector file, where the surfaces are an image of their own.
    red, clear = (
        np.array([[[200, 40, 0, 255]]], np.uint8),
        np.zeros((1, 1, 4), np.uint8),
    )
    assert crossfade(red, clear, 0.25).tolist() == [[[200, 40, 0, 191]]]
    assert crossfade(clear, red, 0.25).tolist() == [[[200, 40, 0, 64]]]
    assert crossfade(clear, clear, 0.25).tolist() == [[[0, 0, 0, 0]]]


# Lines on surfaces, and the threshold


@pytest.mark.parametrize("outputs", [1, 2, 4])
@pytest.mark.parametrize("activation", ["tanh", "logistic", "relu"])
def test_lines_on_surfaces_are_above_the_floors_where_the_category_changes(
    activation, outputs
):
    count = 0
    for k in range(5):
        network = Family((2, 11, 9, outputs), activation).network(k)
        plot = Surfaces(parts=("threshold", *FLOOR)).plot(Moment(network))
        (paths,) = (m.lines for m in plot.marks if isinstance(m, Paths) and m.part)
        floor = the(Boundaries, plot).lines
        assert len(paths) == len(floor)
        for path, line in zip(paths, floor, strict=True):
            np.testing.assert_array_equal(path[:, :2], line)
            outputs_there = np.sort(network(line), axis=1)
            level = Classifier(network).threshold
            if outputs == 1:
                np.testing.assert_array_equal(path[:, 2], level)
            else:
                np.testing.assert_allclose(path[:, 2], outputs_there[:, -1], atol=1e-9)
                assert np.ptp(outputs_there[:, -2:], axis=1).max() < 1e-5
            count += len(line)
    assert count > 20


def test_lines_are_drawn_where_they_are_and_only_where_nothing_hides_them():
    """Against a march from there to the camera in small steps."""
    checked = {True: 0, False: 0}
    for k in range(4):
        network = Family((2, 11, 9, 1), "tanh").network(k)
        plot = Surfaces(parts=("threshold",)).plot(Moment(network))
        plot = replace(plot, note="")
        _, stage = set_stage(plot, (640, 360), DARK)
        shown = [a for a in stage.show(plot) if isinstance(a, LineCollection)][-1]
        drawn = np.concatenate([np.zeros((0, 2)), *shown.get_segments()])
        (low_1, high_1), (low_2, high_2), (low, high) = stage.view.limits
        middle = np.array([low_1 + high_1, low_2 + high_2, low + high]) / 2
        half = np.array([high_1 - low_1, high_2 - low_2, high - low]) / 2
        eye = middle + stage.view.camera.eye / stage.view.camera.aspect * half
        lines = the(Paths, plot).lines
        for place in np.concatenate([np.zeros((0, 3)), *lines])[::5]:
            way = place + np.linspace(0, 0.3, 2000)[:, None] * (eye - place)
            way = way[(np.abs(way[:, :2]) <= 6).all(axis=1)]
            gap = way[:, 2] - network(way[:, :2])[:, 0]
            sides = [(gap > slack).any() and (gap < -slack).any() for slack in SLACK]
            if sides[0] != sides[1]:
                continue  # the surface is grazed
            pixel = stage.view(place)
            apart = np.linalg.norm(drawn - pixel, axis=1).min(initial=np.inf)
            assert (apart > 0.01) == sides[0], place
            checked[bool(sides[0])] += 1
    assert min(checked.values()) > 10


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(("activation", "level"), [("tanh", 0), ("logistic", 0.5)])
def test_the_threshold_goes_round_the_walls_and_is_named_beside_them(
    activation, level, size
):
    network = Family((2, 1), activation).network(0)
    plot = replace(Surfaces(parts=("threshold",)).plot(Moment(network)), note="")
    assert the(Level, plot).y == level
    _, stage = set_stage(plot, size, DARK)
    artists = stage.show(plot)
    lines = [a.get_segments() for a in artists if isinstance(a, LineCollection)]
    corners = stage.view([(-6, -6, level), (-6, 6, level), (6, 6, level)])
    assert any(
        len(line) == 1 and np.allclose(line[0], corners, atol=1e-6) for line in lines
    )
    ((word, ink),) = ((w, ink) for w, ink in words_in(artists) if w.face != "bold")
    assert word.text == f"$y = {level:g}$"
    assert (ink >= 0).all() and (ink[:, 0] < corners[0, 0]).all()
    assert abs(ink[:, 1].mean() - corners[0, 1]) < word.size * size[0] / 576


def test_nothing_of_a_threshold_is_left_when_it_is_gone():
    scene = LIBRARY.scenes["logistic_classifier_2input"]
    bare = replace(scene.draw(0), title="", note="")
    painter = Painter((640, 360))
    first = painter(bare).tobytes()
    assert painter(replace(scene.draw(1), title="", note="")).tobytes() != first
    assert painter(bare).tobytes() == first


# Names


@pytest.mark.parametrize("size", SIZES)
def test_a_surface_that_is_seen_nowhere_is_named_at_the_left_edge(size):
    line, camera = np.linspace(-6, 6, 3), Camera(elevation=80.0)
    lower, upper = (
        Surface(line, line, np.full((3, 3), y), k, name)
        for k, (y, name) in enumerate([(-0.9, "lower"), (0.9, "upper")])
    )
    network = Family((2, 2), "tanh").network(0)
    axes = Surfaces(camera=camera).plot(Moment(network)).axes
    plot = Plot(axes, (lower, upper))
    _, stage = set_stage(plot, size, DARK)
    words = {w.text: (w, ink) for w, ink in words_in(stage.show(plot))}
    assert words["upper"][0].align == "center"
    word, ink = words["lower"]
    x, y = stage.view(np.array([-6.0, -6.0, -0.9]))
    assert word.color == DARK.outputs[0] and (ink[:, 0] < x).all() and (ink > 0).all()
    assert abs(ink[:, 1].mean() - y) < word.size * max(size) / 576


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("parts", [None, ("envelope",)])
def test_names_of_surfaces_are_where_these_are_seen(parts, size):
    """Without names, what is behind them is of the surface's own hue."""
    count = 0
    for k in range(SIZES.index(size) % 2, 6, 2):
        network = Family((2, 11, 9, 3), "tanh").network(k)
        plot = Surfaces(parts=parts).plot(Moment(network))
        plot = replace(plot, note="", marks=tuple(filter(is_solid, plot.marks)))
        frame = Painter(size)(nameless(plot)).astype(float)
        _, stage = set_stage(plot, size, DARK)
        for word, ink in words_in(stage.show(plot)):
            if word.align != "center":
                continue  # beside the box
            number = int(word.text.strip("$y_{}"))
            (left, top), (right, bottom) = ink.min(axis=0), ink.max(axis=0)
            seen = frame[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
            hue = seen.reshape(-1, 3) / seen.reshape(-1, 3).max(axis=1, keepdims=True)
            own = [np.array(to_rgb(color)) for color in DARK.outputs[:3]]
            distances = [np.abs(hue - c / c.max()).sum(axis=1) for c in own]
            assert (np.argmin(distances, axis=0) == number).all()
            count += 1
    assert count >= 5


def is_solid(mark):
    return isinstance(mark, (Surface, Envelope))


def nameless(plot):
    """The plot, its surfaces without names."""
    bare = [
        replace(mark, surfaces=tuple(replace(s, name="") for s in mark.surfaces))
        if isinstance(mark, Envelope)
        else replace(mark, name="")
        for mark in plot.marks
    ]
    return replace(plot, marks=tuple(bare))


@given(st.lists(st.floats(-50, 50), max_size=9), st.floats(0.1, 20))
def test_names_are_spread_in_their_order_a_step_apart(places, step):
    places, low, high = np.array(places), -60.0, 60.0
    apart = spread(places, low, high, step)
    if (len(places) - 1) * step > high - low:
        assert apart is None
        return
    order = np.argsort(places, kind="stable")
    assert (np.diff(apart[order]) >= step * (1 - 1e-9)).all()
    assert ((low - 1e-9 <= apart) & (apart <= high + 1e-9)).all()
    if len(places) and (np.diff(places[order]) >= step).all():
        np.testing.assert_allclose(apart, places, atol=1e-9)


@given(st.lists(st.floats(-50, 50), min_size=2, max_size=6, unique=True))
def test_names_move_as_evenly_as_what_they_name(places):
    places = np.array(places)
    before = spread(places, -60, 60, 5.0)
    gaps = np.abs(places - places[:, None])[~np.eye(len(places), dtype=bool)]
    nudge = min(1e-3, gaps.min() / 3)  # none overtakes another
    for number in range(len(places)):
        moved = places.copy()
        moved[number] += nudge
        after = spread(moved, -60, 60, 5.0)
        assert np.abs(after - before).max() <= nudge + 1e-9


# Contours, and what is said of them


@given(st.floats(-20, 20), st.floats(1e-2, 1e5), st.integers(0, 30))
def test_levels_are_round_and_evenly_spaced(low, width, n):
    low *= width
    high = low + width
    levels = np.array(round_levels(low, high, n))
    assert len(levels) <= n and ((low < levels) & (levels < high)).all()
    if len(levels) > 1:
        steps = np.diff(levels)
        step = steps[0]
        assert np.ptp(steps) <= 1e-6 * width
        digits = step / 10 ** np.floor(np.log10(step * (1 + 1e-6)))
        assert np.isclose(digits, [1, 2, 2.5, 5], rtol=1e-4).any()
        assert abs(levels / step - np.round(levels / step)).max() < 1e-4
        assert (n + 1) * step < 5.1 * width  # not much fewer than need be


@pytest.mark.parametrize(
    ("activation", "expected"),
    [
        ("tanh", [-0.8, -0.6, -0.4, -0.2, 0, 0.2, 0.4, 0.6, 0.8]),
        ("logistic", [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]),
        ("relu", [0.5, 1, 1.5, 2, 2.5, 3, 3.5]),
    ],
)
def test_levels_are_those_one_would_choose(activation, expected):
    plot = Surfaces().plot(Moment(Family((2, 1), activation).network(0)))
    np.testing.assert_allclose(plot.axes.levels, expected, atol=1e-12)


def test_a_threshold_of_ones_own_is_a_level_too():
    network = Family((2, 1), "tanh").network(0)
    plot = Surfaces(threshold=0.33).plot(Moment(network))
    assert 0.33 in plot.axes.levels and len(plot.axes.levels) == 10
    assert as_title(plot.note).text == "Contours every 0.2, heavy at 0.33."


def test_each_step_says_what_its_lines_and_letters_mean():
    words = {
        "tanh_classifier_2input": ["every 0.2", "0. A: above", "is 0", "A: the output"],
        "logistic_classifier_2input": [
            "0.1, heavy at 0.5",
            "White: the output is 0.5. A: above it. B: not.",
            "is 0.5",
            "above 0.5",
        ],
        "argmax_2input": [
            "network 1",
            "",
            "White: the highest output changes.",
            "C for y",
        ],
    }
    for name, expected in words.items():
        scene = LIBRARY.scenes[name]
        notes = [scene.draw(stop).note for stop in range(scene.stops)]
        for stop, (note, text) in enumerate(zip(notes, expected, strict=True)):
            (seen,) = (words for words, opacity in note.seen if opacity == 1)
            assert text in seen, (name, stop)


def test_shades_are_explained_by_the_leads_that_they_stand_for():
    network = Family((2, 11, 9, 2), "tanh").network(1)
    plot = Surfaces(parts=("regions", "margin")).plot(Moment(network))
    leads = [
        float(x)
        for x in as_title(plot.note).text.rpartition("below ")[2].strip(".").split(", ")
    ]
    levels = the(Dusk, plot).levels
    assert len(leads) == len(levels)
    for lead, rings in zip(leads, levels, strict=True):
        for ring in rings:
            on_border = (np.abs(ring) > 5.999).any(axis=1)
            margins = np.ptp(np.sort(network(ring[~on_border]), axis=1)[:, -2:], axis=1)
            np.testing.assert_allclose(margins, lead, atol=0.02)  # between grid lines


def test_parts_of_a_single_output_appear_one_by_one():
    scene = LIBRARY.scenes["tanh_classifier_2input"]
    assert scene.parts == ("threshold", "boundaries", "regions")
    kinds = [
        {type(mark) for mark in scene.draw(stop).marks} for stop in range(scene.stops)
    ]
    new = [after - before for before, after in pairwise(kinds)]
    assert new == [{Level, Paths, Boundaries, Letters}, set(), {Areas, Envelope}]


def test_shades_of_areas_are_drawn_under_letters():
    plot = Surfaces(parts=(*FLOOR, "margin"))
    plot = plot.plot(Moment(Family((2, 11, 9, 2), "tanh").network(1)))
    _, stage = set_stage(plot, (640, 360), DARK)
    artists = stage.show(plot)
    letters = next(k for k, a in enumerate(artists) if isinstance(a, Words))
    floors = [k for k, a in enumerate(artists) if type(a) is PathCollection]
    assert min(floors) < letters
