"""Contours: lines on which surfaces over a grid have given levels."""

import numpy as np

from model.decide.atlas import lines_at, rings
from render.plot.marks.contours import Contour
from render.plot.marks.surface import Surface
from render.view.facet_contours import facet_contours

STEPS = 1.0, 2.0, 2.5, 5.0  # round ones, times a power of ten


def round_levels(low: float, high: float, n: int) -> tuple[float, ...]:
    """Levels between two values, ascending: all multiples of a round step.

    There are n at most, and as many as that allows.
    """
    power = 10.0 ** np.floor(np.log10((high - low) / (n + 1)))
    slack = 1e-9 * (high - low)
    for step in [part * power for part in (*STEPS, *[10 * part for part in STEPS])]:
        numbers = np.arange(np.floor(low / step), np.ceil(high / step) + 1)
        levels = [float(f"{number * step:.12g}") for number in numbers]
        inside = [level for level in levels if low + slack < level < high - slack]
        if len(inside) <= n:
            return tuple(inside)
    return ()


def surface_contours(
    surface: Surface, levels: tuple[float, ...]
) -> tuple[Contour, ...]:
    """Every contour of a surface, in order of level: exact if it is made of facets."""
    if surface.facets is not None:
        return facet_contours(surface.facets, levels)
    return contours(surface.x_1, surface.x_2, surface.y[None], levels)


def levels_with(
    level: float | None, low: float, high: float, n: int
) -> tuple[float, ...]:
    """Round levels, n at most, and one more between low and high, ascending.

    None for no such level; where there are no round ones, there is none either.
    """
    levels = round_levels(low, high, n)
    if levels and level is not None and low < level < high:
        levels = tuple(sorted({*levels, level}))
    return levels


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
