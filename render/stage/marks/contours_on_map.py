"""Contours on a map, over the colours of heights."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex, to_rgba

from render.plot.axes import MapAxes
from render.plot.marks.contours import Contours
from render.plot.plots import Plot
from render.stage.ground import MapGround
from render.stage.heights import map_tones
from render.style.colors import readable
from render.style.heights import shares
from render.style.styles import Style

FINE, HEAVY = 0.6, 1.8  # widths of contours, in those of a style
QUIET = 0.5  # opacity of contours but for the heavy one


class ShownContoursOnMap:
    """Lines in black or white, whichever stands out from the colour of the level."""

    def __init__(self, ground: MapGround) -> None:
        self._ground = ground
        self._artist = LineCollection([], capstyle="butt", animated=True)
        ground.ax.add_collection(self._artist, autolim=False)

    def show(self, marks: Sequence[Contours], _: Plot) -> list[Artist]:
        """The artist that shows the marks."""
        (mark,) = marks
        axes, style = self._ground.axes, self._ground.style
        levels = np.searchsorted(axes.levels, [line.level for line in mark.lines])
        colors = _inks(style, axes)[levels]
        threshold = np.nan if mark.threshold is None else mark.threshold
        is_heavy = np.isclose(axes.levels, threshold)[levels]
        colors[:, 3] = mark.opacity * np.where(is_heavy, 1.0, QUIET)
        self._artist.set(
            segments=self._ground.on_floor([line.points for line in mark.lines]),
            color=colors,
            linewidth=style.contour_width * np.where(is_heavy, HEAVY, FINE),
        )
        return [self._artist]


@lru_cache(maxsize=4)
def _inks(style: Style, axes: MapAxes) -> np.ndarray:
    """Colours of contours, opaque: (n_levels, 4)."""
    colors = map_tones(style, axes, shares(np.array(axes.levels), axes.span))
    inks = [to_rgba(readable(to_hex(color))) for color in colors]
    return np.array(inks).reshape(-1, 4)
