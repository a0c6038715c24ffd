"""Nodes and their sums: every number of one node in a place of its own."""

from collections.abc import Iterator, Set
from dataclasses import dataclass, field, replace
from typing import TypeVar

import numpy as np

from model import Layer
from render.plot.drawings import Room
from render.plot.glyphs import (
    Glyph,
    Key,
    Label,
    Line,
    Picture,
    Pixels,
    Place,
    Shape,
    ink_on,
    shifted,
    words,
)
from render.view.node_places import NodePlaces
from render.view.node_spots import BELOW, Spots
from render.view.views import covering, reach
from render.view.weights import decimal

FARTHEST = 3.0  # from zero: sums on the curve, unless the node's own are beyond
SAMPLES = 129  # of the curve
POINT = 9.0  # points: the diameter of the place on the curve
WAITING = 0.4  # opacity of a node without an answer
NARROW = 0.6  # of the room's width: a layer as circles

G = TypeVar("G", bound=Glyph)


@dataclass(frozen=True, eq=False)
class Node:
    """One node: its inputs (n,), its layer, and its number there, from 1."""

    inputs: np.ndarray
    layer: Layer
    number: int

    @property
    def weights(self) -> np.ndarray:
        """What each input is multiplied by, (n,)."""
        return self.layer.weights[1:, self.number - 1]

    @property
    def bias(self) -> float:
        """What is added."""
        return float(self.layer.weights[0, self.number - 1])

    @property
    def products(self) -> np.ndarray:
        """Inputs times weights, (n,)."""
        return self.inputs * self.weights

    @property
    def total(self) -> float:
        """The weighted sum and the bias."""
        return float(self.products.sum()) + self.bias

    def f(self, total: float) -> float:
        """What the node makes of a sum."""
        return float(self.layer.activation(np.array([total]))[0])


@dataclass(frozen=True)
class Seen:
    """What is seen of a node.

    sum: the number in the sum's cell; None for none. has_curve: whether it is read off
        the curve of f. new: what is: "inputs", "weights", "products", "bias", "sum" or
        "answer".
    """

    sum: float | None = None
    has_weights: bool = False
    has_bias: bool = False
    has_curve: bool = False
    new: Set[str] = field(default_factory=frozenset)


@dataclass(frozen=True, eq=False)
class NodeDrawing:
    """What is seen of a node, at its spots."""

    node: Node
    seen: Seen
    spots: Spots

    def glyphs(self) -> Iterator[Glyph]:
        """All of it."""
        yield from self._inputs()
        yield from self._lines()
        if self.seen.has_weights:
            yield from self._weights()
        if self.seen.has_bias:
            yield from self._bias()
        if self.seen.has_weights or self.seen.sum is not None:
            yield from self._sum()
        if self.seen.has_curve:
            yield from self._curve()
        else:
            yield self._waiting()

    def _inputs(self) -> Iterator[Glyph]:
        """The inputs in boxes."""
        for i, value in enumerate(self.node.inputs.tolist(), start=1):
            yield from lit(
                (0, i),
                value,
                self.spots.at(0, i),
                self.spots.box,
                self._new("inputs"),
                self.spots.room,
            )

    def _waiting(self) -> Shape:
        """The node before it has an answer."""
        place, side = self.spots.answer(self.spots.curve[1]), self.spots.box
        key = ("node", 1, self.node.number)
        return Shape(key, "circle", place, (side, side), opacity=WAITING)

    def _lines(self) -> Iterator[Line]:
        """Lines from inputs to the sum, with gaps for weights and products."""
        spots, half = self.spots, self.spots.cell[0] / 2
        end = spots.sum[0] - half, spots.sum[1]
        for i, weight in enumerate(self.node.weights.tolist(), start=1):
            key, (x, y) = ("edge", 0, i, self.node.number - 1), spots.at(0, i)
            start = x + spots.box / 2, y
            if self.seen.has_weights:
                (w, _), (u, _) = spots.at(1, i), spots.at(2, i)
                pieces = (
                    (start, (w - half, y)),
                    ((w + half, y), (u - half, y)),
                    ((u + half, y), end),
                )
                strength = float(np.clip(weight, -1, 1))
                for part, ends in enumerate(pieces):
                    yield Line(key, *ends, strength=strength, part=part)
            elif self.seen.sum is not None:
                yield Line(key, start, end, emphasis=self._new("sum"))
        if self.seen.has_bias:
            x, y = spots.at(2, spots.bias_row)
            yield self._part(Line(("bias",), (x + half, y), end), "bias")

    def _weights(self) -> Iterator[Glyph]:
        """The weights and the products, each in a cell."""
        columns = (
            (1, "weights", "weight", self.node.weights),
            (2, "products", "box", self.node.products),
        )
        for column, part, form, numbers in columns:
            for i, number in enumerate(numbers.tolist(), start=1):
                yield from self._cell(
                    (part, i), form, number, self.spots.at(column, i), part
                )
            yield self._name(part, self.spots.at(column, 1), 1)

    def _bias(self) -> Iterator[Glyph]:
        """The bias, below the products."""
        place = self.spots.at(2, self.spots.bias_row)
        yield from self._cell(("bias",), "weight", self.node.bias, place, "bias")
        yield self._name("bias", place, -1)

    def _sum(self) -> Iterator[Glyph]:
        """The sum."""
        yield from self._cell(("sum",), "box", self.seen.sum, self.spots.sum, "sum")
        yield self._name("sum", self.spots.sum, -1)

    def _curve(self) -> Iterator[Glyph]:
        """The curve of f, the place of the sum on it, and what that gives."""
        node, spots, total = self.node, self.spots, self.seen.sum or 0.0
        curve = _curve_of(node, spots)
        y = node.f(total)
        place = curve.point(total / (2 * _far(node)) + 0.5, y)
        (left, low), (_, high) = curve.bounds.tolist()
        middle, answer = spots.curve[0], spots.answer(place[1])
        yield self._part(curve)
        yield self._part(Shape(("curve",), "box", curve.centre, curve.size))
        yield Line(("axis",), (middle, low), (middle, high), "frame")
        yield self._part(Line(("up",), (place[0], low), place), "answer")
        end = answer[0] - spots.box / 2, answer[1]
        yield self._part(Line(("across",), place, end), "answer")
        value = np.array([[y]])
        point = Pixels(("point",), place, (POINT, POINT), value, form="circle")
        yield self._part(point, "answer")
        f, small = node.layer.activation, spots.room.small
        for bound in (f.lower, f.upper):
            if np.isfinite(bound):
                key, (_, up) = ("bound", bound), curve.point(0.0, bound)
                text = f"${bound:g}$"
                yield words(key, text, left - BELOW / 2, up, small, "right", "note")
        title = f.name.replace("_", " ")
        yield words(("name", "f"), title, middle, high + BELOW, small, role="note")
        below = place[0], low - BELOW
        yield self._part(_number(("at",), total, below, spots.room))
        if not spots.is_upright:
            start = spots.sum[0] + spots.cell[0] / 2, spots.sum[1]
            yield self._part(Line(("into",), start, (left, start[1])), "answer")
        yield from lit(
            (1, node.number), y, answer, spots.box, self._new("answer"), spots.room
        )

    def _cell(
        self, key: Key, form: str, number: float | None, place: Place, part: str
    ) -> Iterator[Glyph]:
        """A number in a cell; None for none yet."""
        yield self._part(Shape(key, form, place, self.spots.cell), part)
        if number is not None:
            yield self._part(_number(key, number, place, self.spots.room), part)

    def _name(self, text: str, place: Place, up: int) -> Label:
        """The name of a cell, above it or below."""
        x, y = place
        y += up * (self.spots.cell[1] / 2 + BELOW)
        return words(("name", text), text, x, y, self.spots.room.small, role="note")

    def _part(self, glyph: G, part: str = "") -> G:
        """A glyph as new as its part; once all is seen, it may go into a circle."""
        is_whole = self.seen.has_weights and self.seen.has_curve
        into = ("node", 1, self.node.number) if is_whole else None
        return replace(glyph, emphasis=self._new(part), into=into)

    def _new(self, part: str) -> float:
        return float(part in self.seen.new)


