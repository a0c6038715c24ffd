"""Outlines: lines around some pixels of an image.

They are boxes without width or height, drawn as the rims of images are.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from render.plot.glyphs import Key, Place, Shape


def outline(
    key: Key, chosen: np.ndarray, centre: Place, size: Place, emphasis: float = 1.0
) -> Iterator[Shape]:
    """Lines around the pixels that are chosen, (rows, columns) of booleans.

    centre, size: of the image. There are as few lines as can be, each with a key that
    begins with the given one.
    """
    padded = np.pad(chosen, 1).astype(int)
    level, upright = np.diff(padded, axis=0)[:, 1:-1], np.diff(padded, axis=1)[1:-1].T
    (x, y), (rows, columns) = centre, chosen.shape
    wide, high = size[0] / columns, size[1] / rows

    def side(name: str, row: float, column: float, down: int, across: int) -> Shape:
        place = x + (column - columns / 2) * wide, y - (row - rows / 2) * high
        at, extent = (*key, name, row, column), (across * wide, down * high)
        return Shape(at, "box", place, extent, emphasis=emphasis)

    for row, sides in enumerate(level):
        for start, end in _runs(sides):
            yield side("level", row, (start + end) / 2, 0, end - start)
    for column, sides in enumerate(upright):
        for start, end in _runs(sides):
            yield side("upright", (start + end) / 2, column, end - start, 0)


def _runs(sides: np.ndarray) -> Iterator[tuple[int, int]]:
    """Where equal numbers other than zero begin, and where the next ones do."""
    changes = np.flatnonzero(np.diff(np.concatenate([[0], sides, [0]])))
    for start, end in pairwise(changes.tolist()):
        if sides[start]:
            yield start, end
