"""Traces: all numbers of one point on its way through a network, and back."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.layer import Layer
from model.learn.gradients import gradients
from model.learn.losses import SQUARED
from model.network import Network


@dataclass(frozen=True, eq=False)
class Trace:
    """What one point makes of a network, and how its error rises with each number.

    inputs: (n_inputs,), and truth, which the outputs should be, (n_outputs,).
    sums, values: v and y of each layer, (n_outputs,).
    error: the sum over outputs of (y - truth)^2.
    weight_slopes: de/dw of each layer, (n_inputs + 1, n_outputs), row 0 the bias.
    sum_slopes, value_slopes: de/dv and de/dy of each layer, (n_outputs,).
    input_slopes: de/dx, (n_inputs,).
    """

    inputs: np.ndarray
    truth: np.ndarray
    sums: tuple[np.ndarray, ...]
    values: tuple[np.ndarray, ...]
    error: float
    weight_slopes: tuple[np.ndarray, ...]
    sum_slopes: tuple[np.ndarray, ...]
    value_slopes: tuple[np.ndarray, ...]
    input_slopes: np.ndarray


def trace(network: Network, inputs: Sequence[float], truth: Sequence[float]) -> Trace:
    """The numbers of one point: forward to its squared error, and back to all slopes.

    Raises ValueError for inputs or a truth of another length than the network's, and an
    activation without a slope.
    """
    point, target = np.array([inputs], float), np.array([truth], float)
    slopes = gradients(network, point, target, SQUARED)
    x, sums, values = point, [], []
    for layer in network.layers:
        sums.append(layer.sums(x))
        x = layer(x)
        values.append(x)
    after = zip(network.layers[1:], slopes.sums[1:], strict=True)
    behind = [np.einsum("ij,j->i", la.weights[1:], dv[0]) for la, dv in after]
    return Trace(
        point[0],
        target[0],
        tuple(v[0] for v in sums),
        tuple(y[0] for y in values),
        slopes.loss,
        slopes.weights,
        tuple(dv[0] for dv in slopes.sums),
        (*behind, SQUARED.slopes(values[-1], target)[0]),
        slopes.inputs[0],
    )


def descended(network: Network, slopes: Sequence[np.ndarray], rate: float) -> Network:
    """The network after one step of gradient descent: each weight less rate x slope.

    slopes: of each layer's weights, as a Trace has them.
    """
    pairs = zip(network.layers, slopes, strict=True)
    layers = (Layer(la.weights - rate * dw, la.activation) for la, dw in pairs)
    return Network(tuple(layers))
