"""Dusk: a shade on the floor of a box, where a decision is a close one."""

from dataclasses import dataclass

import numpy as np

from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Dusk(Mark):
    """Shades that lie on each other.

    levels: for each of them, the least last, outlines (n_points, 2) of where the winner
        leads the runner-up by less; holes run the other way round.
    """

    levels: tuple[tuple[np.ndarray, ...], ...]
