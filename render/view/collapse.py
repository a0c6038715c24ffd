"""Collapse: two layers without a nonlinearity are one line, multiplied out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache, partial

import numpy as np

from model import IDENTITY, Network
from render.errors import InputError
from render.plot.axes import Axis, DrawingAxes, FlatAxes
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Label, words
from render.plot.marks.curve import Curve
from render.plot.marks.fading import marks_at
from render.plot.marks.mark import Mark
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.view.diagrams import Diagram, ExplicitDiagram
from render.view.glyph_steps import GlyphStep
from render.view.line_sums import (
    FEWEST,
    SUM,
    LineSums,
    circles,
    line,
    table,
    table_size,
)
from render.view.steps import Steps

NETWORK, LINES, TIMES, ADDED, ONE = range(5)  # the steps
END = 6.0
AXES = FlatAxes(Axis("$x$ (input)", -END, END), Axis("value", -END, END))
THIN, FAINT, WIDE = 0.35, 0.4, 2.4  # of a curve: width, opacity, and the widest
SHARES = (1.2, 1.0)
BELOW = 34.0  # points below the diagram of one node, for its numbers
NOTES = (
    "",
    "Thin lines: the hidden nodes.",
    "Thin lines: the hidden nodes times their weights.",
    "Thin lines: the hidden nodes times their weights. Thick: their sum and the bias.",
    "Thick: the network. Dashed: one node.",
)


@dataclass(frozen=True)
class Collapse:
    """A network of one input, multiplied out: its hidden nodes' lines add up to one.

    network: of one input, a hidden layer and one output, without a nonlinearity. The
        hidden nodes' numbers are written with one decimal, products with two, which is
        all of them where weights are tenths.

    Raises InputError for another network, or fewer than five hidden nodes.
    """

    network: Network

    def __post_init__(self) -> None:
        sizes, layers = self.network.sizes, self.network.layers
        if len(sizes) != 3 or sizes[::2] != (1, 1) or sizes[1] < FEWEST:
            text = ",".join(map(str, sizes))
            raise InputError("layers", text, f"1,{FEWEST},1, or more hidden nodes")
        for layer in layers:
            if layer.activation != IDENTITY:
                raise InputError("activation", layer.activation.name, IDENTITY.name)

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        n = self.network.sizes[1]
        n_weights = sum(layer.weights.size for layer in self.network.layers)
        return (
            f"{n} hidden nodes, no nonlinearity: a straight line",
            "Each hidden node is a line: a weight times x, and a bias",
            "A line times a weight is a line, steeper or flatter",
            "Lines add up to a line: slopes add, and so do biases",
            f"The same line from one node: 2 numbers instead of {n_weights}",
        )

    def plot(self, position: float) -> Grid:
        """What is multiplied out at a position, beside the lines that it is of."""
        steps, marks = _stops(self)
        plots = (
            Plot(DrawingAxes(), (Steps(steps, position),)),
            Plot(AXES, marks_at(marks, position)),
        )
        title, note = Title(self.headings, position), Title(NOTES, position)
        return Grid(plots, SHARES, title=title, note=note)


@lru_cache(maxsize=4)
def _stops(
    view: Collapse,
) -> tuple[tuple[GlyphStep, ...], tuple[tuple[Mark, ...], ...]]:
    """What is drawn at each stop, and the lines beside it."""
    sums = LineSums(view.network)
    steps = tuple(
        GlyphStep(heading, partial(_glyphs, sums, step))
        for step, heading in enumerate(view.headings)
    )
    return steps, tuple(tuple(_marks(sums, step)) for step in range(len(steps)))


def _glyphs(sums: LineSums, step: int, room: Room) -> Iterator[Glyph]:
    """What is drawn at a step in a room."""
    if step == NETWORK:
        diagram = Diagram(names=True, words=True, most=7)
        yield from diagram.drawing(sums.network, room).glyphs
    elif step == ONE:
        yield from _one_node(sums, room)
    else:
        tables = sums.line_rows, sums.product_rows, sums.sum_rows
        size = table_size(tables, room)
        glyphs = [*table(tables[step - LINES], size, room)]
        yield from glyphs
        if step == LINES:
            yield from circles([g for g in glyphs if isinstance(g, Label)])


def _one_node(sums: LineSums, room: Room) -> Iterator[Glyph]:
    """One node that computes the same, and its numbers."""
    slope, bias = sums.total
    one = Network.from_weights([np.array([[bias], [slope]])], IDENTITY)
    upper = replace(room, height=room.height - BELOW)
    drawing = ExplicitDiagram(names="plain").drawing(one, upper)
    yield from drawing.shifted(0.0, BELOW).glyphs
    text = f"$y = {line(sums.total, 2)}$"
    yield words(SUM, text, room.width / 2, BELOW / 2, room.title)


def _marks(sums: LineSums, step: int) -> Iterator[Mark]:
    """The lines at a step: of the hidden nodes, and of the network."""
    x = np.array([-END, END])
    if step in (LINES, TIMES, ADDED):
        lines = sums.lines if step == LINES else sums.products
        seen = FAINT if step == ADDED else 1.0
        for slope, bias in lines:
            y = slope * x + bias
            yield Curve(x, y, None, THIN, opacity=seen, depth=FAINT, part="node")
    if step not in (LINES, TIMES):
        y = sums.network(x[:, None])[:, 0]
        yield Curve(x, y, 0, WIDE if step == ONE else 1.0, part="network")
    if step == ONE:
        slope, bias = sums.total
        yield Curve(x, slope * x + bias, None, is_dashed=True, part="one node")
