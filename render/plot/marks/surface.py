"""Surfaces: values over two inputs, and the highest of several."""

from dataclasses import dataclass

import numpy as np

from model import Facets
from render.plot.marks.mark import Mark, frozen
from render.plot.titles import Title
from render.type.typeset import Face


@dataclass(frozen=True, eq=False)
class Surface(Mark):
    """A surface over a grid.

    x_1, x_2: the grid's lines, ascending, shapes (n_1,) and (n_2,).
    y: values on the grid, (n_1, n_2).
    series: the number of the colour it has, counted from 0, where there are several.
    name: the words on it, or beside the box if it is seen nowhere; "" for none.
    facets: the flat pieces that it is made of, of one output, the same for all surfaces
        of a plot but for their planes; None if it is not made of such, or too steep.
    face: how the name is set, as an Axis' label is.
    """

    x_1: np.ndarray
    x_2: np.ndarray
    y: np.ndarray
    series: int = 0
    name: str | Title = ""
    facets: Facets | None = None
    face: Face = "mixed"

    is_covered = True

    def __post_init__(self) -> None:
        for name in ("x_1", "x_2", "y"):
            object.__setattr__(self, name, frozen(getattr(self, name)))


@dataclass(frozen=True, eq=False)
class Envelope(Mark):
    """The highest of several surfaces over one grid, each in its category's colour.

    threshold: of a single surface: above it, the colour is the first category's, at it
        or below it the second's. None for several.
    """

    surfaces: tuple[Surface, ...]
    threshold: float | None = None
