"""Painting: what is on the axes, read off the artists, and frames byte for byte."""

import base64
import io
import sys
import xml.etree.ElementTree as ElementTree
from dataclasses import replace

import matplotlib
import numpy as np
import pytest
from matplotlib.colors import to_hex
from matplotlib.path import Path
from matplotlib.transforms import Affine2D
from PIL import Image

from model import Family
from render import DARK, Curves, Surfaces, Tour
from render.make.stills import save_still
from render.stage.figures import set_stage
from render.stage.painter import Painter
from tests.command import output_of

SIZE = (320, 180)
curves = Tour(Family((1, 11, 9, 3), "tanh"), Curves())
surfaces = Tour(Family((2, 11, 9, 2), "relu"), Surfaces(n_lines=31))
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
    figure, _ = set_stage(curves.draw(0), SIZE, DARK)
    (ax,) = figure.axes
    assert max(line.get_zorder() for line in ax.lines) < min(
        patch.get_zorder() for patch in ax.patches
    )


def test_curve_axes_have_the_originals_limits_and_words():
    plot = curves.draw(0)
    figure, _ = set_stage(plot, SIZE, DARK)
    (ax,) = figure.axes
    assert ax.get_xlim() == (-6, 6)
    assert ax.get_ylim() == (-1.2, 1.2)
    assert "(input)" in ax.get_xlabel() and "(output)" in ax.get_ylabel()
    assert [t.get_text() for t in figure.texts] == [
        "Hyperbolic tangent 3-layer 1-input 3-output"
    ]


def test_contours_lie_on_the_floor_under_their_surface():
    plot = surfaces.draw(1)
    _, stage = set_stage(plot, SIZE, DARK)
    lines = stage.show(plot)[0].get_segments()
    assert len(lines) == len(plot.contours) > 0
    floor = stage.view([[x, z, plot.axes.y.low] for x in (-6, 6) for z in (-6, 6)])
    for line in lines:
        assert (line >= floor.min(axis=0) - 1e-6).all()
        assert (line <= floor.max(axis=0) + 1e-6).all()


def test_every_word_of_a_surface_plot_is_in_the_picture_and_none_overlap():
    plot = replace(surfaces, family=Family((2, 1), "identity")).draw(0)
    figure, _ = set_stage(plot, (1280, 720), DARK)
    figure.canvas.draw()
    texts = [*figure.axes[0].texts, *figure.texts]
    boxes = [_outline(text) for text in texts]
    assert len(boxes) > 18
    for i, box in enumerate(boxes):
        assert (box.vertices > 0).all() and (box.vertices < [1280, 720]).all()
        for other, text in zip(boxes[i + 1 :], texts[i + 1 :], strict=True):
            assert not box.intersects_path(other), (texts[i], text)


def _outline(text):
    """The box around a text, turned as the text is."""
    turn = text.get_rotation()
    text.set_rotation(0)
    box = text.get_window_extent()
    text.set_rotation(turn)
    place = text.get_transform().transform(text.get_position())
    corners = Path(box.corners()[[0, 1, 3, 2, 0]], closed=True)
    return corners.transformed(Affine2D().rotate_deg_around(*place, turn))


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
    steep = Tour(Family((1, 100, 1), "identity", spread=3), Curves())
    frame, empty = (Painter((640, 360))(steep.draw(k)) for k in (0, 1))
    changed = np.argwhere((frame != empty).any(axis=2))
    left, top, right, bottom = 0.105 * 640, 0.12 * 360, 0.95 * 640, 0.855 * 360
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
    assert figure.texts[0].get_text() == words
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
