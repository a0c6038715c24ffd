"""Rugs: short upright lines at the bottom of flat axes, such as data."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Rug(Mark):
    """A short line for each point, later ones over earlier ones.

    x: (n_points,). series: as of Points.
    """

    x: np.ndarray
    series: int | np.ndarray | None = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "x", frozen(self.x))
