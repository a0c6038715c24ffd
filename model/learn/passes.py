"""Passes: forward from inputs to a loss, and backward to the slopes of weights.

The mathematics of learning is four equations for each layer (Nielsen, Neural Networks
and Deep Learning, chapter 2). Forward:

    v_j = sum over i of x_i w_ij            y_j = f(v_j)

and backward, where dL/dv_j is by how much the loss L rises with the sum v_j:

    dL/dw_ij = x_i dL/dv_j                  dL/dx_i = sum over j of w_ij dL/dv_j

Across an activation, dL/dv_j = f'(v_j) dL/dy_j.
"""

from collections.abc import Callable, Sequence

import numpy as np

from model.activation import IDENTITY, LOGISTIC, RELU, TANH, Activation
from model.learn.losses import Loss

Product = Callable[[np.ndarray, np.ndarray, np.ndarray], object]
Across = Callable[[np.ndarray, np.ndarray, np.ndarray], object]


class Passes:
    """Forward and backward through layers, for a number of points at a time.

    weights: of each layer, (n_inputs + 1, n_outputs), row 0 the bias. They are not
        copied: what changes in them counts from the next pass on.
    slopes: arrays of the same shapes, which backward fills; None for new ones.
    product(a, b, out): how matrices a and b are multiplied.

    Nodes are rows and points columns. nodes: the x of each layer, (n_inputs + 1,
    n_points), row 0 the bias node x_0 = 1; sums: its v, (n_outputs, n_points);
    sum_slopes: dL/dv, of the same shape. They are the same arrays in every pass.
    """

    def __init__(
        self,
        weights: Sequence[np.ndarray],
        activations: Sequence[Activation],
        loss: Loss,
        n_points: int,
        slopes: Sequence[np.ndarray] | None = None,
        product: Product = np.dot,
    ) -> None:
        self.weights, self.activations = tuple(weights), tuple(activations)
        self.loss, self.n_points, self.product = loss, n_points, product
        self.slopes = tuple(slopes or map(np.empty_like, self.weights))
        first, *others = map(len, self.weights)
        # Inputs lie as those of points do: the numbers of each side by side.
        inputs = np.ones((n_points, first)).T
        self.nodes = inputs, *(np.ones((n, n_points)) for n in others)
        self.sums = tuple(np.empty((w.shape[1], n_points)) for w in self.weights)
        self.sum_slopes = tuple(map(np.empty_like, self.sums))
        self.values = (*(x[1:] for x in self.nodes[1:]), np.empty_like(self.sums[-1]))
        self._across = tuple(map(_across, self.activations))

    @property
    def outputs(self) -> np.ndarray:
        """The values of the last layer, (n_outputs, n_points)."""
        return self.values[-1]

    def forward(self, inputs: np.ndarray) -> None:
        """Work out all sums and values, for inputs (n_inputs, n_points)."""
        self.nodes[0][1:] = inputs
        for w, f, x, v, y in zip(
            self.weights,
            self.activations,
            self.nodes,
            self.sums,
            self.values,
            strict=True,
        ):
            self.product(w.T, x, v)
            f.function(v.T, out=y.T)

    def value(self, targets: np.ndarray) -> float:
        """The loss of the outputs, for targets (n_outputs, n_points)."""
        return self.loss(self.sums[-1].T, self.outputs.T, targets.T)

    def backward(self, targets: np.ndarray) -> None:
        """Work out the slopes of that loss, for all sums and all weights."""
        last = self.sum_slopes[-1]
        np.divide(self.loss.slopes(self.outputs, targets), self.n_points, out=last)
        if self.loss.activation is None:
            self._across[-1](self.sums[-1], self.outputs, last)
        self._slopes_of(len(self.weights) - 1)
        for layer in reversed(range(len(self.weights) - 1)):
            after, here = self.sum_slopes[layer + 1], self.sum_slopes[layer]
            self.product(self.weights[layer + 1][1:], after, here)
            self._across[layer](self.sums[layer], self.values[layer], here)
            self._slopes_of(layer)

    def _slopes_of(self, layer: int) -> None:
        """Work out the slopes of a layer's weights, of those of its sums."""
        # Of a matrix as it lies in memory BLAS makes products in half the time.
        by_point = np.ascontiguousarray(self.sum_slopes[layer].T)
        self.product(self.nodes[layer], by_point, self.slopes[layer])


def parts(rows: np.ndarray, shapes: Sequence[tuple[int, int]]) -> list[np.ndarray]:
    """Layers (..., n_inputs + 1, n_outputs) that lie one after the other in rows.

    rows: (..., n_weights); what is given of a single row are views.
    """
    ends = np.cumsum([n * m for n, m in shapes])[:-1]
    pieces = zip(np.split(rows, ends, axis=-1), shapes, strict=True)
    return [part.reshape(*rows.shape[:-1], *shape) for part, shape in pieces]


def _across(f: Activation) -> Across:
    """How slopes for values become slopes for sums, in place: they are times f'(v)."""
    if f in _FROM_VALUES:
        return _FROM_VALUES[f]
    if f.of_layer:
        return lambda v, y, slopes: _across_layer(f, v, slopes)
    return lambda v, y, slopes: np.multiply(slopes, f.slope(v), out=slopes)


def _across_layer(f: Activation, v: np.ndarray, slopes: np.ndarray) -> None:
    """The same where each value depends on all sums: dL/dv_j sums over all values."""
    slopes[:] = np.einsum("pij,ip->jp", f.slope(v.T), slopes)


def _across_tanh(v: np.ndarray, y: np.ndarray, slopes: np.ndarray) -> None:
    squares = y * y
    np.subtract(1.0, squares, out=squares)
    slopes *= squares


def _across_logistic(v: np.ndarray, y: np.ndarray, slopes: np.ndarray) -> None:
    slope = 1.0 - y
    slope *= y
    slopes *= slope


# The slopes of the commonest activations follow from their values, in less time.
_FROM_VALUES: dict[Activation, Across] = {
    IDENTITY: lambda v, y, slopes: None,
    RELU: lambda v, y, slopes: np.multiply(slopes, y > 0, out=slopes),
    TANH: _across_tanh,
    LOGISTIC: _across_logistic,
}
