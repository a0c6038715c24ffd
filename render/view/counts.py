"""Counts: small words under columns of nodes: what they are, and how many."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from render.plot.glyphs import Glyph, Line, words
from render.type.typeset import capital, width
from render.view.rows import Column

DOWN, HOOK, GAP = 5.0, 3.0, 3.0  # to the bracket, of its ends, and on to the words
APART = 8.0  # between words
DEEP = 0.25  # what letters have below the baseline, in sizes
HIDDEN = "hidden layer", "layer"  # what the layers between are called


def is_counted(columns: Sequence[Column]) -> bool:
    """Whether nodes are left out, so that all columns have their numbers of nodes."""
    return any(nodes.dots is not None for nodes in columns)


def texts(
    sizes: Sequence[int], columns: Sequence[Column], named: bool
) -> Iterator[tuple[str, ...]]:
    """The words under all columns, the longest first, at last those that are needed.

    named: whether they say which nodes are inputs, hidden and outputs.
    """
    numbers = [f"{n:,}" if is_counted(columns) else "" for n in sizes]
    for hidden in HIDDEN if named else ():
        pairs = zip(_names(sizes, hidden), numbers, strict=True)
        yield tuple(f"{name}: {n}" if n else name for name, n in pairs)
    yield tuple(numbers)


def _names(sizes: Sequence[int], hidden: str) -> Iterator[str]:
    n_hidden = len(sizes) - 2
    yield "input" if sizes[0] == 1 else "inputs"
    for layer in range(1, n_hidden + 1):
        yield f"{hidden} {layer}" if n_hidden > 1 else hidden
    yield "output" if sizes[-1] == 1 else "outputs"


def draw_count(
    number: int,
    text: str,
    x: float,
    low: float,
    half: float,
    size: float,
    counted: bool = True,
) -> Iterator[Glyph]:
    """Words under a column of nodes, with a bracket if they count what it stands for.

    number: of the layer. x, low: the column's middle, and the low end of its nodes.
    half: of the column's width. size: of the type.
    """
    key, y = ("count", number), low - DOWN
    if counted:
        half, y = max(half, size * width(text) / 2), y - HOOK
        ends = (x - half, y + HOOK), (x - half, y), (x + half, y), (x + half, y + HOOK)
        for part in range(3):
            yield Line(key, ends[part], ends[part + 1], role="frame", part=part)
    if text:
        yield words(key, text, x, y - GAP - capital() * size, size)


def height(size: float, counted: bool = True) -> float:
    """What words and a bracket take up below a column; size: of the type."""
    return DOWN + HOOK * counted + GAP + (2 * capital() + DEEP) * size


def fit(texts: Sequence[str], apart: float, size: float) -> bool:
    """Whether words have room beside each other; apart: from column to column."""
    halves = [size * width(text) / 2 for text in texts]
    pairs = pairwise(halves)
    return all(a + b + APART <= apart for a, b in pairs if a and b)
