"""Dividers on flat axes: through curves and bars."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from render.plot.marks.dividers import Dividers
from render.plot.plots import Plot
from render.stage.ground import FlatGround
from render.stage.outlines import Outline, Outlines


class ShownDividers:
    """Upright lines from the top of the axes down through the bars."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._artist = ground, Outlines(ground)

    def show(self, marks: Sequence[Dividers], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        bottom, top = self._ground.corners[0, 1], self._ground.axes.y.high
        outlines = []
        for mark in marks:
            line = to_rgba(self._ground.style.divider, mark.opacity)
            ends = np.column_stack([mark.x, np.full(len(mark.x), top)])
            for x, y in self._ground.to_points.transform(ends):
                outlines.append(Outline(Path([(x, bottom), (x, y)]), line=line))
        self._artist.set_outlines(outlines)
        return [self._artist]
