"""Kinds of pictures, and why no pixel and no weighted sum of pixels tells them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from model import Data, Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Key, Label, Pixels, Place, Shape, words
from render.view.glyph_steps import GlyphStep
from render.view.weights import decimal

TITLES = (
    "A camera of four pixels: which of its pictures are alike?",
    "There are four kinds",
    "The negative of each picture is of the same kind",
    "On average all kinds are grey, so no single pixel tells",
    "A negative turns the sign of any weighted sum: sums fail, too",
)
SHADES = "Black: \N{MINUS SIGN}1. White: 1."
NOTES = (
    *(SHADES,) * 3,
    f"{SHADES} Grey: 0.",
    f"{SHADES} Numbers: pixels times weights, added up.",
)
SORTED, NEGATIVES, AVERAGES, SUMS = range(1, 5)  # the steps
TOP, LEFT = 18.0, 62.0  # points for the names of kinds, and of lines
LEAST, MOST, WEIGHTS = 32.0, 84.0, 64.0  # points: sides of pictures, and of weights
BESIDE, BELOW = 24.0, 7.0  # points: from picture to picture, and down to a number
LINES = ("a picture", "its negative")


@dataclass(frozen=True)
class PixelKinds:
    """Pictures of a few kinds: of each kind one, and its negative.

    data: the pixels, from -1 to 1, of two pictures of each category, one after the
        other. shape: rows and columns of a picture.

    Raises InputError for other data.
    """

    data: Data
    shape: tuple[int, int] = (2, 2)

    def __post_init__(self) -> None:
        inputs, kinds = self.data.inputs, np.array(self.data.targets)
        pairs = np.repeat(np.arange(len(self.data.categories)), 2)
        fits = np.array_equal(kinds, pairs) and np.prod(self.shape) == inputs.shape[1]
        if not (fits and np.array_equal(inputs[::2], -inputs[1::2])):
            words = "a picture and its negative of each kind in turn"
            raise InputError("data", f"of {len(inputs)} points", words)

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The steps; the weighted sum is the network's.

        Raises InputError for a network that is not a single sum of the pixels.
        """
        sizes = self.data.n_inputs, 1
        if network.sizes != sizes:
            given = ",".join(map(str, network.sizes))
            raise InputError("layers", given, ",".join(map(str, sizes)))
        weights = network.layers[0].weights[1:, 0]
        return tuple(
            GlyphStep(title, partial(self._glyphs, k, weights), note)
            for k, (title, note) in enumerate(zip(TITLES, NOTES, strict=True))
        )

    def _glyphs(self, step: int, weights: np.ndarray, room: Room) -> Iterator[Glyph]:
        """What is seen at a step."""
        grid = Cells(room, len(self.data.categories), 2 + (step >= AVERAGES))
        sums = self.data.inputs @ weights
        for k, pixels in enumerate(self.data.inputs):
            kind, line = divmod(k, 2)
            row, column = (line, kind) if step else self._unsorted(k)
            place = grid.place(row, column)
            emphasis = float(step == NEGATIVES and line == 1)
            yield self._picture(("picture", k), pixels, place, grid.side, emphasis)
            if step == SUMS:
                below = place[0], place[1] - grid.side / 2 - BELOW
                yield _word(
                    ("sum", k), f"${decimal(float(sums[k]))}$", below, room, "new"
                )
        if step >= SORTED:
            yield from self._names(step, grid)
        if step == AVERAGES:
            for k in range(len(self.data.categories)):
                mean = self.data.inputs[2 * k : 2 * k + 2].mean(axis=0)
                key, place = ("average", k), grid.place(2, k)
                yield self._picture(key, mean, place, grid.side, 1.0)
        if step == SUMS:
            yield from self._weights(weights, grid)

    def _unsorted(self, k: int) -> tuple[int, int]:
        """The cell of a picture before they are sorted."""
        n = len(self.data.categories)
        return divmod((3 * k + 2) % (2 * n), n)

    def _picture(
        self, key: Key, pixels: np.ndarray, place: Place, side: float, emphasis: float
    ) -> Pixels:
        values = pixels.reshape(self.shape)
        return Pixels(key, place, (side, side), values, emphasis=emphasis)

    def _names(self, step: int, grid: "Cells") -> Iterator[Label]:
        """The names of kinds, and of the lines that there are."""
        for k, name in enumerate(self.data.categories):
            role = "new" if step == SORTED else "type"
            yield _word(("kind", k), name, grid.kind(k), grid.room, role)
        lines = {
            NEGATIVES: LINES,
            AVERAGES: (*LINES, "average"),
            SUMS: (*LINES, "weights"),
        }
        for k, name in enumerate(lines.get(step, ())):
            yield _word(("line", name), name, grid.line(k), grid.room)

    def _weights(self, weights: np.ndarray, grid: "Cells") -> Iterator[Glyph]:
        """The weight of each pixel, in a picture of boxes."""
        middle = grid.place(2, (len(self.data.categories) - 1) / 2)
        boxes = Pixels(("weights",), middle, (WEIGHTS, WEIGHTS), np.zeros(self.shape))
        for k, (place, size) in enumerate(boxes.tiles):
            yield Shape(("weight", k), "weight", place, size)
            text = f"${decimal(float(weights[k]))}$"
            yield _word(("weight", k), text, place, grid.room)


@dataclass(frozen=True)
class Cells:
    """Places in a room: kinds across and lines down, or the other way if it is upright.

    n_kinds, n_lines: how many there are.

    Raises InputError for too little room.
    """

    room: Room
    n_kinds: int
    n_lines: int

    def __post_init__(self) -> None:
        if self.side < LEAST:
            words = f"more for pictures of {self.n_kinds} kinds: a larger picture"
            raise self.room.refused(words)

    @property
    def is_upright(self) -> bool:
        """Whether kinds are below each other."""
        return self.room.is_upright

    @property
    def side(self) -> float:
        """How wide and high pictures are."""
        return min(min(self._cell) - BESIDE, MOST)

    @property
    def _cell(self) -> Place:
        """The width and height of a cell."""
        columns, rows = self.n_kinds, self.n_lines
        if self.is_upright:
            columns, rows = rows, columns
        width, height = self.room.width - LEFT, self.room.height - TOP
        return width / columns, height / rows

    def place(self, line: float, kind: float) -> Place:
        """The middle of a cell."""
        column, row = (line, kind) if self.is_upright else (kind, line)
        width, height = self._cell
        return LEFT + (column + 0.5) * width, self._top - (row + 0.5) * height

    @property
    def _top(self) -> float:
        return self.room.height - TOP

    def kind(self, number: float) -> Place:
        """The middle of the name of a kind: above its cells, or left of them."""
        x, y = self.place(0, number)
        return (LEFT / 2, y) if self.is_upright else (x, self._top + TOP / 2)

    def line(self, number: float) -> Place:
        """The middle of the name of a line: left of its cells, or above them."""
        x, y = self.place(number, 0)
        return (x, self._top + TOP / 2) if self.is_upright else (LEFT / 2, y)


def _word(key: Key, text: str, place: Place, room: Room, role: str = "type") -> Label:
    """Words or a number around a place, emphasised if their role is "new"."""
    label = words(key, text, *place, room.small)
    return replace(label, emphasis=float(role == "new"))
