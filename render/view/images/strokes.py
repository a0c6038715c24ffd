"""Strokes: a loop and edges as one would draw them, and the node most like each.

Each is positive along a line and negative on both of its sides, as detectors of edges
are often drawn.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

LENGTH, RADIUS = 12.0, 5.0  # pixels: of an edge, and of a loop
CORE, SIDES = 1.4, 3.0  # pixels: how wide what is positive is, and what is negative
FARTHEST = 6  # pixels from the middle, across and down, of places that are tried
SAMPLES = 60  # points of a line
TINY = 1e-12  # the length of weights that are all zero
EDGES = {"an upright edge": 90.0, "a level edge": 0.0, "a slanted edge": 45.0}
LOOP = "a loop"
DRAWN = (LOOP, *EDGES)


@dataclass(frozen=True, eq=False)
class Likeness:
    """A stroke where a node's weights are most like it.

    name: one of DRAWN. stroke: its pixels, (rows, columns). node: its number, from 1.
    cosine: between the stroke and the node's weights.
    """

    name: str
    stroke: np.ndarray
    node: int
    cosine: float


def likest(weights: np.ndarray, shape: tuple[int, int]) -> Iterator[Likeness]:
    """Of each stroke, the node that is most like it, wherever the stroke is put.

    weights: of all nodes, (n_nodes, rows * columns). shape: rows and columns.
    """
    unit = weights / np.maximum(np.linalg.norm(weights, axis=1, keepdims=True), TINY)
    for name in DRAWN:
        strokes = _everywhere(name, shape)
        rows = strokes.reshape(len(strokes), -1)
        rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        cosines = np.einsum("si,ni->sn", rows, unit)
        place, node = divmod(int(cosines.argmax()), len(weights))
        yield Likeness(name, strokes[place], node + 1, float(cosines.max()))


def _everywhere(name: str, shape: tuple[int, int]) -> np.ndarray:
    """A stroke at all places that are tried, (n_places, rows, columns)."""
    wide = stroke(name, (shape[0] + 2 * FARTHEST, shape[1] + 2 * FARTHEST))
    windows = np.lib.stride_tricks.sliding_window_view(wide, shape)
    return windows.reshape(-1, *shape)


def stroke(name: str, shape: tuple[int, int]) -> np.ndarray:
    """A stroke in the middle of an image, (rows, columns); its strongest pixel is 1."""
    line = (np.array(shape) - 1) / 2 + _line(name)
    pixels = np.moveaxis(np.indices(shape), 0, -1)
    distances = np.linalg.norm(pixels[:, :, None] - line, axis=-1).min(axis=-1)
    core, sides = (np.exp(-((distances / wide) ** 2)) for wide in (CORE, SIDES))
    image: np.ndarray = core / core.sum() - sides / sides.sum()
    return image / np.abs(image).max()


def _line(name: str) -> np.ndarray:
    """Points of a line around zero, down and right: (SAMPLES, 2)."""
    if name == LOOP:
        angles = np.linspace(0, 2 * np.pi, SAMPLES)
        return RADIUS * np.column_stack([np.sin(angles), np.cos(angles)])
    angle, along = np.radians(EDGES[name]), np.linspace(-0.5, 0.5, SAMPLES)
    points: np.ndarray = LENGTH * along[:, None] * [-np.sin(angle), np.cos(angle)]
    return points
