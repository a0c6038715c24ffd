"""Studies: the losses and results of many trainings, such as ten seeds of each kind."""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property
from itertools import pairwise
from typing import Any

import numpy as np

from model.learn.recorded import thinned
from model.learn.recording import Recording
from model.learn.stops import MOST_STOPS
from model.learn.training import Training

Trainings = Mapping[str, Sequence[Training]]
Measures = Mapping[str, Callable[[Recording], float]]
ARRAYS: Mapping[str, Any] = {
    "numbers": np.int64,
    "steps": np.int64,
    "losses": np.float64,
    "test_losses": np.float64,
}


@dataclass(frozen=True, eq=False)
class Study:
    """What came of many trainings, kind by kind, without their weights.

    kinds: what each kind of training is called. numbers: of each run's kind, from 0,
        (n_runs,). sizes: of each kind's networks, inputs first.
    steps: how many steps were made where losses were measured, rising, (n_steps,).
    losses, test_losses: over the points to train on, and to test with, (n_runs,
        n_steps), nan after a burst; the second (n_runs, 0) where there are none.
    results: what else was measured at the end of each run, by name, each (n_runs,).
    settings: of the first training of each kind, for JSON.

    Arrays are read-only. Raises ValueError for arrays that do not fit each other, and
    for numbers that are not finite.
    """

    kinds: tuple[str, ...]
    sizes: tuple[tuple[int, ...], ...]
    numbers: np.ndarray
    steps: np.ndarray
    losses: np.ndarray
    test_losses: np.ndarray
    results: Mapping[str, np.ndarray] = field(default_factory=dict)
    settings: tuple[Mapping[str, Any], ...] = ()

    def __post_init__(self) -> None:
        for name, dtype in ARRAYS.items():
            object.__setattr__(self, name, _frozen(getattr(self, name), dtype))
        results = {k: _frozen(x, np.float64) for k, x in self.results.items()}
        object.__setattr__(self, "results", results)
        object.__setattr__(self, "kinds", tuple(self.kinds))
        object.__setattr__(self, "sizes", tuple(map(tuple, self.sizes)))
        object.__setattr__(self, "settings", tuple(self.settings))
        _check(self)

    @classmethod
    def of(
        cls,
        trainings: Trainings,
        measures: Measures | None = None,
        stops: int = MOST_STOPS,
    ) -> "Study":
        """Run trainings, by the name of their kind, and keep what came of them.

        measures: what else is measured of each recording, by name.
        stops: at how many steps losses are kept, at most.
        Raises ValueError for trainings that are recorded at different steps, and for
        none.
        """
        if not all(trainings.values()):
            raise ValueError("a kind without trainings: expected one or more")
        every = [training for kind in trainings.values() for training in kind]
        if len({(training.steps, training.density) for training in every}) > 1:
            raise ValueError("trainings of other steps: expected the same for all")
        measures = measures or {}
        rows = [
            _row(number, thinned(training.run(), stops), measures)
            for number, kind in enumerate(trainings.values())
            for training in kind
        ]
        longest = max(rows, key=lambda row: int(row.steps[-1]), default=None)
        steps = longest.steps if longest else np.zeros(0)
        return cls(
            tuple(trainings),
            tuple(kind[0].start.sizes for kind in trainings.values()),
            np.array([row.number for row in rows]),
            steps,
            np.array([_at(row.steps, row.losses, steps) for row in rows]),
            np.array([_at(row.steps, row.test_losses, steps) for row in rows]),
            {k: np.array([row.results[k] for row in rows]) for k in measures},
            tuple(kind[0].settings() for kind in trainings.values()),
        )

    def __len__(self) -> int:
        """How many runs there were."""
        return len(self.numbers)

    def of_kind(self, number: int, test: bool = False) -> np.ndarray:
        """The losses of the runs of one kind: (n, n_steps); test: over test points."""
        losses = self.test_losses if test else self.losses
        return losses[self.numbers == number]

    def n_weights(self, number: int) -> int:
        """How many weights networks of one kind have, biases included."""
        return sum((n + 1) * m for n, m in pairwise(self.sizes[number]))

    def n_hidden(self, number: int) -> int:
        """How many nodes networks of one kind have between inputs and outputs."""
        return sum(self.sizes[number][1:-1])

    @cached_property
    def digest(self) -> str:
        """A digest of everything: equal studies, equal digests."""
        digest = hashlib.blake2b(digest_size=16)
        words = self.kinds, self.sizes, list(self.results), self.settings
        digest.update(repr(words).encode())
        arrays = [getattr(self, name) for name in ARRAYS]
        for array in (*arrays, *self.results.values()):
            digest.update(repr(array.shape).encode() + array.tobytes())
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Study):
            return NotImplemented
        return self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __reduce__(self) -> tuple[type["Study"], tuple[object, ...]]:
        # Rebuilt rather than restored: pickle forgets that arrays are read-only.
        return Study, tuple(getattr(self, field.name) for field in fields(self))


