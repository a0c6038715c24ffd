"""The glyphs of explicit diagrams: one layer's nodes, weights, sums and functions."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np

from render.plot.glyphs import (
    DOTS,
    GAP,
    TYPE,
    Glyph,
    Key,
    Line,
    Place,
    Shape,
    name,
    words,
)
from render.type.typeset import width
from render.view.explicit_layer import ABOVE, STUB, Layer
from render.view.fitting import BARE

INSIDE = 3.0  # from a triangle's left side to the name in it


class Placed:
    """One layer's glyphs, its left edge at x and rows a pitch apart.

    layer: what is in it. reach: from its input nodes to its sums.
    node, sum: the x of these.
    """

    def __init__(self, layer: Layer, pitch: float, reach: float, x: float) -> None:
        self.layer, self._pitch, self._start = layer, pitch, x
        named = layer.index == 0 or 0 in layer.inputs.heights
        long = layer.long("x") if named else 0.0
        self._name_end = x + (GAP + long if long else 0.0)
        self.node = self._name_end + GAP + STUB + layer.node
        self.sum = self.node + reach
        self._signals = {"v": self.sum + layer.sum / 2}  # where the wire of each begins
        if layer.function:
            half = layer.triangle[0] / 2
            self._function = self._signals["v"] + layer.wire("v") + half
            self._signals["y"] = self._function + half
        self._last = list(self._signals)[-1]
        after = self._signals[self._last]
        self.end = after + layer.wire(self._last)
        if layer.is_last:  # its names stand at the ends of their wires, not above
            long = layer.long(self._last)
            self.end = after + 2 * STUB + (long + 3 * GAP if long else 0.0)

    def glyphs(self) -> Iterator[Glyph]:
        """All glyphs of the layer."""
        layer = self.layer
        for i, row in layer.inputs.heights.items():
            yield from self._input(i, row * self._pitch)
            for node, sum_row in layer.outputs.heights.items():
                ends = (self.node, row), (self.sum, sum_row)
                start, end = ((x, y * self._pitch) for x, y in ends)
                yield from self._product(i, node - 1, start, end)
        for node, row in layer.outputs.heights.items():
            yield from self._output(node - 1, row * self._pitch)
        sides = (self.node, layer.inputs), (self.sum, layer.outputs)
        for side, (x, nodes) in enumerate(sides):
            if nodes.dots is not None:
                key, place = ("dots", layer.index, side), (x, nodes.dots * self._pitch)
                yield Shape(key, "dots", place, DOTS)

    def _input(self, i: int, y: float) -> Iterator[Glyph]:
        """A node that passes its input on, and the name of what comes from outside."""
        number, x, key = self.layer.index, self.node, ("x", self.layer.index, i)
        into, start = ("node", number, i), self._start
        if number == 0 or i == 0:
            start, text = self._name_end + GAP, self.layer.name("x", i)
            if text:
                yield name(key, text, self._name_end, y, align="right", into=into)
        yield from self._wire(key, start, x, y, into)
        half = self.layer.node
        yield Shape(into, "circle", (x, y), (2 * half, 2 * half))
        yield Line(("cross", number, i), (x, y - half), (x, y + half), into=into)

    def _product(self, i: int, j: int, start: Place, end: Place) -> Iterator[Glyph]:
        """A line from an input to a sum, the weight's box and the product's name."""
        layer, key = self.layer, (self.layer.index, i, j)
        (box, product), (wide, _) = layer.shares, layer.half_widths
        u, into = layer.name("u", i, j), ("edge", *key)
        long = TYPE * width(u) / 2 + GAP
        gaps = [
            (0.0, layer.node / float(np.hypot(*np.subtract(end, start)))),
            _within(start, end, box, wide, layer.box / 2),
            *([_within(start, end, product, long, layer.product / 2)] if u else []),
            _within(start, end, 1.0, layer.sum / 2, layer.sum / 2),
        ]
        for part, ((_, low), (high, _)) in enumerate(pairwise(gaps)):
            ends = _along(start, end, low), _along(start, end, high)
            yield Line(into, *ends, part=part)
        x, y = _along(start, end, box)
        weight = ("weight", *key)
        yield Shape(weight, "box", (x, y), (2 * wide, layer.box), into=into)
        w = layer.name("w", i, j)
        if w and layer.weights:
            number = words(("name", *weight), w, x, y, TYPE)
            yield replace(number, into=into)
        elif w:
            yield name(weight, w, x, y, into=into)
        if u:
            yield name(("u", *key), u, *_along(start, end, product), into=into)

    def _output(self, j: int, y: float) -> Iterator[Glyph]:
        """A sum, the nonlinearity if there is one, and the names of their results."""
        layer, number = self.layer, self.layer.index
        into = ("node", number + 1, j + 1)
        key, size = ("sum", number, j), (layer.sum, layer.sum)
        yield Shape(key, "box", (self.sum, y), size, into=into)
        if layer.less < BARE:
            yield name(key, r"$\Sigma$", self.sum, y, into=into)
        if layer.function:
            yield from self._triangle(j, y, into)
        for symbol, start in self._signals.items():
            signal, text = (symbol, number, j), layer.name(symbol, j)
            if layer.is_last and symbol == self._last:
                yield from self._wire(signal, start, start + 2 * STUB, y, into)
                x = start + 2 * STUB + GAP
                if text:
                    yield name(signal, text, x, y, align="left", into=into)
                continue
            end = start + layer.wire(symbol)
            yield from self._wire(signal, start, end, y, into)
            if text:
                middle, high = (start + end) / 2, y + ABOVE + layer.tall(symbol) / 2
                yield name(signal, text, middle, high, into=into)

    def _triangle(self, j: int, y: float, into: Key) -> Iterator[Glyph]:
        key, x = ("function", self.layer.index, j), self._function
        text, size = self.layer.function, self.layer.triangle
        yield Shape(key, "triangle", (x, y), size, into=into)
        if self.layer.less < BARE:
            left = x - size[0] / 2 + INSIDE
            yield name(key, text, left, y, align="left", into=into)

    def _wire(
        self, key: Key, start: float, end: float, y: float, into: Key
    ) -> Iterator[Line]:
        yield Line(("wire", *key), (start, y), (end, y), into=into)


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
