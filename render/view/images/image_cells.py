"""Image cells: rows and columns of cells that hold squares, with a word below them."""

from dataclasses import dataclass

from render.plot.drawings import Room
from render.plot.glyphs import Place
from render.view.images.image_grid import ABOVE, APART, WORD
from render.view.parts import Part

LEAST, CLOSE = 6.0, 3.0  # points: a square, at least; between those of a cell


@dataclass(frozen=True)
class Cells:
    """Places in rows and columns for squares, some in each, with a word below them.

    shape: how many rows and columns. n: squares in a cell, beside each other or, in one
    that is higher than wide, below each other. part: of a room, for all. longest: how
    wide the widest word is.

    Raises InputError for too little room.
    """

    shape: tuple[int, int]
    n: int
    part: Part
    room: Room
    longest: float = 0.0

    def __post_init__(self) -> None:
        if self.side < LEAST or self._free[0] + APART / 2 < self.longest:
            rows, columns = self.shape
            words = f"more for {rows} by {columns} pixels with their numbers"
            raise self.room.refused(f"{words}: a larger picture")

    @property
    def _free(self) -> Place:
        """The width and height of a cell, without its word and what is between."""
        rows, columns = self.shape
        word = ABOVE + WORD * self.room.small
        wide, high = self.part.width / columns, self.part.height / rows
        return wide - APART, high - word - APART / 2

    @property
    def _across(self) -> int:
        """How many squares of a cell are beside each other."""
        return self.n if self._free[0] >= self._free[1] else 1

    @property
    def side(self) -> float:
        """The side of a square."""
        (wide, high), across = self._free, self._across
        down = self.n // across
        beside, below = (wide - (across - 1) * CLOSE), (high - (down - 1) * CLOSE)
        return min(beside / across, below / down)

    def squares(self, k: int) -> list[Place]:
        """The middles of the squares of cell number k, from 0, row by row."""
        x, y = self._top(k)
        step, half = self.side + CLOSE, (self.n - 1) / 2
        if self._across > 1:
            return [(x + (i - half) * step, y - self.side / 2) for i in range(self.n)]
        return [(x, y - self.side / 2 - i * step) for i in range(self.n)]

    def below(self, k: int) -> Place:
        """The middle of the word of a cell."""
        (x, _), (_, y) = self._top(k), self.squares(k)[-1]
        return x, y - self.side / 2 - ABOVE - WORD * self.room.small / 2

    def _top(self, k: int) -> Place:
        """The middle of the upper edge of a cell's squares."""
        rows, columns = self.shape
        row, column = divmod(k, columns)
        wide, high = self.part.width / columns, self.part.height / rows
        return self.part.left + (column + 0.5) * wide, self.part.top - row * high
