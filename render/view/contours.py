"""Contours: lines on which surfaces over a grid have given levels."""

import numpy as np

from model.decide.atlas import lines_at, rings
from render.plot.marks.contours import Contour


def contours(
    x_1: np.ndarray, x_2: np.ndarray, y: np.ndarray, levels: tuple[float, ...]
) -> tuple[Contour, ...]:
    """Every contour of surfaces y (n_outputs, n_1, n_2), in order of output and level.

    Contours are straight between the grid's lines x_1 (n_1,) and x_2 (n_2,), on which
    they are interpolated.
    """
    from contourpy import contour_generator

    lines: list[Contour] = []
    for output, surface in enumerate(y):
        generator = contour_generator(x_2, x_1, surface)
        for level in levels:
            points = lines_at(generator, level)
            lines += [Contour(output, level, line[:, ::-1]) for line in points]
    return tuple(lines)


def bands(
    x_1: np.ndarray, x_2: np.ndarray, y: np.ndarray, levels: np.ndarray
) -> tuple[tuple[np.ndarray, ...], ...]:
    """For each level the rings (n_points, 2) around where a surface is below it.

    x_1 (n_1,), x_2 (n_2,): the grid's lines. y: the surface, (n_1, n_2).
    Holes run the other way round.
    """
    from contourpy import FillType, contour_generator

    generator = contour_generator(x_2, x_1, y, fill_type=FillType.OuterOffset)
    below = min(y.min(), 0.0) - 1
    return tuple(
        tuple(ring[:, ::-1] for ring in rings(generator, below, level))
        for level in levels
    )
