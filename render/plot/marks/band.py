"""Bands: what lies between two curves."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Band(Mark):
    """A faint area in the colour of a series.

    outline: (n_points, 2), x and y.
    """

    outline: np.ndarray
    series: int = 0

    def __post_init__(self) -> None:
        object.__setattr__(self, "outline", frozen(self.outline))
