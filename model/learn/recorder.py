"""Recorders: recordings of networks that other programs train."""

import warnings
from array import array
from dataclasses import replace
from operator import index
from pathlib import Path
from typing import Any

import numpy as np

from model.activation import Activation
from model.data import Data
from model.learn.measures import measures_of
from model.learn.recording import Recording
from model.learn.recording_files import save_recording
from model.learn.sides import LARGEST, Side
from model.learn.stops import density, is_stop, most_stops
from model.learn.targets import tells_apart
from model.learn.training import MOST_STEPS
from model.network import Network

MOST_WEIGHTS = 500_000  # of a network

Weights = list[np.ndarray]


class Recorder:
    """A recording of a training by PyTorch, Keras or anything else, as it goes on.

        recorder = Recorder("moons.npz", data)
        for ...:
            recorder.record(model, loss)  # before the step that the loss is for
        recorder.save()

    path: of the file to be. data: what is learned; data.test says which points are for
        testing. unit: what is recorded, "step" or "epoch"; first: the number of the
        first one.

    Of all networks at most 256 are kept, as a Training does, and of large ones fewer;
    so it may go on for long.
    Raises ValueError for a path in a folder that is not there, and for a first number
    below 0.
    """

    def __init__(
        self,
        path: str | Path,
        data: Data | None = None,
        unit: str = "step",
        first: int = 0,
    ) -> None:
        if not Path(path).parent.is_dir():
            raise ValueError(f"{path}: expected a file in a folder that is there")
        if not 0 <= first <= MOST_STEPS:
            raise ValueError(f"first {first}: expected 0 to {MOST_STEPS:,}")
        self._path, self._data = Path(path), data
        self._unit, self._first = str(unit), index(first)
        self._losses = array("d")
        self._kept: dict[int, Weights] = {}
        self._last: Weights = []
        self._activations: tuple[Activation, ...] = ()
        self._density = MOST_STEPS
        self._burst = False

    def record(self, model: object, loss: Any) -> None:
        """Write down a network and its loss; the model is not changed.

        model: what Network.of takes, or a Network. loss: a number, or what is made one,
        such as a tensor. Once it is not finite, nothing is written down any more: the
        recording ends before, and says so (burst). After a million steps, too, but with
        a warning.
        Raises ValueError for another model, one of other layers than before or other
        inputs than the data, and a loss that is no number.
        """
        value = _number(loss)
        self._burst |= not abs(value) < LARGEST
        if self._burst or self._is_full():
            return
        network = model if isinstance(model, Network) else Network.of(model)
        self._check(network)
        weights = [layer.weights for layer in network.layers]
        self._burst = bool(sum(np.vdot(w, w) for w in weights) > LARGEST)
        if self._burst:
            return
        made = len(self._losses)  # since the first, which is always a stop
        self._losses.append(value)
        self._last = [w.astype(np.float32) for w in weights]
        if is_stop(made, self._density):
            self._kept[made] = self._last
            self._thin(made)

    def recording(self) -> Recording:
        """What was written down so far.

        Raises ValueError if nothing was.
        """
        if not self._losses:
            words = "expected record(model, loss), with a finite loss"
            raise ValueError(f"nothing was recorded: {words}")
        stops = {**self._kept, len(self._losses) - 1: self._last}
        recording = Recording(
            tuple(map(np.array, zip(*stops.values(), strict=True))),
            self._activations,
            self._first + np.array(list(stops)),
            np.array(self._losses),
            data=self._data,
            unit=self._unit,
            burst=self._burst,
        )
        return _measured(recording)

    def save(self) -> Recording:
        """Write the recording to its file, and give it.

        Raises OSError for a file that cannot be written, and ValueError if nothing was
        recorded.
        """
        recording = self.recording()
        save_recording(recording, self._path)
        return recording

    def _is_full(self) -> bool:
        """Whether as many steps are written down as can be, which is said once."""
        if len(self._losses) < MOST_STEPS:
            return False
        words = f"a Recorder writes down {MOST_STEPS:,} steps: this one is left out"
        warnings.warn(words, stacklevel=3)
        return True

    def _thin(self, made: int) -> None:
        """Leave out stops where there are more than there is room for."""
        most = most_stops(sum(w.size for w in self._last))
        if len(self._kept) >= most:
            self._density = density(made, most)
            kept = self._kept.items()
            self._kept = {k: w for k, w in kept if is_stop(k, self._density)}

    def _check(self, network: Network) -> None:
        """Raise ValueError for a network of too many weights, or other layers."""
        activations = tuple(layer.activation for layer in network.layers)
        shapes = [layer.weights.shape for layer in network.layers]
        n_weights = sum(layer.weights.size for layer in network.layers)
        if n_weights > MOST_WEIGHTS:
            words = f"expected at most {MOST_WEIGHTS:,}"
            raise ValueError(f"a network of {n_weights:,} weights: {words}")
        n_inputs = network.sizes[0]
        if self._data is not None and self._data.n_inputs != n_inputs:
            words = f"expected {self._data.n_inputs}, as the data has"
            raise ValueError(f"a network of {n_inputs} inputs: {words}")
        if self._last and (
            shapes != [w.shape for w in self._last] or activations != self._activations
        ):
            words = "expected the layers and activations of the one before"
            raise ValueError(f"a network of layers {network.sizes}: {words}")
        self._activations = activations


def _number(loss: Any) -> float:
    # PyTorch warns of a tensor with a gradient that becomes a number in another way.
    item = getattr(loss, "item", None)
    try:
        return float(item() if item else loss)
    except (TypeError, ValueError) as error:
        raise ValueError(f"loss of {type(loss).__name__}: expected a number") from error


def _measured(recording: Recording) -> Recording:
    """A recording with the accuracies of its networks, if its data tells them."""
    data = recording.data
    if data is None or not tells_apart(data, recording.sizes[-1]):
        return recording
    tests = np.zeros(len(data), bool) if data.test is None else data.test
    names = ("training_accuracies", "test_accuracies")
    shares: dict[str, Any] = {}
    for name, kept in zip(names, (~tests, tests), strict=True):
        if kept.any():
            inputs, numbers = data.inputs[kept].T, np.asarray(data.targets)[kept]
            side = Side(inputs, numbers[None], numbers)
            layers, activations = recording.layers, recording.activations
            _, shares[name] = measures_of(layers, activations, side, None)
    return replace(recording, **shares)
