"""Levels on flat axes."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.path import Path
from matplotlib.typing import LineStyleType

from render.plot.marks.level import Level
from render.plot.plots import Plot
from render.stage.ground import FlatGround
from render.stage.outlines import Outline, Outlines
from render.stage.words import Word, Words

DOTS: LineStyleType = (0, (1.5, 2.5))
RISE = 0.8  # from a level to the middle of its name, in sizes of the type


class ShownLevels:
    """Dotted lines from side to side, where they are in sight.

    Names without room in the frame are left out.
    """

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._artist = ground, Outlines(ground)
        self._names = Words(ground.ax.figure, moves=True)
        ground.ax.figure.add_artist(self._names)

    def show(self, marks: Sequence[Level], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        ground, y = self._ground, self._ground.axes.y
        outlines, names = [], []
        for mark in marks:
            if y.low <= mark.y <= y.high:
                (left, _), (right, _) = ground.corners
                _, level = ground.to_points.transform((0, mark.y))
                line = to_rgba(ground.style.divider, mark.opacity)
                path = Path([(left, level), (right, level)])
                outlines.append(Outline(path, line=line, dashes=DOTS))
                names += [self._name(mark, (right, level))] if mark.name else []
        names = [name for name in names if ground.contains(name)]
        self._artist.set_outlines(outlines)
        self._names.set_words(names)
        return [self._artist, self._names]

    def _name(self, mark: Level, end: tuple[float, float]) -> Word:
        """A level's name above its right end; below it where there is no room above."""
        style, size = self._ground.style, self._ground.style.small_size
        has_room = end[1] + 2 * RISE * size < self._ground.top
        rise = RISE * size if has_room else -RISE * size
        place = end[0] - size, end[1] + rise
        color, opacity = style.divider, mark.opacity
        return Word(mark.name, place, size, color, "right", opacity=opacity)
