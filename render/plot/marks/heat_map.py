"""Heat maps: values over two inputs, as colours."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark, frozen


@dataclass(frozen=True, eq=False)
class HeatMap(Mark):
    """The values of an output over a grid, in the colours of heights.

    x, y: the grid's lines along each input, ascending, shapes (n_1,) and (n_2,).
    values: at its points, (n_1, n_2).
    """

    x: np.ndarray
    y: np.ndarray
    values: np.ndarray

    def __post_init__(self) -> None:
        for name in ("x", "y", "values"):
            object.__setattr__(self, name, frozen(getattr(self, name)))
