"""Paths: lines among the surfaces in a box, which may hide them."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Paths(Mark):
    """Lines that show where the category changes; each (n_points, 3), x_1, x_2 and y.

    Nothing is seen of them behind surfaces, nor where y is beyond the axes' span.
    """

    lines: tuple[np.ndarray, ...]
