"""Painting: what is on the axes, read off the artists, and frames byte for byte."""

import base64
import io
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import matplotlib
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_hex, to_rgb
from matplotlib.patches import Rectangle
from PIL import Image
from scipy import ndimage
from scipy.interpolate import RegularGridInterpolator

from model import Family, Random
from render import (
    DARK,
    Axis,
    Boundaries,
    BoxAxes,
    Camera,
    Contours,
    Curve,
    Curves,
    Diagram,
    Drawing,
    DrawingAxes,
    Envelope,
    FlatAxes,
    Grid,
    Moment,
    Plot,
    Points,
    Surface,
    Surfaces,
    Tour,
)
from render.errors import InputError
from render.make.stills import save_still
from render.plot.glyphs import Label
from render.stage.figures import draw, set_stage
from render.stage.painter import Painter
from render.stage.words import Words
from render.style.paper import resolution
from tests.command import output_of
from tests.test_pictures import cameras, rays

SIZE = (320, 180)
curves = Tour(Random(Family((1, 11, 9, 3), "tanh")), Curves())
surfaces = Tour(Random(Family((2, 11, 9, 2), "relu")), Surfaces(n_lines=31))
tours = pytest.mark.parametrize("tour", [curves, surfaces], ids=["curves", "surfaces"])


def test_curves_are_the_networks_outputs_in_their_colours():
    plot = curves.draw(2)
    _, stage = set_stage(plot, SIZE, DARK)
    lines = stage.show(plot)[:3]
    network = curves.network(2)
    for output, line in enumerate(lines):
        x, y = line.get_path().vertices.T
        np.testing.assert_allclose(y, network(x[:, None])[:, output], atol=1e-12)
        assert to_hex(line.get_edgecolor()) == DARK.outputs[output]
    assert [to_hex(line.get_edgecolor()) for line in lines] == [
        "#bfbbd9",
        "#fa8174",
        "#81b1d2",
    ]


def test_curves_are_over_the_lines_through_zero():
    figure = draw(curves.draw(0), SIZE, DARK)
    (ax,) = figure.axes
    *lines, frame = sorted(ax.patches, key=lambda patch: patch.get_zorder())
    assert len(lines) == 3 and len(ax.lines) == 4  # two through zeros, two at bounds
    assert max(line.get_zorder() for line in ax.lines) < lines[0].get_zorder()
    assert isinstance(frame, Rectangle)  # over the ends of curves


def words_on(figure):
    """The text of all words that are drawn once on a figure."""
    return [word.text for artist in figure.findobj(Words) for word in artist.words]


def test_curve_axes_have_the_originals_limits_and_words():
    plot = curves.draw(0)
    figure, _ = set_stage(plot, SIZE, DARK)
    (ax,) = figure.axes
    assert ax.get_xlim() == (-6, 6)
    assert ax.get_ylim() == (-1.2, 1.2)
    words = words_on(figure)
    assert {"$x$ (input)", "$y$ (output)"} < set(words)
    assert curves.title in words
    assert [word for word in words if word[-1:].isdigit() and "." in word] == [
        f"{tick:.1f}".replace("-", "\N{MINUS SIGN}") for tick in (-1, -0.5, 0, 0.5, 1)
    ]


def test_contours_lie_on_the_floor_under_their_surface():
    network = Family((2, 11, 9, 1), "relu").network(0)
    plot = replace(Surfaces(n_lines=31).plot(Moment(network)), note="")
    _, stage = set_stage(plot, SIZE, DARK)
    (contours,) = (mark for mark in plot.marks if isinstance(mark, Contours))
    shown = next(a for a in stage.show(plot) if isinstance(a, LineCollection))
    lines = shown.get_segments()
    assert len(lines) == len(contours.lines) > 0
    floor = stage.view([[x, z, plot.axes.y.low] for x in (-6, 6) for z in (-6, 6)])
    for line in lines:
        assert (line >= floor.min(axis=0) - 1e-6).all()
        assert (line <= floor.max(axis=0) + 1e-6).all()


