"""Boundaries: lines on the floor of a box, where the category changes."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Boundaries(Mark):
    """Lines between categories; each (n_points, 2), x_1 and x_2."""

    lines: tuple[np.ndarray, ...]
