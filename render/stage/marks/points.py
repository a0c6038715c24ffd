"""Points on flat axes."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist

from render.plot.marks.points import Points
from render.plot.plots import Plot
from render.stage.discs import Discs
from render.stage.ground import FlatGround


class ShownPoints:
    """Discs, cut off where the axes end."""

    def __init__(self, ground: FlatGround) -> None:
        self._discs = Discs(ground.ax, ground.style)
        self._discs.set_clip_box(ground.room)  # not where the bars are

    def show(self, marks: Sequence[Points], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        places = np.concatenate([mark.places for mark in marks])
        self._discs.set_discs(places, [mark for mark in marks for _ in mark.places])
        return [self._discs] if len(places) else []