@tours
def test_frames_are_the_same_alone_in_order_and_in_reverse(tour):
    positions = [0, 1, 1.25, 2]
    painter = Painter(SIZE)
    in_order = [painter(tour.draw(p)) for p in positions]
    in_reverse = [painter(tour.draw(p)) for p in reversed(positions)][::-1]
    alone = [Painter(SIZE)(tour.draw(p)) for p in positions]
    for a, b, c in zip(in_order, in_reverse, alone, strict=True):
        assert a.shape == (180, 320, 3) and a.dtype == np.uint8
        assert a.tobytes() == b.tobytes() == c.tobytes()
    assert len({frame.tobytes() for frame in in_order}) == len(positions)


def test_a_painter_goes_from_one_kind_of_plot_to_another_and_back():
    painter = Painter(SIZE)
    first = painter(curves.draw(0))
    painter(surfaces.draw(0))
    assert painter(curves.draw(0)).tobytes() == first.tobytes()


USERS_OWN = """
font.size: 30
lines.linewidth: 9
axes.facecolor: red
patch.antialiased: False
path.snap: False
path.sketch: 5, 100, 2
image.origin: lower
savefig.dpi: 20
"""


def test_files_are_the_same_whatever_the_user_has_set(tmp_path):
    for name, rc in {
        "a": {},
        "b": {"image.origin": "lower", "savefig.dpi": 20},
    }.items():
        with matplotlib.rc_context(rc):
            for kind in ("png", "svg", "pdf"):
                save_still(curves.draw(1), tmp_path / f"{name}.{kind}", SIZE)
    for kind in ("png", "svg", "pdf"):
        one, other = (tmp_path / f"{name}.{kind}" for name in "ab")
        assert one.read_bytes() == other.read_bytes()


@tours
def test_frames_are_the_same_in_another_process_whatever_the_user_has_set(
    tour, tmp_path
):
    (tmp_path / "matplotlibrc").write_text(USERS_OWN)
    name = {curves: "curves", surfaces: "surfaces"}[tour]
    code = (
        "import sys; from tests.test_paint import *;"
        f"sys.stdout.buffer.write(Painter(SIZE)({name}.draw(1.5)).tobytes())"
    )
    environment = {"MATPLOTLIBRC": str(tmp_path), "TZ": "Asia/Tokyo", "LC_ALL": "C"}
    other = output_of(sys.executable, "-c", code, text=False, env=environment)
    assert other == Painter(SIZE)(tour.draw(1.5)).tobytes()


def test_painting_leaves_matplotlibs_settings_alone():
    before = dict(matplotlib.rcParams)
    with matplotlib.rc_context({"font.size": 30}):
        frame = Painter(SIZE)(curves.draw(0))
        assert matplotlib.rcParams["font.size"] == 30
    assert frame.tobytes() == Painter(SIZE)(curves.draw(0)).tobytes()
    assert dict(matplotlib.rcParams) == before


def test_curves_stay_inside_their_axes():
    steep = Tour(Random(Family((1, 100, 1), "identity", spread=3)), Curves())
    frame, empty = (Painter((640, 360))(plain(steep, k)) for k in (0, 1))
    changed = np.argwhere((frame != empty).any(axis=2))
    figure, _ = set_stage(plain(steep, 0), (640, 360), DARK)
    (left, low), (right, high) = figure.axes[0].bbox.get_points()
    top, bottom = 360 - high, 360 - low
    assert changed.min(axis=0)[0] >= top - 1 and changed.max(axis=0)[0] <= bottom + 1
    assert changed.min(axis=0)[1] >= left - 1 and changed.max(axis=0)[1] <= right + 1


@pytest.mark.parametrize("size", [(64, 64), (1080, 1080), (641, 361), (400, 1000)])
@tours
def test_any_size_has_the_size_asked_for(tour, size):
    assert Painter(size)(tour.draw(0)).shape == (size[1], size[0], 3)


