"""Decision maps: where over two inputs a classifier says which category."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from model.crossings import cross
from model.decide.classifier import Classifier, categories, leads


@dataclass(frozen=True, eq=False)
class Area:
    """Where a category wins, or one after it.

    rings: closed outlines (n_points, 2), the same way round in all areas, and holes
        the other way. Every point inside the grid's border lies on a boundary.
    """

    category: int
    rings: tuple[np.ndarray, ...]


@dataclass(frozen=True, eq=False)
class Atlas:
    """The categories of all places over two inputs.

    categories: of the grid's points, shape (n_1, n_2).
    areas: in ascending order, the first of all places, each on top of those before
        it: a place has the category of the last area that it is in.
    boundaries: lines (n_points, 2) between categories, each stretch once.
    """

    categories: np.ndarray
    areas: tuple[Area, ...]
    boundaries: tuple[np.ndarray, ...]


def atlas(
    classifier: Classifier, x_1: np.ndarray, x_2: np.ndarray, outputs: np.ndarray
) -> Atlas:
    """The decision map of a classifier with two inputs.

    Whatever differs between neighbouring grid points is found; the points of areas
    and boundaries lie on the true boundary, to 1e-7 of the grid's steps, and on the
    grid's lines.

    x_1 (n_1,), x_2 (n_2,): the grid's lines, ascending.
    outputs: there, (n_1, n_2, n_outputs).
    """
    scores = classifier.scores(outputs)
    found = categories(scores)
    lowest, *others = np.unique(found)
    areas, boundaries = [Area(int(lowest), (_border(x_1, x_2),))], []
    for before, category in pairwise([lowest, *others]):
        members = np.arange(classifier.n_categories) >= category
        lead = leads(scores, members)
        outlines, lines = _traced(lead)
        settled = _settle(classifier, (x_1, x_2), lead, members, [*outlines, *lines])
        areas.append(Area(int(category), tuple(settled[: len(outlines)])))
        for points, steps in zip(settled[len(outlines) :], lines, strict=True):
            # What divides lower categories from this one was there before.
            boundaries += _parts(points, _lower(found, steps) == before)
    found.setflags(write=False)
    return Atlas(found, tuple(areas), tuple(boundaries))


def _border(x_1: np.ndarray, x_2: np.ndarray) -> np.ndarray:
    (low_1, high_1), (low_2, high_2) = x_1[[0, -1]], x_2[[0, -1]]
    corners = [(low_1, low_2), (low_1, high_2), (high_1, high_2), (high_1, low_2)]
    return np.array([*corners, corners[0]])


def _traced(lead: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Outlines of where a lead is positive, and the lines where it changes sign.

    In steps of the grid: (n_points, 2), column and row.
    """
    from contourpy import FillType, contour_generator

    # Of lengths from 1 to 2: they cross zero well between the points of the grid.
    even = np.sign(lead) + lead / np.abs(lead).max()
    generator = contour_generator(z=even, fill_type=FillType.OuterOffset)
    return rings(generator.filled(0.0, 3.0)), generator.lines(0.0)


def rings(filled: tuple[list, list]) -> list[np.ndarray]:
    """All outlines that contourpy fills with FillType.OuterOffset."""
    return [
        ring
        for points, offsets in zip(*filled, strict=True)
        for ring in np.split(points, offsets[1:-1])
    ]


def _ends(steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The grid points, (row, column), on either side of points on the grid's edges."""
    # A third of a step or more from a point of the grid, or at it but for rounding.
    steps = steps[:, ::-1]
    return np.floor(steps + 0.1).astype(int), np.ceil(steps - 0.1).astype(int)


def _lower(found: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The lower category that each stretch of a line divides, (n_points - 1,)."""
    lower = np.min([found[tuple(end.T)] for end in _ends(steps)], axis=0)
    return np.maximum(lower[:-1], lower[1:])


def _parts(points: np.ndarray, kept: np.ndarray) -> list[np.ndarray]:
    """What is left of a line of which only some stretches are kept."""
    if kept.all():
        return [points]
    turns = np.flatnonzero(np.diff(np.concatenate([[0], kept, [0]])))
    return [points[start : end + 1] for start, end in turns.reshape(-1, 2)]


def _settle(classifier, grid, lead, members, lines) -> list[np.ndarray]:
    """Lines from grid steps (column, row) to places, moved onto the boundary.

    Each point is on an edge of the grid, at whose two ends leads differ in sign, or
    is a point of the grid itself.
    """
    counts = [len(line) for line in lines]
    base, other = _ends(np.concatenate(lines))
    places = np.stack([axis[i] for axis, i in zip(grid, base.T, strict=True)], axis=1)
    on_edge = np.flatnonzero((base != other).any(axis=1))
    ends = np.hstack([base[on_edge], other[on_edge]])
    edges, which = np.unique(ends, axis=0, return_inverse=True)
    flip = lead[edges[:, 0], edges[:, 1]] < 0
    edges[flip] = edges[flip][:, [2, 3, 0, 1]]
    at_starts, at_ends = (lead[edges[:, i], edges[:, i + 1]] for i in (0, 2))
    starts, ends = (
        np.stack([grid[0][edges[:, i]], grid[1][edges[:, i + 1]]], axis=1)
        for i in (0, 2)
    )

    def lead_at(place, _):
        return leads(classifier.scores(classifier.network(place)), members)

    before, after = cross(lead_at, starts, ends, at_starts, at_ends)
    places[on_edge] = ((before + after) / 2)[which.ravel()]
    places.setflags(write=False)
    return np.split(places, np.cumsum(counts)[:-1])
