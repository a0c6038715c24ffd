"""Points: discs at places, such as data."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class Points(Mark):
    """Discs of one colour.

    places: (n_points, 2), x and y, on flat axes; (n_points, 3), x_1, x_2 and y, in a
        box, where surfaces hide what is behind them.
    series: the number of the colour they have, counted from 0.
    size: the diameter, in widths of an output's curve.
    """

    places: np.ndarray
    series: int = 0
    size: float = 2.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "places", frozen(self.places))
