"""The table of confusions: how often which digit is taken for which."""

from collections.abc import Collection, Iterator

import numpy as np

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Image, Shape, ink_on, words
from render.view.images.captioned import line_height
from render.view.parts import Part

HEADS = 20.0  # points for the digits beside rows and above columns
WIDEST = 1.9  # a cell's width, in its heights


def confusion_table(
    table: np.ndarray, marked: Collection[tuple[int, int]], cell: Part, room: Room
) -> Iterator[Glyph]:
    """Numbers of images in a square table, (n, n), right ones on cards.

    The others are the lighter the larger; nought is left out. marked: rows and columns
    of cells that are emphasised.
    """
    n, step = len(table), line_height(room)
    cell = cell.without(left=HEADS, top=step)
    high = min(cell.height / n, cell.width / n)
    wide = min(cell.width / n, WIDEST * high)
    wrong = table - np.diag(np.diag(table))
    strongest = float(max(wrong.max(), 1))
    size = n * wide, n * high
    image = Image(("table",), cell.centre, size, wrong, strongest, "light")
    yield image
    yield Shape(("table",), "box", cell.centre, size)
    for row, column in np.ndindex(n, n):
        count, key = int(table[row, column]), ("cell", row, column)
        place, is_right = image.pixel(row * n + column), row == column
        if is_right:
            yield Shape(key, "card", place, (wide, high))
            yield Shape(("right", row), "weight", place, (wide, high))
        if count:
            role = "print" if is_right else ink_on(2 * count / strongest - 1)
            yield words(key, str(count), *place, room.small, role=role)
        if (row, column) in marked:
            yield Shape(key, "box", place, (wide, high), emphasis=1.0)
    for k in range(n):
        x, y = image.pixel(k)[0], image.bounds[1, 1] + step / 2
        yield words(("column", k), str(k), x, y, room.small, role="note")
        x, y = image.bounds[0, 0] - HEADS / 3, image.pixel(k * n)[1]
        yield words(("line", k), str(k), x, y, room.small, role="note")
