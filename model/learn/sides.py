"""Sides of a split: points to train on and to test with, as passes take them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.learn.targets import tells_apart

if TYPE_CHECKING:
    from model.learn.losses import Loss
    from model.learn.recording import Recording
    from model.learn.training import Training

Scale = tuple[np.ndarray, np.ndarray]
LEAST = 1e-100  # of a difference between inputs
LARGEST = 1e60  # of a loss, or of all weights' squares: a training bursts beyond


@dataclass(frozen=True, eq=False)
class Side:
    """Points in columns: what goes into a network, and what is to come out.

    inputs: (n_inputs, n_points), normalised if they are to be; targets: (n_outputs,
        n_points); numbers: of the categories, (n_points,), None if there are none.
    In memory the numbers of a point lie side by side.
    """

    inputs: np.ndarray
    targets: np.ndarray
    numbers: np.ndarray | None

    def __len__(self) -> int:
        return self.inputs.shape[1]

    def sample(self, most: int) -> "Side":
        """All points, or as many as there may be, evenly through them."""
        if len(self) <= most:
            return self
        kept = np.linspace(0, len(self) - 1, most).round().astype(int)
        numbers = None if self.numbers is None else self.numbers[kept]
        return Side(self.inputs[:, kept], self.targets[:, kept], numbers)


def sides_of(training: "Training", scale: Scale | None) -> list[Side]:
    """The points to train on and, if there are any, those to test with."""
    data = training.data
    inputs, targets = data.inputs, training.targets()
    if scale:
        inputs = (inputs - scale[0]) / scale[1]
    has_numbers = tells_apart(data, training.start.sizes[-1])
    numbers = data.targets if has_numbers else None
    return [
        Side(
            _rows(inputs, side).T,
            _rows(targets, side).T,
            None if numbers is None else numbers[side],
        )
        for side in training.sides
        if len(side)
    ]


def _rows(values: np.ndarray, numbers: np.ndarray) -> np.ndarray:
    """The rows of some rising numbers; without a copy where they follow each other."""
    first, last = int(numbers[0]), int(numbers[-1]) + 1
    return values[first:last] if last - first == len(numbers) else values[numbers]


def scale_of(training: "Training") -> Scale | None:
    """The mean of each input to train on, and its standard deviation, (n_inputs,) each.

    The deviation is 1 of an input that is always the same, or nearly. None: inputs stay
    as they are.
    """
    if not training.normalise:
        return None
    inputs = training.data.inputs[training.sides[0]]
    # Rounding gives equal numbers a deviation, so their range is asked.
    differ = np.ptp(inputs, axis=0) > LEAST
    return inputs.mean(axis=0), np.where(differ, inputs.std(axis=0), 1.0)


def lesson_of(recording: "Recording") -> "tuple[Loss, Side]":
    """The loss of a recording's training, and the points it was trained on.

    Raises ValueError for a recording that does not say how it was trained.
    """
    if recording.training is None:
        words = "expected one that says it, for its loss"
        raise ValueError(f"a recording that does not say how it was trained: {words}")
    scale = None
    if recording.mean is not None and recording.sd is not None:
        scale = recording.mean, recording.sd
    return recording.training.loss, sides_of(recording.training, scale)[0]
