"""Flat axes on a figure of matplotlib."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.transforms import Bbox, TransformedBbox

from render.plot.axes import FlatAxes
from render.plot.plots import Plot
from render.stage.area import NARROW, Area, extent, in_points, inside, size_in_points
from render.stage.ground import FlatGround
from render.stage.marks.flat import SHOWN
from render.stage.showing import Showing
from render.style.styles import Style

LEFT, RIGHT, BOTTOM = 60.5, 28.8, 47.0  # around the frame, in points
TOP, TOP_UNTITLED = 38.9, 14.0
LEGEND_LIFT = 8.1  # points by which a legend raises the frame's bottom
BARS = 0.11  # the height of bars, as a share of the axes' height


class FlatStage:
    """Axes that stay, and marks that move, on a figure."""

    def __init__(
        self, figure: Area, axes: FlatAxes, style: Style, titled: bool
    ) -> None:
        lift = LEGEND_LIFT if axes.categories else 0
        top = TOP if titled else TOP_UNTITLED
        self._ax = ax = figure.add_axes(inside(figure, LEFT, BOTTOM + lift, RIGHT, top))
        bottom = axes.y.low - (room(axes) if axes.categories else 0)
        ax.set(xlim=(axes.x.low, axes.x.high), ylim=(bottom, axes.y.high))
        ax.set_yticks([y for y in ax.get_yticks() if axes.y.low <= y <= axes.y.high])
        ax.set_facecolor(style.background)
        _draw_labels(ax, axes, style)
        for spine in ax.spines.values():
            spine.set(color=style.frame, linewidth=style.frame_width, animated=True)
        self._has_legend = bool(axes.categories)
        self._showing = Showing(_ground(ax, axes, style), SHOWN)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        figure = self._ax.figure
        frame = extent(figure, self._ax.bbox.get_points())
        if not self._has_legend:
            return [frame]
        below = extent(figure, figure.bbox.get_points())
        below[0, 1] = frame[1, 1]  # where the legend is
        return [frame, below]

    def show(self, plot: Plot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        return [*self._showing.show(plot), *self._ax.spines.values()]


def room(axes: FlatAxes) -> float:
    """How far below y the bars reach, in units of y."""
    return (axes.y.high - axes.y.low) * BARS / (1 - BARS)


def _draw_labels(ax: Axes, axes: FlatAxes, style: Style) -> None:
    """Draw labels, ticks, and lines through both zeros."""
    crowded = axes.categories and size_in_points(ax.figure)[0] < NARROW
    ax.set_xlabel(
        axes.x.label,
        color=style.text,
        size=style.label_size,
        loc="right" if crowded else "center",  # the legend is on the left
    )
    ax.set_ylabel(axes.y.label, color=style.text, size=style.label_size)
    ax.tick_params(
        color=style.frame,
        labelcolor=style.text,
        labelsize=style.tick_size,
        width=style.frame_width,
    )
    for zero in (ax.axhline, ax.axvline):
        zero(0, color=style.zero, linewidth=style.grid_width)


def _ground(ax: Axes, axes: FlatAxes, style: Style) -> FlatGround:
    """What marks are shown on."""
    points = in_points(ax.figure)
    to_points = ax.transData + points.inverted()
    bars = [(axes.x.low, axes.y.low - room(axes)), (axes.x.high, axes.y.low)]
    ends = Bbox([(axes.x.low, axes.y.low), (axes.x.high, axes.y.high)])
    clip = TransformedBbox(ends, ax.transData)
    corners = to_points.transform(bars)
    return FlatGround(ax, axes, style, clip, points, to_points, corners)
