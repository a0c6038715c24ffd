"""Decisions: which category a network's outputs name, as marks of a plot."""

from collections.abc import Iterator

import numpy as np

from model import Atlas, Classifier, atlas
from render.errors import InputError
from render.plot.marks.areas import Areas
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.dusk import Dusk
from render.plot.marks.letters import LETTERS, Letters
from render.plot.marks.level import Level
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.view.contours import bands

MARGINS = (0.3, 0.2, 0.1, 0.05)  # levels on the floor, as shares of the outputs' range
SURFACE_PARTS = ("envelope", "threshold", "boundaries", "regions", "margin")


def check_categories(classifier: Classifier) -> None:
    """Raise InputError for more categories than letters."""
    if classifier.n_categories > len(LETTERS):
        words = f"at most {len(LETTERS)} outputs, as there are letters"
        sizes = ",".join(map(str, classifier.network.sizes))
        raise InputError("layers", sizes, words)


def surface_marks(
    classifier: Classifier,
    parts: tuple[str, ...],
    grid: tuple[np.ndarray, np.ndarray],
    sums: np.ndarray,
    span: tuple[float, float],
    names: tuple[str, ...],
) -> Iterator[Mark]:
    """The marks of parts of a decision over two inputs, but for the surfaces.

    grid: the grid's lines along each input, (n_1,) and (n_2,).
    sums: the last layer's, at its points, (n_1, n_2, n_outputs).
    span: the lowest and highest output shown. names: of the categories.
    """
    areas, threshold = atlas(classifier, *grid, sums), classifier.threshold
    part = "boundaries"
    if "threshold" in parts and threshold is not None:
        part = "threshold"
        yield Level(threshold, name=f"$y = {threshold:g}$", part="threshold")
    if "regions" in parts:
        yield Areas(areas, part="regions")
    yield from _letters(areas, classifier, parts, names)
    if "margin" in parts:
        outputs = classifier.network.layers[-1].activation(sums)
        first, second = np.moveaxis(classifier.top_two(outputs), -1, 0)
        yield Dusk(bands(*grid, first - second, margins(span)), part="margin")
    if part in parts:
        yield Boundaries(areas.boundaries, part=part)
    if part in parts and (threshold is None or part == "threshold"):
        # Where it is decided, too: along creases, or at the threshold.
        yield Paths(tuple(_raised(classifier, areas.boundaries)), part=part)


def _letters(
    areas: Atlas,
    classifier: Classifier,
    parts: tuple[str, ...],
    names: tuple[str, ...],
) -> Iterator[Letters]:
    """The letters of categories, as soon as there are regions.

    Of a single output they stand on the surface, too, until that has their colours.
    """
    threshold = classifier.threshold
    if threshold is not None and "threshold" in parts and "regions" not in parts:
        yield Letters(areas, names, threshold, part="threshold")
    is_early = threshold is not None and "boundaries" in parts
    part = "boundaries" if is_early else "regions"
    if part in parts:
        yield Letters(areas, names, part=part)


def map_marks(
    classifier: Classifier,
    parts: tuple[str, ...],
    grid: tuple[np.ndarray, np.ndarray],
    sums: np.ndarray,
    span: tuple[float, float],
    names: tuple[str, ...],
) -> Iterator[Mark]:
    """The marks of parts of a decision over two inputs, on a map.

    grid, sums, span, names: as surface_marks takes them.
    """
    areas = atlas(classifier, *grid, sums)
    if "regions" in parts:
        yield Areas(areas, part="regions")
        yield Letters(areas, names, part="regions")
    if "margin" in parts:
        outputs = classifier.network.layers[-1].activation(sums)
        first, second = np.moveaxis(classifier.top_two(outputs), -1, 0)
        yield Dusk(bands(*grid, first - second, margins(span)), part="margin")
    if "boundaries" in parts:
        yield Boundaries(areas.boundaries, part="boundaries")


def category_letters(
    classifier: Classifier,
    grid: tuple[np.ndarray, np.ndarray],
    sums: np.ndarray,
    names: tuple[str, ...],
) -> Letters:
    """The names of categories in their colours, where there are no regions.

    grid, sums, names: as surface_marks takes them.
    """
    return Letters(atlas(classifier, *grid, sums), names, is_colored=True)


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
