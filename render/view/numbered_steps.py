"""Steps of calculations: numbers in the places of a diagram, and their equations."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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
        is_upright = room.height > room.width
        fitted = stacked if is_upright else tuple
        sheet = [fitted(columns) for columns in self.sheet if columns]
        size = min(worked.size_in(columns, room) for columns in sheet)
        band = max(worked.height(columns, size) for columns in sheet)
        above = replace(room, height=room.height - band - AIR)
        diagram = _layout(self.sizes, self.functions, above).drawing(self.numbers)
        middle = room.width / 2, band / 2
        equations = worked.glyphs(fitted(self.columns), size, middle)
        glyphs = *diagram.shifted(0.0, band + AIR).glyphs, *equations
        return Drawing(glyphs, (room.width, room.height))


def stacked(columns: Sequence[Column]) -> tuple[Column, ...]:
    """All lines of columns, one below the other."""
    return (tuple(row for column in columns for row in column),) if columns else ()


@lru_cache(maxsize=16)
def _layout(sizes: tuple[int, ...], functions: tuple[str, ...], room: Room) -> Numbered:
    return Numbered(sizes, functions, room)
