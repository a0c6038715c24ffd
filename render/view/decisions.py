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
from render.plot.marks.level import Level
from render.plot.marks.mark import Mark
from render.view.contours import bands

LETTERS = "ABCDEFGHIJ"  # names of categories
MARGINS = (0.3, 0.2, 0.1, 0.05)  # levels on the floor, as shares of the outputs' range
SUMS = 0.5  # the width of the curves of sums, as a share of a curve's
CURVE_PARTS = ("sums", "threshold", "boundaries", "regions", "margin")
SURFACE_PARTS = ("envelope", "boundaries", "regions", "margin")


def category_names(classifier: Classifier) -> tuple[str, ...]:
    """What the legend calls each category: its letter alone, if there are many.

    Raises InputError for more categories than letters.
    """
    if classifier.n_categories > len(LETTERS):
        words = f"at most {len(LETTERS)} outputs, as there are letters"
        sizes = ",".join(map(str, classifier.network.sizes))
        raise InputError("layers", sizes, words)
    letters = LETTERS[: classifier.n_categories]
    if len(letters) > 3:
        return tuple(letters)
    means = [""] * len(letters)
    if classifier.threshold is not None:
        level = f"{classifier.threshold:g}".replace("-", "\N{MINUS SIGN}")
        signs = ">", "\N{LESS-THAN OR EQUAL TO}"
        means = [f":  $y$ {sign} {level}" for sign in signs]
    return tuple(map("Category {}{}".format, letters, means))


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
        yield Level(classifier.threshold, part="threshold")
    if "regions" in parts:
        yield Bars(stretches, part="regions")
    if "sums" in parts:
        name = classifier.network.layers[-1].activation.name.replace("_", " ")
        for k, v in enumerate(sums.T):
            words = "" if k else f"without {name}"  # one entry in the key will do
            yield Curve(x, v, k, SUMS, is_dashed=True, words=words, part="sums")


def surface_marks(
    classifier: Classifier,
    parts: tuple[str, ...],
    grid: tuple[np.ndarray, np.ndarray],
    sums: np.ndarray,
    span: tuple[float, float],
) -> Iterator[Mark]:
    """The marks of parts of a decision over two inputs, on the floor.

    grid: the grid's lines along each input, (n_1,) and (n_2,).
    sums: the last layer's, at its points, (n_1, n_2, n_outputs).
    span: the lowest and highest output shown.
    """
    areas = atlas(classifier, *grid, sums)
    if "regions" in parts:
        yield Areas(areas, part="regions")
    if "margin" in parts:
        outputs = classifier.network.layers[-1].activation(sums)
        levels = (span[1] - span[0]) * np.array(MARGINS)
        first, second = np.moveaxis(classifier.top_two(outputs), -1, 0)
        yield Dusk(bands(*grid, first - second, levels), part="margin")
    if "boundaries" in parts:
        yield Boundaries(areas.boundaries, part="boundaries")


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
