"""Parts of rooms: rectangles in points that drawings are divided into."""

from dataclasses import dataclass

from render.plot.drawings import Room
from render.plot.glyphs import Place


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
