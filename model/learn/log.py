"""Logs: what is written down of a training while it runs."""

import platform
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from model.data import Data
from model.learn.optimisers import State
from model.learn.passes import parts
from model.learn.recording import MEASURES, End, Recording
from model.learn.sides import Scale
from model.learn.stops import is_stop

if TYPE_CHECKING:
    from model.learn.training import Training


class Log:
    """What is written down of a training: losses at each step, weights at stops.

    before: what there is already, whose last step is to be written down again.
    density: of the stops, which those of before are thinned to.
    """

    def __init__(
        self,
        training: "Training",
        scale: Scale | None,
        density: int,
        before: Recording | None,
    ) -> None:
        self.training, self.scale = training, scale
        self.steps: list[int] = []
        self.losses: list[float] = []
        self._rows: list[np.ndarray] = []
        self._measures: list[np.ndarray] = []  # as MEASURES has them, nan if unknown
        if before:
            self._take(before, density)

    def note(
        self, step: int, weights: np.ndarray, measures: Sequence[tuple[float, float]]
    ) -> None:
        """Write down a stop: its weights, and loss and accuracy of each side."""
        columns = np.full((2, 2), np.nan)
        columns[:, : len(measures)] = np.transpose(measures)
        self.steps.append(step)
        self._rows.append(weights.astype(np.float32))
        self._measures.append(columns.ravel())

    def recording(self, burst: bool, weights: np.ndarray, state: State) -> Recording:
        """The recording, which ends with these weights and this state."""
        columns = np.transpose(self._measures)
        measures = {
            name: column
            for name, column in zip(MEASURES, columns, strict=True)
            if not np.isnan(column).any()
        }
        mean, sd = self.scale or (None, None)
        return Recording(
            layers=tuple(parts(np.array(self._rows), self.training.shapes)),
            activations=tuple(y.activation for y in self.training.start.layers),
            steps=np.array(self.steps),
            losses=np.array(self.losses),
            **measures,
            data=_split(self.training),
            mean=mean,
            sd=sd,
            burst=burst,
            training=self.training,
            end=End(weights.copy(), state),
            versions=versions(),
        )

    def _take(self, before: Recording, density: int) -> None:
        """Take over what a recording says of the steps before its last."""
        last, unknown = before.steps[-1], np.full(len(before), np.nan)
        columns = [getattr(before, name) for name in MEASURES]
        measures = np.column_stack([x if len(x) else unknown for x in columns])
        for k, step in enumerate(before.steps.tolist()):
            if step < last and is_stop(step, density):
                self.steps.append(step)
                layers = [layer[k].ravel() for layer in before.layers]
                self._rows.append(np.concatenate(layers))
                self._measures.append(measures[k])
        self.losses = before.losses[:-1].tolist()


def versions() -> dict[str, str]:
    """What numbers are worked out with, which decides their last digits."""
    return {
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": platform.machine(),
    }


def _split(training: "Training") -> Data:
    """The data, which says which points are tested with, if any are."""
    data, tests = training.data, training.sides[1]
    if data.test is not None or not len(tests):
        return data
    test = np.zeros(len(data), bool)
    test[tests] = True
    words = data.input_names, data.target_name, data.categories
    return Data(data.inputs, data.targets, *words, test)
