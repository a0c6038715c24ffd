"""Trainings: a network, data, and how the one learns the other."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from model.activation import Activations
from model.data import Data
from model.learn.initial import Initialisation
from model.learn.losses import Loss
from model.learn.optimisers import Adam, Optimiser
from model.learn.penalties import Penalty
from model.learn.recording import Recording
from model.network import Network

Progress = Callable[[int], object]  # told how many steps are done


@dataclass(frozen=True)
class Training:
    """A network that learns data: everything that decides what comes of it.

    start: the network at first; of normalised inputs, if they are normalised.
    data: what it learns, with targets.
    loss: a Loss or its name; None for the one of the network's last activation.
    optimiser: a value of model.learn.optimisers, or a name.
    batch: points in a step; None for all.
    penalty: what weights cost. steps: how many there are.
    seed: of the split, and of the order of points in each epoch.
    split: the share of points that are not trained on, but tested with.
    normalise: whether inputs are brought to mean 0 and standard deviation 1, those of
        the training points, before the network; networks of the recording take inputs
        as they are.
    """

    start: Network
    data: Data
    loss: Loss | str | None = None
    optimiser: Optimiser | str = Adam()
    batch: int | None = None
    penalty: Penalty = Penalty()
    steps: int = 2000
    seed: int = 0
    split: float = 0.0
    normalise: bool = True

    @classmethod
    def of(
        cls,
        data: Data,
        layers: Sequence[int] | None = None,
        activations: Activations | None = None,
        initialisation: str | Initialisation = "glorot",
        epochs: int | None = None,
        **options: Any,
    ) -> "Training":
        """A training that suits data, where nothing else is asked for.

        layers: sizes, inputs first. activations: as Family takes them. epochs: in place
        of steps. options: the other fields of a Training.
        """
        raise NotImplementedError

    def run(self, progress: Progress | None = None) -> Recording:
        """Train, and give what came of it."""
        raise NotImplementedError


def resume(
    recording: Recording, steps: int, progress: Progress | None = None
) -> Recording:
    """A recording that goes on to so many steps in all: bit for bit that of one run."""
    raise NotImplementedError


def epoch_steps(n_points: int, batch: int | None = None) -> int:
    """How many steps an epoch has: after it, each training point was in one batch."""
    return 1 if batch is None else -(-n_points // batch)
