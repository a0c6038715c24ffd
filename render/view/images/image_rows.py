"""Rows of images with words below each, as large as a part of a room has place for."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil

from render.plot.drawings import Room
from render.plot.glyphs import Place

LINE = 1.35  # from line to line, in sizes of type
APART = 10.0  # points between images
LEAST = 30.0  # points: the side of an image


@dataclass(frozen=True)
class ImageRows:
    """Images of one size in rows, in a part of a room.

    n: how many there are. lines: of words below each. low, high: the part of the room,
    as shares of its height. words: how wide those are, in points.

    Raises InputError for too little room.
    """

    room: Room
    n: int
    lines: int = 1
    low: float = 0.0
    high: float = 1.0
    words: float = 0.0

    def __post_init__(self) -> None:
        if self.side < LEAST:
            raise self.room.refused("more for images: a larger picture")

    @property
    def columns(self) -> int:
        """How many images are beside each other: as many as leave them largest."""
        return max(range(1, self.n + 1), key=self._side)

    @property
    def side(self) -> float:
        """The side of an image."""
        return self._side(self.columns)

    def places(self) -> Iterator[Place]:
        """The middle of each image, row by row."""
        columns, rows = self.columns, ceil(self.n / self.columns)
        wide, high = self._cell(columns)
        middle = self.room.height * (self.low + self.high) / 2
        for k in range(self.n):
            row, column = divmod(k, columns)
            here = min(columns, self.n - row * columns)
            x = self.room.width / 2 + (column - (here - 1) / 2) * wide
            y = middle + ((rows - 1) / 2 - row) * high
            yield x, y + self._below / 2

    def line(self, place: Place, number: int = 0) -> Place:
        """The middle of a line of words below an image, counted from 0."""
        x, y = place
        size = self.room.small
        return x, y - self.side / 2 - (number + 0.75) * LINE * size

    @property
    def _below(self) -> float:
        """What words below an image take."""
        return (self.lines + 0.25) * LINE * self.room.small if self.lines else 0.0

    def _cell(self, columns: int) -> Place:
        """How wide and high the place of an image is, words included."""
        side = self._side(columns)
        return max(side + APART, self.words), side + self._below + APART

    def _side(self, columns: int) -> float:
        rows = ceil(self.n / columns)
        if columns * self.words > self.room.width:
            return 0.0
        wide = self.room.width / columns - APART
        high = self.room.height * (self.high - self.low) / rows - APART - self._below
        return min(wide, high)
