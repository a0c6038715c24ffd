"""Bars of answers: each beside what it is off by, above a table of the same numbers."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import accumulate

import numpy as np

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Key, Label, Line, Shape, words
from render.type.typeset import Align, width
from render.view.weights import decimal

ROWS = ("", "answer", "truth", "off by")  # of the table; the first has names
ROW_NAMES = 4.0  # the width of the names of rows, in sizes of the type
WIDEST = "$-0.00$"  # of the numbers in it
ROW = 1.6  # the height of a row, in sizes of its type
PITCH = 118.0  # points from column to column, at most
GAP = 5.0  # points between words side by side, at least
# In widths of a column:
BAR, BESIDE = 0.22, 0.13  # the width of a bar, and from a column's middle to its own
REACH = 0.34  # how far the line of a truth goes from a column's middle
PAD = 8.0  # above and below bars
LEAST = 12.0  # points for 1, at least
APART, HAIR = 1.0, 0.5  # points between bars, and the height of the lowest
ANSWER, OFF = 0, 1  # the colours of answers, and of what they are off by


@dataclass(frozen=True)
class AnswerBars:
    """The layout of answers, the truth and the error in a room: a column for each.

    Raises InputError for too little room.
    """

    answers: tuple[float, ...]
    truth: tuple[float, ...]
    names: tuple[str, ...]
    room: Room

    def __post_init__(self) -> None:
        if not self._fits(self.room.small) or self._unit < LEAST:
            expected = "more for all answers: a larger picture, or fewer outputs"
            raise self.room.refused(expected)

    def glyphs(self, seen: int) -> Iterator[Glyph]:
        """Bars and table; seen: as an AnswerStep's."""
        yield from self._levels()
        for k in range(len(self.answers)):
            yield from self._bars(k, seen)
        yield from self._table(seen)
        if seen > 3:
            yield self._highest()

    @cached_property
    def off(self) -> tuple[float, ...]:
        """By how much each answer is off."""
        pairs = zip(self.answers, self.truth, strict=True)
        return tuple(abs(answer - truth) for answer, truth in pairs)

    @cached_property
    def error(self) -> float:
        """By how much all of them are, together."""
        return sum(self.off)

    # Where things are.

    def _fits(self, size: float) -> bool:
        """Whether words of a size are no wider than columns."""
        widest = max(map(width, (*self.names, WIDEST, "error")))
        columns = self.room.width - size * ROW_NAMES - GAP
        return size * widest + GAP <= columns / (len(self.answers) + 1)

    @cached_property
    def _size(self) -> float:
        """That of the type."""
        return self.room.label if self._fits(self.room.label) else self.room.small

    @property
    def _left(self) -> float:
        """The width of the names of rows."""
        return self._size * ROW_NAMES + GAP

    @property
    def _pitch(self) -> float:
        """From column to column."""
        return min(PITCH, (self.room.width - self._left) / (len(self.answers) + 1))

    @property
    def _start(self) -> float:
        """Where the first column begins."""
        spare = self.room.width - self._left - self._pitch * (len(self.answers) + 1)
        return self._left + spare / 2

    def _column(self, k: float) -> float:
        """The middle of a column; that of the error is the last."""
        return self._start + (k + 0.5) * self._pitch

    def _row(self, k: int) -> float:
        """The middle of a row of the table."""
        return (len(ROWS) - k - 0.5) * ROW * self._size

    @property
    def _span(self) -> tuple[float, float]:
        """The lowest and the highest number that bars reach."""
        values = *self.answers, *self.truth
        return min(0.0, *values), max(1.0, self.error, *values)

    @property
    def _unit(self) -> float:
        """How high 1 is."""
        low, high = self._span
        space = self.room.height - len(ROWS) * ROW * self._size - 2 * PAD
        return space / (high - low)

    def _height(self, value: float) -> float:
        """Where a value is."""
        table = len(ROWS) * ROW * self._size
        return table + PAD + (value - self._span[0]) * self._unit

    # What is drawn.

    def _levels(self) -> Iterator[Glyph]:
        """Lines at 0 and at 1, with their numbers."""
        end, x = self._column(len(self.answers) + 0.5), self._start - GAP
        for level in (0, 1):
            y = self._height(level)
            yield Line(("level", level), (self._start, y), (end, y), role="frame")
            yield self._word(("level", level), f"${level}$", x, y, "right")

    def _bars(self, k: int, seen: int) -> Iterator[Glyph]:
        """The bar of an answer, the line of its truth, and what it is off by."""
        x, answer, truth = self._column(k), self.answers[k], self.truth[k]
        beside, reach = BESIDE * self._pitch, REACH * self._pitch
        yield self._bar(("answer", k), x - beside, (0.0, answer), ANSWER)
        if seen > 0:
            y = self._height(truth)
            yield Line(("truth", k), (x - reach, y), (x + reach, y))
        if seen > 1:
            yield self._bar(("off", k), x + beside, (answer, truth), OFF)
        if seen > 2:
            piled = [0.0, *accumulate(self.off)][k : k + 2]
            bar = self._bar(("pile", k), self._column(len(self.answers)), piled, OFF)
            yield replace(bar, into=("off", k))

    def _bar(self, key: Key, x: float, ends: Sequence[float], series: int) -> Shape:
        """A bar from one value to another, a little apart from the next one."""
        low, high = sorted(map(self._height, ends))
        size = BAR * self._pitch, max(high - low - APART, HAIR)
        return Shape(key, "bar", (x, (low + high) / 2), size, series)

    def _highest(self) -> Shape:
        """A box around the highest answer, its name and its bar."""
        low, high = self._row(1) - ROW * self._size / 2, self.room.height
        k = int(np.argmax(self.answers))
        wide = max(self._size * width(self.names[k]), 2 * REACH * self._pitch) + GAP
        place = self._column(k), (low + high) / 2
        return Shape(("highest",), "box", place, (wide, high - low))

    def _table(self, seen: int) -> Iterator[Label]:
        """The numbers, with the names of rows and columns."""
        truth = [f"{truth:g}" for truth in self.truth]
        rows = [*map(decimal, self.answers)], truth, [*map(decimal, self.off)]
        for j, name in enumerate(self.names):
            yield self._word(("column", j), name, self._column(j), self._row(0))
        for k, texts in enumerate(rows[: seen + 1], start=1):
            x, y = self._start - GAP, self._row(k)
            yield self._word(("row", k), ROWS[k], x, y, "right")
            for j, text in enumerate(texts):
                key, x = ("cell", k, j), self._column(j)
                yield self._word(key, f"${text}$", x, y, role="value")
        if seen > 2:
            yield from self._sum()

    def _sum(self) -> Iterator[Label]:
        """The error, as the sum of what answers are off by."""
        n, y = len(self.answers), self._row(len(ROWS) - 1)
        for j in range(1, n + 1):
            sign = "$+$" if j < n else "$=$"
            yield self._word(("sign", j), sign, self._column(j - 0.5), y)
        yield self._word(("column", n), "error", self._column(n), self._row(0))
        text = f"${decimal(self.error)}$"
        yield self._word(("error",), text, self._column(n), y, role="value")

    def _word(
        self,
        key: Key,
        text: str,
        x: float,
        y: float,
        align: Align = "center",
        role: str = "note",
    ) -> Label:
        return words(key, text, x, y, self._size, align, role)
