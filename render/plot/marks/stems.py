"""Stems: thin upright lines in a box, from places down to the floor."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Stems(Mark):
    """Lines from places down to the floor; surfaces hide what is behind them.

    places: (n_points, 3), x_1, x_2 and y.
    """

    places: np.ndarray

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", frozen(self.places))
