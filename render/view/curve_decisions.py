"""Decisions over one input, as marks beside curves and in their place."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from model import IDENTITY, Classifier, Regions, regions
from render.errors import InputError
from render.plot.marks.band import Band
from render.plot.marks.bars import Bars
from render.plot.marks.curve import Curve
from render.plot.marks.dividers import Dividers
from render.plot.marks.letters import LETTERS
from render.plot.marks.level import Level
from render.plot.marks.mark import Mark
from render.plot.marks.pieces import Pieces, joined
from render.plot.marks.rings import Rings
from render.plot.marks.sides import Sides
from render.view.views import name_of

SUMS = 0.5  # the width of the curves of sums, as a share of a curve's
HEAVY, THIN = 1.5, 0.4  # of the highest, and of curves of which it is the highest
CURVE_PARTS = (
    *("sums", "crossings", "envelope"),
    *("threshold", "boundaries", "regions", "margin"),
)


@dataclass(frozen=True, eq=False)
class Decision:
    """What a classifier decides where its curves are drawn.

    x: ascending, creases included, (n_points,); y: the outputs there,
        (n_points, n_outputs).
    names: of the categories.
    """

    classifier: Classifier
    x: np.ndarray
    y: np.ndarray
    names: tuple[str, ...] = tuple(LETTERS)

    @cached_property
    def sums(self) -> np.ndarray:
        """The last layer's sums, (n_points, n_outputs)."""
        return self.classifier.network.sums(self.x[:, None])

    @cached_property
    def regions(self) -> Regions:
        """The regions, from the first x to the last.

        Raises InputError for more than a picture can show.
        """
        samples = self.x, self.sums
        try:
            return regions(self.classifier, self.x[0], self.x[-1], samples)
        except ValueError as error:
            n_regions, _, expected = str(error).partition(" regions: expected ")
            raise InputError("regions", f"of {n_regions}", expected) from error

    @property
    def is_of_one(self) -> bool:
        """Whether a single output is compared with a threshold."""
        return self.classifier.threshold is not None


def marks_beside(decision: Decision, parts: tuple[str, ...]) -> Iterator[Mark]:
    """The marks of parts of a decision, but for its curves."""
    threshold = decision.classifier.threshold
    if "margin" in parts:
        for outline, k in _margins(decision):
            yield Band(outline, series=k, part="margin")
    if "boundaries" in parts:
        yield Dividers(decision.regions.boundaries, part="boundaries")
    if "threshold" in parts and threshold is not None:
        yield Level(threshold, name=f"threshold {threshold:g}", part="threshold")
    part = "threshold" if "threshold" in parts else "boundaries"
    if part in parts and threshold is not None:
        yield Sides(threshold, (decision.names[0], decision.names[1]), part=part)
    if "regions" in parts:
        yield Bars(decision.regions, decision.names, part="regions")
    if "crossings" in parts:
        yield Rings(_crossings(decision), part="crossings")
    if "sums" in parts and "regions" not in parts:  # their work is done
        yield from _sums(decision)


def marks_instead(
    decision: Decision, parts: tuple[str, ...], x: np.ndarray, y: np.ndarray
) -> tuple[Mark, ...]:
    """What shows which of the curves, or which part of a single one, wins.

    Of several outputs it is the highest; of a single one its two categories.
    x (n_points,), y (n_points, n_outputs): the curves, nan where they break.
    """
    if decision.is_of_one:
        if "regions" not in parts:
            return ()
        lines = tuple(_winners(decision.regions, x, y[:, [0, 0]]))
        return (Pieces(decision.regions, lines, part="regions"),)
    if "envelope" not in parts:
        return ()
    lines = tuple(_winners(decision.regions, x, y))
    rows = [*zip(decision.regions.categories, lines, strict=True)]
    highest = [joined(line for k, line in rows if k == n) for n in range(y.shape[1])]
    return tuple(Curve(*c, n, HEAVY, part="envelope") for n, c in enumerate(highest))


def _sums(decision: Decision) -> Iterator[Curve]:
    """The curves of sums, if the last activation changes them."""
    last = decision.classifier.network.layers[-1].activation
    for k, v in enumerate(decision.sums.T if last != IDENTITY else ()):
        name = "" if k else f"without {name_of(last)}"  # one name will do
        yield Curve(decision.x, v, k, SUMS, is_dashed=True, name=name, part="sums")


def _crossings(decision: Decision) -> np.ndarray:
    """Where the category changes, and how high the winner is there: (n, 2)."""
    x, classifier = decision.regions.boundaries, decision.classifier
    heights = classifier.top_two(classifier.network(x[:, None]))[:, 0]
    return np.column_stack([x, heights])


def _winners(regions: Regions, x: np.ndarray, y: np.ndarray) -> Iterator[np.ndarray]:
    """For each region the curve of its category there, (n_points, 2).

    y: a curve for each category, (n_points, n_categories).
    """
    ends = pairwise(regions.edges)
    for k, (low, high) in zip(regions.categories, ends, strict=True):
        start, stop = np.searchsorted(x, (low, high), side="right")
        first, last = np.interp((low, high), x, y[:, k])
        places = np.concatenate([[low], x[start:stop], [high]])
        heights = np.concatenate([[first], y[start:stop, k], [last]])
        yield np.column_stack([places, heights])


def _margins(decision: Decision) -> Iterator[tuple[np.ndarray, int]]:
    """For each region the outline of what lies between winner and runner-up.

    With it comes the region's category.
    """
    classifier, boundaries = decision.classifier, decision.regions.boundaries
    index, at = np.searchsorted(decision.x, boundaries), boundaries[:, None]
    places = np.insert(decision.x, index, boundaries)
    outputs = np.insert(decision.y, index, classifier.network(at), axis=0)
    ahead = classifier.top_two(outputs)
    ends = pairwise(np.searchsorted(places, decision.regions.edges))
    for k, (low, high) in zip(decision.regions.categories, ends, strict=True):
        here = slice(low, high + 1)
        there = np.column_stack([places[here], ahead[here, 0]])
        back = np.column_stack([places[here], ahead[here, 1]])
        yield np.concatenate([there, back[::-1]]), int(k)
