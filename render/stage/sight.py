"""Sight: what surfaces in a box hide from the camera, and how far away places are."""

from collections.abc import Callable, Sequence

import numpy as np

from render.plot.camera import Projection
from render.plot.marks.mark import Mark
from render.plot.marks.surface import Envelope, Surface
from render.stage.slices import crossings

NEAR = 1e-3  # of the way to the camera, and
TOUCH = 0.01  # of the span: what lies on a surface is not hidden by it,
GRAZE = 1e-3  # of the span: nor by what it only grazes

Span = tuple[float, float]  # the heights between which surfaces are painted


def depths(view: Projection, places: np.ndarray) -> np.ndarray:
    """How far places (n, 3) are from the camera, along the way it faces: (n,)."""
    offsets = view.box(places) - view.camera.eye
    depth: np.ndarray = (offsets[:, :2] * view.camera.forward).sum(axis=1)
    return depth


def shares_seen(
    view: Projection, places: np.ndarray, marks: Sequence[Mark], span: Span
) -> np.ndarray:
    """How much is seen of places (n, 3) behind a plot's marks, from 0 to 1: (n,)."""

    def hide(surfaces: Sequence[Surface], highest: bool) -> np.ndarray:
        return hidden(view, places, surfaces, span, highest)

    return _shares(marks, hide, (len(places),))


def shares_seen_above(
    view: Projection,
    places: np.ndarray,
    heights: np.ndarray,
    marks: Sequence[Mark],
    span: Span,
) -> np.ndarray:
    """How much is seen at heights above places behind a plot's marks, from 0 to 1.

    places: (n, 2), x_1 and x_2. heights: ascending, (n_heights,). Gives (n, n_heights).
    """

    def hide(surfaces: Sequence[Surface], highest: bool) -> np.ndarray:
        return _hidden_above(view, places, heights, surfaces, span, highest)

    return _shares(marks, hide, (len(places), len(heights)))


def _shares(
    marks: Sequence[Mark],
    hide: Callable[[Sequence[Surface], bool], np.ndarray],
    shape: tuple[int, ...],
) -> np.ndarray:
    """How much is seen behind marks, from 0 to 1: of a shape.

    hide: whether surfaces hide each place, or the highest of them alone.
    """
    share = np.ones(shape)
    surfaces = [mark for mark in marks if isinstance(mark, Surface)]
    if surfaces:
        opacity = max(surface.opacity for surface in surfaces)
        share -= opacity * hide(surfaces, False)
    for mark in marks:
        if isinstance(mark, Envelope):  # fades in over what is there
            above = ~hide(mark.surfaces, True)
            share += mark.opacity * (above - share)
    return share


def hidden(
    view: Projection,
    places: np.ndarray,
    surfaces: Sequence[Surface],
    span: Span,
    highest: bool = False,
) -> np.ndarray:
    """Whether a surface lies between the camera and each place (n, 3): (n,).

    surfaces: over one grid. highest: whether only the highest of them is painted.
    """
    if not len(places):
        return np.zeros(0, dtype=bool)
    lines = surfaces[0].x_1, surfaces[0].x_2
    depth, before, after, share = crossings(view, *lines, view(places)[:, 0])
    start = depths(view, places)[:, None]
    passed = depth >= (1 - NEAR) * start  # on the far side of the place
    rays = _rays(view, places, np.where(passed, (1 - NEAR) * start, depth))
    heights = []
    for surface in surfaces:
        flat, here = surface.y.ravel(), _heights(surface, places)
        height = flat[before] + share * (flat[after] - flat[before])
        heights.append(np.where(passed, here[:, None], height))
    hides = np.zeros(len(places), dtype=bool)
    touch, graze = (share * (span[1] - span[0]) for share in (TOUCH, GRAZE))
    with np.errstate(invalid="ignore"):  # nan beyond a surface
        for height in heights:
            above = rays - height
            above[np.abs(above) < np.where(passed, touch, graze)] = 0
            painted = (span[0] <= height) & (height <= span[1])
            if highest:
                painted &= height >= np.max(heights, axis=0)
            side = _last_side(above)
            meets = side[:, 1:] * side[:, :-1] < 0
            hides |= (meets & painted[:, 1:] & painted[:, :-1]).any(axis=1)
    return hides


