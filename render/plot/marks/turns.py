"""Turns: marks of regions that appear one by one."""

from dataclasses import dataclass

import numpy as np

from model import Regions
from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Turns(Mark):
    """What is seen of each region along one input, a step of an explanation each.

    They appear one by one, first all of the first category, then those of the next:
    an opacity of one half is half of the regions.
    """

    regions: Regions

    @property
    def n_steps(self) -> int:
        """A step for each region."""
        return len(self.regions)

    @property
    def opacities(self) -> np.ndarray:
        """The opacity of each region, (n_regions,)."""
        n = len(self.regions)
        shown: np.ndarray = np.clip(self.opacity * n - self._turns, 0, 1)
        return shown

    @property
    def fresh(self) -> np.ndarray:
        """How far each is the one that came last, and not the very last: (n,)."""
        n, turns = len(self.regions), self._turns
        count = self.opacity * n
        parts = count - turns, turns + 2 - count, np.full(n, n - count)
        fresh: np.ndarray = np.prod(np.clip(parts, 0, 1), axis=0)
        return fresh

    @property
    def _turns(self) -> np.ndarray:
        """When each region appears, counted from 0: (n_regions,)."""
        turns: np.ndarray = self.regions.categories.argsort(kind="stable").argsort()
        return turns
