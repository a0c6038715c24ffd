"""Decisions: what a network's outputs come to, as parts of a plot."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from model import Atlas, Classifier, Regions, atlas, margins, regions
from render.contours import bands
from render.errors import InputError

LETTERS = "ABCDEFGHIJ"  # what categories are called
MARGINS = (0.3, 0.2, 0.1, 0.05)  # levels on the floor, of the outputs' range


@dataclass(frozen=True)
class Parts:
    """How much is seen of each part of a decision: 0 nothing, 1 all, between faded.

    sums: curves of what the outputs are before the activation.
    threshold: the line at it.
    boundaries: lines where the category changes.
    regions: which category is where. Of a curve's, one after the other.
    margin: by how much the winner leads the next.
    envelope: of several surfaces, the highest alone.
    """

    sums: float = 0.0
    threshold: float = 0.0
    boundaries: float = 0.0
    regions: float = 0.0
    margin: float = 0.0
    envelope: float = 0.0


@dataclass(frozen=True, eq=False)
class CurveDecision:
    """What a network of one input decides.

    shown: how much is seen of each region's bar, 0 to 1, shape (n_regions,).
    threshold: of one output; None where several play each other.
    sums: outputs before the activation at the plot's x, (n_points, n_outputs).
    margin: one outline for each region, of what is between the winner and the next,
        each of shape (n_points, 2).
    """

    parts: Parts
    regions: Regions
    shown: np.ndarray
    threshold: float | None
    sums: np.ndarray | None = None
    margin: tuple[np.ndarray, ...] = ()


@dataclass(frozen=True, eq=False)
class SurfaceDecision:
    """What a network of two inputs decides.

    margin: outlines (n_points, 2) of where the winner leads the next by less than some
        levels, the least last; holes run the other way round.
    """

    parts: Parts
    atlas: Atlas
    margin: tuple[tuple[np.ndarray, ...], ...] = ()


def category_names(classifier: Classifier) -> tuple[str, ...]:
    """What the legend calls each category; of many, the letters alone."""
    if classifier.n_categories > len(LETTERS):
        words = f"at most {len(LETTERS)} outputs, as there are letters"
        raise InputError("layers", classifier.network.layers, words)
    letters = LETTERS[: classifier.n_categories]
    if len(letters) > 3:
        return tuple(letters)
    means = [""] * len(letters)
    if classifier.threshold is not None:
        level = f"{classifier.threshold:g}".replace("-", "\N{MINUS SIGN}")
        signs = ">", "\N{LESS-THAN OR EQUAL TO}"
        means = [f":  $y$ {sign} {level}" for sign in signs]
    return tuple(map("Category {}{}".format, letters, means))


def curve_decision(
    classifier: Classifier, parts: Parts, x: np.ndarray, y: np.ndarray
) -> CurveDecision:
    """The decision of a classifier with one input.

    x (n_points,), y (n_points, n_outputs): its curves.
    Raises InputError for more regions than can be told apart.
    """
    try:
        found = regions(classifier, x[0], x[-1], samples=(x, y))
    except ValueError as error:
        n_regions, _, expected = str(error).partition(" regions: expected ")
        raise InputError("regions", f"of {n_regions}", expected) from error
    turns = found.categories.argsort(kind="stable").argsort()  # all of A's, then B's
    return CurveDecision(
        parts=parts,
        regions=found,
        shown=np.clip(parts.regions * len(found) - turns, 0, 1),
        threshold=classifier.threshold,
        sums=classifier.network.sums(x[:, None]) if parts.sums else None,
        margin=tuple(_between(classifier, found, x, y)) if parts.margin else (),
    )


def surface_decision(
    classifier: Classifier,
    parts: Parts,
    grid: tuple[np.ndarray, np.ndarray],
    outputs: np.ndarray,
    span: tuple[float, float],
) -> SurfaceDecision:
    """The decision of a classifier with two inputs.

    outputs: on the grid, (n_1, n_2, n_outputs); span: their range.
    """
    margin = ()
    if parts.margin:
        levels = (span[1] - span[0]) * np.array(MARGINS)
        margin = bands(*grid, margins(classifier.scores(outputs)), levels)
    return SurfaceDecision(parts, atlas(classifier, *grid, outputs), margin)


def _between(
    classifier: Classifier, found: Regions, x: np.ndarray, y: np.ndarray
) -> Iterator[np.ndarray]:
    """For each region the outline of what is between the winner and the next."""
    places = np.insert(x, np.searchsorted(x, found.boundaries), found.boundaries)
    at_boundaries = classifier.network(found.boundaries[:, None])
    outputs = np.insert(y, np.searchsorted(x, found.boundaries), at_boundaries, axis=0)
    scores = np.sort(classifier.scores(outputs), axis=1)
    for low, high in pairwise(np.searchsorted(places, found.edges)):
        here = slice(low, high + 1)
        there = np.column_stack([places[here], scores[here, -1]])
        back = np.column_stack([places[here], scores[here, -2]])
        yield np.concatenate([there, back[::-1]])
