"""Places of nodes: a network's layers one after the other, with room beside their ends.

They run to the right in a wide room, and down in an upright one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, product

import numpy as np

from render.plot.drawings import Room
from render.plot.glyphs import Label, Line, Place, Shape, words
from render.type.typeset import width
from render.view.rows import Column, column

MOST, FEWEST = 16, 3  # rows of a layer, if nothing else is said, and always
PITCH = 62.0  # from node to node within a layer, at most
SHARE = 0.9  # of the pitch: a node's size, at most
LEAST = 7.0  # points: a node's size
STUB = 0.7  # of a node's size: the space between layers, at least
BESIDE, NAMES = 6.0, 0.25  # points to a name, and of the room's width: its length
FEW, FAINTEST = 24, 0.35  # lines between two layers; more are fainter, to this opacity


@dataclass(frozen=True)
class NodePlaces:
    """Where a network's nodes stand in a room.

    sizes: of the layers, inputs first. room: for all. before, after: what is kept free
    before the inputs and behind the outputs. names: of the outputs, behind these where
    there is room. largest: the size of nodes, at most.
    most: rows of a layer. Of one of more nodes, or in a small room, some stand for all.

    Raises InputError for too little room.
    """

    sizes: tuple[int, ...]
    room: Room
    before: float = 0.0
    after: float = 0.0
    names: tuple[str, ...] = ()
    largest: float = 34.0
    most: int = MOST

    def __post_init__(self) -> None:
        if min(self.diameters) < LEAST:
            words = f"more for nodes of {','.join(map(str, self.sizes))}"
            raise self.room.refused(f"{words}: a larger picture")

    @property
    def is_upright(self) -> bool:
        """Whether layers run down."""
        return self.room.is_upright

    @cached_property
    def nodes(self) -> dict[tuple[int, int], Place]:
        """The middle of each node that is shown, by layer and number, from 1."""
        return {
            (k, j): self.place(k, height * self.pitch(k))
            for k, nodes in enumerate(self._columns)
            for j, height in nodes.heights.items()
        }

    @cached_property
    def diameters(self) -> tuple[float, ...]:
        """The size of the nodes of each layer."""
        most = min(self.largest, self._reach / (1 + STUB))
        return tuple(min(most, SHARE * self.pitch(k)) for k in range(len(self.sizes)))

    def place(self, k: float, up: float) -> Place:
        """A place in layer k, so far above its middle, or left of it."""
        along = self.before + self.largest / 2 + k * self._reach
        if self.is_upright:
            return self.room.width / 2 - up, self.room.height - along
        return along, self.room.height / 2 + up

    def lines(self) -> Iterator[Line]:
        """A line for each weight between nodes that are shown."""
        for k, (here, there) in enumerate(pairwise(self._columns)):
            n = len(here.heights) * len(there.heights)
            opacity = min(1.0, max(FAINTEST, (FEW / n) ** 0.5))
            for i, j in product(here.heights, there.heights):
                start, end = self._ends(k, i, j)
                yield Line(("edge", k, i, j - 1), start, end, opacity=opacity)

    def shapes(self) -> Iterator[Shape]:
        """Inputs as boxes, other nodes as circles, and dots for those left out."""
        for (k, j), place in self.nodes.items():
            size = self.diameters[k]
            form = "circle" if k else "box"
            yield Shape(("node", k, j), form, place, (size, size))
        for k, nodes in enumerate(self._columns):
            if nodes.dots is not None:
                size = 0.6 * self.pitch(k)
                place = self.place(k, nodes.dots * self.pitch(k))
                yield Shape(("dots", k), "dots", place, (size / 5, size))

    def labels(self) -> Iterator[Label]:
        """The names of outputs, where there is room for all that are shown."""
        if not self._has_names:
            return
        last, size = len(self.sizes) - 1, self._name_size
        for (k, j), (x, y) in self.nodes.items():
            if k == last:
                key, text = ("name", j), self.names[j - 1]
                away = self.diameters[k] / 2 + self.after + BESIDE
                if self.is_upright:
                    yield words(key, text, x, y - away - size / 2, size)
                else:
                    yield words(key, text, x + away, y, size, "left")

    @property
    def _name_size(self) -> float:
        """The size of names."""
        return self.room.small if self.is_upright else self.room.label

    @property
    def _longest(self) -> float:
        """How long the longest name is."""
        return self._name_size * max(map(width, self.names), default=0.0)

    @cached_property
    def _has_names(self) -> bool:
        """Whether there is room for names: beside each other, or below."""
        long, size = self._longest, self._name_size
        pitch = self.pitch(len(self.sizes) - 1)
        if self.is_upright:
            return 0 < long + BESIDE <= pitch
        return 0 < long <= NAMES * self.room.width and size + BESIDE <= pitch

    @cached_property
    def _columns(self) -> list[Column]:
        rows = int(self._breadth / LEAST * SHARE)
        most = max(FEWEST, min(self.most, rows))
        return [column(n, most, "first").without_bias() for n in self.sizes]

    @property
    def _breadth(self) -> float:
        """What there is for a layer."""
        return self.room.width if self.is_upright else self.room.height

    @property
    def _length(self) -> float:
        """What there is for all layers one after the other."""
        long = self.room.height if self.is_upright else self.room.width
        behind = self._name_size if self.is_upright else self._longest
        names = BESIDE + behind if self._has_names else 0.0
        return long - self.before - self.after - names

    @property
    def _reach(self) -> float:
        """From layer to layer."""
        return (self._length - self.largest) / (len(self.sizes) - 1)

    def pitch(self, k: int) -> float:
        """From node to node in a layer."""
        return min(PITCH, self._breadth / len(self._columns[k].rows))

    def _ends(self, k: int, i: int, j: int) -> tuple[Place, Place]:
        """Where the line of a weight leaves a node, and where it meets the next."""
        start, end = np.array(self.nodes[k, i]), np.array(self.nodes[k + 1, j])
        way = (end - start) / np.hypot(*(end - start))
        first, last = self.diameters[k] / 2, self.diameters[k + 1] / 2
        if k == 0:  # inputs are boxes
            first /= np.abs(way).max()
        x, y = map(float, start + way * first)
        x_end, y_end = map(float, end - way * last)
        return (x, y), (x_end, y_end)
