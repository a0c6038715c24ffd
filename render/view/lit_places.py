"""Lit places: where a picture, columns of nodes, and their numbers stand in a room.

Layers run to the right in a wide room, and down in an upright one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from render.plot.drawings import Room
from render.plot.glyphs import Place, Shape
from render.type.typeset import Align, width
from render.view.rows import Column, column

MOST, FEWEST = 16, 3  # rows of a layer
PITCH, LARGEST = 62.0, 30.0  # from node to node, and the size of a node, at most
SHARE = 0.9  # of the pitch: a node's size, at most
NUMBER = "$0.00$"  # as wide as a number is
INSIDE = 3.0  # points that a number leaves free in its node
BESIDE = 4.0  # points between a node and its number, a number and a name
LINE = 1.25  # from line to line, in sizes of type
PICTURE = (0.72, 0.34), (0.34, 0.62)  # of height and width: wide rooms, upright ones
LEAST = 14.0  # points between layers
BOX = 0.6  # of the breadth: a box around layers


@dataclass(frozen=True)
class LitPlaces:
    """Where a network of many inputs stands in a room.

    sizes: of the layers, inputs first. room: for all. shape: rows and columns of the
    picture that the inputs are; None for a column. names: of the outputs.
    first: of each layer the numbers of nodes, from 1, that are shown before others; if
    empty, the first and the last ones are.
    Of a layer of more than 16 nodes, or fewer in a small room, some stand for all.

    Raises InputError for too little room.
    """

    sizes: tuple[int, ...]
    room: Room
    shape: tuple[int, int] | None
    names: tuple[str, ...] = ()
    first: tuple[tuple[int, ...], ...] = ()

    def __post_init__(self) -> None:
        if self._gap < LEAST or min(self.diameters) < self.room.small / 2:
            words = f"more for nodes of {','.join(map(str, self.sizes))}"
            raise self.room.refused(f"{words}: a larger picture")

    @property
    def is_upright(self) -> bool:
        """Whether layers run down."""
        return self.room.is_upright

    @property
    def align(self) -> Align:
        """Which part of words behind a node is at their place."""
        return "center" if self.is_upright else "left"

    @cached_property
    def side(self) -> float:
        """The longer side of the picture; 0 if there is none."""
        if self.shape is None:
            return 0.0
        high, wide = PICTURE[self.is_upright]
        return min(high * self.room.height, wide * self.room.width)

    @property
    def picture(self) -> Place:
        """The middle of the picture."""
        rows, columns = self.shape or (1, 1)
        along = self.side * min(1.0, rows / columns if self.is_upright else 1.0) / 2
        return self.at(along, 0.0)

    def has_nodes(self, k: int) -> bool:
        """Whether a layer is one of nodes, and not the picture."""
        return k > 0 or self.shape is None

    def is_whole(self, k: int) -> bool:
        """Whether all nodes of a layer are shown."""
        return self.columns[k].dots is None

    def is_inside(self, k: int) -> bool:
        """Whether the numbers of a layer are in its nodes."""
        return self._number + INSIDE <= self.diameters[k]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The rows of each layer."""
        unit = self.room.small * LINE
        if self.is_upright:  # numbers stand in two lines, so they have two rows each
            unit = (self._number + BESIDE) / 2
        most = max(FEWEST, min(MOST, int(self._breadth / unit)))
        if self.first:
            pairs = zip(self.sizes, self.first, strict=True)
            return tuple(_column(n, most, first) for n, first in pairs)
        return tuple(column(n, most, "first").without_bias() for n in self.sizes)

    def pitch(self, k: int) -> float:
        """From node to node in a layer."""
        return min(PITCH, self._breadth / len(self.columns[k].rows))

    @cached_property
    def diameters(self) -> tuple[float, ...]:
        """The size of the nodes of each layer."""
        pitches = map(self.pitch, range(len(self.sizes)))
        return tuple(min(LARGEST, SHARE * pitch) for pitch in pitches)

    def node(self, k: int, j: int) -> Place:
        """The middle of a node, numbered from 1, or of the dots that stand for it."""
        rows = self.columns[k]
        up = rows.heights.get(j, rows.dots)
        assert up is not None  # a layer without dots has all of its nodes
        return self.at(self._starts[k] + self.diameters[k] / 2, up * self.pitch(k))

    def numbers(self, k: int) -> Iterator[tuple[int, Place]]:
        """Each node of a layer that is shown, and where its number stands.

        It is the number's middle, or its left end where numbers are beside nodes.
        """
        for row, j in enumerate(self.columns[k].heights):
            yield j, self._beside(k, self.node(k, j), row)

    def count(self, k: int) -> Place:
        """Where it stands how many nodes a layer has, most of which are left out.

        It is the left end of the words; their middle in an upright room.
        """
        x, y = self.node(k, 0)
        if self.is_upright:
            return x, y - self.diameters[k] / 2 - (self._lines(k) - 0.5) * self._line
        return x + BESIDE + self.room.small / 4, y

    def name(self, j: int) -> Place:
        """Where the name of an output begins; its middle in an upright room."""
        k = len(self.sizes) - 1
        x, y = self.node(k, j)
        away = self._thick(k) - self.diameters[k] / 2
        if self.is_upright:
            return x, y - away - self._behind / 2
        return x + away + 2 * BESIDE, y

    def dots(self) -> Iterator[Shape]:
        """Dots for the nodes that are left out of a layer."""
        for k in range(len(self.sizes)):
            if self.has_nodes(k) and not self.is_whole(k):
                size = 0.7 * min(self.pitch(k), LARGEST)
                yield Shape(("dots", k), "dots", self.node(k, 0), (size / 5, size))

    def ends(self, k: int, i: int, j: int, start: Place | None) -> tuple[Place, Place]:
        """Where the line of a weight begins, and where it meets the next node.

        start: where it does if that is in the picture.
        """
        goal = np.array(self.node(k + 1, j))
        begin = np.array(start or self._out(k, i))
        if start is None and self.is_inside(k) and i in self.columns[k].heights:
            middle = np.array(self.node(k, i))
            way = (goal - middle) / np.hypot(*(goal - middle))
            begin = middle + way * self.diameters[k] / 2
        way = (goal - begin) / np.hypot(*(goal - begin))
        x, y = map(float, begin)
        x_end, y_end = map(float, goal - way * self.diameters[k + 1] / 2)
        return (x, y), (x_end, y_end)

    def between(self, first: int, last: int) -> tuple[Place, Place]:
        """The middle and the size of a box around some layers."""
        start = self._starts[first]
        end = self._starts[last] + self._thick(last)
        size = end - start, BOX * self._breadth
        if self.is_upright:
            size = size[1], size[0]
        return self.at((start + end) / 2, 0.0), size

    def at(self, along: float, up: float) -> Place:
        """A place so far along, and so far above the middle, or left of it."""
        if self.is_upright:
            return self.room.width / 2 - up, self.room.height - along
        return along, self.room.height / 2 + up

    def _out(self, k: int, j: int) -> Place:
        """Behind a node and its number."""
        x, y = self.node(k, j)
        away = self._thick(k) - self.diameters[k] / 2
        return (x, y - away) if self.is_upright else (x + away, y)

    def _beside(self, k: int, node: Place, row: int) -> Place:
        """Where the number of a node stands; row: which row it is in."""
        x, y = node
        if self.is_inside(k):
            return node
        away = self.diameters[k] / 2
        if self.is_upright:
            return x, y - away - (row % 2 + 0.5) * self._line
        return x + away + BESIDE, y

    @property
    def _number(self) -> float:
        """How wide a number is."""
        return self.room.small * width(NUMBER)

    @property
    def _line(self) -> float:
        return self.room.small * LINE

    def _lines(self, k: int) -> int:
        """How many lines there are below the nodes of a layer in an upright room."""
        numbers = 0 if self.is_inside(k) else 2
        return numbers + (not self.is_whole(k))

    def _thick(self, k: int) -> float:
        """How much of the way a layer takes, its numbers and its count included."""
        size = self.diameters[k]
        if self.is_upright:
            return size + self._lines(k) * self._line
        beside = 0.0 if self.is_inside(k) else BESIDE + self._number
        long = self.room.small * width(f"of {self.sizes[k]:,}") + 2 * BESIDE
        return max(size + beside, 0 if self.is_whole(k) else size / 2 + long)

    @property
    def _breadth(self) -> float:
        """What there is for a layer."""
        return self.room.width if self.is_upright else self.room.height

    @property
    def _behind(self) -> float:
        """What names of outputs take."""
        size = self.room.title  # that of the answer
        if self.is_upright:
            return LINE * size
        return 3 * BESIDE + size * max(map(width, self.names), default=0.0)

    @cached_property
    def _blocks(self) -> tuple[float, ...]:
        """How much of the way each layer takes, and the picture."""
        rows, columns = self.shape or (1, 1)
        ratio = rows / columns if self.is_upright else columns / rows
        picture = self.side * min(1.0, ratio)
        layers = range(len(self.sizes))
        return tuple(self._thick(k) if self.has_nodes(k) else picture for k in layers)

    @property
    def _gap(self) -> float:
        """Between layers."""
        long = self.room.height if self.is_upright else self.room.width
        return (long - self._behind - sum(self._blocks)) / (len(self.sizes) - 1)

    @cached_property
    def _starts(self) -> tuple[float, ...]:
        """Where each layer begins."""
        before = np.cumsum([0.0, *self._blocks[:-1]])
        return tuple(float(x) + k * self._gap for k, x in enumerate(before))


def _column(n: int, most: int, first: tuple[int, ...]) -> Column:
    """A layer's nodes; of more than fit, the first of some, with dots below them."""
    if n <= most:
        return column(n, most, "first").without_bias()
    nodes = sorted(first[: most - 1])
    top = len(nodes) / 2
    heights = {node: top - row for row, node in enumerate(nodes)}
    return Column(heights, -top)
