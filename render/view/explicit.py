"""Explicit diagrams: every multiplication, sum and nonlinearity of a network.

The boxes of weights and the names of products stand upright on the lines themselves.
With n inputs and m sums a pitch apart, the heights of all n m lines are evenly spaced
at 1 / (m + 1) of the way, where the boxes stand, and again at n / (n + 1), where the
names stand. So none meets another, however many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import pairwise

import numpy as np

from render.plot.drawings import Drawing
from render.plot.glyphs import (
    DOTS,
    GAP,
    MIDDLE,
    TALL,
    TYPE,
    Glyph,
    Key,
    Line,
    Place,
    Shape,
    name,
)
from render.type import typeset
from render.view.layer_frames import draw_frames, roman
from render.view.rows import Column, check_lines, column
from render.view.weights import with_key

NODE = 7.0  # radius of an input node
SUM = 16.0  # side of a sum's box
FUNCTION = (16.0, 19.0)  # width and height of the triangle of f
FUNCTIONS = (13.0, 22.0)  # the same where there are several, without f's name
BOX, BOX_PAD = 14.0, 3.0  # height of a weight's box, and the room beside its name
NAME = 11.0  # the height that a name takes up
SIDE = 3.0  # from a name above a wire to the wire's ends
ABOVE = -0.32  # from a name's baseline up to the wire below it, in sizes of the name
STUB = 5.0  # the least length of a line
F = "$f$"  # the one function of all layers
PLAIN = {"x1": "x", "x0": "1", "w10": "m", "w00": "b", "v0": "y"}
CLEAR = 1.6  # between a box or a name and a line that passes it
AIRY = 1.7  # from box to box, in heights of a box: less makes diagrams wider
PITCH = 52.0  # between rows, at least
REACH, REACH_OF_MANY = 86.0, 100.0  # from input nodes to one sum, or to many; at least
MOST_LINES = 2000  # in a diagram, for each has two names, which take time
FRAME, FRAME_BELOW = 27.0, 19.0  # from the outermost rows to the frame


@lru_cache(maxsize=64)
def layout(
    sizes: tuple[int, ...],
    functions: tuple[str, ...],
    *,
    bias: str,
    most: int,
    frames: bool,
    names: str,
    number: str = "",
) -> Drawing:
    """Every operation of a network; other options are those of render.ExplicitDiagram.

    sizes: the number of nodes in each layer.
    functions: for each layer but the inputs, the name of the function that follows its
        sums, as mathematics; empty for none.
    number: the widest weight that boxes have room for, "-0.00"; there is a key to the
        signs of weights, too. If empty, boxes hold names.
    """
    columns = [column(n, most, bias) for n in sizes]
    check_lines(columns, MOST_LINES)
    outputs = [nodes.without_bias() for nodes in columns[1:]]
    if len(sizes) == 2:
        columns[0] = columns[0].centred()
    last = len(sizes) - 2
    layers = [
        Layer(k, columns[k], outputs[k], functions[k], names, number, k == last)
        for k in range(len(outputs))
    ]
    pitch = max([PITCH, *(layer.least_pitch for layer in layers)])
    glyphs: list[Glyph] = []
    x, boundaries = 0.0, [0.0]
    for layer in layers:
        placed = Placed(layer, pitch, x)
        glyphs += placed.glyphs()
        x = placed.end
        boundaries.append(x)
    if frames:
        rows = [y * pitch for c in columns for y in c.ends]
        glyphs += draw_frames(boundaries, min(rows) - FRAME_BELOW, max(rows) + FRAME)
    drawing = Drawing.around(glyphs, pad=1.0)
    return with_key(drawing) if number else drawing


@dataclass(frozen=True)
class Layer:
    """One layer: what is in it, and how much room it needs.

    index: its number, from 0.
    inputs, outputs: the columns of its input nodes and of its sums.
    function: the name of the function that follows its sums; empty for none.
    names, number: as layout's.
    is_last: whether it gives the network's outputs.
    """

    index: int
    inputs: Column
    outputs: Column
    function: str
    names: str
    number: str
    is_last: bool

    def name(self, symbol: str, *indices: int) -> str:
        """The name of a quantity, as mathematics; empty if it has none."""
        if symbol == "w" and self.number:
            return f"${self.number}$"
        if self.names == "plain":
            name = PLAIN.get(symbol + "".join(map(str, indices)))
            return f"${name}$" if name else ""
        subscript = ("," if self._is_large else "").join(map(str, indices))
        if self.names == "numbered":
            subscript += rf"\,\mathrm{{{roman(self.index + 1)}}}"
        return f"${symbol}_{{{subscript}}}$"

    @property
    def _is_large(self) -> bool:
        """Whether indices have more than one digit, so that commas are needed."""
        return max(*self.inputs.heights, *self.outputs.heights) > 9

    def widest(self, symbol: str) -> float:
        """The width of the widest name with a symbol.

        All figures are equally wide, so it is one with the most figures in its indices.
        """
        if self.names == "plain" and not (symbol == "w" and self.number):
            names = [f"${name}$" for key, name in PLAIN.items() if key[0] == symbol]
            return max(map(width, names), default=0.0)
        i, j = (
            int("8" * len(str(max(c.heights)))) for c in (self.inputs, self.outputs)
        )
        indices = {"x": (i,), "w": (i, j), "u": (i, j), "v": (j,), "y": (j,)}
        return width(self.name(symbol, *indices[symbol]))

    @property
    def triangle(self) -> tuple[float, float]:
        """Width and height of the triangle of the layer's function."""
        if self.function == F:
            return FUNCTION
        beside, height = FUNCTIONS
        return beside + width(self.function), height

    def wire(self, symbol: str) -> float:
        """The length of a wire with a name above it."""
        return self.widest(symbol) + 2 * SIDE

    @property
    def _counts(self) -> tuple[int, int]:
        return len(self.inputs.rows), len(self.outputs.rows)

    @property
    def shares(self) -> tuple[float, float]:
        """How far along each line the box and the product's name stand, 0 to 1."""
        n, m = self._counts
        return (0.36, 0.7) if min(n, m) == 1 else (1 / (m + 1), n / (n + 1))

    @property
    def spacings(self) -> tuple[float, float]:
        """How far apart boxes are from each other, and names, in pitches."""
        n, m = self._counts
        box, product = self.shares
        if m == 1:
            return 1 - box, 1 - product
        return (box, product) if n == 1 else (box, 1 - product)

    @property
    def least_pitch(self) -> float:
        """The least distance between rows at which no box or name meets another."""
        box, product = self.spacings
        return AIRY * max(BOX / box, NAME / product)

    @cached_property
    def half_widths(self) -> tuple[float, float]:
        """Half the width of a box, and of a product's name with the gaps beside it."""
        u = self.widest("u")
        return self.widest("w") / 2 + BOX_PAD, u / 2 + GAP if u else 0.0

    def reach(self, pitch: float) -> float:
        """The distance from input nodes to sums at which all fits beside each other.

        At a pitch between rows, no line then meets the box or the name of another.
        """
        (box, product), (wide, long) = self.shares, self.half_widths
        ends = (*self.inputs.ends, *self.outputs.ends)
        drop = (max(ends) - min(ends)) * pitch
        free = [pitch * spacing - CLEAR for spacing in self.spacings]
        return max(
            REACH if len(self.outputs.rows) == 1 else REACH_OF_MANY,
            (NODE + STUB + wide) / box,
            (wide + STUB + long) / (product - box),
            (long + STUB + SUM / 2) / (1 - product),
            wide * drop / (free[0] - BOX / 2),
            long * drop / (free[1] - NAME / 2),
        )


