"""Bars of hidden nodes: what each adds, sorted, above its picture and its number."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Image, Line, Place, Shape, words
from render.type.typeset import Align
from render.view.hidden_nodes import HiddenNodes
from render.view.images.captioned import line_height
from render.view.images.framed import framed
from render.view.parts import Part
from render.view.weights import decimal

THICK = 0.62  # of its share of the room: a bar
PICTURE = 0.92  # of its share: a node's picture


@dataclass(frozen=True, eq=False)
class NodeBars:
    """A bar for each hidden node, upright in a wide cell, else lying; highest first.

    values: how long each is, (n_nodes,), below 0 in the colour of negative weights.
    span: the lowest and the highest value there is room for, 0 among them.
    counts: whether values are whole numbers, without the colours of weights.
    ends: how many bars there are at either end; those between are one bar, their sum.
        None for a bar for each node.
    """

    values: np.ndarray
    nodes: HiddenNodes
    span: tuple[float, float]
    counts: bool = False
    ends: int | None = None

    @property
    def order(self) -> list[int]:
        """The nodes, the highest value first, counted from 0."""
        return np.argsort(-self.values, kind="stable").tolist()

    @property
    def between(self) -> list[int]:
        """The nodes that share a bar."""
        return [] if self.ends is None else self.order[self.ends : -self.ends]

    def glyphs(self, cell: Part, room: Room) -> Iterator[Glyph]:
        """The bars in a cell."""
        shown = [node for node in self.order if node not in self.between]
        bars = [(node, float(self.values[node])) for node in shown]
        if self.between:
            total = float(self.values[self.between].sum())
            bars.insert(self.ends or 0, (-1, total))
        spots = _Spots(cell, room, len(bars), self.span)
        for place, (node, value) in enumerate(bars):
            yield from self._bar(node, value, place, spots)
            yield from self._foot(node, place, spots)
        yield Line(("zero",), *spots.zero, "frame")

    def _bar(
        self, node: int, value: float, place: int, spots: "_Spots"
    ) -> Iterator[Glyph]:
        """A bar and its number."""
        middle, size = spots.bar(place, value)
        if self.counts:
            yield Shape(("bar", node), "bar", middle, size)
        else:
            yield Image(("bar", node), middle, size, np.sign([[value]]))
        x, y = spots.end(place, value)
        align: Align = "center"
        if not spots.is_wide:
            align = "left" if value >= 0 else "right"
        text = f"${value:.0f}$" if self.counts else f"${decimal(value)}$"
        yield words(("value", node), text, x, y, spots.room.small, align)

    def _foot(self, node: int, place: int, spots: "_Spots") -> Iterator[Glyph]:
        """A node's picture and its number; of those between, how many they are."""
        picture, number, small = (
            spots.picture(place),
            spots.number(place),
            spots.room.small,
        )
        if node < 0:
            yield words(("more",), str(len(self.between)), *picture, small, role="note")
            yield words(("others",), "more", *number, small, role="note")
            return
        nodes, key = self.nodes, ("node", node)
        look = nodes.images[:, node], nodes.shape, nodes.strongest
        yield from framed(key, picture, spots.side, *look)
        yield words(("number", node), str(node + 1), *number, small)


@dataclass(frozen=True)
class _Spots:
    """Where the bars of some nodes are; places are counted from 0."""

    cell: Part
    room: Room
    count: int
    span: tuple[float, float]

    @property
    def is_wide(self) -> bool:
        """Whether bars are upright, side by side."""
        return self.cell.width > self.cell.height

    @property
    def share(self) -> float:
        """Points that there are for each bar, across it."""
        long = self.cell.width if self.is_wide else self.cell.height
        return long / self.count

    @property
    def side(self) -> float:
        """Of pictures."""
        return PICTURE * min(self.share, 3 * self.room.small)

    @property
    def bars(self) -> Part:
        """What there is for bars and the words at their ends."""
        step = line_height(self.room)
        if self.is_wide:
            below = step if self.span[0] < 0 else 0.3 * step
            return self.cell.without(top=step, low=self.side + step + below)
        before = self.side + 2.2 * step
        words = 2.4 * step  # for numbers at the ends of bars
        left = before + (words if self.span[0] < 0 else 0.0)
        return self.cell.without(left=left, right=words)

    def _point(self, value: float, across: float) -> Place:
        low, high = self.span
        share = (value - low) / (high - low)
        if self.is_wide:
            return self.bars.left + across, self.bars.low + share * self.bars.height
        return self.bars.left + share * self.bars.width, self.bars.top - across

    def bar(self, place: int, value: float) -> tuple[Place, Place]:
        """The middle and the size of a bar."""
        across = (place + 0.5) * self.share
        (x, y), (end, top) = self._point(0.0, across), self._point(value, across)
        long, thick = abs(end - x) + abs(top - y), THICK * self.share
        size = (thick, long) if self.is_wide else (long, thick)
        return ((x + end) / 2, (y + top) / 2), size

    def end(self, place: int, value: float) -> Place:
        """Where the words at a bar's end are."""
        x, y = self._point(value, (place + 0.5) * self.share)
        away = (0.65 if self.is_wide else 0.4) * self.room.small
        away = away if value >= 0 else -away
        return (x, y + away) if self.is_wide else (x + away, y)

    def picture(self, place: int) -> Place:
        """The middle of a node's picture."""
        across, step = (place + 0.5) * self.share, line_height(self.room)
        if self.is_wide:
            return self.cell.left + across, self.cell.low + step + self.side / 2
        return self.cell.left + 2.1 * step + self.side / 2, self.cell.top - across

    def number(self, place: int) -> Place:
        """The middle of a node's number."""
        across, step = (place + 0.5) * self.share, line_height(self.room)
        if self.is_wide:
            return self.cell.left + across, self.cell.low + step / 2
        return self.cell.left + step, self.cell.top - across

    @property
    def zero(self) -> tuple[Place, Place]:
        """The ends of the line at zero."""
        return self._point(0.0, 0.0), self._point(0.0, self.count * self.share)