def test_titles_are_words_not_mathematics():
    words = r"$\frac{ costs $5 <b>&amp;"
    plot = replace(curves, title=words).draw(0)
    figure, _ = set_stage(plot, SIZE, DARK)
    assert words in words_on(figure)
    other = replace(curves, title="another").draw(0)
    assert (Painter(SIZE)(plot) != Painter(SIZE)(other)).any()


@tours
@pytest.mark.parametrize("kind", ["png", "svg", "pdf"])
def test_stills_are_the_same_bytes_each_time(tour, kind, tmp_path):
    paths = [tmp_path / f"{i}.{kind}" for i in range(2)]
    for path in paths:
        save_still(tour.draw(1), path, SIZE)
    assert paths[0].read_bytes() == paths[1].read_bytes()


def test_svg_is_vectors_but_for_the_surface(tmp_path):
    images = []
    for tour in (curves, surfaces):
        path = tmp_path / "still.svg"
        save_still(tour.draw(1), path)
        tree = ElementTree.parse(path)
        images.append(len(tree.findall(".//{*}image")))
        assert len(tree.findall(".//{*}path")) > 10
    assert images == [0, 1]


def test_the_surface_in_a_vector_file_is_where_it_is_in_a_frame(tmp_path):
    """The svg's image, put back by its own numbers, equals the frame's surface."""
    plot = surfaces.draw(1)
    path = tmp_path / "still.svg"
    save_still(plot, path, (1280, 720))
    image = ElementTree.parse(path).find(".//{*}image")
    data = image.get("{http://www.w3.org/1999/xlink}href").partition(",")[2]
    picture = Image.open(io.BytesIO(base64.b64decode(data))).convert("RGBA")
    # matplotlib writes images upside down and turns them: scale(1 -1) translate(0 -h)
    fall = float(image.get("transform").rpartition("translate(0 ")[2].rstrip(")"))
    x, y, width, height = (float(image.get(k)) for k in ("x", "y", "width", "height"))
    top, scale = -(y + fall) - height, 1280 / 576  # 8 inches are 576 points
    small = picture.resize((round(width * scale), round(height * scale)), Image.BOX)
    pixels = np.asarray(small.transpose(Image.FLIP_TOP_BOTTOM)).astype(int)
    frame = Painter((1280, 720))(plot)[round(top * scale) :, round(x * scale) :]
    part = frame[: pixels.shape[0], : pixels.shape[1]]
    whole = pixels[..., 3] == 255
    assert whole.sum() > 20000
    assert np.median(np.abs(part - pixels[..., :3])[whole]) <= 1


# Drawings


LABELS = tuple(
    Label(("word", k), word, (20.0, 20.0 + 20 * k), 12.0, align="left")
    for k, word in enumerate(["only words", "$w_1 x$"])
)


@pytest.mark.parametrize("glyphs", [LABELS, ()], ids=["labels", "nothing"])
def test_a_drawing_of_labels_alone_is_painted(glyphs, tmp_path):
    network = Family((1, 3, 1), "tanh").network(0)
    drawn = Diagram(weights=True, pictures=True).drawing(network)
    plot = Plot(DrawingAxes(), (Drawing(glyphs, drawn.size),))
    painter = Painter(SIZE)
    frame = painter(plot)
    assert (frame.max() > 150) == bool(glyphs)
    # The same beside other things that are gone again.
    painter(replace(plot, marks=(drawn,)))
    np.testing.assert_array_equal(painter(plot), frame)
    np.testing.assert_array_equal(Painter(SIZE)(replace(plot)), frame)
    for kind in ("svg", "pdf", "png"):
        save_still(plot, tmp_path / f"a.{kind}", SIZE)
        assert (tmp_path / f"a.{kind}").stat().st_size > 100


# Points


def dotted(frame, empty):
    """Pixels that differ, as spots: the middle of each, (n, 2), and its pixels."""
    spots, n = ndimage.label((frame != empty).any(axis=-1), np.ones((3, 3)))
    middles = ndimage.center_of_mass(spots > 0, spots, range(1, n + 1))
    sizes = ndimage.sum(spots > 0, spots, range(1, n + 1))
    return np.array(middles).reshape(-1, 2)[:, ::-1] + 0.5, sizes


