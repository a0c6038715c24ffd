"""Accuracy charts: shares of images that are right, a row for each network size."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Label, Line, Shape, words
from render.type.typeset import width
from render.view.parts import Part

BAR, STROKE, RING = 8.0, 15.0, 8.0  # points: heights of marks
THIN = 1.6  # points: the width of a stroke, and of a bar at least
COLUMN, LEAST = 9.0, 60.0  # points between columns; the axis, at least
TICKS = 0, 50, 100
NODES, AXIS, SINGLE = "nodes", "right (%)", "published"
LOW, HIGH = 14.0, 30.0  # points: from row to row, at least and at most


@dataclass(frozen=True)
class SizeAccuracy:
    """The shares of images that networks of one size get right, in per cent.

    n_hidden: how many hidden nodes they have. starts: of each of several, the one that
    is shown first. single: of one run that was published elsewhere; None for none.
    """

    n_hidden: int
    starts: tuple[float, ...]
    single: float | None = None

    @property
    def range(self) -> str:
        """From the worst to the best start, in words."""
        return f"{min(self.starts):.1f}\N{EN DASH}{max(self.starts):.1f}"


@dataclass(frozen=True)
class AccuracyChart:
    """Accuracies in rows, in a part of a room.

    A bar from the worst to the best start, a stroke at the one that is shown, and a
    ring at the single run; the same in numbers. present: the row looked at.

    Raises InputError for too little room.
    """

    rows: tuple[SizeAccuracy, ...]
    present: int
    part: Part
    room: Room

    def __post_init__(self) -> None:
        if self._ends[1] - self._ends[0] < LEAST or self._pitch < LOW:
            raise self.room.refused("more for a chart of accuracies: a larger picture")

    def glyphs(self) -> Iterator[Glyph]:
        """The chart."""
        yield from self._heads()
        yield from self._axis()
        for k, row in enumerate(self.rows):
            emphasis = float(k == self.present)
            for glyph in self._row(k, row):
                yield replace(glyph, emphasis=emphasis)

    @cached_property
    def _widths(self) -> tuple[float, float, float]:
        """The widths of the columns of nodes, of starts and of single runs."""
        singles = [_single(row) for row in self.rows if row.single is not None]
        columns = (
            [NODES, *(str(row.n_hidden) for row in self.rows)],
            [self._starts, *(row.range for row in self.rows)],
            [SINGLE, *singles] if singles else [""],
        )
        nodes, starts, single = (
            self.room.small * max(map(width, texts)) for texts in columns
        )
        return nodes, starts, single

    @property
    def _ends(self) -> tuple[float, float]:
        """Where 0 and 100 per cent are."""
        nodes, starts, single = self._widths
        right = starts + single + COLUMN * (2 if single else 1)
        half = self.room.small * width("$100$") / 2
        left = self.part.left + nodes + COLUMN + half
        return left, self.part.left + self.part.width - right - half

    @property
    def _pitch(self) -> float:
        return min(HIGH, self.part.height / (len(self.rows) + 2))

    def _x(self, share: float) -> float:
        """Where a share in per cent is."""
        low, high = self._ends
        return low + share / 100 * (high - low)

    def _y(self, row: float) -> float:
        """The height of a row; -1 is that of the heads."""
        middle = self.part.centre[1]
        return middle + ((len(self.rows) - 1) / 2 - row) * self._pitch

    @property
    def _columns(self) -> tuple[float, float, float]:
        """The right ends of the columns of words."""
        nodes, _, single = self._widths
        right = self.part.left + self.part.width
        return self.part.left + nodes, right - single - COLUMN * bool(single), right

    @property
    def _starts(self) -> str:
        """The head of the column of starts."""
        return f"{len(self.rows[0].starts)} starts"

    def _heads(self) -> Iterator[Label]:
        """What columns hold."""
        size, y = self.room.small, self._y(-1)
        heads = [NODES, self._starts, *([SINGLE] if self._widths[2] else [])]
        for text, x in zip(heads, self._columns, strict=False):
            yield words(("head", text), text, x, y, size, "right", "note")
        yield words(("head",), AXIS, self._x(50), y, size, role="note")

    def _axis(self) -> Iterator[Line | Label]:
        """Upright lines at round shares, and their numbers."""
        top, bottom = self._y(-0.5), self._y(len(self.rows) - 0.5)
        for tick in TICKS:
            x = self._x(tick)
            yield Line(("tick", tick), (x, bottom), (x, top), "frame")
            y = self._y(len(self.rows))
            yield words(("tick", tick), f"${tick}$", x, y, self.room.small, role="note")

    def _row(self, k: int, row: SizeAccuracy) -> Iterator[Glyph]:
        """One size: its marks and its numbers."""
        y, size, key = self._y(k), self.room.small, ("row", row.n_hidden)
        low, high = self._x(min(row.starts)), self._x(max(row.starts))
        long = max(high - low, THIN)
        yield Shape((*key, "bar"), "bar", ((low + high) / 2, y), (long, BAR))
        place = self._x(row.starts[0]), y
        yield Shape((*key, "shown"), "bar", place, (THIN, STROKE))
        nodes, starts, single = self._columns
        yield words((*key, "n"), str(row.n_hidden), nodes, y, size, "right")
        yield words((*key, "range"), row.range, starts, y, size, "right")
        if row.single is not None:
            place = self._x(row.single), y
            yield Shape((*key, "single"), "circle", place, (RING, RING))
            yield words((*key, "one"), _single(row), single, y, size, "right")


def _single(row: SizeAccuracy) -> str:
    """The single run's share in words."""
    return f"{row.single:.2f}"
