"""Spots: where the parts of a node and its sum are in a room."""

from dataclasses import dataclass

import numpy as np

from render.plot.drawings import Room
from render.plot.glyphs import Place
from render.type.typeset import width

BOX = 34.0  # points: the side of an input, and the diameter of the answer
HIGH, PAD = 1.6, 4.0  # a cell: its height in sizes of type, and points beside numbers
PITCHES = 24.0, 46.0  # points from row to row, at least and at most
CURVE = 150.0  # points: the side of the curve's box, at most
BELOW = 10.0  # points from a cell or a box to the middle of words
# As shares of the width: where inputs, weights, products, sum, curve and answer are.
WIDE = 0.04, 0.19, 0.345, 0.5, 0.735, 0.955
UPRIGHT = 0.06, 0.31, 0.57, 0.84, 0.42, 0.9


@dataclass(frozen=True)
class Spots:
    """Where the parts of a node are: columns, and a curve beside or below them.

    room: for all. n_inputs: how many rows there are, and has_bias: whether one more.

    Raises InputError for too little room.
    """

    room: Room
    n_inputs: int
    has_bias: bool

    def __post_init__(self) -> None:
        columns = 0.9 * self.room.width * np.diff(self._shares[:4]).min()
        if self._pitch < PITCHES[0] or columns < self.cell[0]:
            words = f"more for a node of {self.n_inputs} inputs: a larger picture"
            raise self.room.refused(words)

    @property
    def is_upright(self) -> bool:
        """Whether the curve is below."""
        return self.room.is_upright

    @property
    def _shares(self) -> tuple[float, ...]:
        return UPRIGHT if self.is_upright else WIDE

    @property
    def cell(self) -> Place:
        """The width and height of a cell with a number."""
        small = self.room.small
        return small * width("$-0.00$") + PAD, HIGH * small

    @property
    def _rows(self) -> int:
        return self.n_inputs + self.has_bias

    @property
    def _above(self) -> float:
        """How high the part with columns is."""
        below = self.side + 5 * BELOW if self.is_upright else 0.0
        return self.room.height - below

    @property
    def _pitch(self) -> float:
        return min(PITCHES[1], self._above / self._rows)

    @property
    def box(self) -> float:
        """The side of an input."""
        return min(BOX, self._pitch - 2.0)

    @property
    def side(self) -> float:
        """The side of the curve's box."""
        share = 0.46 if self.is_upright else 0.28
        return min(CURVE, share * self.room.width, self.room.height - 4 * BELOW)

    @property
    def _middle(self) -> float:
        return self.room.height - self._above / 2

    def at(self, column: int, row: int) -> Place:
        """A place in a column: 0 is inputs, 1 weights, 2 products; rows from 1."""
        up = (self._rows - 1) / 2 - (row - 1)
        return self._shares[column] * self.room.width, self._middle + up * self._pitch

    @property
    def bias_row(self) -> int:
        """The row of the bias."""
        return self.n_inputs + 1

    @property
    def sum(self) -> Place:
        """The middle of the sum's cell."""
        return self._shares[3] * self.room.width, self._middle

    @property
    def curve(self) -> Place:
        """The middle of the curve's box."""
        y = self.side / 2 + 2 * BELOW if self.is_upright else self.room.height / 2
        return self._shares[4] * self.room.width, y

    def answer(self, y: float) -> Place:
        """The middle of the answer, at a height."""
        return self._shares[5] * self.room.width, y
