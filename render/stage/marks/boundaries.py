"""Boundaries on the floor of a box."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from render.plot.marks.boundaries import Boundaries
from render.plot.plots import Plot
from render.stage.floor import project
from render.stage.ground import BoxGround

CORE = "#ffffff"  # the inner line of boundaries in clear pictures
AROUND = 1.8  # the width of the line around it, in widths of a boundary


class ShownBoundaries:
    """Lines on the floor; in clear pictures light ones inside darker ones.

    So they are seen on any background.
    """

    def __init__(self, ground: BoxGround) -> None:
        self._ground = ground
        self._artist = LineCollection([], animated=True)
        ground.ax.add_collection(self._artist, autolim=False)

    def show(self, marks: Sequence[Boundaries], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        (mark,) = marks
        lines, style = project(self._ground, mark.lines), self._ground.style
        looks = [(style.divider, style.boundary_width)]
        if style.is_clear:
            around = style.divider, AROUND * style.boundary_width
            looks = [around, (CORE, style.boundary_width)]
        colors = [to_rgba(color, mark.opacity) for color, _ in looks]
        self._artist.set(
            segments=lines * len(looks),
            color=np.repeat(colors, len(lines), axis=0),
            linewidth=np.repeat([width for _, width in looks], len(lines)),
        )
        return [self._artist]
