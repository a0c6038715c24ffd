"""Levels in a box: on the two walls behind its surfaces."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from render.plot.marks.level import Level
from render.plot.plots import Plot
from render.stage.area import in_points
from render.stage.box import around
from render.stage.ground import BoxGround
from render.stage.marks.level import DOTS
from render.stage.words import Word, Words, clear_of

GAP = 4.0  # points from the box to a level's name


class ShownLevelsInBox:
    """Dotted lines around the far walls, named on the left of the box."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground, area = ground, ground.ax.figure
        self._lines = LineCollection([], linestyles=[DOTS], animated=True)
        self._lines.set_linewidth(ground.style.divider_width)
        self._names = Words(area, moves=True)
        self._to_points = ground.ax.transData + in_points(area).inverted()
        ground.ax.add_collection(self._lines, autolim=False)
        area.add_artist(self._names)

    def show(self, marks: Sequence[Level], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        low, high = self._ground.axes.span
        seen = [mark for mark in marks if low <= mark.y <= high]
        color = self._ground.style.divider
        self._lines.set_segments([around(self._ground.view, mark.y) for mark in seen])
        self._lines.set_color([to_rgba(color, mark.opacity) for mark in seen])
        self._names.set_words(clear_of(self._words(seen), (), 0.0))
        return [self._lines, self._names]

    def _words(self, marks: Sequence[Level]) -> Iterator[Word]:
        """The names of levels, left of where their lines begin, if they have room."""
        style = self._ground.style
        for mark in marks:
            x, y = self._to_points.transform(around(self._ground.view, mark.y)[0])
            place, size = (float(x) - GAP, float(y)), style.small_size
            word = Word(mark.name, place, size, style.text, "right")
            if word.bounds[0, 0] >= 0:
                yield replace(word, opacity=mark.opacity)
