"""Images with words: what each shows above it, and its numbers below."""

from collections.abc import Iterator, Sequence

import numpy as np

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Key, words
from render.view.images.framed import framed
from render.view.parts import Part

LINE = 1.35  # from line to line, in sizes of type


def a_digit(number: int) -> str:
    """A digit with its article: "a 7", "an 8"."""
    return f"an {number}" if number == 8 else f"a {number}"


def line_height(room: Room) -> float:
    """From one line of small words to the next, in points."""
    return LINE * room.small


def captioned(
    key: Key,
    cell: Part,
    room: Room,
    values: np.ndarray | Sequence[float],
    shape: tuple[int, int],
    texts: Sequence[str] = (),
    strongest: float = 1.0,
    form: str = "weights",
    emphasis: float = 0.0,
) -> Iterator[Glyph]:
    """An image as large as a cell has room for, above lines of small words.

    The rest is as of framed. Keys of lines are the image's, and the line's number.
    """
    step = line_height(room)
    rows, columns = shape
    free = cell.without(low=step * len(texts))
    unit = min(free.width / columns, free.height / rows)
    height = unit * rows + step * len(texts)
    x, middle = cell.centre
    top = middle + height / 2
    centre = x, top - unit * rows / 2
    side = unit * max(shape)
    yield from framed(key, centre, side, values, shape, strongest, form, emphasis)
    for number, text in enumerate(texts):
        y = top - unit * rows - (number + 0.5) * step
        yield words((*key, number), text, x, y, room.small)
