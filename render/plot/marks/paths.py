"""Paths: lines among the surfaces in a box, which may hide them."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Paths(Mark):
    """Lines on surfaces: where the category changes, or where a training went.

    Nothing is seen of them behind surfaces, nor where y is beyond the axes' span.

    lines: each (n_points, 3), x_1, x_2 and y.
    width: in widths of a boundary.
    series: the number of the colour they have, counted from 0; None for white.
    """

    lines: tuple[np.ndarray, ...]
    width: float = 1.0
    is_dashed: bool = False
    series: int | None = None