PLACES = np.array([(-4.0, 0.5), (-1.0, -0.9), (0.5, 1.0), (3.3, 0.0), (5.0, -0.4)])


@pytest.mark.parametrize("size", [3.0, 6.0])
def test_points_on_flat_axes_are_discs_at_their_places(size):
    axes = FlatAxes(Axis("", -6, 6), Axis("", -1.2, 1.2))
    points = Points(PLACES[:3], 1, size), Points(PLACES[3:], 12, size)
    empty, plot = Plot(axes, ()), Plot(axes, points)
    picture, painter = (1280, 720), Painter((1280, 720))
    frame, blank = painter(plot), painter(empty)
    middles, sizes = dotted(frame, blank)
    assert len(middles) == len(PLACES)
    figure, _ = set_stage(plot, picture, DARK)
    left, bottom, width, height = figure.axes[0].bbox.bounds
    across = left + (PLACES[:, 0] + 6) / 12 * width
    down = 720 - bottom - (PLACES[:, 1] + 1.2) / 2.4 * height
    order = np.lexsort(middles.T[::-1])  # from the left, as places are
    np.testing.assert_allclose(middles[order], np.column_stack([across, down]), atol=1)
    diameter = size * DARK.curve_width * 1280 / (8 * 72)
    least, most = (np.pi / 4 * (share * diameter) ** 2 for share in (0.8, 1.05))
    assert ((least < sizes) & (sizes < most)).all()  # the rim is as the background
    for k, (x, y) in enumerate(zip(across, down, strict=True)):
        color = np.multiply(255, to_rgb(DARK.outputs[1 if k < 3 else 2]))
        np.testing.assert_allclose(frame[int(y), int(x)], color, atol=1)
    half = painter(replace(plot, marks=tuple(mark.faded(0.5) for mark in points)))
    x, y = int(across[0]), int(down[0])
    mean = (frame[y, x].astype(float) + blank[y, x]) / 2
    np.testing.assert_allclose(half[y, x], mean, atol=2)
    gone = painter(replace(plot, marks=tuple(mark.faded(0) for mark in points)))
    np.testing.assert_array_equal(gone, blank)
    none = painter(replace(plot, marks=(Points(np.zeros((0, 2))),)))
    np.testing.assert_array_equal(none, blank)


def test_points_are_over_curves_and_the_last_over_the_first():
    axes = FlatAxes(Axis("", -6, 6), Axis("", -1.2, 1.2))
    first, last = (Points([(1.0, 0.5)], series, 8.0) for series in (1, 2))
    painter = Painter(SIZE)
    curve = curves.draw(0).marks[0]
    middles, _ = dotted(painter(Plot(axes, (last,))), painter(Plot(axes, ())))
    x, y = middles[0].astype(int)
    frame = painter(Plot(axes, (first, last, replace(curve, y=0.5 + 0 * curve.y))))
    assert to_hex(frame[y, x] / 255) == DARK.outputs[2]


def test_points_beyond_the_axes_are_not_seen():
    axes = FlatAxes(Axis("", -6.0, 6.0), Axis("", -1.2, 1.2), ("A", "B"))
    outside = [(0.0, -1.3), (0.0, 1.4), (-6.5, 0.0), (7.0, 0.0)]  # some among bars
    painter = Painter(SIZE)
    for place in outside:
        frame = painter(Plot(axes, (Points([place], 1, 2.0),)))
        assert np.array_equal(frame, painter(Plot(axes, ())))
    edge = painter(Plot(axes, (Points([(0.0, -1.2)], 1, 8.0),)))
    assert not np.array_equal(edge, painter(Plot(axes, ())))  # half of it
    for place in [(0.0, 0.0, -2.1), (0.0, 0.0, 1.1), (6.1, 0.0, 0.0), (0, -6.1, 0)]:
        frame = painter(Plot(box(), (Points([place], 1, 2.0),)))
        assert np.array_equal(frame, painter(Plot(box(), ())))


