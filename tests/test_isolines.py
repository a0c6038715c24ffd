"""Lines on surfaces: where levels are, as wide as asked for, and nowhere else."""

from dataclasses import replace

import numpy as np
import pytest
from scipy import ndimage

from model import Family
from render import Contours, Moment, Surfaces
from render.stage import relief, slices
from render.stage.isolines import Isolines
from render.stage.painter import Painter
from render.stage.surface_lines import strength
from tests.test_pictures import heights_of, nearest_plane, view_of

SIZE, LINE, SPAN = (640, 360), np.linspace(-6, 6, 33), (-1.0, 1.0)
WIDTH = 2.0


def lines_at(*heights, width=WIDTH):
    """Black lines at heights."""
    level = (relief.TONES - 1) * (np.array(heights) + 1) / 2 + 0.5
    rest = np.array([[width, 1, 0, relief.TONES]]).T * np.ones(len(heights))
    parts = [part.astype(np.float32) for part in (level, *rest)]
    return Isolines(relief.TONES, relief.LIGHTS, *parts)


def crowded(*heights):
    """The same at heights that are evenly spaced and near to each other."""
    lines = lines_at(*heights)
    gap = np.float32(np.diff(lines.level).max())
    return replace(lines, spacing=np.full_like(lines.level, gap))


def ink(heights, lines):
    """How much ink is on every pixel of a grey surface, 0 to 1: (H, W)."""
    view, canvas = view_of(size=SIZE), np.zeros((SIZE[1], SIZE[0], 4), dtype=np.uint8)
    tints = np.full((1, relief.SHADES, relief.TONES, 4), 255, dtype=np.uint8)
    for strip in slices.strips(view, LINE, LINE):
        relief.paint(
            canvas, strip, heights, heights * 0 + 0.5, tints, SPAN, lines=lines
        )
    return (canvas[..., 3] == 255) * (1 - canvas[..., 0] / 255)


@pytest.mark.parametrize(
    "plane", [(0.0, 0.05, 0.02), (0.1, -0.03, 0.1), (0.2, 0.0, -0.06), (0, 2e-3, 1e-3)]
)
def test_lines_on_a_plane_are_where_the_level_is_and_as_wide_as_asked(plane):
    found, level = ink(heights_of([plane]), lines_at(plane[0])), plane[0]
    which, height = nearest_plane(
        view_of(size=SIZE), [plane], 0.5, 0.5, False, size=SIZE
    )
    slopes = np.gradient(height)
    away = np.abs(height - level) / np.hypot(*slopes)
    inside = ndimage.binary_erosion(which == 0, iterations=2)
    assert not found[inside & (away > WIDTH / 2 + 1)].any()
    assert (found[inside & (away < WIDTH / 2 - 1 + 0.4)] > 0.5).all()
    long = np.abs(slopes[0]) / np.hypot(*slopes)
    columns = np.flatnonzero((found > 0.5).any(axis=0))[8:-8]
    across = (found * long).sum(axis=0)[columns]
    assert len(columns) > 50
    np.testing.assert_allclose(np.median(across), WIDTH, rtol=0.08)


def test_there_is_no_line_along_silhouettes_or_where_it_is_flat():
    # The cliff is behind what is high and near: at most slivers of it are seen.
    step = np.where(LINE[:, None] > 0, 0.5, -0.5) + 0.01 * LINE[None]
    assert not ink(step[None], lines_at(0.0)).any()
    assert not ink(step[None], crowded(*np.linspace(-0.4, 0.4, 30))).any()
    assert not ink(np.zeros((1, 33, 33)), lines_at(0.0)).any()


def test_nothing_is_seen_of_where_strips_meet(monkeypatch):
    heights = 0.8 * np.sin(LINE[:, None] / 2) * np.cos(LINE[None] / 3)
    lines = lines_at(*np.arange(-0.7, 0.8, 0.2))
    pictures = []
    for widest in (64, 4096):
        monkeypatch.setattr(slices, "WIDEST", widest)
        pictures.append(ink(heights[None], lines))
    assert pictures[1].sum() > 1000
    differ = np.abs(pictures[0] - pictures[1])
    assert (differ > 0.1).sum() <= 5  # where a strip ends at a silhouette
    assert (differ > 0).mean() < 0.01


def plot_of(parts=None):
    network = Family((2, 11, 9, 1), "tanh").network(3)
    return replace(Surfaces(parts=parts).plot(Moment(network)), note="")


def faded(plot, opacity):
    """The plot with its contours as faint as that, and none on the floor."""
    marks = [
        replace(mark, opacity=opacity, lines=()) if isinstance(mark, Contours) else mark
        for mark in plot.marks
    ]
    return replace(plot, marks=tuple(marks))


def test_lines_fade_with_the_contours_and_are_not_there_without():
    plot, painter = plot_of(), Painter(SIZE)
    bare = replace(
        plot, marks=tuple(m for m in plot.marks if not isinstance(m, Contours))
    )
    without, *some = (
        painter(p).astype(int) for p in (bare, *(faded(plot, o) for o in (0, 0.5, 1)))
    )
    none, half, whole = (np.abs(frame - without).sum() for frame in some)
    assert none == 0
    assert whole > 0
    np.testing.assert_allclose(half, whole / 2, rtol=0.1)


def test_the_heavy_line_makes_room_for_the_white_one():
    assert strength(plot_of(())).heavy == 0.8
    assert strength(plot_of(("threshold",))).heavy == 0
    assert 0 < strength(plot_of(("threshold",))).thin < 0.1
    assert strength(plot_of(("threshold", "boundaries"))) is None


def test_what_is_in_the_colours_of_categories_has_no_lines(monkeypatch):
    def fail(*_):
        raise AssertionError

    plot = plot_of(("envelope", "threshold", "boundaries", "regions"))
    monkeypatch.setattr(relief, "draw", fail)
    Painter(SIZE)(plot)


def test_lines_are_as_wide_at_any_size():
    shares = []
    for size in ((640, 360), (1920, 1080)):
        painter = Painter(size)
        dark = [painter(faded(plot_of(), o)).astype(float).mean() for o in (0, 1)]
        shares.append(dark[0] - dark[1])
    np.testing.assert_allclose(*shares, rtol=0.1)
