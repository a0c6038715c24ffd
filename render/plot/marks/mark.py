"""What all marks have in common."""

from dataclasses import dataclass, replace
from typing import Any, ClassVar, Self

import numpy as np


@dataclass(frozen=True, eq=False, kw_only=True)
class Mark:
    """One thing that is to be seen in a plot, in the units of its axes.

    opacity: from 0, invisible, to 1.
    part: the name of the part of a decision that it shows, such as "regions", or of
        what it is in a demonstration; "" for what is always seen.
    """

    opacity: float = 1.0
    part: str = ""

    # The fields with numbers that glide from how they were before.
    moving: ClassVar[tuple[str, ...]] = ("opacity",)

    # Whether what comes in its place covers it, so that it need not fade before.
    is_covered: ClassVar[bool] = False

    @property
    def n_steps(self) -> int:
        """How many steps of an explanation it takes to appear."""
        return 1

    def after(self, before: Self, share: float) -> Self:
        """The mark a share of the way from how it was before."""
        ends = (
            (name, getattr(before, name), getattr(self, name)) for name in self.moving
        )
        return replace(self, **{name: _between(a, b, share) for name, a, b in ends})

    def faded(self, share: float) -> Self:
        """The mark with a share of its opacity, from 0 to 1."""
        return replace(self, opacity=share * self.opacity)


def frozen(values: object) -> np.ndarray:
    """Values as an array of numbers that cannot be changed."""
    array = np.asarray(values, dtype=float).view()
    array.setflags(write=False)
    return array


def _between(before: Any, after: Any, share: float) -> Any:
    """Numbers part of the way from before to after; of another shape, those after."""
    if np.shape(before) != np.shape(after) or np.array_equal(before, after, True):
        return after
    if isinstance(after, tuple):
        return tuple(_between(a, b, share) for a, b in zip(before, after, strict=True))
    return before + (after - before) * share
