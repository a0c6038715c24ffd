"""Initialisations: the weights that a training starts with."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from statistics import NormalDist

import numpy as np

from model.activation import Activations
from model.family import Family
from model.files.content import MOST_LAYERS
from model.network import Network

MOST_WEIGHTS = 1_000_000  # of a network: of more, none is recorded
LEAST = 2.0**-53  # of a share of a normal distribution: at 0 and 1 there is no number


@dataclass(frozen=True)
class Initialisation:
    """How the first weights of a layer are drawn.

    name: what people type, "he".
    spread(n_inputs, n_outputs): half the width of the interval that weights are uniform
        on, or their standard deviation if they are normal.
    is_normal: whether they are normal. bias: the spread of biases.
    """

    name: str
    spread: Callable[[int, int], float]
    is_normal: bool
    bias: float

    def weights(self, uniform: np.ndarray) -> np.ndarray:
        """Weights (n_inputs + 1, n_outputs) of numbers uniform on [-1, 1)."""
        drawn = _normal(uniform) if self.is_normal else uniform
        weights = drawn * self.spread(len(drawn) - 1, drawn.shape[1])
        weights[0] = drawn[0] * self.bias
        return weights


def _normal(uniform: np.ndarray) -> np.ndarray:
    """Numbers of a normal distribution, at the shares that uniform ones stand for."""
    shares = np.clip(uniform / 2 + 0.5, LEAST, 1 - LEAST)
    quantile = NormalDist().inv_cdf
    return np.array([quantile(share) for share in shares.ravel().tolist()]).reshape(
        shares.shape
    )


UNIFORM = Initialisation("uniform", lambda n, m: 1.0, False, 1.0)
NORMAL = Initialisation("normal", lambda n, m: 1.0, True, 1.0)
# Nielsen, Neural Networks and Deep Learning, chapter 3: biases are left as they are.
SCALED = Initialisation("scaled", lambda n, m: 1 / sqrt(n), True, 1.0)
# He, Zhang, Ren and Sun 2015, equation 10.
HE = Initialisation("he", lambda n, m: sqrt(2 / n), True, 0.0)
# Glorot and Bengio 2010, equation 16.
GLOROT = Initialisation("glorot", lambda n, m: sqrt(6 / (n + m)), False, 0.0)
INITIALISATIONS = {kind.name: kind for kind in (UNIFORM, NORMAL, SCALED, HE, GLOROT)}


def initial_network(
    sizes: Sequence[int],
    activations: Activations,
    initialisation: str | Initialisation = GLOROT,
    seed: int = 0,
) -> Network:
    """A network to start a training with, the same for the same seed.

    sizes, activations: as Family takes them. initialisation: one of INITIALISATIONS,
    or its name.
    Raises ValueError as Family does, for an unknown name, and for more than 1,000
    layers or 1,000,000 weights.
    """
    _check(sizes, seed)
    if isinstance(initialisation, str):
        if initialisation not in INITIALISATIONS:
            words = f"expected {', '.join(INITIALISATIONS)}"
            raise ValueError(f"unknown initialisation {initialisation!r}: {words}")
        initialisation = INITIALISATIONS[initialisation]
    drawn = Family(sizes, activations).network(0, seed)
    weights = [initialisation.weights(layer.weights) for layer in drawn.layers]
    return Network.from_weights(weights, [y.activation for y in drawn.layers])


def _check(sizes: Sequence[int], seed: int) -> None:
    """Raise ValueError for sizes that take too much memory, and for no seed."""
    if not 0 <= seed < 2**32:
        raise ValueError(f"seed {seed}: expected 0 to 2**32 - 1")
    if len(sizes) > MOST_LAYERS:
        raise ValueError(f"{len(sizes):,} layers: expected at most {MOST_LAYERS:,}")
    n_weights = sum((n + 1) * m for n, m in pairwise(sizes))
    if n_weights > MOST_WEIGHTS:
        words = f"expected at most {MOST_WEIGHTS:,}"
        raise ValueError(f"a network of {n_weights:,} weights: {words}")
