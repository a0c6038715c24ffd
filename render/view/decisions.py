"""Decisions: which category a network's outputs name, as marks of a plot."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from model import Classifier, Regions, atlas, regions
from render.errors import InputError
from render.plot.marks.areas import Areas
from render.plot.marks.band import Band
from render.plot.marks.bars import Bars
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.curve import Curve
from render.plot.marks.dividers import Dividers
from render.plot.marks.dusk import Dusk
from render.plot.marks.letters import Letters
from render.plot.marks.level import Level
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.view.contours import bands

LETTERS = "ABCDEFGHIJ"  # names of categories
MARGINS = (0.3, 0.2, 0.1, 0.05)  # levels on the floor, as shares of the outputs' range
SUMS = 0.5  # the width of the curves of sums, as a share of a curve's
CURVE_PARTS = ("sums", "threshold", "boundaries", "regions", "margin")
SURFACE_PARTS = ("envelope", "threshold", "boundaries", "regions", "margin")


def check_categories(classifier: Classifier) -> None:
    """Raise InputError for more categories than letters."""
    if classifier.n_categories > len(LETTERS):
        words = f"at most {len(LETTERS)} outputs, as there are letters"
        sizes = ",".join(map(str, classifier.network.sizes))
        raise InputError("layers", sizes, words)


def curve_marks(
    classifier: Classifier, parts: tuple[str, ...], x: np.ndarray, y: np.ndarray
) -> Iterator[Mark]:
    """The marks of parts of a decision over one input, behind its curves.

    x (n_points,), y (n_points, n_outputs): its curves.
    Raises InputError for more regions than a picture can show.
    """
    sums = classifier.network.sums(x[:, None])
    stretches = stretches_of(classifier, x, sums)
    if "margin" in parts:
        for outline, k in _margins(classifier, stretches, x, y):
            yield Band(outline, series=k, part="margin")
    if "boundaries" in parts:
        yield Dividers(stretches.boundaries, part="boundaries")
    if "threshold" in parts and classifier.threshold is not None:
        yield Level(
            classifier.threshold,
            name=f"threshold {classifier.threshold:g}",
            part="threshold",
        )
    if "regions" in parts:
        yield Bars(stretches, part="regions")
    if "sums" in parts and "regions" not in parts:  # their work is done
        name = classifier.network.layers[-1].activation.name.replace("_", " ")
        for k, v in enumerate(sums.T):
            words = "" if k else f"without {name}"  # one name will do
            yield Curve(x, v, k, SUMS, is_dashed=True, name=words, part="sums")


def surface_marks(
    classifier: Classifier,
    parts: tuple[str, ...],
    grid: tuple[np.ndarray, np.ndarray],
    sums: np.ndarray,
    span: tuple[float, float],
) -> Iterator[Mark]:
    """The marks of parts of a decision over two inputs, but for the surfaces.

    grid: the grid's lines along each input, (n_1,) and (n_2,).
    sums: the last layer's, at its points, (n_1, n_2, n_outputs).
    span: the lowest and highest output shown.
    """
    areas, threshold = atlas(classifier, *grid, sums), classifier.threshold
    if "threshold" in parts and threshold is not None:
        yield Level(threshold, name=f"$y = {threshold:g}$", part="threshold")
    if "regions" in parts:
        yield Areas(areas, part="regions")
        letters = tuple(LETTERS[: classifier.n_categories])
        yield Letters(areas, letters, part="regions")
    if "margin" in parts:
        outputs = classifier.network.layers[-1].activation(sums)
        first, second = np.moveaxis(classifier.top_two(outputs), -1, 0)
        yield Dusk(bands(*grid, first - second, margins(span)), part="margin")
    if "boundaries" in parts:
        yield Boundaries(areas.boundaries, part="boundaries")
    part = "boundaries" if threshold is None else "threshold"
    if part in parts:  # where it is decided: along creases, or at the threshold
        yield Paths(tuple(_raised(classifier, areas.boundaries)), part=part)


def margins(span: tuple[float, float]) -> np.ndarray:
    """The leads that shades on the floor tell apart, the greatest first.

    span: the lowest and highest output shown.
    """
    return (span[1] - span[0]) * np.array(MARGINS)


def _raised(
    classifier: Classifier, lines: tuple[np.ndarray, ...]
) -> Iterator[np.ndarray]:
    """Boundaries (n_points, 2) as lines (n_points, 3) on the highest surface."""
    for line in lines:
        heights = classifier.threshold
        if heights is None:
            heights = classifier.network(line).max(axis=-1)
        yield np.column_stack([line, np.broadcast_to(heights, len(line))])


def stretches_of(classifier: Classifier, x: np.ndarray, sums: np.ndarray) -> Regions:
    """The regions of a classifier over one input, from the first x to the last.

    x (n_points,): creases included; sums: the last layer's there.
    Raises InputError for more regions than a picture can show.
    """
    try:
        return regions(classifier, x[0], x[-1], samples=(x, sums))
    except ValueError as error:
        n_regions, _, expected = str(error).partition(" regions: expected ")
        raise InputError("regions", f"of {n_regions}", expected) from error


def _margins(
    classifier: Classifier, stretches: Regions, x: np.ndarray, y: np.ndarray
) -> Iterator[tuple[np.ndarray, int]]:
    """For each region the outline of what lies between winner and runner-up.

    With it comes the region's category.
    """
    boundaries = stretches.boundaries
    index = np.searchsorted(x, boundaries)
    places = np.insert(x, index, boundaries)
    outputs = np.insert(y, index, classifier.network(boundaries[:, None]), axis=0)
    ahead = classifier.top_two(outputs)
    ends = pairwise(np.searchsorted(places, stretches.edges))
    for k, (low, high) in zip(stretches.categories, ends, strict=True):
        here = slice(low, high + 1)
        there = np.column_stack([places[here], ahead[here, 0]])
        back = np.column_stack([places[here], ahead[here, 1]])
        yield np.concatenate([there, back[::-1]]), int(k)
