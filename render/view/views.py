"""Views: from a network to the plot that shows it."""

from typing import Protocol

import numpy as np

from model import Activation, Classifier, Network
from render.errors import InputError
from render.plot.decisions import Parts
from render.plot.plots import Plot
from render.view.decisions import category_names

FARTHEST = 1e6  # from zero, of any range
UNBOUNDED = 4.0  # the range shown of an activation without bounds


class View(Protocol):
    """What every view has.

    n_inputs: of the networks that it shows; None for any.
    threshold: that a single output plays against, if it is not the activation's own.
    shows: names of `Parts` that it can show.
    """

    n_inputs: int | None
    threshold: float | None
    shows: tuple[str, ...]

    def plot(self, network: Network, title: str) -> Plot:
        """What is to be seen of a network."""
        ...


def reach(activation: Activation) -> tuple[float, float]:
    """The lowest and highest value worth showing: the activation's own bounds.

    Where it has none above, or none at all, a range of UNBOUNDED is shown.
    """
    low, high = activation.lower, activation.upper
    if np.isinf(low) and np.isinf(high):
        return -UNBOUNDED / 2, UNBOUNDED / 2
    return low, min(high, low + UNBOUNDED)


def _legend(classifier: Classifier | None, parts: Parts | None) -> dict:
    """What axes know of the legend."""
    if classifier is None:
        return {}
    return {"categories": category_names(classifier), "settled": parts.regions >= 1}


def check_range(name: str, ends: tuple[float, float]) -> None:
    """Raise InputError for a range that is none, or too wide to be shown."""
    low, high = ends
    if not -FARTHEST <= low < high <= FARTHEST:
        words = f"a low end below a high end, neither beyond {FARTHEST:,.0f}"
        raise InputError(name, f"{low:g} to {high:g}", words)


def _check_threshold(threshold: float | None) -> None:
    if threshold is not None and not np.isfinite(threshold):
        raise InputError("threshold", threshold, "a number")
