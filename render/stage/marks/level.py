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

DOTS: LineStyleType = (0, (1.5, 2.5))


class ShownLevels:
    """Dotted lines from side to side, where they are in sight."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._artist = ground, Outlines(ground)

    def show(self, marks: Sequence[Level], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        ground, y = self._ground, self._ground.axes.y
        outlines = []
        for mark in marks:
            if y.low <= mark.y <= y.high:
                (left, _), (right, _) = ground.corners
                _, level = ground.to_points.transform((0, mark.y))
                line = to_rgba(ground.style.divider, mark.opacity)
                path = Path([(left, level), (right, level)])
                outlines.append(Outline(path, line=line, dashes=DOTS))
        self._artist.set_outlines(outlines)
        return [self._artist]
