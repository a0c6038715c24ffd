"""Numbered diagrams: networks in which every number has a place, and so has its slope.

Weights stand on their lines; a node is its sum, its function and what that gives. Each
cell has two rows, the upper one for a value and the lower one for its slope.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from render.plot.drawings import Drawing
from render.plot.glyphs import Glyph, Key, Label, Line, Shape, words
from render.type.typeset import Align
from render.view.numbered_layout import (
    ERROR,
    PAD,
    TRIANGLE,
    NumberedLayout,
    along,
    inside,
)
from render.view.rules import number as plain
from render.view.weights import decimal


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


def numbered_drawing(layout: NumberedLayout, numbers: Numbers) -> Drawing:
    """The diagram of a layout with some of its numbers."""
    glyphs: list[Glyph] = [*_lines(layout, numbers), *_frames(layout, numbers)]
    glyphs += _rows(layout, numbers)
    if layout.named:
        glyphs += [*_names(layout), *_truth(layout, numbers)]
    return Drawing(tuple(glyphs), (layout.room.width, layout.room.height))


def _lines(layout: NumberedLayout, numbers: Numbers) -> Iterator[Line]:
    """Lines from node to node, with gaps for weights, to sums, and to the error."""
    for key, (start, end) in layout.edges.items():
        middle, half = layout.cells["w", *key[1:]], np.array(layout.cell) / 2
        low, high = inside(start, end, middle, half) or (0.5, 0.5)
        lit = float(key in numbers.lit)
        yield Line(key, start, along(start, end, low), emphasis=lit)
        yield Line(key, along(start, end, high), end, part=1, emphasis=lit)
    for key, ends in (layout.ties | layout.exits).items():
        yield Line(key, *ends, emphasis=float(key in numbers.lit))


def _frames(layout: NumberedLayout, numbers: Numbers) -> Iterator[Shape | Line]:
    """Boxes around cells, with a line between their rows; functions' triangles."""
    for key, (x, y) in layout.cells.items():
        lit = float(bool({("value", *key), ("slope", *key)} & numbers.new))
        form = "weight" if key[0] == "w" else "box"
        yield Shape(("cell", *key), form, (x, y), layout.cell, emphasis=lit)
        half = layout.cell[0] / 2
        yield Line(("rows", *key), (x - half, y), (x + half, y), role="frame")
        if key[0] == "y":
            place, size = (x - half - TRIANGLE / 2, y), (TRIANGLE, layout.cell[1])
            triangle = ("triangle", *key[1:])
            yield Shape(triangle, "triangle", place, size, emphasis=lit)


def _rows(layout: NumberedLayout, numbers: Numbers) -> Iterator[Label]:
    """The numbers: values above, slopes below."""
    rise = layout.cell[1] / 4
    rows = ("value", numbers.values, rise), ("slope", numbers.slopes, -rise)
    for role, row, up in rows:
        for key, number in row.items():
            x, y = layout.cells[key]
            text, size = f"${decimal(number)}$", layout.size
            label = words((role, *key), text, x, y + up, size, role=role)
            yield replace(label, emphasis=float(label.key in numbers.new))


def _names(layout: NumberedLayout) -> Iterator[Label]:
    """What cells are: inputs, sums, values of a function, the error."""
    own = dict(layout.diagram.names)
    for key in layout.cells:
        text = own.get(key, _usual_name(layout, key))
        is_sum, is_end = key[0] == "v" and not own, key == ERROR and layout.is_upright
        if text:
            yield _name(layout, key, text, is_sum or is_end)


def _usual_name(layout: NumberedLayout, key: Key) -> str:
    """What a cell is called; empty if it is not."""
    if key[0] == "y":
        return "" if layout.is_upright else layout.diagram.functions[key[1] - 1]
    return {"x": f"$x_{{{key[-1]}}}$", "v": "sum", "error": "error"}.get(key[0], "")


def _name(layout: NumberedLayout, key: Key, text: str, is_below: bool) -> Label:
    """A name below its cell or above it; left of it where lines come from there."""
    (x, y), (wide, high) = layout.cells[key], layout.cell
    if layout.is_upright and not is_below:
        return _word(layout, key, text, (x - wide / 2 - PAD, y), "right")
    rise = (high + layout.name_height) / 2
    return _word(layout, key, text, (x, y - rise if is_below else y + rise))


def _truth(layout: NumberedLayout, numbers: Numbers) -> Iterator[Label]:
    """What outputs should be, beside them."""
    last = len(layout.diagram.sizes) - 1
    kind = "y" if layout.diagram.functions[-1] else "v"
    for j, truth in enumerate(numbers.truth, start=1):
        (x, y), (wide, high) = layout.cells[kind, last, j], layout.cell
        key, text = ("truth", j), f"truth {plain(truth)}"
        if layout.is_upright:
            yield _word(layout, key, text, (x + wide / 2 + PAD, y), "left")
        else:
            drop = high / 2 + layout.name_height * (1.5 if kind == "v" else 0.5)
            yield _word(layout, key, text, (x + wide / 2, y - drop), "right")


def _word(
    layout: NumberedLayout,
    key: Key,
    text: str,
    place: tuple[float, float],
    align: Align = "center",
) -> Label:
    return words(("name", *key), text, *place, layout.size, align, "note")
