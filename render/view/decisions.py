"""Decisions: what a network's outputs come to, as parts of a plot."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from model import Classifier, Regions, atlas, margins, regions
from render.errors import InputError
from render.plot.decisions import CurveDecision, Parts, SurfaceDecision
from render.view.contours import bands

LETTERS = "ABCDEFGHIJ"  # what categories are called
MARGINS = (0.3, 0.2, 0.1, 0.05)  # levels on the floor, of the outputs' range


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
