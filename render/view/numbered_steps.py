"""Steps of calculations: numbers in the places of a diagram, and their equations."""

from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from render.errors import InputError
from render.plot.drawings import Drawing, Room
from render.view import worked
from render.view.numbered import Numbered, Numbers
from render.view.worked import Column

AIR = 10.0  # from the diagram to the equations below it


@dataclass(frozen=True, eq=False)
class NumberedStep:
    """One step of a calculation.

    heading: what is new. numbers: those that are seen. columns: of equations.
    sizes, functions: of the network, as a Numbered's.
    sheet: the columns of all steps, which have type of one size, and room alike.
    """

    heading: str
    numbers: Numbers
    columns: tuple[Column, ...]
    sizes: tuple[int, ...]
    functions: tuple[str, ...]
    sheet: tuple[tuple[Column, ...], ...]

    note = ""
    emphasis = False  # its numbers say themselves what is new

    def drawing(self, room: Room) -> Drawing:
        """The diagram and the equations below it, as large as the room.

        Raises InputError if there is too little of it.
        """
        layout, size, band = _layout(self.sizes, self.functions, self.sheet, room)
        diagram = layout.drawing(self.numbers).shifted(0.0, band + AIR)
        columns, middle = _arranged(self.columns, room), (room.width / 2, band / 2)
        equations = worked.glyphs(columns, size, middle)
        glyphs = *diagram.glyphs, *equations
        return Drawing(glyphs, (room.width, room.height))


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
    sizes: tuple[int, ...],
    functions: tuple[str, ...],
    sheet: tuple[tuple[Column, ...], ...],
    room: Room,
) -> tuple[Numbered, float, float]:
    """A diagram for all steps, the size of equations' type, and how high these are.

    Raises InputError for too little room.
    """
    pages = [_arranged(columns, room) for columns in sheet if columns]
    widest = max(worked.length(columns, 1.0) for columns in pages)
    highest = max(worked.height(columns, 1.0) for columns in pages)
    for size, named in ((room.label, True), (room.small, True), (room.small, False)):
        band = size * highest
        if size * widest > room.width or band + AIR >= room.height:
            continue
        above = replace(room, height=room.height - band - AIR)
        with suppress(InputError):
            return Numbered(sizes, functions, above, named), size, band
    points = f"of {room.width:.0f} by {room.height:.0f} points"
    of = ",".join(map(str, sizes))
    words = f"more for every number of {of}: a squarer picture, or fewer nodes"
    raise InputError("room", points, words)
