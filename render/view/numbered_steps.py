"""Steps of calculations: numbers in the places of a diagram, and their equations."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from render.errors import InputError
from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Key
from render.view import worked
from render.view.numbered import Numbers, numbered_drawing
from render.view.numbered_layout import Numbered, NumberedLayout
from render.view.worked import Column

AIR = 10.0  # from the diagram to the equations below it


Cells = Mapping[Key, float]


@dataclass(frozen=True)
class News:
    """What is new in a step of a calculation.

    values, slopes: numbers, by the keys of their cells. lit: lines that are looked at.
    columns: of equations. truth: whether that of the outputs is seen from here on.
    gone: which numbers are not, by ("value" or "slope", and what they are of).
    """

    heading: str
    values: Cells = field(default_factory=dict)
    slopes: Cells = field(default_factory=dict)
    lit: frozenset[Key] = frozenset()
    columns: tuple[Column, ...] = ()
    truth: tuple[float, ...] = ()
    gone: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, eq=False)
class NumberedStep:
    """One step of a calculation.

    heading: what is new. numbers: those that are seen. columns: of equations.
    diagram: what has places.
    sheet: the columns of all steps, which have type of one size, and room alike.
    note: small words below.
    """

    heading: str
    numbers: Numbers
    columns: tuple[Column, ...]
    diagram: Numbered
    sheet: tuple[tuple[Column, ...], ...]
    note: str = ""

    emphasis = False  # its numbers say themselves what is new

    def drawing(self, room: Room) -> Drawing:
        """The diagram and the equations below it, as large as the room.

        Raises InputError if there is too little of it.
        """
        layout, size, band = _layout(self.diagram, self.sheet, room)
        shown = numbered_drawing(layout, self.numbers).shifted(0.0, band + AIR)
        columns, middle = _arranged(self.columns, room), (room.width / 2, band / 2)
        equations = worked.glyphs(columns, size, middle)
        glyphs = *shown.glyphs, *equations
        return Drawing(glyphs, (room.width, room.height))


def numbered_steps(
    news: Sequence[News], diagram: Numbered, end: str
) -> tuple[NumberedStep, ...]:
    """The steps of a calculation in a diagram, each with what is new in it.

    end: what slopes are of, which small words say once there are any.
    """
    sheet = tuple(one.columns for one in news)
    return tuple(
        NumberedStep(
            one.heading, numbers, one.columns, diagram, sheet, _note(numbers, end)
        )
        for one, numbers in zip(news, _cumulated(news), strict=True)
    )


def _cumulated(news: Iterable[News]) -> Iterator[Numbers]:
    """What is seen at each step: what is new, and all of before that has not gone."""
    seen = Numbers()
    for one in news:
        rows = ("value", seen.values, one.values), ("slope", seen.slopes, one.slopes)
        values, slopes = (
            {k: x for k, x in old.items() if (role, k[0]) not in one.gone} | dict(new)
            for role, old, new in rows
        )
        new = frozenset[Key]((role, *key) for role, _, cells in rows for key in cells)
        new = new if seen.values else frozenset()  # at first everything is
        seen = Numbers(values, slopes, one.truth or seen.truth, one.lit, new)
        yield seen


def _note(numbers: Numbers, end: str) -> str:
    """What the rows of cells are, as far as there is anything in them."""
    new = "Thick frames: new." if numbers.new else ""
    if not numbers.slopes:
        return new
    slopes = f"Below: slopes, by which {end} rises with each."
    return f"Above: values. {slopes} {new}".rstrip()


def _arranged(columns: tuple[Column, ...], room: Room) -> tuple[Column, ...]:
    """Columns side by side, or some below others where a room is narrow."""
    if not columns:
        return ()
    for n in range(len(columns), 0, -1):
        groups = np.array_split(np.arange(len(columns)), n)
        merged = tuple(
            tuple(row for k in group for row in columns[k]) for group in groups
        )
        if worked.length(merged, room.small) <= room.width:
            break
    return merged


@lru_cache(maxsize=16)
def _layout(
    diagram: Numbered, sheet: tuple[tuple[Column, ...], ...], room: Room
) -> tuple[NumberedLayout, float, float]:
    """A diagram for all steps, the size of equations' type, and how high these are.

    Raises InputError for too little room.
    """
    pages = [_arranged(columns, room) for columns in sheet if columns]
    widest = max(worked.length(columns, 1.0) for columns in pages)
    highest = max(worked.height(columns, 1.0) for columns in pages)
    for cells, size, named in _tries(room):
        band = size * highest
        if size * widest > room.width or band + AIR >= room.height:
            continue
        above = replace(room, height=room.height - band - AIR)
        with suppress(InputError):
            return NumberedLayout(diagram, above, cells, named), size, band
    of = ",".join(map(str, diagram.sizes))
    words = f"more for every number of {of}: a squarer picture, or fewer nodes"
    raise room.refused(words)


def _tries(room: Room) -> Iterator[tuple[float, float, bool]]:
    """Sizes of type, in cells and in equations, and whether cells have names."""
    yield room.title, room.label, True
    yield room.label, room.label, True
    yield room.small, room.label, True
    yield room.small, room.small, True
    yield room.small, room.small, False
