"""Classifiers: how a network's outputs become a category."""

from dataclasses import dataclass

import numpy as np

from model.network import Network


@dataclass(frozen=True)
class Classifier:
    """A network whose highest output names the category.

    Of several outputs the highest wins; of equal ones the first. One output alone
    plays against a threshold: above it is category 0, at it or below is category 1.

    threshold: of one output; None for the middle of what its activation reaches, or 0
        where that has no bounds. Several outputs have none.
    """

    network: Network
    threshold: float | None = None

    def __post_init__(self) -> None:
        if self.network.layers[-1] > 1:
            if self.threshold is not None:
                raise ValueError("several outputs play each other: no threshold")
        elif self.threshold is None:
            object.__setattr__(self, "threshold", _middle(self.network.activations[-1]))
        elif not np.isfinite(self.threshold):
            raise ValueError(f"threshold {self.threshold}: expected a number")

    @property
    def n_categories(self) -> int:
        """How many categories there are: two or more."""
        return max(2, self.network.layers[-1])

    def __call__(self, inputs: np.ndarray) -> np.ndarray:
        """Map inputs (n_points, n_inputs) to categories (n_points,)."""
        return categories(self.scores(self.network(inputs)))

    def scores(self, outputs: np.ndarray) -> np.ndarray:
        """Map outputs (..., n_outputs) to scores (..., n_categories); the highest wins.

        The threshold is the score of what lies below it.
        """
        if self.threshold is None:
            return outputs
        # A hair more, for an output that is at the threshold is not above it.
        rival = np.full_like(outputs, np.nextafter(self.threshold, np.inf))
        return np.concatenate([outputs, rival], axis=-1)


def categories(scores: np.ndarray) -> np.ndarray:
    """The highest of scores (..., n_categories); of equal ones the first: (...)."""
    return scores.argmax(axis=-1)


def margins(scores: np.ndarray) -> np.ndarray:
    """By how much the highest of scores (..., n_categories) leads the next: (...)."""
    second, first = np.moveaxis(np.partition(scores, -2, axis=-1)[..., -2:], -1, 0)
    return first - second


def leads(scores: np.ndarray, members: np.ndarray) -> np.ndarray:
    """By how much the best of some categories leads the best of the others.

    Positive where one of them wins and negative elsewhere, never zero: ties have the
    sign that `categories` gives them.

    scores, members: (..., n_categories), members being which belong to the some.
    """
    scores, members = np.broadcast_arrays(scores, members)
    lead = np.where(members, scores, -np.inf).max(axis=-1)
    lead -= np.where(members, -np.inf, scores).max(axis=-1)
    winner = categories(scores)
    rows = np.arange(winner.size)
    wins = members.reshape(len(rows), -1)[rows, winner.ravel()].reshape(winner.shape)
    least = np.finfo(float).tiny
    return np.where(wins, np.maximum(lead, least), np.minimum(lead, -least))


def _middle(activation) -> float:
    middle = (activation.lower + activation.upper) / 2
    return middle if np.isfinite(middle) else 0.0
