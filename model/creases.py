"""Creases and jumps: where a network over one input is not smooth."""

from typing import NamedTuple

import numpy as np

from model.crossings import CLOSE, cross
from model.network import Network

SAMPLES = 2048  # stretches of an interval that are searched where sums are curved
BESIDE = 1e-10  # share of the interval: from a jump to where a curve is sampled


def creases(network: Network, low: float, high: float) -> np.ndarray:
    """Every x strictly between low and high where a node's sum is at a kink.

    Kinks are those of the node's activation.

    Places are exact where all layers before are straight between kinks and jumps
    (identity, relu, step): the sums are then straight lines between the creases and
    jumps of those layers, and the two ends of a line say where it crosses a kink. After
    a curved layer, each crossing that samples show is accurate to 1e-9 of the interval
    or better. Where a sum jumps across a kink there is no crease, but a jump.

    network: of one input.
    Returns the places in ascending order, shape (n,); none for smooth activations.
    """
    return _breaks(network, low, high).creases


def jumps(network: Network, low: float, high: float) -> np.ndarray:
    """Every x strictly between low and high where the outputs of a network may jump.

    That is where a node's sum is at a jump of the node's activation. They do jump,
    unless what follows hides it.

    Places, what is given and what is returned are as for `creases`.
    """
    if not any(layer.activation.jumps for layer in network.layers):
        return np.zeros(0)  # in no time
    return _breaks(network, low, high).jumps


def knots(network: Network, low: float, high: float) -> np.ndarray:
    """Every x strictly between low and high that a sampled curve needs, ascending.

    They are the creases, and a place on either side of each jump, BESIDE of the
    interval from it.
    """
    bent, torn = _breaks(network, low, high)
    beside = BESIDE * (high - low)
    return _between(low, high, bent, torn - beside, torn + beside)


class _Breaks(NamedTuple):
    """Where a network is not smooth: places, ascending."""

    creases: np.ndarray
    jumps: np.ndarray


def _breaks(network: Network, low: float, high: float) -> _Breaks:
    """The breaks of a network, found layer by layer."""
    bent, torn = np.zeros(0), np.zeros(0)
    is_straight = True
    for depth, layer in enumerate(network.layers, start=1):
        layers, f = Network(network.layers[:depth]), layer.activation
        find = _straight_crossings if is_straight else _curved_crossings
        for kink in f.kinks:
            x = np.array([low, *np.union1d(bent, torn), high])
            bent = _between(low, high, bent, find(layers, x, torn, kink))
        for jump in f.jumps:
            x = np.array([low, *np.union1d(bent, torn), high])
            torn = _between(low, high, torn, find(layers, x, torn, jump))
        is_straight = is_straight and f.is_straight
    return _Breaks(bent, torn)


def _between(low: float, high: float, *places: np.ndarray) -> np.ndarray:
    """The places strictly between low and high, ascending, each once."""
    x = np.unique(np.concatenate(places))
    return x[(low < x) & (x < high)]


def _straight_crossings(
    layers: Network, x: np.ndarray, torn: np.ndarray, level: float
) -> np.ndarray:
    """Where sums that are straight between neighbours in x cross a level.

    layers: whose last sums they are; torn: the jumps among x. Beside a jump, a line is
    known inside its stretch alone, and prolonged from there.
    """
    aside = _asides(x, torn, 1 / 4)
    before, after = _heights(layers, x, aside, level)
    rise = (after - before) / (1 - aside.sum(axis=0))[:, None]
    before, after = before - rise * aside[0][:, None], after + rise * aside[1][:, None]
    i, j = np.nonzero((before >= 0) != (after >= 0))
    share = before[i, j] / (before[i, j] - after[i, j])
    return np.where(share < 1, x[i] + share * (x[i + 1] - x[i]), x[i + 1])


def _curved_crossings(
    layers: Network, x: np.ndarray, torn: np.ndarray, level: float
) -> np.ndarray:
    """Where sums cross a level between neighbours in x, or among many samples.

    layers: whose last sums they are; torn: the jumps among x.
    """
    x = np.union1d(np.linspace(x[0], x[-1], SAMPLES + 1), x)
    aside = _asides(x, torn, CLOSE)
    before, after = _heights(layers, x, aside, level)
    i, j = np.nonzero((before >= 0) != (after >= 0))
    before, after = _signed(before[i, j]), _signed(after[i, j])
    sign = np.sign(before)

    def lead(place: np.ndarray, number: np.ndarray) -> np.ndarray:
        sums = layers.sums(place)[np.arange(len(number)), j[number]]
        return sign[number] * _signed(sums - level)

    starts, ends = (x[:, None] for x in _insides(x, aside)[:, i])
    first, last = cross(lead, starts, ends, sign * before, sign * after)
    return (first + last)[:, 0] / 2


def _asides(x: np.ndarray, torn: np.ndarray, share: float) -> np.ndarray:
    """How far inside each stretch of x sums are to be taken: (2, n_stretches).

    They are shares of the stretch, from its start and from its end: zero, but beside a
    jump, where it is rounding that says on which side of it a sum is.
    """
    is_torn = np.isin(x, torn)
    return share * np.array([is_torn[:-1], is_torn[1:]])


def _insides(x: np.ndarray, aside: np.ndarray) -> np.ndarray:
    """The places so far inside the stretches of x: (2, n_stretches)."""
    way = np.diff(x)
    return np.array([x[:-1] + aside[0] * way, x[1:] - aside[1] * way])


def _heights(
    layers: Network, x: np.ndarray, aside: np.ndarray, level: float
) -> np.ndarray:
    """By how much the last sums are above a level: (2, n_stretches, n_nodes)."""
    places, which = np.unique(_insides(x, aside), return_inverse=True)
    heights = layers.sums(places[:, None]) - level
    return heights[which.reshape(2, -1)]


def _signed(heights: np.ndarray) -> np.ndarray:
    """Heights, of which those that are zero count as above it."""
    return np.where(heights == 0, np.finfo(float).tiny, heights)
