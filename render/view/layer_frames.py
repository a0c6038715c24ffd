"""Frames around the layers of a diagram, with their numbers."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from render.plot.glyphs import Glyph, Label, Line

NUMERAL = 9.0  # the size of a layer's number
INDENT, DROP = 0.6, 1.3  # from the frame's corner to the number's baseline, in sizes
ROMAN = {
    100: "C",
    90: "XC",
    50: "L",
    40: "XL",
    10: "X",
    9: "IX",
    5: "V",
    4: "IV",
    1: "I",
}


def draw_frames(
    boundaries: Sequence[float],
    bottom: float,
    top: float,
    nodes: Mapping[int, Sequence[tuple[float, float]]] = {},
) -> Iterator[Glyph]:
    """Frames between boundaries, the x that layers begin and end at.

    bottom, top: the y of the frames.
    nodes: by the number of a boundary, the low and high ends of the nodes on it, lowest
        node first; the line leaves room for them.
    """
    for number, x in enumerate(boundaries):
        ends = [bottom, *(y for ends in nodes.get(number, ()) for y in ends), top]
        for part, (low, high) in enumerate(zip(ends[::2], ends[1::2], strict=True)):
            yield Line(("frame", number, part), (x, low), (x, high), role="frame")
    for number, (left, right) in enumerate(pairwise(boundaries)):
        for side, y in (("bottom", bottom), ("top", top)):
            yield Line(("frame", number, side), (left, y), (right, y), role="frame")
        place = left + INDENT * NUMERAL, top - DROP * NUMERAL
        text = rf"$\mathrm{{{roman(number + 1)}}}$"
        yield Label(("frame", number), text, place, NUMERAL, "left", role="frame")


def roman(number: int) -> str:
    """A small number in Roman numerals."""
    text = ""
    for value, letters in ROMAN.items():
        count, number = divmod(number, value)
        text += letters * count
    return text
