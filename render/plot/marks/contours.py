"""Contours: lines on the floor of a box, on which an output has one level."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Contour:
    """One unbroken line on which an output has a level.

    points: (n_points, 2), x_1 and x_2.
    """

    output: int
    level: float
    points: np.ndarray


@dataclass(frozen=True, eq=False)
class Contours(Mark):
    """Contours on the floor, in the colours that surfaces have at their levels.

    threshold: the level whose lines are wider; None for none.
    """

    lines: tuple[Contour, ...]
    threshold: float | None = None

    is_covered = True