class Placed:
    """One layer's glyphs, its left edge at x and rows a pitch apart."""

    def __init__(self, layer: Layer, pitch: float, x: float) -> None:
        self._layer, self._pitch, self._start = layer, pitch, x
        self._name_end = x + 2 * GAP + layer.widest("x")
        self._node = self._name_end + GAP + STUB + NODE
        self._sum = self._node + layer.reach(pitch)
        self._signals = {"v": self._sum + SUM / 2}  # where the wire of each begins
        if layer.function:
            half = layer.triangle[0] / 2
            self._function = self._signals["v"] + layer.wire("v") + half
            self._signals["y"] = self._function + half
        self._last = list(self._signals)[-1]
        after = self._signals[self._last]
        self.end = after + layer.wire(self._last)
        if layer.is_last:  # its names stand at the ends of their wires, not above
            self.end = after + 2 * STUB + layer.widest(self._last) + 3 * GAP

    def glyphs(self) -> Iterator[Glyph]:
        """All glyphs of the layer."""
        layer = self._layer
        for i, row in layer.inputs.heights.items():
            yield from self._input(i, row * self._pitch)
            for node, sum_row in layer.outputs.heights.items():
                ends = (self._node, row), (self._sum, sum_row)
                start, end = ((x, y * self._pitch) for x, y in ends)
                yield from self._product(i, node - 1, start, end)
        for node, row in layer.outputs.heights.items():
            yield from self._output(node - 1, row * self._pitch)
        sides = (self._node, layer.inputs), (self._sum, layer.outputs)
        for side, (x, nodes) in enumerate(sides):
            if nodes.dots is not None:
                key, place = ("dots", layer.index, side), (x, nodes.dots * self._pitch)
                yield Shape(key, "dots", place, DOTS)

    def _input(self, i: int, y: float) -> Iterator[Glyph]:
        """A node that passes its input on, and the input's name."""
        number, x, key = self._layer.index, self._node, ("x", self._layer.index, i)
        text = self._layer.name("x", i)
        if number == 0 or i == 0:  # it comes from outside
            yield from self._wire(key, self._name_end + GAP, x, y)
            yield name(key, text, self._name_end, y, align="right")
        else:
            yield from self._wire(key, self._start, x, y)
            yield name(key, text, (self._start + x - NODE) / 2, y, rise=ABOVE)
        yield Shape(("node", number, i), "circle", (x, y), (2 * NODE, 2 * NODE))
        cross = ("cross", number, i)
        yield Line(cross, (x, y - NODE), (x, y + NODE))

    def _product(self, i: int, j: int, start: Place, end: Place) -> Iterator[Glyph]:
        """A line from an input to a sum, the weight's box and the product's name."""
        layer, key = self._layer, (self._layer.index, i, j)
        (box, product), (wide, _) = layer.shares, layer.half_widths
        u = layer.name("u", i, j)
        long = width(u) / 2 + GAP
        gaps = [
            (0.0, NODE / np.hypot(*np.subtract(end, start))),
            _within(start, end, box, wide, BOX / 2),
            *([_within(start, end, product, long, NAME / 2)] if u else []),
            _within(start, end, 1.0, SUM / 2, SUM / 2),
        ]
        for part, ((_, low), (high, _)) in enumerate(pairwise(gaps)):
            ends = _along(start, end, low), _along(start, end, high)
            yield Line(("edge", *key, part), *ends)
        middle = _along(start, end, box)
        yield Shape(("weight", *key), "box", middle, (2 * wide, BOX))
        rise = TALL if layer.number else MIDDLE
        yield name(("weight", *key), layer.name("w", i, j), *middle, rise=rise)
        if u:
            yield name(("u", *key), u, *_along(start, end, product))

    def _output(self, j: int, y: float) -> Iterator[Glyph]:
        """A sum, the nonlinearity if there is one, and the names of their results."""
        layer, number = self._layer, self._layer.index
        yield Shape(("sum", number, j), "box", (self._sum, y), (SUM, SUM))
        yield name(("sum", number, j), r"$\Sigma$", self._sum, y, 12.0, rise=TALL)
        if layer.function:
            yield from self._triangle(j, y)
        for symbol, start in self._signals.items():
            key, text = (symbol, number, j), layer.name(symbol, j)
            if layer.is_last and symbol == self._last:
                yield from self._wire(key, start, start + 2 * STUB, y)
                yield name(key, text, start + 2 * STUB + GAP, y, align="left")
            else:
                end = start + layer.wire(symbol)
                yield from self._wire(key, start, end, y)
                yield name(key, text, (start + end) / 2, y, rise=ABOVE)

    def _triangle(self, j: int, y: float) -> Iterator[Glyph]:
        key, x = ("function", self._layer.index, j), self._function
        text, size = self._layer.function, self._layer.triangle
        yield Shape(key, "triangle", (x, y), size)
        if text == F:
            yield name(key, text, x - 0.14 * size[0], y, rise=0.25)
        else:  # its subscript goes where the triangle is narrower
            left = x - size[0] / 2 + GAP
            yield name(key, text, left, y, align="left", rise=0.25)

    def _wire(self, key: Key, start: float, end: float, y: float) -> Iterator[Line]:
        yield Line(("wire", *key), (start, y), (end, y))


def width(text: str) -> float:
    """The width of a name."""
    (left, _), (right, _) = typeset.extent(text)
    return TYPE * float(right - left)


def _along(start: Place, end: Place, share: float) -> Place:
    """The place a share of the way from start to end."""
    (x, y), (x_end, y_end) = start, end
    return x + (x_end - x) * share, y + (y_end - y) * share


def _within(
    start: Place, end: Place, share: float, half_width: float, half_height: float
) -> tuple[float, float]:
    """The shares of its way where a line enters and leaves a box around a place on it.

    share: where on the way the middle of the box is.
    """
    across, up = np.abs(np.subtract(end, start))
    half = min(half_width / across, half_height / up if up else np.inf)
    return share - half, share + half
