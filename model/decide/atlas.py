"""Atlases: maps of the categories of a classifier over its two inputs."""

from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, cast

import numpy as np

from model.crossings import cross
from model.decide.classifier import Classifier, categories, leads
from model.layer import Layer
from model.network import Network

if TYPE_CHECKING:
    from contourpy import ContourGenerator


@dataclass(frozen=True, eq=False)
class Area:
    """Where a category, or any with a higher number, wins.

    rings: closed outlines (n_points, 2), all the same way round, and holes the other
        way. Every point of them lies on a boundary or on the grid's border.
    """

    category: int
    rings: tuple[np.ndarray, ...]


@dataclass(frozen=True, eq=False)
class Atlas:
    """The categories of all places over two inputs.

    lines: the grid's along each input, ascending, (n_1,) and (n_2,).
    categories: of the grid's points, shape (n_1, n_2).
    areas: in ascending order of category. The first covers the whole map, and each lies
        on top of those before it: a place has the category of the last area it is in.
    boundaries: lines (n_points, 2) between categories; none runs along another.
    """

    lines: tuple[np.ndarray, np.ndarray]
    categories: np.ndarray
    areas: tuple[Area, ...]
    boundaries: tuple[np.ndarray, ...]


def atlas(
    classifier: Classifier, x_1: np.ndarray, x_2: np.ndarray, sums: np.ndarray
) -> Atlas:
    """The atlas of a classifier with two inputs.

    A boundary is found wherever neighbouring grid points differ in category. The points
    of areas and boundaries lie on the grid's lines, and within 1e-7 of a grid step of
    the true boundary.

    x_1 (n_1,), x_2 (n_2,): the grid's lines, ascending.
    sums: the last layer's at the grid's points, (n_1, n_2, n_outputs).
    """
    scores = classifier.scores(sums)
    winners = categories(scores)
    lowest, *others = np.unique(winners)
    areas = [Area(int(lowest), (_border(x_1, x_2),))]
    boundaries: list[np.ndarray] = []
    for before, category in pairwise([lowest, *others]):
        members = np.arange(classifier.n_categories) >= category
        lead = leads(scores, members)
        outlines, lines = _trace(lead)
        paths = _settle(classifier, (x_1, x_2), lead, members, [*outlines, *lines])
        areas.append(Area(int(category), tuple(paths[: len(outlines)])))
        for points, steps in zip(paths[len(outlines) :], lines, strict=True):
            # Stretches beside categories below `before` were found in earlier rounds.
            boundaries += _pieces(points, _lower(winners, steps) == before)
    winners.setflags(write=False)
    return Atlas((x_1, x_2), winners, tuple(areas), tuple(boundaries))


def meetings(
    network: Network, x_1: np.ndarray, x_2: np.ndarray, sums: np.ndarray
) -> list[tuple[np.ndarray, np.ndarray]]:
    """Lines on which two outputs of a network of two inputs are equal.

    Each is places (n_points, 2), and the height of both outputs there, (n_points,).
    They are found as the boundaries of an atlas are. Where outputs are equal all over
    a region, such as where both are cut to zero, the lines are its edges.

    x_1, x_2, sums: as for an atlas.
    """
    *before, last = network.layers
    lines: list[tuple[np.ndarray, np.ndarray]] = []
    for pair in combinations(range(last.n_outputs), 2):
        scores = Classifier(network).scores(sums[..., pair])
        are_equal = bool((scores[..., 0] == scores[..., 1]).any())
        # A tie counts as the first's: the other way round, the other edge is found.
        for order in (pair, pair[::-1])[: 1 + are_equal]:
            both = Layer(last.weights[:, order], last.activation)
            duel, members = Classifier(Network([*before, both])), np.arange(2) > 0
            lead = leads(duel.scores(sums[..., order]), members)
            found = lines_at(_even(lead), 0.0)
            places = _settle(duel, (x_1, x_2), lead, members, found)
            lines += [(line, network(line)[:, pair[0]]) for line in places]
    return lines


def _border(x_1: np.ndarray, x_2: np.ndarray) -> np.ndarray:
    (low_1, high_1), (low_2, high_2) = x_1[[0, -1]], x_2[[0, -1]]
    corners = [(low_1, low_2), (low_1, high_2), (high_1, high_2), (high_1, low_2)]
    return np.array([*corners, corners[0]])


def _trace(lead: np.ndarray) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Outlines of where a lead is positive, and the lines where it changes sign.

    They are in steps of the grid: (n_points, 2), column and row.
    """
    generator = _even(lead)
    return rings(generator, 0.0, 3.0), lines_at(generator, 0.0)


def _even(lead: np.ndarray) -> "ContourGenerator":
    """What traces a lead whose sign changes are well between the grid's points."""
    from contourpy import FillType, contour_generator

    even = np.sign(lead) + lead / np.abs(lead).max()  # magnitudes from 1 to 2
    return contour_generator(z=even, fill_type=FillType.OuterOffset)


def lines_at(generator: "ContourGenerator", level: float) -> list[np.ndarray]:
    """The contour lines (n_points, 2) at a level.

    generator: of contourpy's LineType.Separate, its usual one.
    """
    return cast("list[np.ndarray]", generator.lines(level))


def rings(generator: "ContourGenerator", low: float, high: float) -> list[np.ndarray]:
    """Outlines (n_points, 2) of what lies between two levels.

    Holes run the other way round.
    generator: of contourpy's FillType.OuterOffset.
    """
    filled = generator.filled(low, high)
    points, offsets = cast("tuple[list[np.ndarray], list[np.ndarray]]", filled)
    return [
        ring
        for outlines, ends in zip(points, offsets, strict=True)
        for ring in np.split(outlines, ends[1:-1])
    ]


def _ends(steps: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The grid points, (row, column), at both ends of the edges that points are on."""
    # A point is a third of a step or more from a grid point, or at it but for rounding.
    steps = steps[:, ::-1]
    return np.floor(steps + 0.1).astype(int), np.ceil(steps - 0.1).astype(int)


def _lower(winners: np.ndarray, steps: np.ndarray) -> np.ndarray:
    """The lower of the categories beside each stretch of a line, (n_points - 1,)."""
    lower = np.min([winners[tuple(end.T)] for end in _ends(steps)], axis=0)
    return np.maximum(lower[:-1], lower[1:])


def _pieces(points: np.ndarray, kept: np.ndarray) -> list[np.ndarray]:
    """The pieces of a line that are kept.

    kept: whether each stretch between two of its points is, (n_points - 1,).
    """
    if kept.all():
        return [points]
    turns = np.flatnonzero(np.diff(np.concatenate([[0], kept, [0]])))
    return [points[start : end + 1] for start, end in turns.reshape(-1, 2)]


def _settle(
    classifier: Classifier,
    grid: tuple[np.ndarray, np.ndarray],
    lead: np.ndarray,
    members: np.ndarray,
    lines: list[np.ndarray],
) -> list[np.ndarray]:
    """Move lines onto the boundary, from grid steps (column, row) to places.

    Each point is a grid point, or lies on an edge of the grid at whose two ends leads
    differ in sign.
    """
    if not lines:
        return []
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

    def lead_at(place: np.ndarray, _: np.ndarray) -> np.ndarray:
        return leads(classifier.scores(classifier.network.sums(place)), members)

    before, after = cross(lead_at, starts, ends, at_starts, at_ends)
    places[on_edge] = ((before + after) / 2)[which.ravel()]
    places.setflags(write=False)
    return np.split(places, np.cumsum(counts)[:-1])
