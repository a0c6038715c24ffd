"""Boxes in perspective, on a figure of matplotlib."""

import numpy as np
from matplotlib.artist import Artist

from render.plot.axes import BoxAxes
from render.plot.plots import Plot
from render.stage.area import NARROW, Area, extent, inside, size_in_points
from render.stage.box import draw_box
from render.stage.ground import BoxGround
from render.stage.marks.areas import ROWS
from render.stage.marks.box import SHOWN
from render.stage.marks.surface import box_view
from render.stage.showing import Showing
from render.style.styles import Style

LEFT = 0.1  # the margin left of the box, where no words are: a share of the width
BOTTOM, RIGHT = 42.1, 57.6  # the other margins, in points
TOP, TOP_UNTITLED = 40.5, 16.0
LEGEND_ROW = 15.0  # points from row to row


class BoxStage:
    """A box that stays, and marks in it that move, on a figure."""

    def __init__(self, figure: Area, axes: BoxAxes, style: Style, titled: bool) -> None:
        (left, top), (right, bottom) = extent(figure, figure.bbox.get_points())
        width, height = figure.get_figure(root=True).bbox.size
        room = _room(figure, axes, titled)
        self.view = box_view(axes, width, height, room)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(left, right), ylim=(bottom, top))
        ax.set_axis_off()
        draw_box(ax, self.view, axes, style)
        self._showing = Showing(BoxGround(ax, axes, style, self.view, room), SHOWN)
        corners = self.view(self.view.corners)
        box = np.array([corners.min(axis=0), corners.max(axis=0)])
        whole = np.array([(left, top), (right, bottom)])
        self._extent = whole if axes.categories else box  # a legend is beside the box

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        return [self._extent]

    def show(self, plot: Plot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        return self._showing.show(plot)


def _room(figure: Area, axes: BoxAxes, titled: bool) -> tuple[float, ...]:
    """Left, top, right and bottom of the box, as shares of the picture."""
    top, bottom = TOP if titled else TOP_UNTITLED, BOTTOM
    whole = size_in_points(figure)[0]
    if whole < NARROW:  # then the legend is not beside the labels, but below them
        bottom += LEGEND_ROW * min(len(axes.categories), ROWS)
    x, y, width, height = inside(figure, LEFT * whole, bottom, RIGHT, top)
    corners = figure.transSubfigure.transform([(x, y), (x + width, y + height)])
    shares = extent(figure, corners) / figure.get_figure(root=True).bbox.size
    return tuple(map(float, shares.ravel()))
