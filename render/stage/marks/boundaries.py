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
from render.style.styles import Style

CORE = "#ffffff"  # the inner line of boundaries in clear pictures
AROUND = 1.6  # the width of a line around another, in widths of a boundary


class ShownBoundaries:
    """Lines on the floor."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground = ground
        self._artist = LineCollection([], animated=True)
        ground.ax.add_collection(self._artist, autolim=False)

    def show(self, marks: Sequence[Boundaries], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        (mark,) = marks
        lines, style = project(self._ground, mark.lines), self._ground.style
        drawn = [(style.divider, style.boundary_width)]
        if style.is_clear:
            drawn = cased(style)
        colors = [to_rgba(color, mark.opacity) for color, _ in drawn]
        self._artist.set(
            segments=lines * len(drawn),
            color=np.repeat(colors, len(lines), axis=0),
            linewidth=np.repeat([width for _, width in drawn], len(lines)),
        )
        return [self._artist]


def cased(style: Style) -> list[tuple[str, float]]:
    """The colours and widths of a line inside a wider one, which comes first.

    So it stands out from any ground.
    """
    pair = (
        (style.divider, CORE) if style.is_clear else (style.background, style.divider)
    )
    widths = AROUND * style.boundary_width, style.boundary_width
    return list(zip(pair, widths, strict=True))
