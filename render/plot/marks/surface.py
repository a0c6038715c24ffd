"""Surfaces: values over two inputs, and the highest of several."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Surface(Mark):
    """A surface over a grid.

    x_1, x_2: the grid's lines, ascending, shapes (n_1,) and (n_2,).
    y: values on the grid, (n_1, n_2).
    series: the number of the colour it has, counted from 0, where there are several.
    """

    x_1: np.ndarray
    x_2: np.ndarray
    y: np.ndarray
    series: int = 0

    def __post_init__(self) -> None:
        for name in ("x_1", "x_2", "y"):
            object.__setattr__(self, name, frozen(getattr(self, name)))


@dataclass(frozen=True, eq=False)
class Envelope(Mark):
    """The highest of several surfaces over one grid, each in its own colour."""

    surfaces: tuple[Surface, ...]
