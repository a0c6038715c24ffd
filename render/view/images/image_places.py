"""Places of images: all of them on a grid, or beside each other to be multiplied."""

from dataclasses import dataclass

from render.plot.drawings import Room
from render.plot.glyphs import Place
from render.view.images.image_grid import APART, ImageGrid
from render.view.images.weight_key import key_height
from render.view.parts import Part

FOOT = 26.0  # points below all for the key of weights
NAME, SIGN = 15.0, 22.0  # points for a name above an image, and a sign beside it
MOST, LEAST = 190.0, 52.0  # points: sides of images
ROW = 19.0  # points from number to number


def key_place(room: Room) -> Place:
    """The middle of the key of weights, at the bottom of a room."""
    return room.width / 2, key_height(room) / 2


def above_key(room: Room) -> Part:
    """What there is above the key of weights."""
    return Part.of(room).raised(key_height(room) + APART)


def places_of(
    n: int, shape: tuple[int, int], part: Part, room: Room, longest: float = 0.0
) -> ImageGrid:
    """Places of images, all of which have one, with small words above them.

    shape, longest: as an ImageGrid's. Raises InputError for too little room.
    """
    grid = ImageGrid(n, shape, part, room.small, longest)
    if grid.shown < n:
        raise room.refused(f"more for {n} images: a larger picture")
    return grid


@dataclass(frozen=True)
class SumPlaces:
    """Where an image, weights, products and their sum are: in a row, or two by two.

    Raises InputError for too little room.
    """

    room: Room

    def __post_init__(self) -> None:
        if self.side < LEAST:
            raise self.room.refused("more for three images: a larger picture")

    @property
    def columns(self) -> int:
        """How many there are side by side."""
        return 4 if self.room.width > 1.6 * self.room.height else 2

    @property
    def cell(self) -> Place:
        """What there is for each."""
        rows = 4 // self.columns
        return self.room.width / self.columns, (self.room.height - FOOT) / rows

    @property
    def side(self) -> float:
        """How wide and high images are."""
        width, height = self.cell
        return min(width - SIGN, height - NAME - 2 * ROW, MOST)

    def place(self, number: int) -> Place:
        """The middle of an image, or of the numbers of the sum."""
        row, column = divmod(number, self.columns)
        (width, height), top = self.cell, self.room.height
        return (column + 0.5) * width - SIGN / 2, top - (row + 0.5) * height


@dataclass(frozen=True)
class PairPlaces:
    """Where two rows of weights, products and sums are, and the image before both.

    Raises InputError for too little room.
    """

    room: Room

    def __post_init__(self) -> None:
        if self.side < LEAST:
            raise self.room.refused("more for five images: a larger picture")

    @property
    def is_wide(self) -> bool:
        """Whether the image is left of the rows, and the sums right of them."""
        return self.room.width > 1.2 * self.room.height

    @property
    def cell(self) -> Place:
        """What there is for each image, in a row of four or of two."""
        columns, rows = (4, 2) if self.is_wide else (2, 3)
        return self.room.width / columns, (self.room.height - FOOT) / rows

    @property
    def side(self) -> float:
        """How wide and high images are."""
        (width, height), below = self.cell, 0.0 if self.is_wide else ROW
        return min(width - SIGN, height - NAME - below - 4.0, MOST)

    @property
    def image(self) -> Place:
        """The middle of the image."""
        (width, height), top = self.cell, self.room.height
        if self.is_wide:
            return (width - SIGN) / 2, top - height - NAME / 2
        return self.room.width / 2, top - (height + NAME) / 2

    def place(self, row: int, column: int) -> Place:
        """The middle of weights, in column 0, of products, or of a sum, in column 2."""
        (width, height), top = self.cell, self.room.height
        rows = row + 0.5 + (not self.is_wide)
        y = top - rows * height - NAME / 2 + (0.0 if self.is_wide else ROW / 2)
        if column == 2 and not self.is_wide:
            return 1.5 * width, y - self.side / 2 - ROW / 2
        across = column + 0.5 + self.is_wide
        return across * width - (SIGN / 2 if column < 2 else 0.0), y
