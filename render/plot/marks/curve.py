"""Curves: a value over one input."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen
from render.plot.titles import Title


@dataclass(frozen=True, eq=False)
class Curve(Mark):
    """A curve, straight between its points, and broken where y is nan.

    x: inputs, ascending, shape (n_points,); y: values there, (n_points,).
    series: the number of the colour it has, counted from 0: its output's.
    width: as a share of an output's curve.
    is_dashed: whether it is dashed, whatever the style gives its series.
    name: the words at its end; "" for none.
    """

    x: np.ndarray
    y: np.ndarray
    series: int = 0
    width: float = 1.0
    is_dashed: bool = False
    name: str | Title = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", frozen(self.x))
        object.__setattr__(self, "y", frozen(self.y))
