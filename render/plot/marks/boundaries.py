"""Boundaries: lines on the floor of a box, where the category changes."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Boundaries(Mark):
    """Lines between categories, or where outputs are equal.

    lines: each (n_points, 2), x_1 and x_2.
    width: in widths of a boundary between categories.
    """

    lines: tuple[np.ndarray, ...]
    width: float = 1.0
