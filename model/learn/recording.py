"""Recordings: what a network was like at the steps of its training."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from model.activation import Activation
from model.data import Data
from model.learn.optimisers import State
from model.network import Network

if TYPE_CHECKING:
    from model.learn.training import Training


@dataclass(frozen=True, eq=False)
class Recording:
    """Networks of a training, one for each recorded step; they are Networks to show.

    layers: the weights of each layer at each stop, (stops, n_inputs + 1, n_outputs) of
        float32; the first for normalised inputs, if they are normalised.
    steps: the step of each stop, (stops,), rising from 0 to the last.
    losses: after each step, from 0 to the last: the loss over the batch that the next
        step is made from, which are all training points unless there are batches.
    training_losses, test_losses, training_accuracies, test_accuracies: at each stop,
        over all points of a side of the split, (stops,); (0,) where there are none.
    data: what was learned; tests: which of its points were tested with, (n_points,).
    mean, sd: of the inputs, (n_inputs,): zeros and ones if they are not normalised.
    """

    layers: tuple[np.ndarray, ...]
    activations: tuple[Activation, ...]
    steps: np.ndarray
    losses: np.ndarray
    training_losses: np.ndarray
    test_losses: np.ndarray
    training_accuracies: np.ndarray
    test_accuracies: np.ndarray
    data: Data | None
    tests: np.ndarray
    mean: np.ndarray
    sd: np.ndarray
    unit: str = "step"
    burst: bool = False
    training: "Training | None" = None
    state: tuple[np.ndarray, State] | None = None

    def __len__(self) -> int:
        return len(self.steps)

    def __getitem__(self, k: int) -> Network:
        raise NotImplementedError

    def name(self, k: int) -> str:
        """What network number k is called: "step 400"."""
        return f"{self.unit} {self.steps[k]}"

    def facts(self) -> dict[str, Any]:
        """What decides the networks."""
        raise NotImplementedError
