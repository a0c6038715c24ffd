"""Clarity: whether all regions of a decision are large enough to be seen."""

import numpy as np

from model import Classifier, Regions, count_regions

CLEAR = 0.05  # of what is shown: the least width and margin of a clear region
FAIR = 0.4  # of an even share of the floor: the least that a clear category has
CATEGORIES = 3  # how many categories must have a place, if there are as many

Range = tuple[float, float]


def clear_stretches(
    classifier: Classifier, stretches: Regions, x: Range, y: Range
) -> int:
    """How many regions there are over one input; 0 if they are not clear.

    The first is A, three categories, or both of two, have a place, and each region is
    wide and won by a margin.
    x, y: the ranges shown.
    """
    middles = (stretches.edges[1:] + stretches.edges[:-1]) / 2
    outputs = classifier.network(middles[:, None])
    first, second = classifier.top_two(outputs).T
    is_clear = (
        stretches.categories[0] == 0
        and len(set(stretches.categories)) >= min(classifier.n_categories, CATEGORIES)
        and stretches.widths.min() >= CLEAR * (x[1] - x[0])
        and (first - second).min() >= CLEAR * (y[1] - y[0])
    )
    return len(stretches) if is_clear else 0


def clear_areas(categories: np.ndarray, n_categories: int) -> int:
    """How many regions there are on a floor; 0 if a category has less than its share.

    Three categories, or both of two, must have a fair one.
    categories: those of the grid's points, (n_1, n_2).
    """
    sizes = np.sort(np.bincount(categories.ravel(), minlength=n_categories))
    if sizes[-min(n_categories, CATEGORIES)] < FAIR * categories.size / n_categories:
        return 0
    return count_regions(categories)
