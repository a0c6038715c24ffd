"""Matrices: numbers in rows and columns between brackets, and equations of them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from render.plot.glyphs import Glyph, Key, Label, Line, Place, words
from render.type.typeset import width

ACROSS, DOWN = 0.9, 1.75  # between columns, and from row to row, in sizes of the type
INSIDE, HOOK = 0.45, 0.35  # from entries to a bracket, and its hooks, in sizes
BETWEEN = 0.5  # from part to part of an equation, in sizes
ROLE = "value"  # of entries

# How much an entry of a row and a column is emphasised, from 0 to 1.
Emphasis: TypeAlias = Callable[[int, int], float]


@dataclass(frozen=True)
class Matrix:
    """Entries between brackets.

    key: what it stands for. rows: of entries, mathematics without dollar signs, all as
    long. size: of the type.
    """

    key: Key
    rows: tuple[tuple[str, ...], ...]
    size: float

    @property
    def columns(self) -> tuple[float, ...]:
        """The width of each column."""
        columns = zip(*self.rows, strict=True)
        return tuple(
            self.size * max(width(f"${entry}$") for entry in column)
            for column in columns
        )

    @property
    def width(self) -> float:
        """From bracket to bracket."""
        between = ACROSS * (len(self.columns) - 1) + 2 * INSIDE
        return sum(self.columns) + self.size * between

    @property
    def height(self) -> float:
        """How high brackets are."""
        return DOWN * self.size * len(self.rows)

    def place(self, row: int, column: int, centre: Place) -> Place:
        """The middle of an entry, rows and columns counted from 0."""
        left = centre[0] - self.width / 2 + self.size * INSIDE
        before = sum(self.columns[:column]) + ACROSS * self.size * column
        up = (len(self.rows) - 1) / 2 - row
        x = left + before + self.columns[column] / 2
        return x, centre[1] + up * DOWN * self.size

    def glyphs(
        self, centre: Place, emphasis: Emphasis = lambda _row, _column: 0.0
    ) -> Iterator[Glyph]:
        """Brackets and entries around a place."""
        yield from self._brackets(centre)
        for i, row in enumerate(self.rows):
            for j, entry in enumerate(row):
                x, y = self.place(i, j, centre)
                key = ("entry", *self.key, i, j)
                label = words(key, f"${entry}$", x, y, self.size, role=ROLE)
                yield replace(label, emphasis=emphasis(i, j))

    def _brackets(self, centre: Place) -> Iterator[Line]:
        """Two brackets, each a line with two hooks."""
        (x, y), up = centre, self.height / 2
        for side in (-1, 1):
            away = x + side * self.width / 2
            back = away - side * HOOK * self.size
            key = ("bracket", *self.key, side)
            yield Line((*key, "side"), (away, y - up), (away, y + up))
            for end in (-up, up):
                yield Line((*key, end > 0), (away, y + end), (back, y + end))


Part: TypeAlias = Matrix | str


def length(parts: Sequence[Part], size: float) -> float:
    """How wide matrices and signs are, one beside the other."""
    return sum(_wide(p, size) for p in parts) + BETWEEN * size * (len(parts) - 1)


def places(parts: Sequence[Part], size: float, centre: Place) -> list[Place]:
    """The middle of each part of an equation around a place."""
    x, found = centre[0] - length(parts, size) / 2, []
    for part in parts:
        found.append((x + _wide(part, size) / 2, centre[1]))
        x += _wide(part, size) + BETWEEN * size
    return found


def sign(key: Key, text: str, place: Place, size: float) -> Label:
    """A sign or a name between matrices; mathematics without dollar signs."""
    return words(key, f"${text}$", *place, size)


def _wide(part: Part, size: float) -> float:
    """How wide a matrix or a sign is."""
    return part.width if isinstance(part, Matrix) else size * width(f"${part}$")
