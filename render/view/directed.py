"""Directed diagrams: which way signals run, and a loop, in which they never do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from model import Network
from render.errors import InputError
from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Glyph, Key, Line, Place, Shape
from render.view.diagrams import Diagram
from render.view.equations import Block

ABOVE = 46.0  # points above a diagram, for the loop
HEAD, SPREAD = 7.0, 0.42  # of arrows: the length in points, and half the angle
PIECES = 24  # of the loop
HIGH = 37.0  # points that the loop rises
CROSS = 11.0  # points: from the middle of the cross to its ends


@dataclass(frozen=True)
class DirectedDiagram:
    """A diagram whose lines are arrows, with a way back, crossed out.

    diagram: of circles. The way back leads from the second layer to the first.
    """

    diagram: Diagram

    def drawing(
        self, network: Network, room: Room, blocks: tuple[Block, ...] | None = None
    ) -> Drawing:
        """The diagram of a network, in points, in the middle of the room.

        Raises InputError if there is too little room, and for a single layer.
        """
        if len(network.layers) < 2:
            layers = ",".join(map(str, network.sizes))
            raise InputError("layers", layers, "three numbers or more, for a loop")
        left = replace(room, height=room.height - ABOVE)
        drawing = self.diagram.drawing(network, left, blocks)
        glyphs = drawing.glyphs
        return Drawing(
            (*glyphs, *_arrows(glyphs), *_loop(glyphs)),
            (room.width, room.height),
        )


def _arrows(glyphs: Sequence[Glyph]) -> Iterator[Line]:
    """The heads of lines, each of which goes into its line."""
    for glyph in glyphs:
        if isinstance(glyph, Line) and glyph.key[0] == "edge":
            yield from _head(glyph.key, glyph.start, glyph.end)


def _head(key: Key, start: Place, end: Place) -> Iterator[Line]:
    """The head of an arrow at the end of a line with a key."""
    x, y = np.subtract(start, end)
    back = np.arctan2(y, x)
    for side in (-1, 1):
        angle = back + side * SPREAD
        away = end[0] + HEAD * np.cos(angle), end[1] + HEAD * np.sin(angle)
        yield Line(("head", *key, side), away, end, into=key)


def _loop(glyphs: Sequence[Glyph]) -> Iterator[Line]:
    """An arrow from the top of the second layer's nodes back to that of the first's.

    A cross lies over its middle.
    """
    start, end = np.array([_top(glyphs, layer) for layer in (2, 1)])
    turn = np.linspace(0, np.pi, PIECES + 1)[:, None]
    arc = (start + end) / 2 + (start - end) / 2 * np.cos(turn)
    arc[:, 1] += HIGH * np.sin(turn[:, 0])
    places = [(float(x), float(y)) for x, y in arc]
    for part, ends in enumerate(pairwise(places)):
        yield Line(("loop",), *ends, part=part)
    yield from _head(("loop",), *places[-2:])
    x, y = places[PIECES // 2]
    for side in (-1, 1):
        ends = (x - CROSS, y - side * CROSS), (x + CROSS, y + side * CROSS)
        yield Line(("cross", side), *ends)


def _top(glyphs: Sequence[Glyph], layer: int) -> Place:
    """The top of the highest node of a column."""
    nodes = (
        (glyph.centre[0], glyph.centre[1] + glyph.size[1] / 2)
        for glyph in glyphs
        if isinstance(glyph, Shape) and glyph.key[:2] == ("node", layer)
    )
    return max(nodes, key=lambda place: place[1])
