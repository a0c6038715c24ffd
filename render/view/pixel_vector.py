"""Pictures as vectors: each pixel is a number, and numbers stand in a column."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from model import Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Label, Line, Pixels, Place, ink_on, words
from render.view.glyph_steps import GlyphStep
from render.view.weights import decimal

TITLES = (
    "A camera of four pixels takes a picture",
    "Each pixel is a number: black -1, grey 0, white 1",
    "Row by row, the pixels line up",
    "Their numbers are a vector: what a network is given",
    "Any other picture is other numbers in the same places",
)
WHOLE, NUMBERS, COLUMN, VECTOR, OTHER = range(5)  # the steps
WIDE, HIGH = 260.0, 200.0  # points: a room, at least
MOST = 150.0  # points: the side of the picture
SMALLER = 0.7  # of its side: the picture beside its vector
PITCH, BOX = 40.0, 34.0  # points: from number to number, and the side of its pixel
SHADES, SHADE = 9, 14.0  # squares from black to white, and their side in points
BELOW, BESIDE = 34.0, 6.0  # points: from the picture to these, and to words
BRACKET = 26.0, 6.0  # points: from a vector's middle to its brackets, and their length
FRACTIONS = 0.17, 0.42, 0.8  # of a wide room: where picture, pixels and vector are


@dataclass(frozen=True)
class PixelVector:
    """A picture whose pixels become numbers, and these a vector; then another.

    at, other: the pixels, from -1 to 1. names: of their places.

    Raises InputError for anything but four pixels.
    """

    at: tuple[float, ...]
    other: tuple[float, ...]
    names: tuple[str, ...]

    def __post_init__(self) -> None:
        for name in ("at", "other", "names"):
            if len(getattr(self, name)) != 4:
                raise InputError(name, f"of {len(getattr(self, name))}", "4 pixels")

    def steps(self, _network: Network) -> tuple[GlyphStep, ...]:
        """The steps, whatever the network is."""
        titles = (title.replace("-", "\N{MINUS SIGN}") for title in TITLES)
        return tuple(
            GlyphStep(title, partial(self._glyphs, k)) for k, title in enumerate(titles)
        )

    def _glyphs(self, step: int, room: Room) -> Iterator[Glyph]:
        """What is seen at a step."""
        pixels = self.other if step == OTHER else self.at
        places = Places(room)
        picture = self._picture(step, pixels, places)
        yield picture
        if step >= COLUMN:
            tiles = [(place, (BOX, BOX)) for place in places.pixels]
        else:
            tiles = list(picture.tiles)
        for k, (place, size) in enumerate(tiles):
            value, emphasis = np.array([[pixels[k]]]), float(step == COLUMN)
            yield Pixels(("pixel", k), place, size, value, emphasis=emphasis)
        if step >= NUMBERS:
            yield from self._numbers(step, picture, places)
        if step == NUMBERS:
            yield from _shades(places)
        if step >= COLUMN:
            yield from self._names(places)
        if step >= VECTOR:
            yield from _brackets(places)

    def _picture(
        self, step: int, pixels: tuple[float, ...], places: "Places"
    ) -> Pixels:
        side = places.side * (SMALLER if step >= COLUMN else 1.0)
        place = places.aside if step >= COLUMN else places.middle
        return Pixels(("picture",), place, (side, side), np.reshape(pixels, (2, 2)))

    def _numbers(self, step: int, picture: Pixels, places: "Places") -> Iterator[Label]:
        """The pixels' numbers: in the picture, in their column, and in the vector."""
        middles = [place for place, _ in picture.tiles]
        if step >= COLUMN:
            middles = places.pixels if step == COLUMN else places.vector
        size = places.room.small if step == COLUMN else places.room.label
        for k, (x, y) in enumerate(middles):
            value = float(picture.values.flat[k])
            role = "value" if step >= VECTOR else ink_on(value)
            label = words(("number", k), f"${decimal(value)}$", x, y, size, role=role)
            yield replace(label, emphasis=float(step >= VECTOR))

    def _names(self, places: "Places") -> Iterator[Label]:
        """The names of places, beside the pixels' column."""
        for k, (x, y) in enumerate(places.pixels):
            key, left = ("place", k), x + BOX / 2 + BESIDE
            yield words(key, self.names[k], left, y, places.room.small, "left", "note")


@dataclass(frozen=True)
class Places:
    """Where things are in a room: side by side, or below the picture if it is upright.

    Raises InputError for too little room.
    """

    room: Room

    def __post_init__(self) -> None:
        if min(self.room.width / WIDE, self.room.height / HIGH) < 1:
            raise self.room.refused(f"{WIDE:.0f} by {HIGH:.0f} or more")

    @property
    def is_upright(self) -> bool:
        """Whether the vector is below the picture."""
        return self.room.is_upright

    @property
    def side(self) -> float:
        """How wide and high the picture is at first."""
        return min(MOST, self.room.height - 2 * BELOW)

    @property
    def middle(self) -> Place:
        """The middle of the picture at first, above the shades."""
        return self.room.width / 2, self.room.height / 2 + BELOW / 2

    @property
    def aside(self) -> Place:
        """The middle of the picture beside its vector, or above it."""
        if self.is_upright:
            return self.room.width / 2, 0.77 * self.room.height
        return self.room.width * FRACTIONS[0], self.room.height / 2

    @property
    def pixels(self) -> list[Place]:
        """The middles of the pixels in their column."""
        return self._column(0.2 if self.is_upright else FRACTIONS[1])

    @property
    def vector(self) -> list[Place]:
        """The middles of the vector's numbers."""
        return self._column(FRACTIONS[2])

    def _column(self, share: float) -> list[Place]:
        middle = self.room.height * (0.32 if self.is_upright else 0.5)
        x = share * self.room.width
        return [(x, middle + (1.5 - k) * PITCH) for k in range(4)]


def _shades(places: Places) -> Iterator[Pixels | Label]:
    """The greys from black to white, with their numbers."""
    x, y = places.middle
    y -= places.side / 2 + BELOW / 2
    values = np.linspace(-1, 1, SHADES)[None]
    yield Pixels(("shades",), (x, y), (SHADES * SHADE, SHADE), values)
    for value, share in ((-1, 0), (0, 0.5), (1, 1)):
        left = x + (share - 0.5) * (SHADES - 1) * SHADE
        below, size = y - SHADE / 2 - BESIDE, places.room.small
        yield words(("shade", value), f"${value}$", left, below, size)


def _brackets(places: Places) -> Iterator[Line]:
    """The brackets around the vector."""
    (x, top), *_, (_, bottom) = places.vector
    ends = bottom - BOX / 2, top + BOX / 2
    for side in (-1, 1):
        away = x + side * BRACKET[0]
        back = away - side * BRACKET[1]
        key = ("bracket", side)
        yield Line((*key, "side"), (away, ends[0]), (away, ends[1]), emphasis=1.0)
        for end in ends:
            yield Line((*key, end == ends[0]), (away, end), (back, end), emphasis=1.0)
