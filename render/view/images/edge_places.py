"""Places of an image, its edges and ten outputs, and of pairs of bars for digits."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Key, Place, Shape, words
from render.view.images.weight_key import key_height

NAME = 15.0  # points for a name above an image
ROW = 17.0  # points: a line of words
PITCH = 27.0  # points from output to output, at most
LEAST, MOST = 40.0, 190.0  # points: sides of images
BAR, APART = (
    0.36,
    1.2,
)  # the width of a bar, of a digit's, and from bar to bar in widths
KEY = 6.0  # points between images and their key
KINDS = 80.0  # points from the name of a kind of bars to the other's


@dataclass(frozen=True)
class RunPlaces:
    """Where an image, its edges and ten outputs are: in a row, or outputs below.

    Raises InputError for too little room.
    """

    room: Room

    def __post_init__(self) -> None:
        if self.side < LEAST or self.pitch < 1.2 * self.room.small:
            raise self.room.refused("more for two images and ten outputs")

    @property
    def is_wide(self) -> bool:
        """Whether all is in a row."""
        return self.room.width > 1.2 * self.room.height

    @property
    def side(self) -> float:
        """How wide and high images are."""
        if self.is_wide:
            free = self.room.height - NAME - 2 * self._foot
            return min(0.3 * self.room.width, free, MOST)
        return min(0.46 * self.room.width, 0.5 * self.room.height - NAME, MOST)

    def image(self, number: int) -> Place:
        """The middle of an image."""
        if self.is_wide:
            x = (0.16 + 0.34 * number) * self.room.width
            return x, (self.room.height - NAME) / 2
        top = self.room.height - NAME - self.side / 2
        return (0.25 + 0.5 * number) * self.room.width, top

    @property
    def key(self) -> Place:
        """The middle of the key of edges, below both images."""
        if self.is_wide:
            return 0.33 * self.room.width, key_height(self.room) / 2
        return self.room.width / 2, self._top + NAME + key_height(self.room) / 2

    @property
    def _foot(self) -> float:
        """What the key takes, and what is between it and the images."""
        return key_height(self.room) + KEY

    @property
    def _top(self) -> float:
        """The height that there is for outputs."""
        if self.is_wide:
            return self.room.height
        return self.room.height - self.side - 2 * NAME - self._foot

    @property
    def pitch(self) -> float:
        """From output to output."""
        return min(self._top / 10, PITCH)

    def row(self, digit: int) -> tuple[float, float, float]:
        """Left, right and middle height of an output's row."""
        y = self._top / 2 + (4.5 - digit) * self.pitch
        left, right = (0.7, 1.0) if self.is_wide else (0.18, 0.82)
        return left * self.room.width, right * self.room.width, y


@dataclass(frozen=True)
class SharePlaces:
    """Where pairs of bars are, a pair for each of ten digits.

    Raises InputError for too little room.
    """

    room: Room

    def __post_init__(self) -> None:
        if self._across < 2.6 * self.room.small or self._tall < 30.0:
            raise self.room.refused("more for ten pairs of bars")

    @property
    def _across(self) -> float:
        """From digit to digit."""
        return self.room.width / 10

    @property
    def _tall(self) -> float:
        """The height of a bar of all."""
        return min(self.room.height - 3 * ROW - 6.0, 0.8 * self.room.width)

    @property
    def _bottom(self) -> float:
        return (self.room.height - self._tall - 3 * ROW) / 2 + ROW

    def bar(
        self, key: Key, digit: int, kind: int, share: float, new: float
    ) -> Iterator[Glyph]:
        """A bar as high as a share, with its per cent above."""
        wide, tall = BAR * self._across, max(share * self._tall, 0.5)
        x = (digit + 0.5) * self._across + (kind - 0.5) * APART * wide
        yield Shape(
            key, "bar", (x, self._bottom + tall / 2), (wide, tall), emphasis=new
        )
        up = self._bottom + tall + 0.7 * self.room.small
        label = words(key, f"{100 * share:.0f}", x, up, self.room.small)
        yield replace(label, emphasis=new)

    def digit(self, digit: int) -> Place:
        """The middle of a digit's name."""
        return (digit + 0.5) * self._across, self._bottom - 0.6 * ROW

    def kind(self, number: int) -> Place:
        """The middle of the name of a kind of bars, above them all."""
        x = self.room.width / 2 + (number - 0.5) * KINDS
        return x, self._bottom + self._tall + 1.6 * ROW
