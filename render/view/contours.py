"""Contours: where surfaces over a grid are at given levels."""

import numpy as np

from model.decide.atlas import rings
from render.plot.contours import Contour


def contours(
    x_1: np.ndarray, x_2: np.ndarray, y: np.ndarray, levels: tuple[float, ...]
) -> tuple[Contour, ...]:
    """Every contour of surfaces y (n_outputs, n_1, n_2), in order of output and level.

    Straight between the lines of the grid, on which they are interpolated.
    """
    from contourpy import contour_generator

    found = []
    for output, surface in enumerate(y):
        generator = contour_generator(x_2, x_1, surface)
        for level in levels:
            found += [
                Contour(output, level, line[:, ::-1]) for line in generator.lines(level)
            ]
    return tuple(found)


def bands(
    x_1: np.ndarray, x_2: np.ndarray, y: np.ndarray, levels: np.ndarray
) -> tuple[tuple[np.ndarray, ...], ...]:
    """Rings (n_points, 2) around where a surface y (n_1, n_2) is below each level.

    Holes run the other way round.
    """
    from contourpy import FillType, contour_generator

    generator = contour_generator(x_2, x_1, y, fill_type=FillType.OuterOffset)
    below = min(y.min(), 0.0) - 1
    return tuple(
        tuple(ring[:, ::-1] for ring in rings(generator.filled(below, level)))
        for level in levels
    )