LINE = np.linspace(-6, 6, 41)
SPAN, HIGH = (-1.0, 1.0), 1.0


def box(camera=Camera()):
    x_1, x_2, y = Axis("", -6.0, 6.0), Axis("", -6.0, 6.0), Axis("", -2.0, HIGH)
    return BoxAxes(x_1, x_2, y, SPAN, camera=camera, n_outputs=2)


def surface(heights, series=0):
    """A surface of heights over x_1 and x_2."""
    y = heights(*np.meshgrid(LINE, LINE, indexing="ij"))
    return Surface(LINE, LINE, y * np.ones((len(LINE), len(LINE))), series)


def seen_of(plot):
    """The numbers of a plot's points that are shown, the farthest first; the stage.

    The plot's last mark are its points.
    """
    _, stage = set_stage(plot, (640, 360), DARK)
    shown = [a for a in stage.show(plot) if isinstance(a, PathCollection)]
    expected = stage.view(plot.marks[-1].places)
    offsets = shown[0].get_offsets() if shown else np.zeros((0, 2))
    apart = np.linalg.norm(offsets[:, None] - expected, axis=-1)
    assert (apart.min(axis=1, initial=np.inf) < 1e-6).all()
    return list(apart.argmin(axis=1)), stage


@settings(max_examples=10)
@given(cameras, st.integers(0, 10**6))
def test_points_in_a_box_are_where_rays_meet_them(camera, seed):
    """The ray through the middle of each disc passes the point, by pinhole geometry."""
    places = np.random.default_rng(seed).uniform((-6, -6, -2), (6, 6, 1), (4, 3))
    bare, painter = Plot(box(camera), ()), Painter(SIZE)
    blank = painter(bare)
    _, stage = set_stage(bare, SIZE, DARK)
    unit = np.array(stage.view.camera.aspect) / (6, 6, 1.5)  # of half-widths
    origin, direction = (part * unit for part in rays(stage.view, SIZE, 0.5, 0.5))
    for place in places:
        points = Points([place], 1, 2.0)
        middles, _ = dotted(painter(replace(bare, marks=(points,))), blank)
        at = place * unit
        along = ((at - origin) * direction).sum(-1) / (direction**2).sum(-1)
        off = np.linalg.norm(origin + along[..., None] * direction - at, axis=-1)
        down, across = np.unravel_index(off.argmin(), off.shape)
        assert np.linalg.norm(middles - (across + 0.5, down + 0.5), axis=1).min() < 1.5


def hits(view, place, heights, highest):
    """Whether a ray from a place to the camera meets a surface where it is painted.

    It goes in many small steps; heights: of each surface, a function of places (n, 2).
    """
    (low_1, high_1), (low_2, high_2), (low, high) = view.limits
    middle = np.array([low_1 + high_1, low_2 + high_2, low + high]) / 2
    half = np.array([high_1 - low_1, high_2 - low_2, high - low]) / 2
    eye = middle + view.camera.eye / view.camera.aspect * half
    ray = place + np.linspace(1e-4, 1, 3000)[:, None] * (eye - place)
    ray = ray[(np.abs(ray[:, :2]) <= 6).all(axis=1) & (ray[:, 2] <= high)]
    if len(ray) < 2:
        return False
    y = np.array([surface(ray[:, :2]) for surface in heights])
    painted = (y >= SPAN[0]) & (y <= SPAN[1])
    if highest:
        painted &= y == y.max(axis=0)
    above = ray[:, 2] > y
    return bool(((above[:, 1:] != above[:, :-1]) & painted[:, 1:]).any())


def waves(seed):
    """Heights that rise and fall, some of them beyond the span."""
    numbers = np.random.default_rng(seed)
    a, b, c = numbers.uniform(-1, 1, 3)
    level, height = numbers.uniform(-0.8, 0.8), numbers.choice([0.3, 0.8, 1.5])
    return lambda x_1, x_2: level + height * np.sin(a * x_1 + b * x_2 + 3 * c)