def node_glyphs(node: Node, seen: Seen, room: Room) -> Iterator[Glyph]:
    """A node in a room. Raises InputError if there is too little of it."""
    spots = Spots(room, len(node.inputs), bool(node.bias))
    return NodeDrawing(node, seen, spots).glyphs()


def layer_glyphs(node: Node, has_all: bool, room: Room) -> Iterator[Glyph]:
    """A node as a circle, or all of its layer.

    Raises InputError for too little room.
    """
    sizes = len(node.inputs), node.layer.n_outputs
    narrow = replace(room, width=room.width * NARROW)
    if room.is_upright:
        narrow = replace(room, height=room.height * NARROW)
    places = NodePlaces(sizes, narrow)
    values = node.inputs, node.layer(node.inputs[None])[0]
    x, y = (room.width - narrow.width) / 2, (room.height - narrow.height) / 2
    for line in places.lines():
        _, _, i, j = line.key
        if has_all or j + 1 == node.number:
            strength = float(np.clip(node.layer.weights[i, j], -1, 1))
            yield shifted(replace(line, strength=strength), x, y)
    for (k, j), place in places.nodes.items():
        is_own = k == 0 or j == node.number
        if has_all or is_own:
            new = float(k == 1 and is_own != has_all)
            disc = lit(
                (k, j), float(values[k][j - 1]), place, places.diameters[k], new, room
            )
            yield from (shifted(glyph, x, y) for glyph in disc)


def lit(
    key: tuple[int, int],
    value: float,
    place: Place,
    side: float,
    emphasis: float,
    room: Room,
) -> Iterator[Glyph]:
    """An input in a box, or a node in a disc, as light as its value.

    key: the layer, 0 for inputs, and the number.
    """
    form = "circle" if key[0] else "box"
    yield Pixels(("lit", *key), place, (side, side), np.array([[value]]), form=form)
    yield Shape(("node", *key), form, place, (side, side), emphasis=emphasis)
    yield _number(("number", *key), value, place, room, ink_on(value))


def _number(
    key: Key, value: float, place: Place, room: Room, role: str = "value"
) -> Label:
    return words(key, f"${decimal(value)}$", *place, room.small, role=role)


def _far(node: Node) -> float:
    """How far from zero sums are on the curve."""
    sums = np.abs([node.inputs.sum(), node.products.sum(), node.total])
    return max(FARTHEST, float(np.ceil(sums.max())))


def _curve_of(node: Node, spots: Spots) -> Picture:
    """The curve of the node's function, as high as its bounds or its values."""
    far = _far(node)
    y = node.layer.activation(np.linspace(-far, far, SAMPLES))
    span = covering([reach(node.layer.activation), (float(y.min()), float(y.max()))])
    return Picture(("curve",), spots.curve, (spots.side, spots.side), y, span)
