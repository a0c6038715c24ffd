"""Penalties: what weights cost, so that they stay small."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

import numpy as np


@dataclass(frozen=True)
class Penalty:
    """What is added to a loss for its weights: l1 sum |w| + l2/2 sum w^2.

    The sums are over all weights of all layers, biases left out. The loss being a mean
    over points, neither is divided by anything.

    Raises ValueError for numbers below 0 or above 1,000,000.
    """

    l1: float = 0.0
    l2: float = 0.0

    def __post_init__(self) -> None:
        for name in ("l1", "l2"):
            value = getattr(self, name)
            right = isinstance(value, int | float) and isfinite(value)
            if not (right and 0 <= value <= 1e6):
                words = "expected 0 or more, at most 1,000,000"
                raise ValueError(f"{name} {value!r}: {words}")
            object.__setattr__(self, name, float(value))

    def __bool__(self) -> bool:
        return self.l1 > 0 or self.l2 > 0

    def value(self, weights: Sequence[np.ndarray]) -> float:
        """What the weights of layers, (n_inputs + 1, n_outputs) each, cost."""
        rows = [w[1:] for w in weights]
        sizes = sum(float(np.abs(row).sum()) for row in rows)
        squares = sum(float(np.square(row).sum()) for row in rows)
        return self.l1 * sizes + self.l2 / 2 * squares

    def slopes(self, weights: np.ndarray, counted: np.ndarray) -> np.ndarray:
        """By how much the cost rises with each weight: an array of their shape.

        counted: 1 for each that costs, 0 for each bias; as `counted` has it.
        """
        slopes = self.l2 * weights
        if self.l1:
            slopes += self.l1 * np.sign(weights)
        slopes *= counted
        return slopes


def counted(shapes: Sequence[tuple[int, int]]) -> np.ndarray:
    """1 for each weight of layers of these shapes, 0 for each bias, in one row."""
    layers = [np.ones(shape) for shape in shapes]
    for layer in layers:
        layer[0] = 0
    return np.concatenate([layer.ravel() for layer in layers])
