"""What a file says of a network: all of it, or all but the activations."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from model.activation import SOFTMAX, Activation, Activations
from model.files.content import quoted
from model.network import Network


@dataclass(frozen=True, eq=False)
class Stated:
    """What a file says of a network.

    weights: for each layer (n_inputs + 1, n_outputs), row 0 the bias, zeros where the
        layer has none; real numbers of at most 64 bits.
    activations: of each layer, or its name; None where the file does not say.
    """

    weights: tuple[np.ndarray, ...]
    activations: tuple[str | Activation | None, ...]

    def __init__(
        self,
        weights: Sequence[np.ndarray],
        activations: Sequence[str | Activation | None],
    ) -> None:
        object.__setattr__(self, "weights", tuple(weights))
        object.__setattr__(self, "activations", tuple(activations))

    def network(self, activations: Activations | None = None) -> Network:
        """The network, of activations that are asked for in place of the file's.

        Raises ValueError where neither are there, where weights and activations make no
        network, and if a softmax of a single output is asked for, which is always 1.
        """
        own = [f for f in self.activations if f is not None]
        if not activations and len(own) < len(self.weights):
            usual = usual_activations(self.weights[-1].shape[1])
            words = f"expected --activation, such as {usual}"
            raise ValueError(f"it names no activations: {words}")
        network = Network.from_weights(self.weights, activations or own)
        end = network.layers[-1]
        if activations and end.activation == SOFTMAX and end.n_outputs == 1:
            words = "expected logistic, or more outputs"
            raise ValueError(f"softmax of a single output is always 1: {words}")
        return network


def usual_activations(n_outputs: int) -> str:
    """Activations that networks of so many outputs often have: "relu,softmax".

    A softmax of a single output is always 1.
    """
    return "relu,softmax" if n_outputs > 1 else "relu,logistic"


def check_no_order(order: Sequence[str]) -> None:
    """Raise ValueError for an order of layers, for files that say it themselves."""
    if order:
        words = "expected none, for the file says in which order its layers are"
        raise ValueError(f"--order {quoted(','.join(order))}: {words}")
