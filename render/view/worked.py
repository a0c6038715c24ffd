"""Worked equations: sums and products in numbers, each in the colour of its kind."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from render.plot.glyphs import Label, Place, words
from render.type.typeset import width
from render.view.weights import decimal

LEADING = 1.55  # from line to line, in sizes of the type
APART = 3.0  # from column to column, in sizes of the type
EXACT = 1e-9  # what a number may differ by from what is written
ABOUT = "\N{ALMOST EQUAL TO}"
SPACE = 0.3  # from part to part, in sizes of the type


@dataclass(frozen=True)
class Part:
    """A part of a line: words or mathematics.

    role: "note" for words and signs, "value" or "slope". is_new: whether it is what the
        line has worked out. is_rounded: whether it is a number that has more digits.
    """

    text: str
    role: str = "note"
    is_new: bool = False
    is_rounded: bool = False


Line: TypeAlias = tuple[Part, ...]
Column: TypeAlias = tuple[Line, ...]


def value(number: float) -> Part:
    """A value, as a part of a line."""
    return _number(number, "value")


def slope(number: float) -> Part:
    """A slope, as a part of a line."""
    return _number(number, "slope")


def _number(number: float, role: str) -> Part:
    text = decimal(number)
    is_rounded = abs(float(text) - number) > EXACT
    return Part(f"${text}$", role, is_rounded=is_rounded)


def line(*parts: Part | str) -> Line:
    """A line of parts, the last of which it has worked out; strings are words.

    Its last equals sign says that it is about so, if any of its numbers is rounded.
    """
    made = [Part(part) if isinstance(part, str) else part for part in parts]
    if any(part.is_rounded for part in made):
        k = max((k for k, part in enumerate(made) if part.text[-1:] == "="), default=-1)
        if k >= 0:
            made[k] = replace(made[k], text=made[k].text[:-1] + ABOUT)
    return (*made[:-1], replace(made[-1], is_new=True))


def added(terms: Sequence[Sequence[Part | str]]) -> list[Part | str]:
    """Terms of a sum, in brackets if there are several and they are products."""
    parts: list[Part | str] = []
    for number, term in enumerate(terms):
        sign, has_brackets = "+ " if number else "", len(term) > 1 < len(terms)
        if has_brackets:
            parts += [f"{sign}(", *term, ")"]
        else:
            parts += [*([sign.strip()] if number else []), *term]
    return parts


def height(columns: Sequence[Column], size: float) -> float:
    """How high columns of lines are, in type of a size."""
    return LEADING * size * max(map(len, columns), default=0)


def length(columns: Sequence[Column], size: float) -> float:
    """How wide columns of lines are, in type of a size."""
    return size * (sum(map(_width, columns)) + APART * max(len(columns) - 1, 0))


def glyphs(columns: Sequence[Column], size: float, middle: Place) -> Iterator[Label]:
    """The labels of columns side by side, around a place."""
    left = middle[0] - length(columns, size) / 2
    top = middle[1] + height(columns, size) / 2
    for k, column in enumerate(columns):
        for row, parts in enumerate(column):
            x, y = left, top - LEADING * size * (row + 0.5)
            for number, part in enumerate(parts):
                key = ("worked", k, row, number, part.text)
                label = words(key, part.text, x, y, size, "left", part.role)
                yield replace(label, emphasis=float(part.is_new))
                x += size * width(part.text)
                x += size * _space(part, parts[number + 1 : number + 2])
        left += size * (_width(column) + APART)


def _width(column: Column) -> float:
    """The width of a column's longest line, in sizes of its type."""
    return max(map(_long, column))


def _long(parts: Line) -> float:
    """The width of a line, in sizes of its type."""
    spaces = (_space(part, parts[k : k + 1]) for k, part in enumerate(parts, start=1))
    return sum(width(part.text) for part in parts) + sum(spaces)


def _space(part: Part, following: Line) -> float:
    """The space after a part of a line: none within brackets, or at its end."""
    is_last = not following or following[0].text.startswith(")")
    return 0.0 if is_last or part.text.endswith("(") else SPACE
