"""Creases: where a network over one input is not smooth."""

import numpy as np

from model.crossings import cross
from model.network import Network

SAMPLES = 2048  # stretches of an interval that are searched where sums are curved


def creases(network: Network, low: float, high: float) -> np.ndarray:
    """Every x strictly between low and high where a node's sum is at a kink.

    Kinks are those of the node's activation.

    Places are exact where all layers before are straight between kinks (identity,
    relu): the sums are then straight lines between the creases of those layers, and
    the two ends of a line say where it crosses a kink. After a curved layer, each
    crossing that samples show is accurate to 1e-9 of the interval or better.

    network: of one input.
    Returns the places in ascending order, shape (n,); none for smooth activations.
    """
    places, is_straight = np.zeros(0), True
    for depth, layer in enumerate(network.layers, start=1):
        layers, f = Network(network.layers[:depth]), layer.activation
        for kink in f.kinks:
            if is_straight:
                x = np.array([low, *places, high])
                crossings = _straight_crossings(x, layers.sums(x[:, None]) - kink)
            else:
                x = np.union1d(np.linspace(low, high, SAMPLES + 1), places)
                crossings = _crossings(layers, x, kink)
            places = np.union1d(places, crossings)
        is_straight = is_straight and f.is_straight
    return places


def _straight_crossings(x: np.ndarray, v: np.ndarray) -> np.ndarray:
    """Where the straight lines through (x, v), one per column of v, cross zero."""
    before, after = v[:-1], v[1:]
    i, j = np.nonzero(before * after < 0)
    share = before[i, j] / (before[i, j] - after[i, j])
    return x[i] + share * (x[i + 1] - x[i])


def _crossings(layers: Network, x: np.ndarray, kink: float) -> np.ndarray:
    """Where the sums of the last layer cross a kink between neighbours in x."""
    v = layers.sums(x[:, None]) - kink
    i, j = np.nonzero(v[:-1] * v[1:] < 0)
    sign = np.sign(v[i, j])

    def lead(place: np.ndarray, number: np.ndarray) -> np.ndarray:
        sums = layers.sums(place)[np.arange(len(number)), j[number]]
        return sign[number] * (sums - kink)

    starts, ends = x[i, None], x[i + 1, None]
    before, after = cross(lead, starts, ends, sign * v[i, j], sign * v[i + 1, j])
    return (before + after)[:, 0] / 2
