"""Recordings: what a network was like at the steps of a training."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from model.activation import Activation
from model.data import Data
from model.layer import Layer, folded
from model.learn.optimisers import State
from model.network import Network
from model.networks import Given

if TYPE_CHECKING:
    from model.learn.training import Training

MEASURES = (
    "training_losses",
    "test_losses",
    "training_accuracies",
    "test_accuracies",
)


MOST_KEPT = 10_000_000  # numbers of data in a file: what 100 MB of text hold


def n_kept(data: Data) -> int:
    """How many numbers of data a recording's file has: all, or of too many none."""
    targets = 0 if data.targets is None else data.targets.size
    n_numbers = data.inputs.size + targets
    return n_numbers if n_numbers <= MOST_KEPT else 0


def _nothing() -> np.ndarray:
    """What is measured where nothing is known."""
    return np.zeros(0)


class End(NamedTuple):
    """Where a training ended, to go on from there.

    weights: of all layers, (n_weights,); optimiser: what it remembers.
    """

    weights: np.ndarray
    optimiser: State


@dataclass(frozen=True, eq=False)
class Recording:
    """The networks of a training, at its stops: Networks, as a tour takes them.

    layers: the weights of each layer, (stops, n_inputs + 1, n_outputs) of float32,
        finer than a picture shows. They are for normalised inputs; recording[k] is the
        network that takes inputs as they are.
    activations: of each layer.
    steps: how many steps were made before each stop, (stops,), rising.
    losses: at each step from the first stop to the last, over the batch that the step
        is made from: over all training points, if there are no batches.
    training_losses, test_losses, training_accuracies, test_accuracies: at each stop,
        (stops,), over all points to train on and to test with, or some of very many, as
        `model.learn.measures` says; (0,) where unknown.
        Losses are without penalties; accuracies are shares of points, from 0 to 1.
    data: what was learned, and which points it was tested with; None if unknown. Of
        more than 10,000,000 numbers files have none, and cannot go on.
    mean, sd: what was taken from each input, and what it was divided by then,
        (n_inputs,); None if inputs are not normalised.
    unit: what is counted: steps or epochs.
    burst: whether the training ended because its numbers grew beyond all bounds.
    training: what it was; end: where it ended; None if it cannot go on.
    versions: of what it was made with.

    Arrays are read-only. Raises ValueError for arrays that do not fit each other, and
    for numbers that are not finite.
    """

    layers: tuple[np.ndarray, ...]
    activations: tuple[Activation, ...]
    steps: np.ndarray
    losses: np.ndarray
    training_losses: np.ndarray = field(default_factory=_nothing)
    test_losses: np.ndarray = field(default_factory=_nothing)
    training_accuracies: np.ndarray = field(default_factory=_nothing)
    test_accuracies: np.ndarray = field(default_factory=_nothing)
    data: Data | None = None
    mean: np.ndarray | None = None
    sd: np.ndarray | None = None
    unit: str = "step"
    burst: bool = False
    training: "Training | None" = None
    end: End | None = None
    versions: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        layers = tuple(_frozen(layer, np.float32) for layer in self.layers)
        object.__setattr__(self, "layers", layers)
        object.__setattr__(self, "activations", tuple(self.activations))
        object.__setattr__(self, "steps", _frozen(self.steps, np.int64))
        for name in ("losses", *MEASURES):
            object.__setattr__(self, name, _frozen(getattr(self, name), float))
        for name in ("mean", "sd"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, _frozen(getattr(self, name), float))
        _check(self)

    def __len__(self) -> int:
        return len(self.steps)

    def __getitem__(self, k: int) -> Network:
        if not 0 <= k < len(self):
            raise IndexError(f"network {k}: expected 0 to {len(self) - 1}")
        weights = [layer[k].astype(float) for layer in self.layers]
        if self.mean is not None and self.sd is not None:
            weights[0] = folded(weights[0], 1 / self.sd, -self.mean / self.sd)
        return Network(list(map(Layer, weights, self.activations)))

    def trained(self, k: int) -> Network:
        """Network number k as it was trained: for normalised inputs, if they were."""
        weights = [layer[k].astype(float) for layer in self.layers]
        return Network(list(map(Layer, weights, self.activations)))

    @property
    def sizes(self) -> tuple[int, ...]:
        """Nodes in each layer, inputs first: (n_inputs, ..., n_outputs)."""
        return tuple(w.shape[1] - 1 for w in self.layers) + self.layers[-1].shape[2:]

    @property
    def normalised(self) -> bool:
        """Whether inputs were normalised for the training."""
        return self.mean is not None

    def name(self, k: int) -> str:
        """What network number k is called: "step 400"."""
        return f"{self.unit} {self.steps[k]}"

    def stop(self, step: int) -> int:
        """The number of the last stop at a step, or before it; 0 for earlier ones."""
        return max(0, int(np.searchsorted(self.steps, step, "right")) - 1)

    @property
    def batch_losses(self) -> np.ndarray:
        """The loss at each stop, (stops,): over its batch, or all training points."""
        return self.losses[self.steps - self.steps[0]]

    def facts(self) -> dict[str, Any]:
        """Names, layers and activations of all networks, and a digest of weights."""
        networks = [self[k] for k in range(len(self))]
        return Given(networks, [self.name(k) for k in range(len(self))]).facts()

    @cached_property
    def digest(self) -> str:
        """A digest of everything that can be seen: equal ones, equal recordings."""
        digest = hashlib.blake2b(digest_size=16)
        names = [f.name for f in self.activations]
        words = self.unit, self.burst, names, self.data and self.data.digest
        digest.update(repr(words).encode())
        arrays = [getattr(self, name) for name in ("steps", "losses", *MEASURES)]
        for array in (*self.layers, *arrays, self.mean, self.sd):
            if array is not None:
                digest.update(repr(array.shape).encode() + array.tobytes())
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Recording):
            return NotImplemented
        return self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[type["Recording"], tuple[object, ...]]:
        # Rebuilt rather than restored: pickle forgets that arrays are read-only.
        return Recording, tuple(getattr(self, field.name) for field in fields(self))


