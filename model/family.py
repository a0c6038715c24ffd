"""Families: random networks of the same sizes and activations."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from model.activation import Activation, Activations
from model.activation import activations as of_layers
from model.network import Network


@dataclass(frozen=True)
class Family:
    """Networks of the same sizes and activations, with random weights.

    sizes: nodes in each layer, inputs first: (2, 11, 9, 1) has two inputs, hidden
        layers of 11 and 9 nodes, and one output.
    activations: one for each layer; one for all of them will do, or two, the first for
        every layer but the last. They may be given by name.
    spread: weights, biases included, are independent and uniform on (-spread, spread).
        A number for each layer; one for all of them will do, or two, the first for
        every layer but the last.
    biases: whether there are any; else they are 0.
    decimals: to which weights are rounded; None for all that they have.

    Raises ValueError for fewer than two layers, an empty layer, activations or spreads
    that do not fit, or a spread that is not above 0 and at most 1000.
    """

    sizes: tuple[int, ...]
    activations: tuple[Activation, ...]
    spread: tuple[float, ...]
    biases: bool
    decimals: int | None

    def __init__(
        self,
        sizes: Sequence[int],
        activations: Activations,
        spread: float | Sequence[float] = 1.0,
        biases: bool = True,
        decimals: int | None = None,
    ) -> None:
        sizes = tuple(map(int, sizes))
        if len(sizes) < 2 or min(sizes) < 1:
            words = "expected two or more, each of one node or more"
            raise ValueError(f"sizes {sizes}: {words}")
        functions = of_layers(activations, len(sizes) - 1)
        spreads = _spreads(spread, len(sizes) - 1)
        object.__setattr__(self, "sizes", sizes)
        object.__setattr__(self, "activations", functions)
        object.__setattr__(self, "spread", spreads)
        object.__setattr__(self, "biases", biases)
        object.__setattr__(self, "decimals", decimals)

    @property
    def title(self) -> str:
        """The family in words: 'Hyperbolic tangent 3-layer 1-input 1-output'."""
        inputs, outputs = self.sizes[0], self.sizes[-1]
        depth = len(self.sizes) - 1
        first, *others = dict.fromkeys(f.title for f in self.activations)
        f = " and ".join([first, *map(str.lower, others)])
        return f"{f} {depth}-layer {inputs}-input {outputs}-output"

    def network(self, k: int, seed: int = 0) -> Network:
        """Network number k of a seed, the same whichever others are drawn.

        Families that differ only in their activations have networks of equal weights.
        Raises ValueError for a number or a seed that is not from 0 to 2**32 - 1.
        """
        if not (0 <= k < 2**32 and 0 <= seed < 2**32):
            raise ValueError(f"network {k} of seed {seed}: expected 0 to 2**32 - 1")
        shapes = [(n + 1, m) for n, m in pairwise(self.sizes)]
        counts = [rows * columns for rows, columns in shapes]
        parts = np.split(uniform(sum(counts), seed, k), np.cumsum(counts)[:-1])
        weights = [
            spread * part.reshape(shape)
            for spread, part, shape in zip(self.spread, parts, shapes, strict=True)
        ]
        if self.decimals is not None:
            weights = [w.round(self.decimals) for w in weights]
        if not self.biases:
            for w in weights:
                w[0] = 0.0
        return Network.from_weights(weights, self.activations)


def _spreads(spread: float | Sequence[float], n_layers: int) -> tuple[float, ...]:
    """The spread of each layer. Raises ValueError for those that do not fit."""
    *first, last = np.atleast_1d(np.asarray(spread, dtype=float)).tolist() or [0.0]
    if len(first) < 2:
        first = (first or [last]) * (n_layers - 1)
    spreads = (*first, last)
    if len(spreads) != n_layers:
        words = f"one for all layers, two, or one for each of {n_layers}"
        raise ValueError(f"{len(spreads)} spreads: expected {words}")
    for number in spreads:
        if not 0 < number <= 1000:
            raise ValueError(f"spread {number}: expected above 0, at most 1000")
    return spreads


def uniform(n: int, seed: int, k: int) -> np.ndarray:
    """n numbers uniform on [-1, 1), an independent stream for each seed and k.

    They are made from PCG64's raw integers, which numpy promises never to change (NEP
    19); it makes no promise about the numbers of a Generator.
    """
    raw = np.random.PCG64([seed, k]).random_raw(n)
    return (raw >> np.uint64(11)) * 2.0**-52 - 1.0
