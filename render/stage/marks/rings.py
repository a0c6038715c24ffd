"""Rings on flat axes."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgba
from matplotlib.path import Path

from render.plot.marks.rings import Rings
from render.plot.plots import Plot
from render.stage.ground import FlatGround
from render.stage.outlines import Outline, Outlines

RADIUS = 5.5  # in points: clear of two curves that cross


class ShownRings:
    """Rings, where their places are in sight."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._artist = ground, Outlines(ground)

    def show(self, marks: Sequence[Rings], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        style, y, outlines = self._ground.style, self._ground.axes.y, []
        for mark in marks:
            line = to_rgba(style.divider, mark.opacity)
            seen = (y.low <= mark.places[:, 1]) & (mark.places[:, 1] <= y.high)
            for place in self._ground.to_points.transform(mark.places[seen]):
                ring = Path.circle(np.round(place, 6), RADIUS)
                outlines.append(Outline(ring, line=line))
        self._artist.set_outlines(outlines)
        return [self._artist]