def _hidden_above(
    view: Projection,
    places: np.ndarray,
    heights: np.ndarray,
    surfaces: Sequence[Surface],
    span: Span,
    highest: bool,
) -> np.ndarray:
    """Whether a surface is before each height above places: as shares_seen_above.

    The camera's picture of a surface, from the near side of the box to a place, covers
    there all heights that the way to it passes.
    """
    level = np.column_stack([places, np.full(len(places), view.limits[2][0])])
    lines = surfaces[0].x_1, surfaces[0].x_2
    depth, before, after, share = crossings(view, *lines, view(level)[:, 0])
    start = depths(view, level)[:, None]
    passed = depth >= start  # on the far side of the place
    nearness = start / np.where(passed, start, depth)
    profiles = []
    for surface in surfaces:
        flat, here = surface.y.ravel(), _heights(surface, level)
        height = flat[before] + share * (flat[after] - flat[before])
        profiles.append(np.where(passed, here[:, None], height))
    eye, count = _eye(view), np.zeros((len(places), len(heights) + 1), dtype=int)
    for profile in profiles:
        start_at, end_at = _painted(profile, span)
        if highest:
            is_first = profile >= np.max(profiles, axis=0)
            end_at[~(is_first[:, 1:] & is_first[:, :-1])] = -1
        row, column = np.nonzero(start_at <= end_at)
        passes = eye + (profile - eye) * nearness
        one = passes[row, column]
        rise = passes[row, column + 1] - one
        ends = np.sort(
            [one + t[row, column] * rise for t in (start_at, end_at)], axis=0
        )
        for turn, steps in zip((1, -1), np.searchsorted(heights, ends), strict=True):
            np.add.at(count, (row, steps), turn)
    hides: np.ndarray = count.cumsum(axis=1)[:, :-1] > 0
    return hides


def _painted(profile: np.ndarray, span: Span) -> tuple[np.ndarray, np.ndarray]:
    """Which part of the way from each crossing to the next is within the span.

    profile: the heights at the crossings, (n, n_depths). Gives where parts start and
    end, as shares of the way, (n, n_depths - 1): the end is before the start if no part
    is, or if there is no surface.
    """
    one, other = profile[:, :-1], profile[:, 1:]
    with np.errstate(divide="ignore", invalid="ignore"):  # level, or beyond a surface
        ends = [(level - one) / (other - one) for level in span]
        low, high = np.fmin(*ends), np.fmax(*ends)
    is_level = one == other
    inside = (span[0] <= one) & (one <= span[1])
    start = np.where(is_level, 0.0, np.clip(low, 0, None))
    end = np.where(is_level, np.where(inside, 1.0, -1.0), np.clip(high, None, 1))
    return np.nan_to_num(start, nan=1.0), np.nan_to_num(end, nan=-1.0)


def _eye(view: Projection) -> float:
    """How high the camera is, in units of height."""
    low, high = view.limits[2]
    return float(
        (low + high) / 2 + view.camera.eye[2] / view.camera.aspect[2] * (high - low) / 2
    )


def _last_side(above: np.ndarray) -> np.ndarray:
    """The sign of each value (n, n_depths), that of the one before where it is 0."""
    numbers = np.where(above == 0, 0, np.arange(above.shape[1]))
    last = np.maximum.accumulate(numbers, axis=1)
    return np.sign(np.take_along_axis(above, last, axis=1))


def _rays(view: Projection, places: np.ndarray, depth: np.ndarray) -> np.ndarray:
    """How high the way from each place to the camera is at depths (n, n_depths)."""
    eye = _eye(view)
    rise = (places[:, 2] - eye) / depths(view, places)
    return eye + rise[:, None] * depth


def _heights(surface: Surface, places: np.ndarray) -> np.ndarray:
    """The heights of a surface at places (n, 3), interpolated; nan beyond its grid."""
    i, share_1 = _steps(surface.x_1, places[:, 0])
    j, share_2 = _steps(surface.x_2, places[:, 1])
    y = surface.y
    before = y[i, j] + share_2 * (y[i, j + 1] - y[i, j])
    after = y[i + 1, j] + share_2 * (y[i + 1, j + 1] - y[i + 1, j])
    return before + share_1 * (after - before)


def _steps(line: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of the grid's line before each x, and how far x is from there."""
    step = np.interp(x, line, np.arange(len(line)), left=np.nan, right=np.nan)
    before = np.nan_to_num(np.floor(step)).astype(int).clip(0, len(line) - 2)
    return before, step - before
