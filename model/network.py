"""Networks: layers one after the other, and the function they compute."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from model.activation import Activations, activations
from model.estimators import layers_of
from model.layer import Layer

BLOCK = 1024  # points computed at a time: few enough for the processor's cache


@dataclass(frozen=True)
class Network:
    """A fully connected network: each layer takes what the one before it gives.

    Raises ValueError for no layers, layers that do not chain, and one before the last
    whose activation takes all sums of its layer.
    """

    layers: tuple[Layer, ...]

    def __init__(self, layers: Sequence[Layer]) -> None:
        object.__setattr__(self, "layers", tuple(layers))
        _check(self.layers)

    @classmethod
    def from_weights(
        cls, weights: Sequence[np.ndarray], names: Activations
    ) -> "Network":
        """A network of weights: for each layer (n_inputs + 1, n_outputs), biases first.

        names: of activations, or these themselves: one for all layers; one for each;
            or two, the first for every layer but the last.
        Raises ValueError for weights and names of which no network can be made.
        """
        fs = activations(names, len(weights)) if len(weights) else ()
        layers = []
        for number, (w, f) in enumerate(zip(weights, fs, strict=True), start=1):
            try:
                layers.append(Layer(w, f))
            except ValueError as error:
                raise ValueError(f"layer {number} has {error}") from error
        return cls(layers)

    @classmethod
    def of(cls, network: object) -> "Network":
        """The network that an object of another library holds, such as a trained one.

        network: scikit-learn's MLPClassifier or MLPRegressor, or a Pipeline of
            StandardScaler or MinMaxScaler and one of these; or a Sequential of PyTorch
            or Keras. It is not changed, and may be trained on.
        Raises ValueError, in one line, for anything else, and for what is not fitted.
        """
        return cls(layers_of(network))

    @property
    def sizes(self) -> tuple[int, ...]:
        """Nodes in each layer, inputs first: (n_inputs, ..., n_outputs)."""
        return (self.layers[0].n_inputs, *(layer.n_outputs for layer in self.layers))

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Map inputs (n_points, n_inputs) to outputs (n_points, n_outputs).

        Raises ValueError for inputs of another shape.
        """
        sums = self.sums(inputs)
        return self.layers[-1].activation.function(sums, out=sums)

    def sums(self, inputs: np.ndarray) -> np.ndarray:
        """The last layer's v_j, outputs before the activation: (n_points, n_outputs).

        Raises ValueError for inputs of another shape than (n_points, n_inputs).
        """
        inputs = self._checked(inputs)
        sums = np.empty((self.sizes[-1], len(inputs))).T
        *hidden, last = self.layers
        for start in range(0, len(inputs), BLOCK):
            here = slice(start, start + BLOCK)
            values = inputs[here]
            for layer in hidden:
                values = layer(values)
            sums[here] = last.sums(values)
        return sums

    def nodes(self, inputs: np.ndarray) -> Iterator[np.ndarray]:
        """The values of all nodes: for each layer an array (n_points, n_nodes).

        The first array holds the inputs themselves, the last the outputs.
        Raises ValueError for inputs of another shape than (n_points, n_inputs).
        """
        values = self._checked(inputs)
        yield values
        for layer in self.layers:
            values = layer(values)
            yield values

    def _checked(self, inputs: np.ndarray) -> np.ndarray:
        """A copy of inputs, whose points lie side by side in memory.

        Raises ValueError for a shape that does not fit.
        """
        inputs = np.array(inputs, dtype=float, order="F")
        if inputs.ndim != 2 or inputs.shape[1] != self.sizes[0]:
            raise ValueError(
                f"inputs of shape {inputs.shape}; expected (n_points, {self.sizes[0]})"
            )
        return inputs


def can_blend(start: Network, end: Network) -> bool:
    """Whether two networks have the same sizes and activations."""
    return start.sizes == end.sizes and all(
        one.activation == other.activation
        for one, other in zip(start.layers, end.layers, strict=True)
    )


def blend(start: Network, end: Network, fraction: float) -> Network:
    """The network whose weights lie a fraction of the way from start to end.

    Both ends are exact: fraction 0 gives start's weights, 1 gives end's.
    Raises ValueError for networks of different sizes or activations.
    """
    if not can_blend(start, end):
        raise ValueError("only networks of the same sizes and activations blend")
    pairs = zip(start.layers, end.layers, strict=True)
    return Network(
        [
            Layer((1 - fraction) * a.weights + fraction * b.weights, a.activation)
            for a, b in pairs
        ]
    )


def _check(layers: tuple[Layer, ...]) -> None:
    if not layers:
        raise ValueError("a network needs at least one layer of weights")
    for number, (layer, after) in enumerate(pairwise(layers), start=1):
        if after.n_inputs != layer.n_outputs:
            raise ValueError(
                f"layer {number} has {layer.n_outputs} outputs, but layer {number + 1} "
                f"has weights for {after.n_inputs} inputs and a bias"
            )
        if layer.activation.of_layer:
            words = "expected in the last layer alone"
            raise ValueError(f"{layer.activation.name} in layer {number}: {words}")
