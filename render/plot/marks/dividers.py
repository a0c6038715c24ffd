"""Dividers: upright lines, where the category changes along one input."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Dividers(Mark):
    """Upright lines at x, shape (n,)."""

    x: np.ndarray

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", frozen(self.x))
