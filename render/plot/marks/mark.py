"""What all marks have in common."""

from dataclasses import dataclass, replace
from typing import ClassVar, Self

import numpy as np


@dataclass(frozen=True, eq=False, kw_only=True)
class Mark:
    """One thing that is to be seen in a plot, in the units of its axes.

    opacity: from 0, invisible, to 1.
    part: the name of the part of a decision that it shows, such as "regions"; "" for
        what is always seen.
    """

    opacity: float = 1.0
    part: str = ""

    # Whether what comes in its place covers it, so that it need not fade before.
    is_covered: ClassVar[bool] = False

    @property
    def n_steps(self) -> int:
        """How many steps of an explanation it takes to appear."""
        return 1

    def after(self, before: Self, share: float) -> Self:
        """The mark a share of the way from how it was before."""
        opacity = before.opacity + (self.opacity - before.opacity) * share
        return replace(self, opacity=opacity)

    def faded(self, share: float) -> Self:
        """The mark with a share of its opacity, from 0 to 1."""
        return replace(self, opacity=share * self.opacity)


def frozen(values: object) -> np.ndarray:
    """Values as an array of numbers that cannot be changed."""
    array = np.asarray(values, dtype=float).view()
    array.setflags(write=False)
    return array
