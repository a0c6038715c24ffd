"""Views: from a network to the plot that shows it."""

from typing import Protocol, TypedDict

import numpy as np

from model import Activation, Classifier, Network
from render.errors import InputError
from render.plot.decisions import Parts
from render.plot.plots import Plot
from render.view.decisions import category_names

FARTHEST = 1e6  # from zero, of the ends of any range
UNBOUNDED = 4.0  # the range shown of an activation without bounds


class View(Protocol):
    """What every view has; plain attributes will do for its properties."""

    @property
    def n_inputs(self) -> int | None:
        """How many inputs the networks have that it shows; None for any number."""

    @property
    def threshold(self) -> float | None:
        """What a single output is compared with; None for its activation's middle."""

    @property
    def shows(self) -> tuple[str, ...]:
        """Names of the `Parts` of decisions that it can show."""

    def plot(self, network: Network, title: str) -> Plot:
        """The plot of a network."""


class Legend(TypedDict):
    """The fields of axes that decide the legend of categories."""

    categories: tuple[str, ...]
    settled: bool


def legend(network: Network, threshold: float | None, parts: Parts | None) -> Legend:
    """The legend of a network's decision; empty without parts of it."""
    if parts is None:
        return {"categories": (), "settled": False}
    categories = category_names(Classifier(network, threshold))
    return {"categories": categories, "settled": parts.regions >= 1}


def reach(activation: Activation) -> tuple[float, float]:
    """The lowest and highest value worth showing: the activation's own bounds.

    Where it has none above, or none at all, the range is UNBOUNDED wide.
    """
    low, high = activation.lower, activation.upper
    if np.isinf(low) and np.isinf(high):
        return -UNBOUNDED / 2, UNBOUNDED / 2
    return low, min(high, low + UNBOUNDED)


def check_range(name: str, ends: tuple[float, float]) -> None:
    """Raise InputError for a range that is empty, or too wide to be shown."""
    low, high = ends
    if not -FARTHEST <= low < high <= FARTHEST:
        words = f"a low end below a high end, neither beyond {FARTHEST:,.0f}"
        raise InputError(name, f"{low:g} to {high:g}", words)


def check_threshold(threshold: float | None) -> None:
    """Raise InputError for a threshold that is no finite number."""
    if threshold is not None and not np.isfinite(threshold):
        raise InputError("threshold", threshold, "a number")
