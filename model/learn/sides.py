"""Sides of a split: points to train on and to test with, as passes take them."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from model.decide.classifier import Classifier
from model.learn.passes import Passes
from model.learn.targets import hits, tells_apart

if TYPE_CHECKING:
    from model.learn.training import Training

Scale = tuple[np.ndarray, np.ndarray]
LEAST = 1e-100  # of a difference between inputs
LARGEST = 1e60  # of a loss, or of all weights' squares: beyond, no picture is made


@dataclass(frozen=True, eq=False)
class Side:
    """Points in columns: what goes into a network, and what is to come out.

    inputs: (n_inputs, n_points), normalised if they are to be; targets: (n_outputs,
        n_points); numbers: of the categories, (n_points,), None if there are none.
    """

    inputs: np.ndarray
    targets: np.ndarray
    numbers: np.ndarray | None

    def __len__(self) -> int:
        return self.inputs.shape[1]


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
            np.ascontiguousarray(inputs[side].T),
            np.ascontiguousarray(targets[side].T),
            None if numbers is None else numbers[side],
        )
        for side in training.sides
        if len(side)
    ]


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


def measured(side: Side, passes: Passes, classifier: Classifier) -> tuple[float, float]:
    """The loss over all points of a side, and the share of them that are found.

    A loss beyond LARGEST is given as LARGEST; the share is nan without categories.
    """
    passes.forward(side.inputs)
    loss = passes.value(side.targets)
    if not loss < LARGEST:
        loss = LARGEST
    if side.numbers is None:
        return loss, np.nan
    return loss, hits(passes.sums[-1].T, classifier, side.numbers)
