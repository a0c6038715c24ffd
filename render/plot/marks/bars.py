"""Bars: which category wins where along one input."""

from dataclasses import dataclass

import numpy as np

from model import Regions
from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Bars(Mark):
    """A bar with a letter for each region, below the curves.

    They appear one by one, first all of the first category, then those of the next:
    an opacity of one half is half of the bars.
    """

    regions: Regions

    @property
    def n_steps(self) -> int:
        """A step for each bar."""
        return len(self.regions)

    @property
    def opacities(self) -> np.ndarray:
        """The opacity of each bar, (n_regions,)."""
        turns = self.regions.categories.argsort(kind="stable").argsort()
        shown: np.ndarray = np.clip(self.opacity * len(self.regions) - turns, 0, 1)
        return shown
