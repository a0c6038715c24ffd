"""A fully connected network: its weights, and the function they compute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from model.activation import Activation, Activations
from model.activation import activations as of_layers

BLOCK = 1024  # points computed at a time: few enough for the processor's cache


@dataclass(frozen=True, eq=False)
class Network:
    """The weights of one fully connected network, and its activations.

    weights: one array of shape (n_inputs + 1, n_outputs) per layer. Row 0 holds
        the weights of the bias node x_0 = 1; row i those of input i.
    activations: one for each layer; one for all of them will do, or two, the first for
        every layer but the last. They may be given by name.

    Raises ValueError for weights that are not finite, shapes that do not chain, and
    activations that do not fit.
    """

    weights: tuple[np.ndarray, ...]
    activations: tuple[Activation, ...]

    def __init__(self, weights: Sequence[np.ndarray], activations: Activations) -> None:
        arrays = tuple(map(_frozen, weights))
        _check(arrays)
        object.__setattr__(self, "weights", arrays)
        object.__setattr__(self, "activations", of_layers(activations, len(arrays)))

    @property
    def layers(self) -> tuple[int, ...]:
        """Nodes in each layer, inputs first: (n_inputs, ..., n_outputs)."""
        return (len(self.weights[0]) - 1, *(w.shape[1] for w in self.weights))

    @property
    def n_parameters(self) -> int:
        """How many weights there are, biases included."""
        return sum(w.size for w in self.weights)

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Map inputs (n_points, n_inputs) to outputs (n_points, n_outputs).

        Raises ValueError for inputs of another shape.
        """
        values = self.sums(inputs)
        return self.activations[-1].function(values, out=values)

    def sums(self, inputs: np.ndarray) -> np.ndarray:
        """The last layer's v_j, outputs before the activation: (n_points, n_outputs).

        Raises ValueError for inputs of another shape than (n_points, n_inputs).
        """
        inputs = np.ascontiguousarray(self._checked(inputs).T)
        sums = np.empty((self.layers[-1], inputs.shape[1]))
        for start in range(0, sums.shape[1], BLOCK):
            here = slice(start, start + BLOCK)
            sums[:, here] = self._sums(inputs[:, here])
        return sums.T

    def _checked(self, inputs: np.ndarray) -> np.ndarray:
        """Inputs as numbers. Raises ValueError for a shape that does not fit."""
        inputs = np.asarray(inputs, dtype=float)
        if inputs.ndim != 2 or inputs.shape[1] != self.layers[0]:
            raise ValueError(
                f"inputs of shape {inputs.shape}; expected (n_points, {self.layers[0]})"
            )
        return inputs

    def _sums(self, values: np.ndarray) -> np.ndarray:
        """The last layer's v_j, (n_outputs, n_points).

        values: the network's inputs, (n_inputs, n_points).
        """
        for number, w in enumerate(self.weights):
            if number:
                f = self.activations[number - 1].function
                values = f(values, out=values)
            values = _add_up(values, w)
        return values

    def nodes(self, inputs: np.ndarray) -> Iterator[np.ndarray]:
        """The values of all nodes: for each layer an array (n_points, n_nodes).

        The first array holds the inputs themselves, the last the outputs.
        Raises ValueError for inputs of another shape than (n_points, n_inputs).
        """
        values = self._checked(inputs).copy()
        yield values
        for w, f in zip(self.weights, self.activations, strict=True):
            values = _add_up(np.ascontiguousarray(values.T), w).T
            values = f.function(values, out=values)
            yield values

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Network):
            return NotImplemented
        return (
            self.activations == other.activations
            and self.layers == other.layers
            and all(map(np.array_equal, self.weights, other.weights))
        )

    def __hash__(self) -> int:
        return hash((self.activations, self.layers))

    def __reduce__(self) -> tuple[type["Network"], tuple[object, ...]]:
        # Rebuilt rather than restored: pickle forgets that arrays are read-only.
        return Network, (self.weights, self.activations)


def blend(start: Network, end: Network, fraction: float) -> Network:
    """The network whose weights lie a fraction of the way from start to end.

    Both ends are exact: fraction 0 gives start's weights, 1 gives end's.
    Raises ValueError for networks of different layers or activations.
    """
    if start.layers != end.layers or start.activations != end.activations:
        raise ValueError("only networks of the same layers and activations blend")
    pairs = zip(start.weights, end.weights, strict=True)
    weights = [(1 - fraction) * a + fraction * b for a, b in pairs]
    return Network(weights, start.activations)


def _add_up(values: np.ndarray, w: np.ndarray) -> np.ndarray:
    """The v_j (n_outputs, n_points) of a layer with weights w.

    values: what enters the layer, (n_inputs, n_points).
    It is not a product of matrices: the order in which BLAS adds, and so the last
    digit, depends on the processor.
    """
    sums: np.ndarray = np.einsum("ip,ij->jp", values, w[1:])
    sums += w[0][:, None]
    return sums


def _frozen(weights: np.ndarray) -> np.ndarray:
    array = np.array(weights, dtype=float)
    array.setflags(write=False)
    return array


def _check(weights: tuple[np.ndarray, ...]) -> None:
    if not weights:
        raise ValueError("a network needs at least one layer of weights")
    for i, w in enumerate(weights, start=1):
        if w.ndim != 2 or len(w) < 2 or w.shape[1] < 1:
            raise ValueError(
                f"layer {i} has weights of shape {w.shape}; "
                "expected (n_inputs + 1, n_outputs)"
            )
        if not np.isfinite(w).all():
            raise ValueError(f"layer {i} has weights that are not finite")
    for i, (w, after) in enumerate(pairwise(weights), start=1):
        if len(after) != w.shape[1] + 1:
            raise ValueError(
                f"layer {i} has {w.shape[1]} outputs, but layer {i + 1} has weights "
                f"for {len(after) - 1} inputs and a bias"
            )
