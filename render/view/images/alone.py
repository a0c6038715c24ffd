"""What outputs say with a few hidden nodes alone, beside what they say with all."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Line, Shape, words
from render.view.hidden_nodes import HiddenNodes
from render.view.images.captioned import line_height
from render.view.parts import AIR, Part, check_room

NAMES = 66.0  # points for the names of rows
SIX = 60.0  # points for six nodes above
THICK = 0.5  # of its column: a bar


@dataclass(frozen=True)
class PartCounts:
    """What was counted with some of a network's hidden nodes, over many images.

    totals: images of each digit. right: images that are named right. For each digit:
    own, own_alone: its own images that its output says yes to, with all nodes and with
    its six favourites alone; other, other_alone: images of other digits that it does;
    right_alone: images named right with these six for all outputs. right_without: for
    each hidden node, images named right without it.
    """

    totals: tuple[int, ...]
    right: int
    own: tuple[int, ...]
    own_alone: tuple[int, ...]
    other: tuple[int, ...]
    other_alone: tuple[int, ...]
    right_alone: tuple[int, ...]
    right_without: tuple[int, ...]

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for a network of another number of nodes."""
        expected = len(self.right_without), len(self.totals)
        if sizes[1:] != expected:
            words = ",".join(map(str, (sizes[0], *expected)))
            raise InputError("layers", ",".join(map(str, sizes)), words)


def alone_glyphs(
    counts: PartCounts,
    marked: int,
    nodes: HiddenNodes,
    room: Room,
) -> Iterator[Glyph]:
    """Two charts of shares, a bar for each digit, with their numbers below.

    marked: a digit that is emphasised, and whose six favourites are above.
    """
    check_room(room)
    step, head = line_height(room), min(SIX, 0.2 * room.height)
    top, cell = Part.of(room).without(left=NAMES).below(head)
    six = nodes.likes(marked) + nodes.dislikes(marked)
    for part, node in zip(top.across(*[1.0] * len(six)), six, strict=True):
        yield from nodes.glyphs(node, part, room, [str(node + 1)])
    text = f"six of {marked}"
    yield words(("six",), text, 0.0, top.centre[1], room.small, "left", "note")
    totals = np.array(counts.totals)
    n = int(totals.sum())
    charts = (
        ("own", "yes to own", counts.own_alone, counts.own, totals),
        ("other", "to others", counts.other_alone, counts.other, n - totals),
    )
    foot = 1.5 * step
    for part, (key, name, alone, every, of) in zip(
        cell.without(low=foot).down(1, 1), charts, strict=True
    ):
        few, all_ = np.array(alone) / of, np.array(every) / of
        yield from bars_of_digits(
            key, few, all_, marked, part.without(top=AIR, low=3.3 * step)
        )
        rows = (
            ("digit", f"{name}, %", list(map(str, range(len(of))))),
            ("six", "six nodes", percents(few)),
            ("all", "all nodes", percents(all_)),
        )
        for number, (row, text, texts) in enumerate(rows):
            y = part.low + (2.7 - number) * step
            yield from row_of_numbers(f"{key} {row}", text, texts, y, part, room)
    right = percents(np.array(counts.right_alone) / n)
    y = cell.low + step / 2
    yield from row_of_numbers("right", "named right", right, y, cell, room)


def percents(shares: np.ndarray) -> list[str]:
    """Shares of 1 as percents, as mathematics."""
    return [f"${100 * share:.1f}$" for share in shares.tolist()]


def bars_of_digits(
    key: str, alone: np.ndarray, every: np.ndarray, marked: int, cell: Part
) -> Iterator[Glyph]:
    """A bar for each digit, and a box where it would be with all nodes; shares of 1."""
    columns = cell.across(*[1.0] * len(alone))
    for k, (column, few, all_) in enumerate(zip(columns, alone, every, strict=True)):
        for form, share, wide in (("bar", few, THICK), ("box", all_, 1.3 * THICK)):
            high = float(share) * cell.height
            place = column.centre[0], cell.low + high / 2
            new = float(form == "bar" and k == marked)
            size = wide * column.width, high
            yield Shape((key, form, k), form, place, size, emphasis=new)
    yield Line((key, "zero"), (cell.left, cell.low), (cell.right, cell.low), "frame")


def row_of_numbers(
    key: str, name: str, texts: Sequence[str], y: float, cell: Part, room: Room
) -> Iterator[Glyph]:
    """Words in a column each, with a name on the left."""
    yield words((key, "name"), name, cell.left - NAMES, y, room.small, "left", "note")
    for k, column in enumerate(cell.across(*[1.0] * len(texts))):
        yield words((key, k), texts[k], column.centre[0], y, room.small)
