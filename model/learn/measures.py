"""Measures: the losses and accuracies of all networks that a recording holds."""

from collections.abc import Iterator, Sequence

import numpy as np

from model.activation import Activation
from model.decide.classifier import Classifier, categories
from model.learn.losses import Loss
from model.learn.sides import LARGEST, Side
from model.network import Network

BLOCK = 32_000  # numbers worked out at a time: few enough for the processor's cache
MOST_POINTS, MOST_VALUES = 100_000, 10_000_000  # of a side; of a layer's nodes at them
MOST_PRODUCTS = 250_000_000  # of weights and values, of a network at all points

Layers = Sequence[np.ndarray]


def measures_of(
    layers: Layers, activations: Sequence[Activation], side: Side, loss: Loss | None
) -> tuple[np.ndarray, np.ndarray]:
    """The loss of each network over points, and the share of them that it finds.

    layers: the weights of each at all stops, (stops, n_inputs + 1, n_outputs).
    Both are (stops,); (0,) without a loss, or without numbers of categories. Of a side
    with more than 100,000 points as many count, evenly through them; of one for which
    a layer would have more than 10,000,000 values, or a network 250,000,000 products,
    as many as have them. A loss beyond LARGEST is given as LARGEST. A single output is
    above the threshold for the second of two categories.
    """
    side = side.sample(_most_points(layers))
    losses, shares = [], []
    first = Network.from_weights([layer[0] for layer in layers], activations)
    classifier, outputs_of = Classifier(first), activations[-1].function
    for sums in _sums(layers, activations, side):
        if loss:
            values = loss.values(sums, outputs_of(sums), side.targets.T)
            losses.append(values.reshape(len(sums), -1).sum(axis=1) / len(side))
        if side.numbers is not None:
            found = categories(classifier.scores(sums))
            found = found if sums.shape[-1] > 1 else 1 - found
            shares.append(np.count_nonzero(found == side.numbers, axis=1) / len(side))
    values = np.concatenate([*losses, []])
    values = np.where(values < LARGEST, values, LARGEST)
    return values, np.concatenate([*shares, []])


def _most_points(layers: Layers) -> int:
    """How many points are measured at, at most."""
    n_weights = sum(layer[0].size for layer in layers)
    widest = max(layer.shape[2] for layer in layers)
    most = min(MOST_POINTS, MOST_VALUES // widest, MOST_PRODUCTS // n_weights)
    return max(1, most)


def _sums(
    layers: Layers, activations: Sequence[Activation], side: Side
) -> Iterator[np.ndarray]:
    """The last layer's sums at some stops after others: (n, n_points, n_outputs)."""
    widest = max(layer.shape[2] for layer in layers)
    n = max(1, BLOCK // (widest * len(side)))
    for begin in range(0, len(layers[0]), n):
        values = side.inputs
        for layer, f in zip(layers, activations, strict=True):
            weights = layer[begin : begin + n].astype(float).swapaxes(1, 2)
            sums = weights[..., 1:] @ values
            sums += weights[..., :1]
            values = sums if layer is layers[-1] else f.function(sums, out=sums)
        yield values.swapaxes(1, 2)
