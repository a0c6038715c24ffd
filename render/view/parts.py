"""Parts of rooms: rectangles in points that drawings are divided into."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from render.plot.drawings import Room
from render.plot.glyphs import Place

AIR = 5.0  # points between images
LEAST = 260.0, 190.0  # points: the width and height of a room with parts


@dataclass(frozen=True)
class Part:
    """A rectangle of a room, in points. left, low: its lower left corner."""

    width: float
    height: float
    left: float = 0.0
    low: float = 0.0

    @classmethod
    def of(cls, room: Room) -> "Part":
        """All of a room."""
        return cls(room.width, room.height)

    @property
    def centre(self) -> Place:
        """Its middle."""
        return self.left + self.width / 2, self.low + self.height / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.left + self.width

    @property
    def top(self) -> float:
        """The height of its upper edge."""
        return self.low + self.height

    def beside(self, share: float, gap: float) -> tuple["Part", "Part"]:
        """A left part with a share of the width, and what a gap leaves to its right."""
        width = share * (self.width - gap)
        left = Part(width, self.height, self.left, self.low)
        rest = self.width - gap - width
        return left, Part(rest, self.height, self.left + width + gap, self.low)

    def above(self, share: float, gap: float) -> tuple["Part", "Part"]:
        """An upper part with a share of the height, and what a gap leaves below it."""
        height = share * (self.height - gap)
        rest = self.height - gap - height
        upper = Part(self.width, height, self.left, self.low + rest + gap)
        return upper, Part(self.width, rest, self.left, self.low)

    def split(self, share: float, gap: float, down: bool) -> tuple["Part", "Part"]:
        """Two parts, the first with a share: one above the other, or side by side."""
        return self.above(share, gap) if down else self.beside(share, gap)

    def raised(self, by: float) -> "Part":
        """The part without so much at its bottom."""
        return Part(self.width, self.height - by, self.left, self.low + by)

    def lowered(self, by: float) -> "Part":
        """The part without so much at its top."""
        return Part(self.width, self.height - by, self.left, self.low)

    def without(
        self, left: float = 0, top: float = 0, right: float = 0, low: float = 0
    ) -> "Part":
        """The part without so much along its edges."""
        width, height = self.width - left - right, self.height - top - low
        return Part(width, height, self.left + left, self.low + low)

    def across(self, *shares: float) -> list["Part"]:
        """Parts side by side that have shares of its width, from the left."""
        found, left, total = [], self.left, sum(shares)
        for share in shares:
            width = self.width * share / total
            found.append(replace(self, left=left, width=width))
            left += width
        return found

    def down(self, *shares: float) -> list["Part"]:
        """Parts below each other that have shares of its height, from the top."""
        found, top, total = [], self.top, sum(shares)
        for share in shares:
            height = self.height * share / total
            top -= height
            found.append(replace(self, low=top, height=height))
        return found

    def grid(self, rows: int, columns: int) -> Iterator["Part"]:
        """Parts of one size, row by row from the top left."""
        for row in self.down(*[1.0] * rows):
            yield from row.across(*[1.0] * columns)

    def below(self, top: float) -> tuple["Part", "Part"]:
        """A strip at its top that is so high, and what is left below."""
        strip = replace(self, low=self.top - top, height=top)
        return strip, replace(self, height=self.height - top)

    def middle(self, height: float) -> "Part":
        """The middle of the part, so high at most."""
        spare = max(0.0, self.height - height) / 2
        return self.without(top=spare, low=spare)


def is_wide(room: Room) -> bool:
    """Whether parts are better side by side than below each other."""
    return room.width > 1.4 * room.height


def is_tall(room: Room) -> bool:
    """Whether there is no room for three of them side by side."""
    return room.height > 1.3 * room.width


def check_room(room: Room) -> None:
    """Raise InputError for too little room for parts with images and words."""
    wide, high = LEAST
    if room.width < wide or room.height < high:
        raise room.refused(f"{wide:.0f} by {high:.0f} or more")
