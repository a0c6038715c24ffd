"""Weighted sums: one node's inputs, weights, products, sum, and what f makes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from model import IDENTITY, Network
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Arrangement, Drawing, Room
from render.plot.plots import Plot
from render.view.glyph_steps import GlyphStep
from render.view.node_sums import Node, Seen, layer_glyphs, node_glyphs
from render.view.views import Moment, name_of
from render.view.weights import decimal


@dataclass(frozen=True)
class WeightedSum:
    """What one node of a network makes of its inputs, step by step.

    at: the point: a value for each input of the network. layer, node: which node it is,
        both counted from 1.

    Raises InputError for values that are not finite, and numbers below 1.
    """

    at: tuple[float, ...]
    layer: int = 1
    node: int = 1

    note = "Lines: as wide as weights. Dashed: negative."

    def __post_init__(self) -> None:
        if not np.isfinite(self.at).all():
            raise InputError("at", ",".join(map(str, self.at)), "finite numbers")
        for name in ("layer", "node"):
            if getattr(self, name) < 1:
                raise InputError(name, getattr(self, name), "1 or more")

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks without the inputs, or without the node."""
        layers = ",".join(map(str, sizes))
        if sizes[0] != len(self.at):
            raise InputError("layers", layers, f"the first to be {len(self.at)}")
        if not (self.layer < len(sizes) and self.node <= sizes[self.layer]):
            given = f"{self.node} of layer {self.layer}"
            raise InputError("node", given, f"one of layers {layers}")

    def plot(self, moment: Moment) -> Plot:
        """All of the node, as a plot."""
        node = WholeNode(self._node(moment.network))
        return Plot(DrawingAxes(), (node,), note=self.note)

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The node from its inputs to its answer, then as a circle among others.

        Raises InputError for a network that does not have it.
        """
        node = self._node(network)
        steps = [
            GlyphStep(
                heading,
                partial(node_glyphs, node, seen),
                self.note if seen.has_weights else "",
            )
            for heading, seen in _stages(node)
        ]
        heading = "In short: a neuron is a circle, each of its weights a line"
        steps.append(GlyphStep(heading, partial(layer_glyphs, node, False), self.note))
        if (n := node.layer.n_outputs) > 1:
            heading = f"All {n} neurons of the layer: each has weights of its own"
            last = partial(layer_glyphs, node, True)
            steps.append(GlyphStep(heading, last, self.note))
        return tuple(steps)

    def _node(self, network: Network) -> Node:
        """The node. Raises InputError for a network that does not have it."""
        self.fit(network.sizes)
        layer = network.layers[self.layer - 1]
        if layer.activation.of_layer:
            words = "a function of single nodes, such as tanh"
            raise InputError("activation", layer.activation.name, words)
        values = list(network.nodes(np.array([self.at])))
        return Node(values[self.layer - 1][0], layer, self.node)


@dataclass(frozen=True, eq=False)
class WholeNode(Arrangement):
    """All of a node: its inputs, weights, sum and answer."""

    node: Node

    def fitted(self, room: Room) -> Drawing:
        """The node in points. Raises InputError for too little room."""
        *_, (_, seen) = _stages(self.node)
        glyphs = node_glyphs(self.node, seen, room)
        return Drawing(tuple(glyphs), (room.width, room.height))


def _stages(node: Node) -> Iterator[tuple[str, Seen]]:
    """What is new, and what is seen, until the node has its answer."""
    f, has_f = node.layer.activation, node.layer.activation != IDENTITY
    does = " squashes the sum" if np.isfinite([f.lower, f.upper]).all() else ""
    squashed = f"Then {name_of(f)}{does}: {{}} gives {{}}"
    plain, total = float(node.inputs.sum()), node.total
    yield "A neuron is given numbers", Seen(new={"inputs"})
    yield "The plainest neuron adds them up", Seen(plain, new={"sum"})
    if has_f:
        words = squashed.format(*_written(plain, node.f(plain)))
        yield words, Seen(plain, has_curve=True, new={"answer"})
    words = "A weight for each input: how much it counts, and which way"
    yield words, Seen(has_weights=True, new={"weights", "products"})
    weighted = float(node.products.sum())
    words = "The weighted sum: each number times its weight, added up"
    yield words, Seen(weighted, has_weights=True, new={"sum"})
    if node.bias:
        words = "A bias is added, whatever the numbers are"
        yield words, Seen(total, has_weights=True, has_bias=True, new={"bias", "sum"})
    if has_f:
        words = squashed.format(*_written(total, node.f(total)))
        yield words, Seen(total, True, bool(node.bias), True, {"answer"})


def _written(*numbers: float) -> Iterator[str]:
    """Numbers as words have them."""
    return (decimal(number).replace("-", "\N{MINUS SIGN}") for number in numbers)
