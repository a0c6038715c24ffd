"""Contours: lines on which an output has one level."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Contour:
    """One unbroken line on which an output has a level.

    points: (n_points, 2), x_1 and x_2.
    """

    output: int
    level: float
    points: np.ndarray
