"""Contours on the floor of a box."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from render.plot.axes import BoxAxes
from render.plot.marks.contours import Contours
from render.plot.plots import Plot
from render.stage.ground import BoxGround
from render.stage.heights import ramp
from render.style.colors import dimmed
from render.style.heights import shares
from render.style.styles import Style

HEAVY, LIGHT = 1.9, 0.75  # widths of the line at the threshold, and of all others
CASING = 1.8  # the width of what is around the heavy one, in its own widths


class ShownContours:
    """Lines on the floor, in the colours of their heights."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground = ground
        self._artist = LineCollection([], capstyle="butt", animated=True)
        ground.ax.add_collection(self._artist, autolim=False)

    def show(self, marks: Sequence[Contours], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        (mark,) = marks
        axes, style, lines = self._ground.axes, self._ground.style, mark.lines
        levels = np.searchsorted(axes.levels, [line.level for line in lines])
        colors = _colors(style, axes)[[line.output for line in lines], levels]
        colors[:, 3] = mark.opacity
        segments = self._ground.on_floor([line.points for line in lines])
        threshold = np.nan if mark.threshold is None else mark.threshold
        is_heavy = np.isclose(axes.levels, threshold)[levels]
        heavy, light = np.flatnonzero(is_heavy), np.flatnonzero(~is_heavy)
        cases = [to_rgba(style.floor[:7], mark.opacity)] * len(heavy)
        widths = np.repeat(
            [LIGHT, CASING * HEAVY, HEAVY], [len(light), len(heavy), len(heavy)]
        )
        self._artist.set(
            segments=[segments[k] for k in [*light, *heavy, *heavy]],
            color=[*colors[light], *cases, *colors[heavy]],
            linewidth=style.contour_width * widths,
        )
        return [self._artist]


@lru_cache(maxsize=4)
def _colors(style: Style, axes: BoxAxes) -> np.ndarray:
    """Colours of contours: (n_outputs, n_levels, 4)."""
    places = shares(np.array(axes.levels), axes.span)
    colors = [
        dimmed(ramp(style, output, axes.n_outputs, places), style.lightest)
        for output in range(axes.n_outputs)
    ]
    opaque = np.ones((axes.n_outputs, len(axes.levels), 1))
    return np.concatenate([colors, opaque], axis=-1)
