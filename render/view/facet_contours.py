"""Contours of facets: straight across each, and turning at creases alone."""

from collections.abc import Iterator

import numpy as np

from model import Facets
from render.plot.marks.contours import Contour

SAME = 1e-9  # of the range: places nearer to each other are one


def facet_contours(facets: Facets, levels: tuple[float, ...]) -> tuple[Contour, ...]:
    """Every contour of facets, in order of output and level."""
    return tuple(
        Contour(output, levels[number], line)
        for output, heights in enumerate(facets.heights)
        for number, line in _lines(facets, heights, np.array(levels))
    )


def _lines(
    facets: Facets, heights: np.ndarray, levels: np.ndarray
) -> Iterator[tuple[int, np.ndarray]]:
    """The number of a level and a line (n_points, 2) on it, in order of level.

    heights: of the corners, (n_corners,).
    """
    after = facets.after
    is_above = heights > levels[:, None]
    turns = is_above[:, after].astype(int) - is_above
    # Facets are convex: the way around each goes up once, and down once, or not at all.
    # Lines lead from there to there, and so go on in the facet behind that edge.
    ends = [np.nonzero(turns == turn) for turn in (1, -1)]
    places = [_meeting(facets, heights, levels, *end) for end in ends]
    number, _ = ends[0]
    step = SAME * np.ptp(facets.corners)
    x_1, x_2 = np.rint((np.concatenate(places) - facets.corners[0]) / step).T.astype(
        int
    )
    _, names = np.unique(x_1 * round(2 / SAME) + x_2, return_inverse=True)
    before, behind = names.reshape(2, -1)
    for chain in _chains(before.tolist(), behind.tolist()):
        line = np.concatenate([places[0][chain], places[1][chain[-1:]]])
        yield int(number[chain[0]]), line


def _meeting(
    facets: Facets,
    heights: np.ndarray,
    levels: np.ndarray,
    number: np.ndarray,
    corner: np.ndarray,
) -> np.ndarray:
    """Where levels are met on the way from corners to the next: (n, 2)."""
    after = facets.after[corner]
    start, end = heights[corner], heights[after]
    share = (levels[number] - start) / (end - start)
    way = facets.corners[after] - facets.corners[corner]
    places: np.ndarray = facets.corners[corner] + share[:, None] * way
    return places


def _chains(before: list[int], behind: list[int]) -> list[list[int]]:
    """Pieces that go on from each other, put together, by number.

    before, behind: the names of the places at which each piece starts and ends.
    """
    follower = {name: piece for piece, name in enumerate(before)}
    arrived = set(behind)
    first = [piece for piece, name in enumerate(before) if name not in arrived]
    left, chains = dict.fromkeys([*first, *range(len(before))]), []
    while left:
        piece: int | None = next(iter(left))
        chain = []
        while piece is not None and piece in left:
            del left[piece]
            chain.append(piece)
            piece = follower.get(behind[piece])
        chains.append(chain)
    return sorted(chains, key=lambda chain: chain[0])
