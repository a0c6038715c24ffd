"""Counts: how many nodes a layer has, where a diagram shows only some of them."""

from collections.abc import Iterator

from render.plot.glyphs import Glyph, Line, words
from render.type.typeset import CAPITAL

DOWN, HOOK, GAP = 5.0, 3.0, 3.0  # to the bracket, of its ends, and on to the number


def draw_count(
    number: int, count: int, x: float, low: float, half: float, size: float
) -> Iterator[Glyph]:
    """A bracket under a column of nodes, and how many nodes it stands for.

    number: of the layer. x, low: the column's middle, and the low end of its nodes.
    half: of the bracket's width. size: of the type.
    """
    key, y = ("count", number), low - DOWN - HOOK
    corners = [(x - half, y + HOOK), (x - half, y), (x + half, y), (x + half, y + HOOK)]
    for part in range(3):
        yield Line(key, corners[part], corners[part + 1], role="frame", part=part)
    yield words(key, f"{count:,}", x, y - GAP - CAPITAL * size, size)


def height(size: float) -> float:
    """What a bracket and its number take up below a column; size: of the type."""
    return DOWN + HOOK + GAP + 2 * CAPITAL * size + 1.0
