"""Logs: what is written down of a training while it runs."""

import platform
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from model.data import Data
from model.learn.measures import measures_of
from model.learn.optimisers import State
from model.learn.passes import parts
from model.learn.recording import End, Recording
from model.learn.sides import scale_of, sides_of
from model.learn.stops import is_stop

if TYPE_CHECKING:
    from model.learn.training import Training


class Log:
    """What is written down of a training: losses at each step, weights at stops.

    before: what there is already, but for its last step, which is to be written again.
    sides: the points to train on and, if there are any, those to test with.
    """

    def __init__(self, training: "Training", before: Recording | None) -> None:
        self.training = training
        self.scale = scale_of(training)
        self.sides = sides_of(training, self.scale)
        self.steps: list[int] = []
        self.losses: list[float] = []
        self._rows: list[np.ndarray] = []  # (n_weights,) each
        if before:
            self._take(before)

    def note(self, step: int, weights: np.ndarray) -> None:
        """Write down a stop: its weights (n_weights,)."""
        self.steps.append(step)
        self._rows.append(weights.astype(np.float32))

    def recording(self, burst: bool, weights: np.ndarray, state: State) -> Recording:
        """The recording, which ends with these weights and this state."""
        layers = tuple(parts(np.array(self._rows), self.training.shapes))
        activations = tuple(y.activation for y in self.training.start.layers)
        measures: dict[str, Any] = {}
        for name, side in zip(("training", "test"), self.sides, strict=False):
            found = measures_of(layers, activations, side, self.training.loss)
            measures[f"{name}_losses"], measures[f"{name}_accuracies"] = found
        mean, sd = self.scale or (None, None)
        return Recording(
            layers,
            activations,
            np.array(self.steps),
            np.array(self.losses),
            **measures,
            data=split_data(self.training),
            mean=mean,
            sd=sd,
            burst=burst,
            training=self.training,
            end=End(weights.copy(), state),
            versions=versions(),
        )

    def _take(self, before: Recording) -> None:
        """Take over what a recording says of the steps before its last."""
        density = self.training.density
        for k, step in enumerate(before.steps[:-1].tolist()):
            if is_stop(step, density):
                self.steps.append(step)
                layers = [layer[k].ravel() for layer in before.layers]
                self._rows.append(np.concatenate(layers))
        self.losses = before.losses[:-1].tolist()


def versions() -> dict[str, str]:
    """What numbers are worked out with, which decides their last digits."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": platform.machine(),
    }


def split_data(training: "Training") -> Data:
    """The data, which says which points are tested with, if any are."""
    data, tests = training.data, training.sides[1]
    if data.test is not None or not len(tests):
        return data
    test = np.zeros(len(data), bool)
    test[tests] = True
    return replace(data, test=test)
