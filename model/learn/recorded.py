"""Recorded trainings: what was trained, and the file that came of it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from model.data import Data
from model.learn.log import split_data
from model.learn.recording import MEASURES, Recording
from model.learn.recording_files import read_recording, save_recording
from model.learn.stops import density, is_stop
from model.learn.training import Training
from model.network import Network


@dataclass(frozen=True)
class RecordingFile:
    """The networks of a recording that is in a file. They are Networks.

    path: of the file, which is read when a network is asked for, and kept.

    Whatever asks for networks raises OSError and ValueError as read_recording does.
    """

    path: Path

    @property
    def recording(self) -> Recording:
        """What is in the file."""
        return _read(self.path)

    @property
    def sizes(self) -> tuple[int, ...]:
        """Nodes in each layer, inputs first."""
        return self.recording.sizes

    def __len__(self) -> int:
        return len(self.recording)

    def __getitem__(self, k: int) -> Network:
        return self.recording[k]

    def name(self, k: int) -> str:
        """What network number k is called: "step 400"."""
        return self.recording.name(k)

    def facts(self) -> Mapping[str, Any]:
        """Those of the recording."""
        return self.recording.facts()

    def write(self, recording: Recording) -> None:
        """Make a recording the one in the file."""
        save_recording(recording, self.path)
        _read.cache_clear()


@dataclass(frozen=True)
class Recorded(RecordingFile):
    """The networks of a training, whose recording is in a file.

    training: everything that decides the recording.
    stops: how many the file has, at most.
    """

    training: Training
    stops: int = 160

    @property
    def sizes(self) -> tuple[int, ...]:
        """Nodes in each layer, inputs first."""
        return self.training.start.sizes

    @property
    def data(self) -> Data:
        """What is learned, and which points it is tested with, if any are."""
        return split_data(self.training)

    def make(self) -> Recording:
        """Train anew, and write the file."""
        recording = thinned(self.training.run(), self.stops)
        self.write(recording)
        return recording


def thinned(recording: Recording, stops: int) -> Recording:
    """A recording with fewer stops, chosen as a longer training would have chosen.

    The first and the last stay. stops: how many there are, at most; two, if it is less.
    """
    steps, training = recording.steps, recording.training
    made = steps - steps[0]
    # One that burst has the stops of the others.
    a = density(training.steps if training else int(made[-1]), stops)
    kept = np.array([is_stop(step, a) for step in made.tolist()])
    kept[[0, -1]] = True
    numbers = np.flatnonzero(kept)
    if len(numbers) > stops:  # so few as no training has
        numbers = numbers[np.linspace(0, len(numbers) - 1, max(stops, 2)).astype(int)]
    measures = {name: getattr(recording, name) for name in MEASURES}
    return replace(
        recording,
        layers=tuple(layer[numbers] for layer in recording.layers),
        steps=steps[numbers],
        **{name: x[numbers] for name, x in measures.items() if len(x)},
    )


@lru_cache(maxsize=32)  # in each process once, however many frames it paints
def _read(path: Path) -> Recording:
    return read_recording(path)
