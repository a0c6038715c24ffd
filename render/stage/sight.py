"""Sight: what surfaces in a box hide from the camera, and how far away places are."""

from collections.abc import Sequence

import numpy as np

from render.plot.camera import Projection
from render.plot.marks.surface import Surface

LOOKS = 512  # places on the way to the camera at which surfaces are looked for
NEAR = 1e-3  # of the way: what lies on a surface is not hidden by it


def depths(view: Projection, places: np.ndarray) -> np.ndarray:
    """How far places (n, 3) are from the camera, along the way it faces: (n,)."""
    offsets = view.box(places) - view.camera.eye
    depth: np.ndarray = (offsets[:, :2] * view.camera.forward).sum(axis=1)
    return depth


def hidden(
    view: Projection,
    places: np.ndarray,
    surfaces: Sequence[Surface],
    span: tuple[float, float],
    highest: bool = False,
) -> np.ndarray:
    """Whether a surface lies between the camera and each place (n, 3): (n,).

    span: the heights between which surfaces are painted. highest: whether only the
    highest of them is.
    """
    rays = _rays(view, places)
    heights = [_heights(surface, rays[..., 0], rays[..., 1]) for surface in surfaces]
    hides = np.zeros(len(places), dtype=bool)
    with np.errstate(invalid="ignore"):  # nan beyond a surface
        for height in heights:
            above = rays[..., 2] - height
            painted = (span[0] <= height) & (height <= span[1])
            if highest:
                painted &= height >= np.max(heights, axis=0)
            meets = above[:, 1:] * above[:, :-1] < 0
            hides |= (meets & painted[:, 1:] & painted[:, :-1]).any(axis=1)
    return hides


def _rays(view: Projection, places: np.ndarray) -> np.ndarray:
    """Places on the way from each place to the camera: (n, LOOKS, 3)."""
    low, high = np.transpose(view.limits)
    middle, half = (low + high) / 2, (high - low) / 2
    way = middle + view.camera.eye / view.camera.aspect * half - places
    # A ray has left the box once it is as far from its beginning as the box is wide.
    reach = np.minimum(2 / np.abs(way / half).max(axis=1), 1)
    shares = reach[:, None] * np.linspace(NEAR, 1, LOOKS)
    return places[:, None] + shares[..., None] * way[:, None]


def _heights(surface: Surface, x_1: np.ndarray, x_2: np.ndarray) -> np.ndarray:
    """The heights of a surface at places, interpolated; nan beyond its grid."""
    i, share_1 = _steps(surface.x_1, x_1)
    j, share_2 = _steps(surface.x_2, x_2)
    y = surface.y
    before = y[i, j] + share_2 * (y[i, j + 1] - y[i, j])
    after = y[i + 1, j] + share_2 * (y[i + 1, j + 1] - y[i + 1, j])
    return before + share_1 * (after - before)


def _steps(line: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The number of the grid's line before each x, and how far x is from there."""
    step = np.interp(x, line, np.arange(len(line)), left=np.nan, right=np.nan)
    before = np.nan_to_num(np.floor(step)).astype(int).clip(0, len(line) - 2)
    return before, step - before
