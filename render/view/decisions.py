"""Decisions: which category a network's outputs name, as parts of a plot."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from model import Classifier, Regions, atlas, margins, regions
from render.errors import InputError
from render.plot.decisions import CurveDecision, Parts, SurfaceDecision
from render.view.contours import bands

LETTERS = "ABCDEFGHIJ"  # names of categories
MARGINS = (0.3, 0.2, 0.1, 0.05)  # levels on the floor, as shares of the outputs' range


def category_names(classifier: Classifier) -> tuple[str, ...]:
    """What the legend calls each category: its letter alone, if there are many.

    Raises InputError for more categories than letters.
    """
    if classifier.n_categories > len(LETTERS):
        words = f"at most {len(LETTERS)} outputs, as there are letters"
        raise InputError("layers", classifier.network.sizes, words)
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
    Raises InputError for more regions than a picture can show.
    """
    try:
        stretches = regions(classifier, x[0], x[-1], samples=(x, y))
    except ValueError as error:
        n_regions, _, expected = str(error).partition(" regions: expected ")
        raise InputError("regions", f"of {n_regions}", expected) from error
    # Regions appear one by one: all of category A, then those of B.
    turns = stretches.categories.argsort(kind="stable").argsort()
    return CurveDecision(
        parts=parts,
        regions=stretches,
        shown=np.clip(parts.regions * len(stretches) - turns, 0, 1),
        threshold=classifier.threshold,
        sums=classifier.network.sums(x[:, None]) if parts.sums else None,
        margin=tuple(_margins(classifier, stretches, x, y)) if parts.margin else (),
    )


def surface_decision(
    classifier: Classifier,
    parts: Parts,
    grid: tuple[np.ndarray, np.ndarray],
    outputs: np.ndarray,
    span: tuple[float, float],
) -> SurfaceDecision:
    """The decision of a classifier with two inputs.

    grid: the grid's lines along each input, (n_1,) and (n_2,).
    outputs: at its points, (n_1, n_2, n_outputs).
    span: the lowest and highest output shown.
    """
    areas = atlas(classifier, *grid, outputs)
    if not parts.margin:
        return SurfaceDecision(parts, areas)
    levels = (span[1] - span[0]) * np.array(MARGINS)
    margin = bands(*grid, margins(classifier.scores(outputs)), levels)
    return SurfaceDecision(parts, areas, margin)


def _margins(
    classifier: Classifier, stretches: Regions, x: np.ndarray, y: np.ndarray
) -> Iterator[np.ndarray]:
    """For each region the outline of what lies between the winner and the runner-up."""
    boundaries = stretches.boundaries
    index = np.searchsorted(x, boundaries)
    places = np.insert(x, index, boundaries)
    outputs = np.insert(y, index, classifier.network(boundaries[:, None]), axis=0)
    scores = np.sort(classifier.scores(outputs), axis=1)
    for low, high in pairwise(np.searchsorted(places, stretches.edges)):
        here = slice(low, high + 1)
        there = np.column_stack([places[here], scores[here, -1]])
        back = np.column_stack([places[here], scores[here, -2]])
        yield np.concatenate([there, back[::-1]])
