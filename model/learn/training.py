"""Trainings: a network, data, and how the one learns the other."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from itertools import pairwise
from operator import index
from typing import Any

import numpy as np

from model.activation import IDENTITY, LOGISTIC, SOFTMAX, TANH, Activations
from model.data import MOST_POINTS, Data
from model.files.content import MOST_BYTES
from model.learn.batches import epoch_steps
from model.learn.initial import GLOROT, Initialisation, initial_network
from model.learn.learner import Progress, run, run_epochs
from model.learn.losses import Loss, check_loss, loss_for, loss_named
from model.learn.optimisers import Adam, Optimiser, optimiser_named
from model.learn.penalties import Penalty
from model.learn.recording import Recording, n_kept
from model.learn.split import split as split_of
from model.learn.stops import density, most_stops, n_stops
from model.learn.targets import targets_of, tells_apart
from model.network import Network

HIDDEN = (8, 8)  # nodes of the layers between inputs and outputs, if nobody says
MOST_STEPS = 1_000_000
MOST_VALUES = 40_000_000  # of nodes, in a batch: training takes 1 GB for them
BATCH = 32  # points in a step, of more than there may be
ADAM, NO_PENALTY = Adam(), Penalty()


@dataclass(frozen=True)
class Training:
    """A network that learns data: everything that decides what comes of it.

    start: the network at first. If inputs are normalised, it takes normalised ones.
    data: what it learns, with targets. If it says which points are for testing, these
        are, and split is 0.
    loss: a Loss or its name; None for the one that belongs to the last activation.
    optimiser: a value of an optimiser's class, or its name.
    batch: how many points a step is made from, in an order that is another in each
        epoch; the last batch of an epoch may be smaller. None for all points.
    penalty: what weights cost.
    steps: how many there are, 1 to 1,000,000.
    seed: of the split and of the order of points.
    split: the share of the points, from 0 to 1, that are tested with.
    normalise: whether inputs are brought to mean 0 and standard deviation 1, those of
        the points to train on, before the network sees them. Networks of the recording
        take inputs as they are.

    Raises ValueError, in one line, for what does not fit, and for what would take more
    than 1 GB, or whose recording more than 100 MB.
    """

    start: Network
    data: Data
    loss: Loss
    optimiser: Optimiser
    batch: int | None
    penalty: Penalty
    steps: int
    seed: int
    split: float
    normalise: bool

    def __init__(
        self,
        start: Network,
        data: Data,
        loss: Loss | str | None = None,
        optimiser: Optimiser | str = ADAM,
        batch: int | None = None,
        penalty: Penalty = NO_PENALTY,
        steps: int = 2000,
        seed: int = 0,
        split: float = 0.0,
        normalise: bool = True,
    ) -> None:
        values = {
            "start": start,
            "data": data,
            "loss": loss_for(start) if loss is None else loss_named(loss),
            "optimiser": optimiser_named(optimiser),
            "batch": None if batch is None else index(batch),
            "penalty": penalty,
            "steps": index(steps),
            "seed": index(seed),
            "split": float(split),
            "normalise": bool(normalise),
        }
        for name, value in values.items():
            object.__setattr__(self, name, value)
        _check(self)

    @classmethod
    def of(
        cls,
        data: Data,
        layers: Sequence[int] | None = None,
        activations: Activations | None = None,
        initialisation: str | Initialisation = GLOROT,
        epochs: int | None = None,
        **options: Any,
    ) -> "Training":
        """A training that suits data, where nothing else is asked for.

        layers: sizes, inputs first; None for two hidden layers of eight nodes.
        activations: as Network takes them; None for the hyperbolic tangent and, last, a
            logistic for two categories, a softmax for more, or nothing for numbers.
        epochs: in place of steps. options: other arguments of Training. Of points that
        are too many for a batch there are 32 in one, if nobody says.
        Raises ValueError as Training does.
        """
        layers = layers or (data.n_inputs, *HIDDEN, _n_outputs(data))
        activations = activations or _activations(data, layers)
        network = initial_network(
            layers, activations, initialisation, options.get("seed", 0)
        )
        if len(data) > _most_points(network.sizes):
            options.setdefault("batch", BATCH)
        if epochs is not None:
            once = cls(network, data, **{**options, "steps": 1})
            options["steps"] = _checked("epochs", epochs) * once.epoch
        return cls(network, data, **options)

    def run(self, progress: Progress | None = None) -> Recording:
        """Make all steps, once, and the recording of them.

        It has the first network and the last, and at most 256 in all: every step at
        first, and ever fewer (`model.learn.stops`). If numbers grow beyond all bounds,
        it ends at the last step before they did, and says so (burst).
        progress: told now and then how many steps are made, and at the end.
        Raises ValueError if they are beyond all bounds at the start.
        """
        return run(self, progress=progress)

    def run_epochs(self, progress: Progress | None = None) -> Recording:
        """Make all steps, once, and record the network after each epoch.

        The recording counts epochs, has losses over the points to train on, and cannot
        go on. Raises ValueError as run does.
        """
        return run_epochs(self, progress)

    @property
    def density(self) -> int:
        """How densely stops are recorded, as `model.learn.stops` has it."""
        return density(self.steps, most_stops(self.n_weights))

    @property
    def epoch(self) -> int:
        """How many steps there are until each training point was in one batch."""
        n_training = len(self.sides[0])
        return epoch_steps(n_training, self.batch)

    @property
    def sides(self) -> tuple[np.ndarray, np.ndarray]:
        """The numbers of the points to train on, and of those to test with."""
        if self.data.test is not None:
            return np.flatnonzero(~self.data.test), np.flatnonzero(self.data.test)
        return split_of(self.data, self.split, self.seed)

    @property
    def shapes(self) -> list[tuple[int, int]]:
        """The shapes of the weights of each layer: (n_inputs + 1, n_outputs)."""
        return [(n + 1, m) for n, m in pairwise(self.start.sizes)]

    @property
    def n_weights(self) -> int:
        """How many weights there are, with biases."""
        return sum(n * m for n, m in self.shapes)

    def targets(self) -> np.ndarray:
        """What outputs are to be at all points: (n_points, n_outputs)."""
        return targets_of(self.data, self.start, self.loss)

    def settings(self) -> dict[str, Any]:
        """Everything but the network and the data, for JSON."""
        return {
            "loss": self.loss.name,
            "optimiser": {"name": self.optimiser.name, **asdict(self.optimiser)},
            "batch": self.batch,
            "penalty": asdict(self.penalty),
            "steps": self.steps,
            "seed": self.seed,
            "split": self.split,
            "normalise": self.normalise,
        }

    @classmethod
    def from_settings(
        cls, start: Network, data: Data, settings: dict[str, Any]
    ) -> "Training":
        """The training of a network and data whose settings these are."""
        settings = dict(settings)
        optimiser = dict(settings.pop("optimiser"))
        penalty = Penalty(**settings.pop("penalty"))
        named = optimiser_named(optimiser.pop("name"), **optimiser)
        return cls(start, data, optimiser=named, penalty=penalty, **settings)


def resume(
    recording: Recording, steps: int, progress: Progress | None = None
) -> Recording:
    """A recording that goes on to so many steps in all.

    It is what the training would have made with these steps at once, of the stops that
    the recording has: on the machine that made it, to the last bit.
    Raises ValueError for a recording that cannot go on, for it burst or was made by
    another program, and for steps that it has already.
    """
    if recording.training is None or recording.end is None or recording.burst:
        why = "burst" if recording.burst else "does not say how"
        words = "expected one that can go on"
        raise ValueError(f"a recording that {why}: {words}")
    made = int(recording.steps[-1])
    if not made < steps:
        raise ValueError(f"steps {steps}: expected more than {made}, as it has")
    return run(replace(recording.training, steps=steps), recording, progress)


def _n_outputs(data: Data) -> int:
    """How many outputs a network has that learns data."""
    if data.categories:
        return 1 if len(data.categories) == 2 else len(data.categories)
    return 1 if data.targets is None else data.targets.reshape(len(data), -1).shape[1]


def _activations(data: Data, layers: Sequence[int]) -> Activations:
    """The usual activations of a network that learns data."""
    if not tells_apart(data, layers[-1]):
        last = IDENTITY
    else:
        last = LOGISTIC if layers[-1] == 1 else SOFTMAX
    return (TANH, last) if len(layers) > 2 else (last,)


def _check(training: Training) -> None:
    """Raise ValueError for what does not fit."""
    n_inputs, data = training.start.sizes[0], training.data
    if data.n_inputs != n_inputs:
        words = f"expected {data.n_inputs}, as the data has"
        raise ValueError(f"a network of {n_inputs} inputs: {words}")
    _checked("steps", training.steps)
    if training.batch is not None:
        _checked("batch", training.batch)
    if not 0 <= training.seed < 2**32:
        raise ValueError(f"seed {training.seed}: expected 0 to 2**32 - 1")
    check_loss(training.loss, training.start)
    _check_sides(training)
    _check_size(training)
    training.targets()


def _check_sides(training: Training) -> None:
    if training.data.test is not None and training.split:
        words = "expected 0, for the data says which points are for testing"
        raise ValueError(f"split {training.split}: {words}")
    if not len(training.sides[0]):
        raise ValueError("data all of which is for testing: expected some to train on")


def _check_size(training: Training) -> None:
    """Raise ValueError where more is to be kept than files that are read may have."""
    n_weights = training.n_weights
    n_numbers = n_kept(training.data)
    stops = n_stops(training.steps, training.density)
    n_bytes = 4 * stops * n_weights + 8 * (4 * n_weights + n_numbers + training.steps)
    if n_bytes > MOST_BYTES * 0.99:  # the rest is for names and the like
        words = "expected at most 100 MB, with fewer points, weights or steps"
        raise ValueError(f"a training of {n_bytes / 10**6:,.0f} MB: {words}")
    n_points = min(len(training.sides[0]), training.batch or MOST_POINTS)
    most = _most_points(training.start.sizes)
    if n_points > most:
        words = f"expected at most {most:,}, of so many nodes; say a smaller batch"
        raise ValueError(f"batches of {n_points:,} points: {words}")


def _most_points(sizes: Sequence[int]) -> int:
    """How many points there may be in a batch."""
    return MOST_VALUES // sum(sizes)


def _checked(name: str, number: int) -> int:
    """A whole number from 1 on. Raises ValueError for another."""
    if not 1 <= number <= MOST_STEPS:
        raise ValueError(f"{name} {number}: expected 1 to {MOST_STEPS:,}")
    return index(number)
