"""Classifiers: how a network's outputs become a category.

Decisions are made where they are exact. Outputs of a tanh or a softmax far out are all
equal, or so they are rounded; the sums that they come from are not.
"""

from dataclasses import dataclass

import numpy as np

from model.activation import Activation
from model.data import Data
from model.network import Network

AT_A_TIME = 10_000  # points
LARGEST = 1e300  # of sums that are compared; differences of larger ones overflow


@dataclass(frozen=True)
class Classifier:
    """A network, and how its outputs become a category.

    The highest of several outputs names the category, the first of equal ones. A single
    output is compared with a threshold: above it is category 0, at it or below it is
    category 1.

    threshold: None for the middle between the bounds of the last activation, or 0 if
        one of them is infinite. Several outputs have no threshold.

    Raises ValueError for a threshold that is no number, or of several outputs.
    """

    network: Network
    threshold: float | None = None

    def __post_init__(self) -> None:
        if self.network.sizes[-1] > 1:
            if self.threshold is not None:
                raise ValueError("several outputs play each other: no threshold")
        elif self.threshold is None:
            last = self.network.layers[-1].activation
            object.__setattr__(self, "threshold", middle(last))
        elif not np.isfinite(self.threshold):
            raise ValueError(f"threshold {self.threshold}: expected a number")

    @property
    def n_categories(self) -> int:
        """How many categories there are: two or more."""
        return max(2, self.network.sizes[-1])

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Map inputs (n_points, n_inputs) to categories (n_points,)."""
        return categories(self.scores(self.network.sums(inputs)))

    def scores(self, sums: np.ndarray) -> np.ndarray:
        """Map the last layer's sums (..., n_outputs) to scores (..., n_categories).

        The highest score wins. Scores are the sums, if they are in the order of the
        outputs, else the outputs. With a threshold, the second category's score is the
        next number above it.
        """
        f = self.network.layers[-1].activation
        sums = np.clip(sums, -LARGEST, LARGEST)
        if self.threshold is None:
            return sums if f.is_increasing else f(sums)
        level = self.threshold
        if f.is_increasing and not f.of_layer and level == f(np.zeros(1))[0]:
            scores, level = sums, 0.0
        else:
            scores = f(sums)
        # The first category wins a tie, which an output at the threshold must not be.
        return _beside(scores, np.nextafter(level, np.inf))

    def top_two(self, outputs: np.ndarray) -> np.ndarray:
        """Map outputs (..., n_outputs) to the two highest: (..., 2), higher first.

        Of a single output they are itself and the threshold.
        """
        if self.threshold is not None:
            outputs = _beside(outputs, self.threshold)
        return np.partition(outputs, -2, axis=-1)[..., :-3:-1]


def _beside(values: np.ndarray, level: float) -> np.ndarray:
    """Values (..., 1) and a level, as (..., 2)."""
    return np.concatenate([values, np.full_like(values, level)], axis=-1)


def categories(scores: np.ndarray) -> np.ndarray:
    """Map scores (..., n_categories) to the category that wins (...).

    The highest score wins; of equal ones the first.
    """
    return scores.argmax(axis=-1)


def margins(scores: np.ndarray) -> np.ndarray:
    """By how much the highest of scores (..., n_categories) leads the next: (...)."""
    second, first = np.moveaxis(np.partition(scores, -2, axis=-1)[..., -2:], -1, 0)
    return first - second


def leads(scores: np.ndarray, members: np.ndarray) -> np.ndarray:
    """By how much the best member among the categories leads the best other one: (...).

    Leads are positive where a member wins, negative elsewhere, and never zero: a tie
    has the sign of the category that `categories` names.

    scores: (..., n_categories).
    members: whether each category is a member, (..., n_categories).
    """
    scores, members = np.broadcast_arrays(scores, members)
    lead = np.where(members, scores, -np.inf).max(axis=-1)
    lead -= np.where(members, -np.inf, scores).max(axis=-1)
    winner = categories(scores)
    rows = np.arange(winner.size)
    wins = members.reshape(len(rows), -1)[rows, winner.ravel()].reshape(winner.shape)
    least = np.finfo(float).tiny
    signed: np.ndarray = np.where(
        wins, np.maximum(lead, least), np.minimum(lead, -least)
    )
    return signed


def n_right(network: Network, data: Data) -> int:
    """How many of the points of data a network puts into their own category.

    Of a single output the second category is above the threshold, as in scikit-learn.
    data: with as many categories as the network tells apart.
    Raises ValueError for data without targets.
    """
    classifier, right, targets = Classifier(network), 0, data.targets
    if targets is None:
        raise ValueError("data without targets: expected categories")
    for start in range(0, len(data), AT_A_TIME):
        points = slice(start, start + AT_A_TIME)
        found = classifier(data.inputs[points])
        if network.sizes[-1] == 1:
            found = 1 - found
        right += int((found == targets[points]).sum())
    return right


def middle(activation: Activation) -> float:
    """The threshold of an activation's values if none is given."""
    value = (activation.lower + activation.upper) / 2
    return value if np.isfinite(value) else 0.0
