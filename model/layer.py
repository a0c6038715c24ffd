"""Layers: weights and an activation, which turn values of nodes into others."""

from dataclasses import dataclass

import numpy as np

from model.activation import Activation
from model.activation import activation as named


@dataclass(frozen=True, eq=False)
class Layer:
    """One fully connected layer: y_j = f(v_j), where v_j is the sum of x_i w_ij.

    weights: (n_inputs + 1, n_outputs). Row 0 holds the weights of the bias node
        x_0 = 1; row i those of input i.
    activation: the function f; its name will do.

    Raises ValueError for weights of another shape, or not finite, and for an unknown
    name.
    """

    weights: np.ndarray
    activation: Activation

    def __init__(self, weights: np.ndarray, activation: str | Activation) -> None:
        object.__setattr__(self, "weights", _frozen(weights))
        object.__setattr__(self, "activation", named(activation))

    @property
    def n_inputs(self) -> int:
        """How many inputs there are; the bias node is none."""
        return len(self.weights) - 1

    @property
    def n_outputs(self) -> int:
        """How many nodes there are."""
        return self.weights.shape[1]

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Map inputs (n_points, n_inputs) to outputs (n_points, n_outputs)."""
        sums = self.sums(inputs)
        return self.activation.function(sums, out=sums)

    def sums(self, inputs: np.ndarray) -> np.ndarray:
        """Map inputs (n_points, n_inputs) to the v_j: (n_points, n_outputs).

        It is not a product of matrices: the order in which BLAS adds, and so the last
        digit, depends on the processor. In memory, points lie side by side.
        """
        sums: np.ndarray = np.einsum("pi,ij->jp", inputs, self.weights[1:])
        sums += self.weights[0][:, None]
        return sums.T

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Layer):
            return NotImplemented
        return self.activation == other.activation and np.array_equal(
            self.weights, other.weights
        )

    def __hash__(self) -> int:
        return hash((self.activation, self.weights.shape))

    def __reduce__(self) -> tuple[type["Layer"], tuple[object, ...]]:
        # Rebuilt rather than restored: pickle forgets that arrays are read-only.
        return Layer, (self.weights, self.activation)


def with_bias(weights: np.ndarray, bias: np.ndarray | None) -> np.ndarray:
    """A layer's weights (n_inputs + 1, n_outputs), of these and its bias, if any.

    weights: (n_inputs, n_outputs); bias: (n_outputs,).
    """
    types = [weights.dtype] if bias is None else [weights.dtype, bias.dtype]
    n_inputs, n_outputs = weights.shape
    joined = np.empty((n_inputs + 1, n_outputs), np.result_type(*types))
    joined[0] = 0 if bias is None else bias
    joined[1:] = weights
    return joined


def folded(weights: np.ndarray, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The weights that give of inputs x the sums that others give of a x + b.

    weights: (n_inputs + 1, n_outputs); a, b: (n_inputs,).
    """
    bias = weights[0] + np.einsum("i,ij->j", b, weights[1:])
    return with_bias(a[:, None] * weights[1:], bias)


def _frozen(weights: np.ndarray) -> np.ndarray:
    """A copy of a layer's weights that cannot be changed.

    Raises ValueError for weights of another shape than a layer's, or not finite.
    """
    array = np.array(weights, dtype=float)
    if array.ndim != 2 or len(array) < 2 or array.shape[1] < 1:
        words = "expected (n_inputs + 1, n_outputs)"
        raise ValueError(f"weights of shape {array.shape}; {words}")
    if not np.isfinite(array).all():
        raise ValueError("weights that are not finite")
    array.setflags(write=False)
    return array
