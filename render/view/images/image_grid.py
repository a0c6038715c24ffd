"""Image grids: images of one shape in rows, each with a word above it."""

from dataclasses import dataclass
from functools import cached_property
from math import ceil

from render.errors import InputError
from render.plot.glyphs import Place
from render.view.parts import Part

LEAST, MOST = 18.0, 200.0  # points: the longer side of an image
APART = 7.0  # points from image to image, and between words
WORD, ABOVE = 1.15, 2.0  # the height of a word, in its sizes; points to its image
RAGGED = 0.94  # what an image in a last row with gaps is worth, as a share of its side


@dataclass(frozen=True)
class ImageGrid:
    """Places for n images in a part of a room, as large as fits.

    shape: rows and columns of each. word: the size of the words above them, 0 for none;
    longest: how wide the widest is, in points.
    Where images would get too small there are the first ones alone.

    Raises InputError if there is no room for a single one.
    """

    n: int
    shape: tuple[int, int]
    part: Part
    word: float = 0.0
    longest: float = 0.0

    def __post_init__(self) -> None:
        if self.shown < 1:
            points = f"of {self.part.width:.0f} by {self.part.height:.0f} points"
            words = "more for images of weights: a larger picture"
            raise InputError("room", points, words)

    @cached_property
    def shown(self) -> int:
        """How many images have a place."""
        wide, high = self._pitch(LEAST)
        columns = int((self.part.width + APART) / wide)
        rows = int((self.part.height + APART) / high)
        return min(self.n, max(columns, 0) * max(rows, 0))

    @cached_property
    def columns(self) -> int:
        """How many images are in a row."""

        def worth(columns: int) -> tuple[bool, float]:
            side, is_full = self._fitting(columns), self.shown % columns == 0
            return side >= LEAST, side * (1.0 if is_full else RAGGED)

        return max(range(1, self.shown + 1), key=worth)

    @property
    def rows(self) -> int:
        """How many rows there are."""
        return ceil(self.shown / self.columns)

    @cached_property
    def side(self) -> float:
        """The longer side of an image."""
        return self._fitting(self.columns)

    @property
    def size(self) -> Place:
        """The width and height of an image."""
        return self._size(self.side)

    def place(self, k: int) -> Place:
        """The middle of image number k, from 0, in rows from the top left."""
        row, column = divmod(k, self.columns)
        (wide, high), (x, y) = self._pitch(self.side), self.part.centre
        x += (column - (self.columns - 1) / 2) * wide
        y += ((self.rows - 1) / 2 - row) * high - self._above / 2
        return x, y

    def above(self, k: int) -> Place:
        """The middle of the word of image number k."""
        x, y = self.place(k)
        return x, y + self.size[1] / 2 + ABOVE + WORD * self.word / 2

    @property
    def bottom(self) -> float:
        """The height of the lowest edge of an image."""
        return self.place(self.shown - 1)[1] - self.size[1] / 2

    @property
    def _above(self) -> float:
        """What there is above an image."""
        return WORD * self.word + ABOVE if self.word else 0.0

    def _size(self, side: float) -> Place:
        rows, columns = self.shape
        return side * min(1.0, columns / rows), side * min(1.0, rows / columns)

    def _pitch(self, side: float) -> Place:
        """From image to image, across and down."""
        wide, high = self._size(side)
        return max(wide, self.longest) + APART, high + self._above + APART

    def _fitting(self, columns: int) -> float:
        """The longer side of images in so many columns; 0 if words do not fit."""
        rows, (wide, high) = ceil(self.shown / columns), self._size(1.0)
        across = (self.part.width + APART) / columns - APART
        down = (self.part.height + APART) / rows - APART - self._above
        if across < self.longest:
            return 0.0
        return min(MOST, across / wide, down / high)
