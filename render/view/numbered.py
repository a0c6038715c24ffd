"""Numbered diagrams: networks in which every number has a place, and so has its slope.

Weights stand on their lines; a node is its sum, its function and what that gives. Each
cell has two rows, the upper one for a value and the lower one for its slope.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import product

import numpy as np

from render.errors import InputError
from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Key, Label, Line, Place, Shape, words
from render.type.typeset import Align, width
from render.view.weights import decimal

ROW = 1.35  # the height of a row, in sizes of small type
NAME = 1.4  # the height of a name above or below a cell, in sizes of small type
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
class Numbers:
    """What is seen in a numbered diagram.

    values, slopes: by the key of the cell: ("x", i), ("w", layer, i, j), ("v", layer,
        j), ("y", layer, j) and ("error",), all counted from 1; i is 0 for a bias.
    truth: of the outputs; empty where it is not seen.
    lit: keys of lines, ("edge", layer, i, j) and ("exit", j), that are looked at.
    new: of numbers, ("value", *key) and ("slope", *key), that are.
    """

    values: Mapping[Key, float] = field(default_factory=dict)
    slopes: Mapping[Key, float] = field(default_factory=dict)
    truth: Sequence[float] = ()
    lit: frozenset[Key] = frozenset()
    new: frozenset[Key] = frozenset()


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

    def drawing(self, numbers: Numbers) -> Drawing:
        """The diagram with some of its numbers."""
        glyphs = [*self._lines(numbers), *self._frames(numbers), *self._rows(numbers)]
        glyphs += [*self._names(), *self._truth(numbers)] if self.named else []
        return Drawing(tuple(glyphs), (self.room.width, self.room.height))

    # Where things are.

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
            half += (beside, 0.0) if self._is_upright else (0.0, self._name)
        return half

    @property
    def _is_upright(self) -> bool:
        return self.room.height > self.room.width

    def _node(self, k: int) -> float:
        """The width of the nodes of a layer; 0 is the inputs, the last the error."""
        has_function = 0 < k < len(self.diagram.sizes) and self.diagram.functions[k - 1]
        return 2 * self.cell[0] + TRIANGLE if has_function else self.cell[0]

    @property
    def _name(self) -> float:
        return NAME * self.size if self.named else 0.0

    @cached_property
    def _lengths(self) -> list[float]:
        """What each layer takes along the way, the inputs' and the error's included."""
        layers = range(len(self.diagram.sizes) + self.diagram.error)
        if self._is_upright:
            return [self.cell[1] + self._name for _ in layers]  # names stand below
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
        if self._is_upright:
            bias = RISE + self.cell[0] if self.diagram.biases else self._name
            return wide / 2 + bias, wide / 2
        bias = RISE + high if self.diagram.biases else self._name
        return high / 2 + bias, high / 2 + self._name

    def _pitch(self, k: int) -> float:
        """From node to node of a layer, across the way."""
        breadth = min(self.room.width, self.room.height) - sum(self._breadths)
        return min(PITCH, breadth / max(self.diagram.sizes[k] - 1, 1))

    @property
    def _has_room(self) -> bool:
        """Whether the nodes of each layer are apart."""
        inputs = self.cell[0 if self._is_upright else 1] + self._name
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
        half = self.cell[1] if self._is_upright else self._lengths[k]
        along = self._starts[k] + half / 2
        before, after = self._breadths
        across += (before - after) / 2
        if self._is_upright:
            return self.room.width / 2 + across, self.room.height - along
        return along, self.room.height / 2 - across

    def _bias(self, x: float, y: float) -> Place:
        """Where the bias of a sum at a place stands."""
        wide, high = self.cell
        return (x - wide - RISE, y) if self._is_upright else (x, y + high + RISE)

    def _entry(self, k: int, node: Place) -> Place:
        """Where lines come into a node."""
        x, y = node
        if self._is_upright:
            return x - (self._node(k) - self.cell[0]) / 2, y + self.cell[1] / 2
        return x - self._node(k) / 2, y

    def _exit(self, k: int, node: Place) -> Place:
        """Where lines leave a node."""
        x, y = node
        if self._is_upright:
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
            places = (_along(*ends, share) for share in shares)
            free = (
                place
                for place in places
                if self._is_below_names(place, ends[0])
                and not any(_inside(*other, place, self._half) for other in others)
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
        return not self._is_upright or drop >= self._name

    # What is drawn.

    def _lines(self, numbers: Numbers) -> Iterator[Line]:
        """Lines from node to node, with gaps for weights, to sums, and to the error."""
        for key, (start, end) in self.edges.items():
            middle, half = self.cells["w", *key[1:]], np.array(self.cell) / 2
            low, high = _inside(start, end, middle, half) or (0.5, 0.5)
            lit = float(key in numbers.lit)
            yield Line(key, start, _along(start, end, low), emphasis=lit)
            yield Line(key, _along(start, end, high), end, part=1, emphasis=lit)
        for key, (x, y) in self.cells.items():
            if key[0] == "w" and key[2] == 0:
                edge, down = ("edge", *key[1:]), self._is_upright
                size = self.cell[0] if down else self.cell[1]
                start = (x + size / 2, y) if down else (x, y - size / 2)
                end = (start[0] + RISE, y) if down else (x, start[1] - RISE)
                yield Line(edge, start, end, emphasis=float(edge in numbers.lit))
        if self.diagram.error:
            yield from self._exits(numbers)

    def _exits(self, numbers: Numbers) -> Iterator[Line]:
        """Lines from outputs to the error."""
        last = len(self.diagram.sizes) - 1
        end = self._entry(last + 1, self.cells[ERROR])
        for j, node in enumerate(self._nodes(last), start=1):
            lit = float(("exit", j) in numbers.lit)
            yield Line(("exit", j), self._exit(last, node), end, emphasis=lit)

    def _frames(self, numbers: Numbers) -> Iterator[Shape | Line]:
        """Boxes around cells, with a line between their rows; functions' triangles."""
        for key, (x, y) in self.cells.items():
            lit = float(bool({("value", *key), ("slope", *key)} & numbers.new))
            form = "weight" if key[0] == "w" else "box"
            yield Shape(("cell", *key), form, (x, y), self.cell, emphasis=lit)
            half = self.cell[0] / 2
            yield Line(("rows", *key), (x - half, y), (x + half, y), role="frame")
            if key[0] == "y":
                left = x - half - TRIANGLE / 2
                size = TRIANGLE, self.cell[1]
                triangle = ("triangle", *key[1:])
                yield Shape(triangle, "triangle", (left, y), size, emphasis=lit)

    def _names(self) -> Iterator[Label]:
        """What cells are: inputs, sums, values of a function, the error."""
        own = dict(self.diagram.names)
        for key in self.cells:
            if text := own.get(key, self._usual_name(key)):
                is_below = (key[0] == "v" and not own) or (
                    key == ERROR and self._is_upright
                )
                yield self._name_of(key, text, is_below)

    def _usual_name(self, key: Key) -> str:
        """What a cell is called; empty if it is not."""
        if key[0] == "y":
            return "" if self._is_upright else self.diagram.functions[key[1] - 1]
        return {"x": f"$x_{{{key[-1]}}}$", "v": "sum", "error": "error"}.get(key[0], "")

    def _name_of(self, key: Key, text: str, is_below: bool) -> Label:
        """A name below its cell or above it; left of it where lines come from there."""
        (x, y), (wide, high) = self.cells[key], self.cell
        if self._is_upright and not is_below:
            return self._word(key, text, x - wide / 2 - PAD, y, "right")
        rise = high / 2 + self._name / 2
        return self._word(key, text, x, y - rise if is_below else y + rise)

    def _truth(self, numbers: Numbers) -> Iterator[Label]:
        """What outputs should be, beside them."""
        last = len(self.diagram.sizes) - 1
        kind = "y" if self.diagram.functions[-1] else "v"
        for j, truth in enumerate(numbers.truth, start=1):
            (x, y), (wide, high) = self.cells[kind, last, j], self.cell
            key, text = ("truth", j), f"truth {_plain(truth)}"
            if self._is_upright:
                yield self._word(key, text, x + wide / 2 + PAD, y, "left")
            else:
                drop = high / 2 + self._name * (1.5 if kind == "v" else 0.5)
                yield self._word(key, text, x + wide / 2, y - drop, "right")

    def _rows(self, numbers: Numbers) -> Iterator[Label]:
        """The numbers: values above, slopes below."""
        rise = self.cell[1] / 4
        rows = ("value", numbers.values, rise), ("slope", numbers.slopes, -rise)
        for role, row, up in rows:
            for key, number in row.items():
                x, y = self.cells[key]
                text, size = f"${decimal(number)}$", self.size
                label = words((role, *key), text, x, y + up, size, role=role)
                yield replace(label, emphasis=float(label.key in numbers.new))

    def _word(
        self, key: Key, text: str, x: float, y: float, align: Align = "center"
    ) -> Label:
        return words(("name", *key), text, x, y, self.size, align, "note")


def _is_apart(place: Place, others: Iterable[Place], size: np.ndarray) -> bool:
    """Whether a box of a size around a place lies on none of those around others."""
    return all((np.abs(np.subtract(place, there)) >= size).any() for there in others)


def _plain(value: float) -> str:
    """A number among words."""
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def _along(start: Place, end: Place, share: float) -> Place:
    """The place a share of the way from start to end."""
    x, y = np.array(start) + share * np.subtract(end, start)
    return float(x), float(y)


def _inside(
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
