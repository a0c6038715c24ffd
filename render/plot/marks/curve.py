"""Curves: a value over one input."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen
from render.plot.titles import Title
from render.type.typeset import Face


@dataclass(frozen=True, eq=False)
class Curve(Mark):
    """A curve, straight between its points, and broken where y is nan.

    x: inputs, ascending, shape (n_points,); y: values there, (n_points,).
    series: the number of the colour it has, counted from 0: its output's; None for the
        colour of words.
    width: as a share of an output's curve.
    is_dashed: whether it is dashed; None for what the style gives its series.
    name: the words at its end, or beside it if the axes have no room for them there;
        "" for none.
    face: how the name is set, as an Axis' label is.
    depth: the opacity of the line, as a share of the mark's; its name has all of it.
    """

    x: np.ndarray
    y: np.ndarray
    series: int | None = 0
    width: float = 1.0
    is_dashed: bool | None = None
    name: str | Title = ""
    face: Face = "mixed"
    depth: float = 1.0

    moving = ("x", "y", "width", "opacity")

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", frozen(self.x))
        object.__setattr__(self, "y", frozen(self.y))
