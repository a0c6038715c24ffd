"""Explicit diagrams: every multiplication, sum and nonlinearity of a network.

Names and boxes stand upright on the lines themselves. With n inputs and m sums a pitch
apart, the heights of all n m lines at 1 / (m + 1) of the way are evenly spaced, and
again at n / (n + 1) of the way: there the boxes of the weights stand, and the names of
the products. So none meets another, however many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from render import typeset
from render.drawing import Drawing, Label, Line, Mark, Place, Shape
from render.rows import Column, column

TYPE = 10.0  # the size of names
MIDDLE = 0.26  # of it: from a small letter's baseline to its middle
TALL = 0.365  # the same for figures and capitals
NODE = 7.0  # radius of an input node
SUM = 16.0  # side of a sum's box
FUNCTION = (16.0, 19.0)  # width and height of the triangle of f
BOX, BOX_PAD = 14.0, 3.0  # height of a weight's box, and its width beyond its name
NAME = 11.0  # the height that a name takes up
GAP = 2.0  # between a name and the ends of its line
STUB = 5.0  # the least of any line that is to be seen
CLEAR = 1.0  # between a box or a name and a line that passes
AIRY = 1.7  # from box to box, of a box's height: less makes diagrams wider
PITCH, REACH = 52.0, 86.0  # at least, between rows, and from input nodes to sums
DOTS = (2.4, 12.0)  # width and height
FRAME = 13.0  # from the outermost rows to the frame, beside half a node
NUMERAL = 9.0  # the size of a frame's number
ROMAN = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


@lru_cache(maxsize=64)
def draw(
    nodes: tuple[int, ...],
    nonlinear: bool,
    bias: str,
    most: int,
    frames: bool,
    names: str,
) -> Drawing:
    """Every operation of a network, for the options of render.ExplicitDiagram.

    nodes: of each layer. nonlinear: whether a function comes after the sums.
    names: as there; or a number, such as "-0.00", for boxes large enough for it.
    """
    columns = [column(n, most, bias) for n in nodes]
    if len(nodes) == 2:
        columns[0] = columns[0].centred()
    last = len(nodes) - 2
    layers = [
        Layer(number, here, there, nonlinear, names, number == last)
        for number, (here, there) in enumerate(pairwise(columns))
    ]
    pitch = max([PITCH, *(layer.least_pitch for layer in layers)])
    marks, x, boundaries = [], 0.0, [0.0]
    for layer in layers:
        placed = Placed(layer, pitch, x)
        marks += placed.marks()
        x = placed.end
        boundaries.append(x)
    if frames:
        rows = [y * pitch for c in columns for y in c.ends]
        marks += _frames(boundaries, min(rows), max(rows))
    return Drawing.around(marks, pad=1.0)


@dataclass(frozen=True)
class Layer:
    """One layer: what is in it, and how much room it needs.

    inputs, outputs: the input nodes and, without their bias node, the sums.
    """

    number: int
    inputs: Column
    outputs: Column
    nonlinear: bool
    names: str
    is_last: bool

    def name(self, symbol: str, *indices: int) -> str:
        """What a number is called, as mathematics; empty if it has no name."""
        if symbol == "w" and self.has_numbers:
            return f"${self.names}$"
        if self.names == "plain":
            plain = {"x1": "x", "x0": "1", "w10": "m", "w00": "b", "v0": "y"}
            name = plain.get(symbol + "".join(map(str, indices)))
            return f"${name}$" if name else ""
        subscript = ("," if max(indices) > 9 else "").join(map(str, indices))
        if self.names == "numbered":
            subscript += rf"\,\mathrm{{{roman(self.number + 1)}}}"
        return f"${symbol}_{{{subscript}}}$"

    @property
    def has_numbers(self) -> bool:
        """Whether boxes are to hold numbers."""
        return "0" in self.names

    def widest(self, symbol: str) -> float:
        """The width of the widest name with a symbol."""
        sums = [node - 1 for node in self.outputs.nodes]
        inputs = list(self.inputs.heights)
        every = {
            "x": [(i,) for i in inputs],
            "w": [(i, j) for i in inputs for j in sums],
            "v": [(j,) for j in sums],
        }
        every |= {"u": every["w"], "y": every["v"]}
        return max(width(self.name(symbol, *indices)) for indices in every[symbol])

    @property
    def _counts(self) -> tuple[int, int]:
        outputs = len(self.outputs.nodes) + (self.outputs.dots is not None)
        return self.inputs.n_rows, outputs

    @property
    def shares(self) -> tuple[float, float]:
        """How far along each line boxes and names of products stand, from 0 to 1."""
        n, m = self._counts
        return (0.36, 0.7) if min(n, m) == 1 else (1 / (m + 1), n / (n + 1))

    @property
    def spacings(self) -> tuple[float, float]:
        """How far apart they are from each other there, in pitches."""
        n, m = self._counts
        box, product = self.shares
        if m == 1:
            return 1 - box, 1 - product
        return (box, product) if n == 1 else (box, 1 - product)

    @property
    def least_pitch(self) -> float:
        """Between rows, so that no box or name meets another."""
        box, product = self.spacings
        return AIRY * max(BOX / box, NAME / product)

    @cached_property
    def half_widths(self) -> tuple[float, float]:
        """Of the boxes, and of the names of products with the gaps beside them."""
        u = self.widest("u")
        return self.widest("w") / 2 + BOX_PAD, u / 2 + GAP if u else 0.0

    def reach(self, pitch: float) -> float:
        """From input nodes to sums, so that all has room and no line meets a box."""
        (box, product), (wide, long) = self.shares, self.half_widths
        ends = (*self.inputs.ends, *self.outputs.nodes.values())
        drop = (max(ends) - min(ends)) * pitch
        free = [pitch * spacing - CLEAR for spacing in self.spacings]
        return max(
            REACH,
            (NODE + STUB + wide) / box,
            (wide + STUB + long) / (product - box),
            (long + STUB + SUM / 2) / (1 - product),
            wide * drop / (free[0] - BOX / 2),
            long * drop / (free[1] - NAME / 2),
        )


class Placed:
    """One layer's marks, its left edge at x and rows a pitch apart."""

    def __init__(self, layer: Layer, pitch: float, x: float) -> None:
        self._layer, self._pitch = layer, pitch
        self._name_end = x + 2 * GAP + layer.widest("x")
        self._node = self._name_end + GAP + STUB + NODE
        self._sum = self._node + layer.reach(pitch)
        after_sum = self._sum + SUM / 2 + STUB + GAP
        self._signals = [("v", after_sum + layer.widest("v") / 2)]
        self.end = after_sum + layer.widest("v") + 2 * GAP
        if layer.nonlinear:
            self._function = self.end - GAP + STUB + FUNCTION[0] / 2
            after = self._function + FUNCTION[0] / 2 + STUB + GAP
            self._signals.append(("y", after + layer.widest("y") / 2))
            self.end = after + layer.widest("y") + 2 * GAP

    def marks(self) -> Iterator[Mark]:
        """All of it."""
        layer = self._layer
        for i, row in layer.inputs.heights.items():
            yield from self._input(i, row * self._pitch)
            for node, sum_row in layer.outputs.nodes.items():
                ends = (self._node, row), (self._sum, sum_row)
                start, end = ((x, y * self._pitch) for x, y in ends)
                yield from self._product(i, node - 1, start, end)
        for node, row in layer.outputs.nodes.items():
            yield from self._output(node - 1, row * self._pitch)
        sides = (self._node, layer.inputs), (self._sum, layer.outputs)
        for side, (x, nodes) in enumerate(sides):
            if nodes.dots is not None:
                key, place = ("dots", layer.number, side), (x, nodes.dots * self._pitch)
                yield Shape(key, "dots", place, DOTS)

    def _input(self, i: int, y: float) -> Iterator[Mark]:
        """A node that passes its input on, and the input's name."""
        number, x = self._layer.number, self._node
        yield from self._wire(("x", number, i), self._name_end + GAP, x, y)
        yield Shape(("node", number, i), "circle", (x, y), (2 * NODE, 2 * NODE))
        cross = ("cross", number, i)
        yield Line(cross, (x, y - NODE), (x, y + NODE), role="rule")
        text = self._layer.name("x", i)
        yield _name(("x", number, i), text, self._name_end, y, align="right")

    def _product(self, i: int, j: int, start: Place, end: Place) -> Iterator[Mark]:
        """A line from an input to a sum, the weight's box and the product's name."""
        layer, key = self._layer, (self._layer.number, i, j)
        (box, product), (wide, long) = layer.shares, layer.half_widths
        u = layer.name("u", i, j)
        gaps = [
            (0.0, NODE / np.hypot(*np.subtract(end, start))),
            _within(start, end, box, wide, BOX / 2),
            _within(start, end, product, long, NAME / 2) if u else None,
            _within(start, end, 1.0, SUM / 2, SUM / 2),
        ]
        gaps = [gap for gap in gaps if gap]
        for part in range(len(gaps) - 1):
            between = (gaps[part][1], gaps[part + 1][0])
            ends = (_along(start, end, share) for share in between)
            yield Line(("edge", *key, part), *ends)
        middle = _along(start, end, box)
        yield Shape(("weight", *key), "box", middle, (2 * wide, BOX))
        rise = TALL if layer.has_numbers else MIDDLE
        yield _name(("weight", *key), layer.name("w", i, j), *middle, rise=rise)
        if u:
            yield _name(("u", *key), u, *_along(start, end, product))

    def _output(self, j: int, y: float) -> Iterator[Mark]:
        """A sum, the nonlinearity if there is one, and the names of what they give."""
        layer, number = self._layer, self._layer.number
        yield Shape(("sum", number, j), "box", (self._sum, y), (SUM, SUM))
        yield _name(("sum", number, j), r"$\Sigma$", self._sum, y, 12.0, rise=TALL)
        start = self._sum + SUM / 2
        for symbol, x in self._signals:
            half = layer.widest(symbol) / 2 + GAP
            yield from self._wire((symbol, number, j), start, x - half, y)
            yield _name((symbol, number, j), layer.name(symbol, j), x, y)
            start = x + half
            if symbol == "v" and layer.nonlinear:
                yield from self._triangle(j, y)
                left = self._function - FUNCTION[0] / 2
                yield from self._wire(("f", number, j), start, left, y)
                start = left + FUNCTION[0]
        if not layer.is_last:
            yield from self._wire(("out", number, j), start, self.end + GAP, y)

    def _triangle(self, j: int, y: float) -> Iterator[Mark]:
        key, x = ("function", self._layer.number, j), self._function
        yield Shape(key, "triangle", (x, y), FUNCTION)
        yield _name(key, "$f$", x - 0.14 * FUNCTION[0], y, rise=0.25)

    def _wire(self, key: tuple, start: float, end: float, y: float) -> Iterator[Line]:
        yield Line(("wire", *key), (start, y), (end, y))


