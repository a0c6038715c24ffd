"""Progress: how far a training is at a moment, and what it has reached, in words."""

from collections.abc import Sequence
from functools import lru_cache
from math import floor, log10

import numpy as np

from model import Recording
from render.errors import InputError

BLANK = "\N{FIGURE SPACE}"  # as wide as a figure, so that words stay where they are
MOST_DECIMALS = 6  # of losses


def stop_at(recording: Recording, step: int) -> int:
    """The stop of a recording at a step, or the last one before it.

    Raises InputError for a step that the training does not have.
    """
    first, last = map(int, recording.steps[[0, -1]])
    if not first <= step <= last:
        raise InputError("at-step", step, f"{first} to {last}")
    return recording.stop(step)


@lru_cache(maxsize=16)
def progress(recording: Recording) -> tuple[str, ...]:
    """Words on each stop: "  step 400: loss 0.03, 98 of 100 right; test loss 0.04".

    All are as long as each other, so that they stay where they are.
    """
    pairs = zip(steps(recording), reached(recording), strict=True)
    return tuple(map(": ".join, pairs))


@lru_cache(maxsize=16)
def steps(recording: Recording) -> tuple[str, ...]:
    """What each stop is called, all as long as each other: "  step 400"."""
    words = [f"{recording.unit} {step}" for step in recording.steps.tolist()]
    return tuple(f"{text:{BLANK}>{len(words[-1])}}" for text in words)


@lru_cache(maxsize=16)
def reached(recording: Recording) -> tuple[str, ...]:
    """Losses at each stop, and how many points are right, all as long as each other."""
    parts = []
    pairs = zip(_losses(recording), _right(recording), strict=False)
    for (words, losses), counts in pairs:
        texts = [f"{words} {short_loss(loss)}" for loss in losses.tolist()]
        if counts:
            texts = [f"{a}, {b} right" for a, b in zip(texts, counts, strict=True)]
        parts.append(texts)
    return _alike(["; ".join(row) for row in zip(*parts, strict=True)])


def measures(recording: Recording) -> dict[str, str]:
    """What sentences may say of a recording, by name.

    steps: how many there were. loss, test_loss: at the end. training_right, test_right:
    how many points to train on, and to test with, were right at the end, "98 of 100",
    or "98.0%" where the points are not known;
    training_share, test_share: the same in per cent. lowest, lowest_step: the lowest
    test loss, and where it was.
    """
    names = "training_right", "test_right"
    found = {
        "steps": f"{recording.steps[-1]:,}",
        "loss": short_loss(measured(recording)[-1]),
    }
    for name, shares, n in zip(names, *_sides(recording), strict=True):
        if len(shares):
            found[name] = counted_right(shares[-1], n)
            found[name.replace("right", "share")] = f"{shares[-1]:.0%}"
    if len(tests := recording.test_losses):
        best = int(tests.argmin())
        found["test_loss"] = short_loss(tests[-1])
        found["lowest"] = short_loss(tests[best])
        found["lowest_step"] = f"{recording.steps[best]:,}"
    return found


def _sides(recording: Recording) -> tuple[tuple[np.ndarray, ...], tuple[int, ...]]:
    """Shares of points that are right at stops, and how many points there are.

    Of those to train on, then of those to test with.
    """
    data = recording.data
    n_tests = 0 if data is None or data.test is None else int(data.test.sum())
    n = 0 if data is None else len(data)
    shares = recording.training_accuracies, recording.test_accuracies
    return shares, (n - n_tests, n_tests)


def counted_right(share: float, n: int) -> str:
    """A share of n points as a number of them; in per cent where n is 0, unknown."""
    return f"{round(share * n)} of {n}" if n else f"{share:.1%}"


def short_loss(loss: float) -> str:
    """A loss in two figures, or without decimals: "0.30", "0.012", "1,234"."""
    wanted = 1 - floor(log10(loss)) if loss > 0 else 0
    return f"{loss:,.{min(max(wanted, 0), MOST_DECIMALS)}f}"


def measured(recording: Recording) -> np.ndarray:
    """The losses at stops over all points to train on; else those of batches."""
    if len(recording.training_losses):
        return recording.training_losses
    return recording.batch_losses


def _losses(recording: Recording) -> list[tuple[str, np.ndarray]]:
    """The losses at all stops, each with its words."""
    losses = [("loss", measured(recording))]
    if len(recording.test_losses):
        losses.append(("test loss", recording.test_losses))
    return losses


def _alike(texts: Sequence[str]) -> tuple[str, ...]:
    """Texts with blanks at their ends, as long as the longest."""
    longest = max(map(len, texts), default=0)
    return tuple(f"{text:{BLANK}<{longest}}" for text in texts)


@lru_cache(maxsize=16)
def right(recording: Recording) -> tuple[str, ...]:
    """How many points are right at each stop: "60 of 60 right; test points: 9 of 40".

    All are as long as each other; empty where nothing is known.
    """
    training, test = _right(recording)
    if training and test:
        pairs = zip(training, test, strict=True)
        return _alike([f"{a} right; test points: {b}" for a, b in pairs])
    return _alike([f"{count} points right" for count in test or training])


def _right(recording: Recording) -> tuple[list[str], list[str]]:
    """How many points are right at each stop, of those to train on and to test with.

    Empty where it is not known. Where the points are not, it is a share of them.
    """
    training, test = (
        [counted_right(share, n) for share in shares.tolist()]
        for shares, n in zip(*_sides(recording), strict=True)
    )
    return training, test
