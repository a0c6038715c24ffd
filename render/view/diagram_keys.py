"""Keys of diagrams: what lines and colours mean, in a line below."""

from collections.abc import Iterator, Sequence
from functools import partial, reduce
from typing import NamedTuple

import numpy as np

from render.plot.drawings import Drawing, above
from render.plot.glyphs import Glyph, Line, Picture, Shape, name, shifted, words

BELOW = 10.0  # from a diagram down to its key
LINE, BAR = 18.0, (34.0, 6.0)  # a line's length, and a colour bar's width and height
WORD = 4.0  # from a line or a bar to its words
APART = 16.0  # from one entry to the next
STRENGTH = 0.7  # of lines
ROWS = 4.0  # from one row of entries to the next
ONE = 11.0  # the diameter of a bias node
SIGNS = (  # words for positive and for negative weights, as long as there is room
    ("positive weight", "negative weight"),
    ("positive", "negative"),
    ("+", "\N{MINUS SIGN}"),
)
WIDER = "thicker: stronger"

Entry = Sequence[Glyph]


class Colors(NamedTuple):
    """What the colours of maps mean: words for the lowest and the highest.

    sides: as a Picture's.
    """

    low: str
    high: str
    sides: tuple[int, int, float] | None = None


def key(
    size: float,
    width: float,
    weights: bool,
    colors: Colors | None,
    bias: bool = False,
) -> Drawing | None:
    """A key, in as many rows as it needs; None if there is nothing to tell.

    size: of the type. width: of the key, at most, if that is possible.
    weights: whether lines show weights. bias: whether there are bias nodes with them.
    colors: what those of maps mean; None without maps.
    """
    rows: list[list[Entry]] = []
    signs = list(_signs(size, width, bias)) if weights else []
    for entry in [*signs, *([list(_bar(colors, size))] if colors else [])]:
        if rows and _width([*rows[-1], entry]) <= width:
            rows[-1].append(entry)
        else:
            rows.append([entry])
    return reduce(partial(above, gap=ROWS), map(_row, rows)) if rows else None


def with_key(drawing: Drawing, below: Drawing | None) -> Drawing:
    """The drawing with a key below it, if there is one."""
    return above(drawing, below, BELOW) if below else drawing


def _ends(entry: Entry) -> tuple[float, float]:
    """The left and the right end of an entry."""
    bounds = np.array([glyph.bounds for glyph in entry])
    return float(bounds[:, 0, 0].min()), float(bounds[:, 1, 0].max())


def _width(entries: Sequence[Entry]) -> float:
    ends = map(_ends, entries)
    return sum(right - left for left, right in ends) + APART * (len(entries) - 1)


def _row(entries: Sequence[Entry]) -> Drawing:
    """Entries beside each other, on one line."""
    glyphs: list[Glyph] = []
    x = 0.0
    for entry in entries:
        left, right = _ends(entry)
        glyphs += [shifted(glyph, x - left, 0.0) for glyph in entry]
        x += right - left + APART
    return Drawing.around(glyphs)


def _signs(size: float, width: float, bias: bool) -> Iterator[Entry]:
    """What lines of weights mean, and bias nodes."""
    lines = [[_line(w, n, size) for n, w in enumerate(two)] for two in SIGNS]
    yield from next((two for two in lines if _width(two) <= width), lines[-1])
    wider = [words(("key", WIDER), WIDER, 0.0, 0.0, size, "left")]
    if _width([wider]) <= width:
        yield wider
    if bias:
        yield list(_one(size))


def _line(word: str, number: int, size: float) -> Entry:
    """A line of a positive weight, number 0, or of a negative one, and its word."""
    key, sign = ("key", number), 1 - 2 * number
    line = Line(key, (0.0, 0.0), (LINE, 0.0), strength=sign * STRENGTH)
    return [line, words(key, word, LINE + WORD, 0.0, size, "left")]


def _one(size: float) -> Iterator[Glyph]:
    """A bias node and its word."""
    key, x = ("key", "bias"), ONE + WORD
    yield Shape(key, "circle", (ONE / 2, 0.0), (ONE, ONE))
    yield name(key, "$1$", ONE / 2, 0.0, size)
    yield words(key, "bias", x, 0.0, size, "left")


def _bar(colors: Colors, size: float) -> Iterator[Glyph]:
    """A bar of all colours, between what the lowest and the highest stand for."""
    (width, _), key = BAR, ("key", "colors")
    low, high, sides = colors
    values = np.array([[-1.0, -1.0], [1.0, 1.0]])
    yield Picture(key, (0.0, 0.0), BAR, values, (-1.0, 1.0), sides=sides)
    yield words((*key, "low"), low, -width / 2 - WORD, 0.0, size, "right")
    yield words((*key, "high"), high, width / 2 + WORD, 0.0, size, "left")