@dataclass(frozen=True, eq=False)
class _Row:
    """What is kept of one run."""

    number: int
    steps: np.ndarray
    losses: np.ndarray
    test_losses: np.ndarray
    results: Mapping[str, float]


def _row(number: int, recording: Recording, measures: Measures) -> _Row:
    results = {name: measure(recording) for name, measure in measures.items()}
    losses = recording.training_losses, recording.test_losses
    return _Row(number, recording.steps, *losses, results)


def _at(known: np.ndarray, losses: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The losses of a run at steps, nan beyond its last; none if there are none.

    known: the steps that they were measured at: all but the last of a burst are shared.
    """
    shared = np.isin(known, steps)
    if not len(losses):
        return losses
    every = np.full(len(steps), np.nan)
    every[np.searchsorted(steps, known[shared])] = losses[shared]
    return every


def _frozen(values: Any, dtype: Any) -> np.ndarray:
    array: np.ndarray = np.array(values, dtype)
    array.setflags(write=False)
    return array


def _check(study: Study) -> None:
    """Raise ValueError for arrays that do not fit each other, or are not finite."""
    for name in ("numbers", "steps"):
        if getattr(study, name).ndim != 1:
            raise ValueError(f"{name} that are no row: expected one")
    n_kinds, n_runs, n_steps = len(study.kinds), len(study), len(study.steps)
    if sorted({*study.numbers.tolist()}) != list(range(n_kinds)):
        raise ValueError(f"numbers of kinds: expected each of 0 to {n_kinds - 1}")
    if len(study.sizes) != n_kinds or len(study.settings) not in (0, n_kinds):
        raise ValueError(f"sizes or settings: expected {n_kinds}, one for each kind")
    rises = n_steps > 0 and study.steps[0] >= 0 and (np.diff(study.steps) > 0).all()
    if not rises:
        raise ValueError("steps that do not rise: expected some, from 0")
    for name, lengths in (("losses", (n_steps,)), ("test_losses", (n_steps, 0))):
        losses = getattr(study, name)
        if losses.shape not in [(n_runs, n) for n in lengths]:
            words = f"expected ({n_runs}, {n_steps})"
            raise ValueError(f"{name} of shape {losses.shape}: {words}")
        _check_losses(losses)
    _check_results(study)


def _check_losses(losses: np.ndarray) -> None:
    """Raise ValueError for losses that are not finite, but for those of a burst."""
    known, burst = np.isfinite(losses), np.isnan(losses)
    if not (known | burst).all() or not known[:, :1].all():
        raise ValueError("losses that are not finite")
    if (known[:, 1:] & burst[:, :-1]).any():
        raise ValueError("losses after a burst: expected none")


def _check_results(study: Study) -> None:
    """Raise ValueError for results that are not finite, or not as many as runs."""
    for name, values in study.results.items():
        if values.shape != (len(study),) or not np.isfinite(values).all():
            words = f"expected ({len(study)},) finite numbers"
            raise ValueError(f"{name} of shape {values.shape}: {words}")
