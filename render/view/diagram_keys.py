"""Keys of diagrams: what lines and colours mean, in a line below."""

from collections.abc import Iterator, Sequence

import numpy as np

from render.plot.drawings import Drawing, above
from render.plot.glyphs import Glyph, Line, Picture, shifted, words

BELOW = 10.0  # from a diagram down to its key
LINE, BAR = 18.0, (34.0, 6.0)  # a line's length, and a colour bar's width and height
WORD = 4.0  # from a line or a bar to its words
APART = 16.0  # from one entry to the next
STRENGTH = 0.7  # of lines
SIGNS = (  # words for positive weights and for negative ones, as long as there is room
    ("positive weight (wide: strong)", "negative weight"),
    ("positive weight", "negative weight"),
    ("positive", "negative"),
    ("+", "\N{MINUS SIGN}"),
)

Entry = Sequence[Glyph]


def key(
    size: float, width: float, weights: bool, colors: tuple[str, str] | None
) -> Drawing | None:
    """A key; None if there is nothing to tell.

    size: of the type. width: of the key, at most, if that is possible.
    weights: whether lines show weights.
    colors: the words for the lowest and the highest colour of maps; None without maps.
    """
    entries: list[Entry] = []
    if weights:
        lines = [[_line(w, n, size) for n, w in enumerate(two)] for two in SIGNS]
        entries += next((two for two in lines if _width(two) <= width), lines[-1])
    if colors:
        entries.append(list(_bar(colors, size)))
    if not entries:
        return None
    if len(entries) == 1 or _width(entries) <= width:
        return _row(entries)
    return above(_row(entries[:-1]), _row(entries[-1:]), WORD)


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


def _line(word: str, number: int, size: float) -> Entry:
    """A line of a positive weight, number 0, or of a negative one, and its word."""
    key, sign = ("key", number), 1 - 2 * number
    line = Line(key, (0.0, 0.0), (LINE, 0.0), strength=sign * STRENGTH)
    return [line, words(key, word, LINE + WORD, 0.0, size, "left")]


def _bar(colors: tuple[str, str], size: float) -> Iterator[Glyph]:
    """A bar of all colours, between what the lowest and the highest stand for."""
    (width, _), key = BAR, ("key", "colors")
    low, high = colors
    values = np.array([[-1.0, -1.0], [1.0, 1.0]])
    yield Picture(key, (0.0, 0.0), BAR, values, (-1.0, 1.0))
    yield words((*key, "low"), low, -width / 2 - WORD, 0.0, size, "right")
    yield words((*key, "high"), high, width / 2 + WORD, 0.0, size, "left")
