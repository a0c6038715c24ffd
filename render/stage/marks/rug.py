"""Rugs at the bottom of flat axes."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.path import Path

from render.plot.marks.rug import Rug
from render.plot.plots import Plot
from render.stage.discs import Discs, Looks, series_colors
from render.stage.ground import FlatGround

HIGH, WIDE = 8.0, 1.2  # points
HALF = WIDE / HIGH / 2
LINE = Path([(-HALF, 0), (HALF, 0), (HALF, 1), (-HALF, 1), (-HALF, 0)], closed=True)


class ShownRugs:
    """Short lines from the bottom upwards."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._lines = ground, Discs(ground.ax, LINE)
        self._lines.set_clip_box(ground.room)

    def show(self, marks: Sequence[Rug], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        if not self._lines.is_set(tuple(marks)):
            x = np.concatenate([mark.x for mark in marks])
            low = np.full(len(x), self._ground.axes.y.low)
            self._lines.set_discs(np.column_stack([x, low]), self._looks(marks))
        return [self._lines] if any(len(mark.x) for mark in marks) else []

    def _looks(self, marks: Sequence[Rug]) -> Looks:
        """The colours of lines, which have no rims."""
        parts = [
            np.column_stack(
                [
                    series_colors(self._ground.style, mark.series, len(mark.x)),
                    np.full(len(mark.x), mark.opacity),
                ]
            )
            for mark in marks
        ]
        fills = np.concatenate(parts)
        return Looks(fills, np.zeros_like(fills), np.full(len(fills), HIGH))