def roman(number: int) -> str:
    """A small number in Roman numerals."""
    text = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def width(text: str) -> float:
    """Of a name."""
    (left, _), (right, _) = typeset.extent(text)
    return TYPE * float(right - left)


def _name(
    key: tuple,
    text: str,
    x: float,
    y: float,
    size: float = TYPE,
    align: str = "center",
    rise: float = MIDDLE,
) -> Label:
    """A name whose letters' middle is at a height."""
    return Label(("name", *key), text, (x, y - rise * size), size, align)


def _along(start: Place, end: Place, share: float) -> Place:
    """A place on the way from start to end."""
    return tuple(a + (b - a) * share for a, b in zip(start, end, strict=True))


def _within(
    start: Place, end: Place, share: float, half_width: float, half_height: float
) -> tuple[float, float]:
    """From where to where a line is in a box around a place on its way."""
    across, up = np.abs(np.subtract(end, start))
    half = min(half_width / across, half_height / up if up else np.inf)
    return share - half, share + half


def _frames(boundaries: list[float], low: float, high: float) -> Iterator[Mark]:
    """Around each layer a frame, with the layer's number."""
    bottom, top = low - SUM / 2 - FRAME, high + SUM / 2 + FRAME
    for number, x in enumerate(boundaries):
        yield Line(("frame", number), (x, bottom), (x, top), role="frame")
    for number, (left, right) in enumerate(pairwise(boundaries)):
        for side, y in (("bottom", bottom), ("top", top)):
            key = ("frame", number, side)
            yield Line(key, (left, y), (right, y), role="frame")
        place = (left + NUMERAL * 0.6, top - NUMERAL * 1.3)
        text = rf"$\mathrm{{{roman(number + 1)}}}$"
        yield Label(("frame", number), text, place, NUMERAL, "left", role="frame")
