"""Bowls: the simplest errors that have a lowest place, and descents into them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Bowl:
    """An error of some weights: the sum over them of c w^2, which is lowest at zero.

    factors: the c of each weight. Where they are alike it is a round bowl; where one is
        much smaller than another, a long valley.

    Raises ValueError for no factors, and for one that is not a finite number above 0.
    """

    factors: tuple[float, ...]

    def __post_init__(self) -> None:
        if not self.factors or not all(0 < c < np.inf for c in self.factors):
            raise ValueError(f"factors {self.factors}: expected numbers above 0")

    def __call__(self, weights: np.ndarray) -> np.ndarray:
        """The error at weights (..., n_weights): (...)."""
        return (np.array(self.factors) * weights * weights).sum(axis=-1)

    def slopes(self, weights: np.ndarray) -> np.ndarray:
        """By how much the error rises with each of the weights, 2 c w: as weights."""
        return 2 * np.array(self.factors) * weights


def descent(bowl: Bowl, start: Sequence[float], rate: float, steps: int) -> np.ndarray:
    """The weights along a gradient descent: (steps + 1, n_weights), the start first.

    In each step every weight moves by -rate times its slope.
    """
    path = [np.array(start, float)]
    for _ in range(steps):
        path.append(path[-1] - rate * bowl.slopes(path[-1]))
    return np.array(path)