@pytest.mark.parametrize("highest", [False, True])
@pytest.mark.parametrize("seed", range(8))
def test_nearer_surfaces_hide_points_and_farther_ones_do_not(seed, highest):
    """Against a march along rays; where a hair's breadth decides, either will do."""
    numbers = np.random.default_rng(seed)
    camera = Camera(numbers.uniform(12, 40), numbers.uniform(-180, 180), 4 + seed)
    n = 2 + seed % 2 if highest else 1 + seed % 3
    surfaces = tuple(surface(waves(seed + k), k) for k in range(n))
    heights = [
        RegularGridInterpolator((LINE, LINE), each.y, bounds_error=False)
        for each in surfaces
    ]
    places = numbers.uniform((-6, -6, -1.9), (6, 6, 1), (16, 3))
    marks = (Envelope(surfaces),) if highest else surfaces
    seen, stage = seen_of(Plot(box(camera), (*marks, Points(places))))
    for number, place in enumerate(places):
        near = place + 0.04 * np.array([(0, 0, 1), (0, 0, -1), (1, -1, 0), (-1, 1, 0)])
        found = {hits(stage.view, p, heights, highest) for p in (place, *near)}
        if len(found) == 1:
            assert (number in seen) == (found == {False}), place


def test_what_is_hidden_is_not_painted_and_what_is_before_is():
    wall = surface(lambda x_1, x_2: 0.9 - 0.3 * np.abs(x_1 - x_2))  # a ridge
    before, behind = (4.0, -4.0, -0.9), (-4.0, 4.0, -0.9)  # as the camera sees it
    painter = Painter((640, 360))
    bare = Plot(box(), (wall,))
    blank = painter(bare)
    for place, is_seen in [(before, True), (behind, False)]:
        points = Points([place], 1, 3.0)
        is_painted = not np.array_equal(painter(Plot(box(), (wall, points))), blank)
        assert is_painted == is_seen
        alone, empty = (painter(Plot(box(), marks)) for marks in ((points,), ()))
        assert not np.array_equal(alone, empty)


def level(height, series=0):
    return surface(lambda x_1, x_2: height, series)


UNPAINTED = {
    "above the span": (level(1.3), (-5.0, 5.0, 0.9)),
    "below the span": (level(-1.5), (4.0, -4.0, -1.9)),
    "faded away": (level(-0.5).faded(0), (0.0, 0.0, -0.9)),
    "below the highest": (Envelope((level(0.8), level(-0.6, 1))), (4.0, -4.0, -0.9)),
}


@pytest.mark.parametrize(("mark", "place"), UNPAINTED.values(), ids=UNPAINTED)
def test_what_is_not_painted_of_surfaces_hides_nothing(mark, place):
    painter, points = Painter(SIZE), Points([place], 1, 3.0)
    bare, alone = painter(Plot(box(), (mark,))), painter(Plot(box(), (level(9.0),)))
    if isinstance(mark, Surface):
        np.testing.assert_array_equal(bare, alone)
    else:  # only the highest
        highest = Envelope((mark.surfaces[0],))
        np.testing.assert_array_equal(bare, painter(Plot(box(), (highest,))))
    is_seen = not np.array_equal(painter(Plot(box(), (mark, points))), bare)
    assert is_seen


def test_a_mark_of_other_axes_is_refused_in_a_line():
    flat = Plot(FlatAxes(Axis("", 0, 1), Axis("", 0, 1)), (level(0.5),))
    with pytest.raises(InputError, match="mark Surface: expected of these axes: Band"):
        Painter(SIZE)(flat)
    with pytest.raises(InputError, match="mark Curve: expected of these axes: Lev"):
        Painter(SIZE)(Plot(box(), (Curve([0, 1], [0, 1]),)))


def test_axes_of_whole_numbers_are_as_good_as_others():
    points = Points([(1.5, -2.5, -0.5)], 1, 4.0)
    lines = (np.array([(0.5, -1.5), (-2.5, 1.5)]),)
    frames = []
    for a, b, c in [(-3, 3, 2), (-3.0, 3.0, 2.0)]:
        ends = Axis("", a, b), Axis("", a, b), Axis("", a, c)
        plot = Plot(BoxAxes(*ends, (a, c), n_outputs=2), (points, Boundaries(lines)))
        frames.append(Painter(SIZE)(plot))
    assert np.array_equal(*frames)


