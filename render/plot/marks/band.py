"""Bands: what lies between two curves."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Band(Mark):
    """A faint area in the colour of a series.

    outline: (n_points, 2), x and y.
    has_edge: whether a thin line is around it, where bands lie on each other.
    """

    outline: np.ndarray
    series: int = 0
    has_edge: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "outline", frozen(self.outline))
