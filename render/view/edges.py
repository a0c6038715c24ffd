"""Edges: where surfaces meet each other, and where they are cut off."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from model import Facets, Network, facets, meetings
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.plot.marks.surface import Surface
from render.view.contours import surface_contours
from render.view.facet_contours import facet_contours

MEETING = 0.6  # the width of lines where surfaces meet, in widths of a boundary
CUT = 0.6  # of those where they are cut off
CREASE, FAINT = 0.3, 0.3  # the width of creases on a map, and their opacity
NOTHING = 1e-9  # of the range of leads: what is no more is none

Range = tuple[float, float]
Grid = tuple[np.ndarray, np.ndarray]  # lines along each input, (n_1,) and (n_2,)


def meeting_marks(
    network: Network, grid: Grid, sums: np.ndarray, pieces: Facets | None
) -> Iterator[Mark]:
    """Lines where two outputs are equal, on the surfaces and below them on the floor.

    sums: the last layer's at the grid's points, (n_1, n_2, n_outputs).
    pieces: those that the surfaces are made of, on which the lines are exact.
    """
    if pieces is None:
        lines = meetings(network, *grid, sums)
    else:
        lines = list(_facet_meetings(network, pieces))
    if lines:
        yield Boundaries(tuple(line for line, _ in lines), MEETING)
        yield Paths(tuple(np.column_stack(line) for line in lines), MEETING)


def _facet_meetings(
    network: Network, pieces: Facets
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """As meetings has them: straight across facets, and turning at creases alone."""
    numbers = range(pieces.planes.shape[1])
    for one, other in combinations(numbers, 2):
        planes = pieces.planes[:, one] - pieces.planes[:, other]
        are_equal = not planes.any(axis=-1).all()
        # From either side of where outputs are equal all over a facet; else they agree.
        for lead in (planes, -planes)[: 1 + are_equal]:
            leads = replace(pieces, planes=lead[:, None])
            for line in facet_contours(leads, (NOTHING * np.ptp(leads.heights),)):
                yield line.points, network(line.points)[:, one]


def cut_marks(surfaces: Sequence[Surface], span: tuple[float, float]) -> Iterator[Mark]:
    """Dashed lines where surfaces leave the span, if any do.

    span: the lowest and highest output shown; beyond, surfaces are cut off.
    """
    edges = [
        edge
        for surface in surfaces
        for level in span
        if surface.y.min() < level < surface.y.max()
        for edge in surface_contours(surface, (level,))
    ]
    if edges:
        lines = (
            np.column_stack([edge.points, np.full(len(edge.points), edge.level)])
            for edge in edges
        )
        yield Paths(tuple(lines), CUT, is_dashed=True)


def crease_marks(network: Network, ranges: tuple[Range, Range]) -> Iterator[Mark]:
    """The edges of a network's facets, over ranges of its inputs; none if it has none.

    Along them a hidden node is at a kink; most are creases of the outputs.
    """
    pieces = facets(network, *ranges)
    if pieces is not None:
        ends = pieces.corners, pieces.corners[pieces.after]
        lines = tuple(np.stack(ends, axis=1))
        yield Boundaries(lines, CREASE, opacity=FAINT, part="creases")
