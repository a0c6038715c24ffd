"""Layouts of numbered diagrams: a place for every number, as large as a room."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from itertools import product

import numpy as np

from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Key, Place
from render.type.typeset import width

ROW = 1.35  # the height of a row, in sizes of the type
NAME = 1.4  # the height of a name above or below a cell, in sizes of the type
WIDEST = "$-0.00$"  # of the numbers in cells
PAD = 3.0  # on either side of them, in points
TRIANGLE = 12.0  # the width of a function's, in points
RISE = 7.0  # from a bias to its sum
EXIT = 20.0  # from an output to the error
PITCH = 150.0  # from node to node, at most
GAP = 6.0  # from node to node, at least
CLEAR = 1.0  # from a cell to what passes it
SHARES = np.linspace(0.1, 0.9, 33)  # of its line's length, where a weight may stand
ERROR: Key = ("error",)


@dataclass(frozen=True)
class Numbered:
    """What there are places for in a numbered diagram.

    sizes: nodes in each layer, inputs first. functions: what each layer's is called;
        empty for none. biases: whether sums have them. error: whether there is one.
    names: of cells, by their keys, where others than usual.
    """

    sizes: tuple[int, ...]
    functions: tuple[str, ...]
    biases: bool = True
    error: bool = True
    names: tuple[tuple[Key, str], ...] = ()

    @property
    def n_layers(self) -> int:
        """How many layers of weights there are."""
        return len(self.functions)


@dataclass(frozen=True)
class NumberedLayout:
    """The layout of a numbered diagram, as large as a room.

    It runs to the right in a wide room, and down in an upright one.
    size: of the type. named: whether words say what cells are.

    Raises InputError for too little room.
    """

    diagram: Numbered
    room: Room
    size: float
    named: bool = True

    def __post_init__(self) -> None:
        if not (self._has_room and self._weights):
            sizes = ",".join(map(str, self.diagram.sizes))
            words = "a squarer room, or fewer nodes"
            raise InputError("a numbered diagram", f"of {sizes}", words)

    @cached_property
    def cell(self) -> Place:
        """The width and height of a cell."""
        small = self.size
        return small * width(WIDEST) + 2 * PAD, 2 * ROW * small

    @cached_property
    def cells(self) -> dict[Key, Place]:
        """The middle of each cell, by its key."""
        found = self._own_cells | {
            ("w", *key[1:]): place for key, place in self._weights.items()
        }
        if self.diagram.error:
            found[ERROR] = self._place(len(self.diagram.sizes), 0.0)
        return found

    @cached_property
    def _own_cells(self) -> dict[Key, Place]:
        """The cells of inputs and nodes, with their biases."""
        found: dict[Key, Place] = {}
        for k in range(len(self.diagram.sizes)):
            for j, (x, y) in enumerate(self._nodes(k), start=1):
                half = (self._node(k) - self.cell[0]) / 2
                if k == 0:
                    found["x", j] = x, y
                    continue
                found["v", k, j] = x - half, y
                if half:
                    found["y", k, j] = x + half, y
                if self.diagram.biases:
                    found["w", k, 0, j] = self._bias(x - half, y)
        return found

    @cached_property
    def edges(self) -> dict[Key, tuple[Place, Place]]:
        """Where the lines of weights begin and end, by their keys, without biases."""
        found: dict[Key, tuple[Place, Place]] = {}
        for k in range(1, len(self.diagram.sizes)):
            pairs = product(enumerate(self._nodes(k - 1)), enumerate(self._nodes(k)))
            for (i, start), (j, end) in pairs:
                ends = self._exit(k - 1, start), self._entry(k, end)
                found["edge", k, i + 1, j + 1] = ends
        return found

    @property
    def _half(self) -> np.ndarray:
        """Half the width and height of a weight's cell with all that is around it."""
        half = np.array(self.cell) / 2 + CLEAR
        if self.diagram.names:  # beside it or above it
            longest = max(width(text) for _, text in self.diagram.names)
            beside = self.size * longest + PAD
            half += (beside, 0.0) if self.is_upright else (0.0, self.name_height)
        return half

    @property
    def is_upright(self) -> bool:
        """Whether it runs down."""
        return self.room.is_upright

    def _node(self, k: int) -> float:
        """The width of the nodes of a layer; 0 is the inputs, the last the error."""
        has_function = 0 < k < len(self.diagram.sizes) and self.diagram.functions[k - 1]
        return 2 * self.cell[0] + TRIANGLE if has_function else self.cell[0]

    @property
    def name_height(self) -> float:
        """What a name above or below a cell takes."""
        return NAME * self.size if self.named else 0.0

    @cached_property
    def _lengths(self) -> list[float]:
        """What each layer takes along the way, the inputs' and the error's included."""
        layers = range(len(self.diagram.sizes) + self.diagram.error)
        if self.is_upright:
            return [self.cell[1] + self.name_height] * len(layers)  # names below
        return [self._node(k) for k in layers]

    @cached_property
    def _starts(self) -> list[float]:
        """Where each layer begins along the way."""
        length = max(self.room.width, self.room.height)
        n, last = self.diagram.n_layers, [EXIT] * self.diagram.error
        gaps = [*[(length - sum(self._lengths) - sum(last)) / n] * n, *last]
        steps = np.add(self._lengths[:-1], gaps)
        return [0.0, *map(float, np.cumsum(steps))]

    @cached_property
    def _breadths(self) -> tuple[float, float]:
        """What a node takes across the way: before its middle, and after it."""
        wide, high = max(map(self._node, range(len(self.diagram.sizes)))), self.cell[1]
        if self.is_upright:
            bias = RISE + self.cell[0] if self.diagram.biases else self.name_height
            return wide / 2 + bias, wide / 2
        bias = RISE + high if self.diagram.biases else self.name_height
        return high / 2 + bias, high / 2 + self.name_height

    def _pitch(self, k: int) -> float:
        """From node to node of a layer, across the way."""
        breadth = min(self.room.width, self.room.height) - sum(self._breadths)
        return min(PITCH, breadth / max(self.diagram.sizes[k] - 1, 1))

    @property
    def _has_room(self) -> bool:
        """Whether the nodes of each layer are apart."""
        inputs = self.cell[0 if self.is_upright else 1] + self.name_height
        needs = [inputs, *[sum(self._breadths)] * len(self.diagram.functions)]
        return all(
            self._pitch(k) >= need + GAP
            for k, need in enumerate(needs)
            if self.diagram.sizes[k] > 1
        )

    def _nodes(self, k: int) -> list[Place]:
        """The middles of the nodes of a layer."""
        n, pitch = self.diagram.sizes[k], self._pitch(k)
        return [self._place(k, (j - (n - 1) / 2) * pitch) for j in range(n)]

    def _place(self, k: int, across: float) -> Place:
        """A place in a layer, across from the middle of the way."""
        half = self.cell[1] if self.is_upright else self._lengths[k]
        along = self._starts[k] + half / 2
        before, after = self._breadths
        across += (before - after) / 2
        if self.is_upright:
            return self.room.width / 2 + across, self.room.height - along
        return along, self.room.height / 2 - across

    def _bias(self, x: float, y: float) -> Place:
        """Where the bias of a sum at a place stands."""
        wide, high = self.cell
        return (x - wide - RISE, y) if self.is_upright else (x, y + high + RISE)

    def _entry(self, k: int, node: Place) -> Place:
        """Where lines come into a node."""
        x, y = node
        if self.is_upright:
            return x - (self._node(k) - self.cell[0]) / 2, y + self.cell[1] / 2
        return x - self._node(k) / 2, y

    def _exit(self, k: int, node: Place) -> Place:
        """Where lines leave a node."""
        x, y = node
        if self.is_upright:
            return x + (self._node(k) - self.cell[0]) / 2, y - self.cell[1] / 2
        return x + self._node(k) / 2, y

    @cached_property
    def _weights(self) -> dict[Key, Place]:
        """Where on their lines the cells of weights stand; empty for too little room.

        None lies on another, nor on another's line. Each has the first place that will
        do, tried from where all lines of a layer are at different heights.
        """
        found: dict[Key, Place] = {}
        for key, ends in self.edges.items():
            others = [e for k, e in self.edges.items() if k[1] == key[1] and k != key]
            usual = 1 / (self.diagram.sizes[key[1]] + 1)
            shares = sorted(SHARES, key=lambda share: abs(share - usual))
            places = (along(*ends, share) for share in shares)
            free = (
                place
                for place in places
                if self._is_below_names(place, ends[0])
                and not any(inside(*other, place, self._half) for other in others)
                and _is_apart(place, found.values(), 2 * self._half)
                and _is_apart(place, self._own_cells.values(), np.array(self.cell))
            )
            if (place := next(free, None)) is None:
                return {}
            found[key] = place
        return found

    def _is_below_names(self, place: Place, start: Place) -> bool:
        """Whether a cell leaves room for a name below the node its line comes from."""
        drop = start[1] - place[1] - self._half[1]
        return not self.is_upright or drop >= self.name_height

    @cached_property
    def ties(self) -> dict[Key, tuple[Place, Place]]:
        """Where lines from biases to sums begin and end, by the keys of their edges."""
        wide, high = self.cell
        found: dict[Key, tuple[Place, Place]] = {}
        for key, (x, y) in self._own_cells.items():
            if key[0] == "w":
                start = (x + wide / 2, y) if self.is_upright else (x, y - high / 2)
                end = (start[0] + RISE, y) if self.is_upright else (x, start[1] - RISE)
                found["edge", *key[1:]] = start, end
        return found

    @cached_property
    def exits(self) -> dict[Key, tuple[Place, Place]]:
        """Where lines from outputs to the error begin and end, by their keys."""
        if not self.diagram.error:
            return {}
        last = len(self.diagram.sizes) - 1
        end = self._entry(last + 1, self.cells[ERROR])
        nodes = enumerate(self._nodes(last), start=1)
        return {("exit", j): (self._exit(last, node), end) for j, node in nodes}


def _is_apart(place: Place, others: Iterable[Place], size: np.ndarray) -> bool:
    """Whether a box of a size around a place lies on none of those around others."""
    return all((np.abs(np.subtract(place, there)) >= size).any() for there in others)


def along(start: Place, end: Place, share: float) -> Place:
    """The place a share of the way from start to end."""
    x, y = np.array(start) + share * np.subtract(end, start)
    return float(x), float(y)


def inside(
    start: Place, end: Place, middle: Place, half: np.ndarray
) -> tuple[float, float] | None:
    """From which share of its way to which a line is in a box; None if it never is."""
    across = np.subtract(end, start)
    across = np.where(across == 0, 1e-12, across)
    sides = np.array(
        [np.subtract(middle, start) - half, middle - np.array(start) + half]
    )
    shares = np.sort(sides / across, axis=0)
    low, high = max(0.0, *shares[0]), min(1.0, *shares[1])
    return (float(low), float(high)) if low < high else None
