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
    for depth in range(len(network.weights)):
        sums = _sums(network, x, depth)
        for kink in network.activation.kinks:
            x = np.union1d(x, _crossings(x, sums - kink))
            sums = _sums(network, x, depth)
    return x[1:-1]


def _sums(network: Network, x: np.ndarray, depth: int) -> np.ndarray:
    """v_j of one layer at each x: (n_points, n_nodes)."""
    values = x[:, None]
    for w in network.weights[:depth]:
        values = network.activation(w[0] + values @ w[1:])
    w = network.weights[depth]
    return w[0] + values @ w[1:]


def _crossings(x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Where the straight lines through (x, v), one per column of v, cross zero."""
    before, after = v[:-1], v[1:]
    i, j = np.nonzero(before * after < 0)
    share = before[i, j] / (before[i, j] - after[i, j])
    return x[i] + share * (x[i + 1] - x[i])
