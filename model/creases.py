"""Creases: where a network over one input is not smooth."""

import numpy as np

from model.network import Network


def creases(network: Network, low: float, high: float) -> np.ndarray:
    """Every x strictly between low and high where a node sits on a kink.

    Exact for networks that are straight between kinks (relu): each layer's sums are
    then straight lines between the creases of the layers before, and a straight line
    crosses a kink where its two ends say. Empty for smooth activations.

    network: one input.
    Returns the sorted places, shape (n,).
    """
    x = np.array([low, high], dtype=float)
    for depth in range(1, len(network.weights) + 1):
        layers = Network(network.weights[:depth], network.activation)
        for kink in network.activation.kinks:
            x = np.union1d(x, _crossings(x, layers.sums(x[:, None]) - kink))
    return x[1:-1]


def _crossings(x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Where the straight lines through (x, v), one per column of v, cross zero."""
    before, after = v[:-1], v[1:]
    i, j = np.nonzero(before * after < 0)
    share = before[i, j] / (before[i, j] - after[i, j])
    return x[i] + share * (x[i + 1] - x[i])
