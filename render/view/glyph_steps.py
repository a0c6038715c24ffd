"""Steps of drawings whose glyphs are known for any room."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Glyph


@dataclass(frozen=True, eq=False)
class GlyphStep:
    """One step of a walk.

    heading: what is new. glyphs(room): what is drawn in a room, in points.
    note: small words below.
    """

    heading: str
    glyphs: Callable[[Room], Iterable[Glyph]]
    note: str = ""

    emphasis = False  # glyphs say themselves what is new

    def drawing(self, room: Room) -> Drawing:
        """The step in a room. Raises InputError if there is too little of it."""
        return Drawing(tuple(self.glyphs(room)), (room.width, room.height))