def _frozen(values: Any, dtype: type) -> np.ndarray:
    array: np.ndarray = np.array(values, dtype)
    array.setflags(write=False)
    return array


def _check(recording: Recording) -> None:
    """Raise ValueError for arrays that do not fit each other, or are not finite."""
    steps, n_stops = recording.steps, len(recording.steps)
    if steps.shape != (n_stops,) or not n_stops or not 0 <= steps[0] < 2**53:
        raise ValueError(f"steps of shape {steps.shape}: expected some, from 0")
    if (np.diff(steps) < 1).any():
        raise ValueError("steps that do not rise: expected each to be after another")
    n_losses = int(steps[-1]) - int(steps[0]) + 1
    if recording.losses.shape != (n_losses,):
        words = f"expected ({n_losses},), one for each step"
        raise ValueError(f"losses of shape {recording.losses.shape}: {words}")
    for name in MEASURES:
        if getattr(recording, name).shape not in ((0,), (n_stops,)):
            raise ValueError(f"{name}: expected ({n_stops},), one for each stop")
    for layer in recording.layers:
        if layer.ndim != 3 or len(layer) != n_stops:
            words = f"expected ({n_stops}, n_inputs + 1, n_outputs)"
            raise ValueError(f"layers of shape {layer.shape}: {words}")
    for name in ("losses", *MEASURES):
        if not np.isfinite(getattr(recording, name)).all():
            raise ValueError(f"{name} that are not finite")
    _check_networks(recording)


def _check_networks(recording: Recording) -> None:
    """Raise ValueError for weights of which some stop has no network, or other data."""
    if len(recording.layers) != len(recording.activations):
        words = f"expected {len(recording.layers)}, one for each layer"
        raise ValueError(f"{len(recording.activations)} activations: {words}")
    n_inputs = recording.layers[0].shape[1] - 1
    for name in ("mean", "sd"):
        scale = getattr(recording, name)
        if (recording.mean is None) != (recording.sd is None):
            raise ValueError("mean or sd: expected both, or neither")
        if scale is not None and scale.shape != (n_inputs,):
            raise ValueError(f"{name} of shape {scale.shape}: expected ({n_inputs},)")
    _check_finite(recording)
    recording[0]  # raises ValueError for layers that do not chain
    data = recording.data
    if data is not None and data.n_inputs != n_inputs:
        words = f"expected {n_inputs}, as the networks have"
        raise ValueError(f"data of {data.n_inputs} inputs: {words}")


def _check_finite(recording: Recording) -> None:
    """Raise ValueError for weights that are not finite, or would not be if folded."""
    if not all(np.isfinite(layer).all() for layer in recording.layers):
        raise ValueError("weights that are not finite")
    if recording.mean is None or recording.sd is None:
        return
    if not (recording.sd > 0).all():
        raise ValueError("sd that is not above 0")
    with np.errstate(all="ignore"):
        reach = (1 + np.abs(recording.mean)) / recording.sd
        highest = float(np.abs(recording.layers[0]).max()) * reach.sum()
    if not np.isfinite(highest):
        raise ValueError("mean or sd of which no weights are finite")