def test_points_on_a_surface_are_seen_and_the_nearer_are_over_the_farther():
    plane = surface(lambda x_1, x_2: 0.1 * x_1 - 0.05 * x_2)
    where = np.random.default_rng(0).uniform(-5.9, 5.9, (40, 2))
    places = np.column_stack([where, where @ (0.1, -0.05)])
    seen, stage = seen_of(Plot(box(), (plane, Points(places))))
    assert sorted(seen) == list(range(40))
    eye = stage.view.camera.eye[:2]
    towards = places[seen, :2] @ eye  # the more, the nearer
    assert (np.diff(towards) >= 0).all()


# Grids


def parts_of(plot, left, top, width, height):
    """Every plot in a grid of grids without titles, and where its shares put it."""
    if isinstance(plot, Plot):
        yield plot, (left, top, width, height)
        return
    sums = np.cumsum([0, *plot.shares]) / sum(plot.shares)
    for part, start, end in zip(plot.plots, sums, sums[1:], strict=False):
        if plot.down:
            place = left, top + start * height, width, (end - start) * height
        else:
            place = left + start * width, top, (end - start) * width, height
        yield from parts_of(part, *place)


def plain(tour, k):
    return replace(tour.draw(k), title="", note="")


GRIDS = {
    "down": (Grid((plain(curves, 0), plain(surfaces, 0)), down=True), (180, 640)),
    "down by shares": (
        Grid(tuple(plain(curves, k) for k in range(3)), (1, 2, 1), down=True),
        (180, 1280),
    ),
    "across": (Grid((plain(surfaces, 0), plain(curves, 0))), (640, 180)),
    "down in down": (
        Grid(
            (
                Grid((plain(surfaces, 0), plain(curves, 0)), down=True),
                plain(curves, 1),
            ),
            (2, 1),
            down=True,
        ),
        (180, 960),
    ),
}


@pytest.mark.parametrize(("grid", "size"), GRIDS.values(), ids=GRIDS)
def test_plots_of_a_grid_are_where_shares_say(grid, size):
    """Each is painted as it is alone, in a picture as large as its part."""
    painter = Painter(size)
    frame = painter(grid)
    count = 0
    for plot, place in parts_of(grid, 0, 0, *size):
        left, top, width, height = map(round, place)
        assert resolution((width, height)) == resolution(size)  # type is as large
        alone = Painter((width, height))(plot)
        found = frame[top : top + height, left : left + width]
        np.testing.assert_array_equal(found, alone)
        count += 1
    assert count >= 2


@pytest.mark.parametrize("title", ["", "Above all"])
@pytest.mark.parametrize("down", [False, True])
def test_titled_plots_of_a_grid_are_where_shares_say(title, down):
    """What moves in one of them moves nothing outside its share."""
    size, shares = (640, 640), (1, 2)
    plots, other = (
        [replace(curves.draw(k + n), title=f"Title {k}") for k in range(2)]
        for n in (0, 5)
    )
    painter = Painter(size)

    def painted(plots):
        return painter(Grid(tuple(plots), shares, down, title=title)).astype(int)

    first = painted(plots)
    ends = np.cumsum([0, *shares]) / sum(shares)
    band = 0.0
    if title and down:  # a grid is as much lower as a title is high
        whole = Grid(tuple(plots), shares, down, title)
        figure, _ = set_stage(whole, size, DARK)
        band = 640 - figure.subfigs[0].bbox.y1
        assert band > 0
    for k in range(2):
        some = [*plots[:k], other[k], *plots[k + 1 :]]
        rows, columns = np.nonzero((painted(some) != first).any(axis=-1))
        along = rows if down else columns
        room = 640 - band
        assert along.min() >= band + ends[k] * room - 1
        assert along.max() <= band + ends[k + 1] * room + 1
        assert len(along) > 1000
