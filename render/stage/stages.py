"""Stages: what shows plots on a figure, a kind of stage for each kind of axes.

A stage draws what stays when it is made; what moves is shown plot by plot.
"""

from collections.abc import Callable
from itertools import chain
from typing import Any, Protocol

import numpy as np
from matplotlib.artist import Artist

from render.plot.axes import Axes, BoxAxes, DrawingAxes, FlatAxes
from render.plot.plots import Grid, Plot
from render.stage.area import TITLE, Area, size_in_points
from render.stage.boxes import BoxStage
from render.stage.drawings import DrawingStage
from render.stage.flat import FlatStage
from render.style.styles import Style
from render.type.typeset import fit_title

BAND = 34.0  # points above a grid, for its title
BESIDE = 12.0  # points kept free on either side of a title


class Stage(Protocol):
    """What every stage has. It shows plots of one layout."""

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        ...

    def show(self, plot: Any) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        ...


class GridStage:
    """A stage for each plot of a grid.

    stages: in the order of the plots.
    """

    def __init__(self, figure: Area, grid: Grid, style: Style) -> None:
        height = size_in_points(figure)[1]
        band = BAND if grid.title else 0.0
        shares = np.array(grid.shares) / sum(grid.shares) * (height - band)
        rows = [band, *shares] if grid.down else [band, height - band]
        cells = figure.add_gridspec(
            len(rows),
            1 if grid.down else len(grid.shares),
            height_ratios=rows,
            width_ratios=None if grid.down else grid.shares,
        )
        self.stages = []
        for k, plot in enumerate(grid.plots):
            cell = cells[1 + k, 0] if grid.down else cells[1, k]
            part = figure.add_subfigure(cell)
            self.stages.append(stage_on(part, plot, style))
            if plot.title:
                draw_title(part, plot.title, style, style.label_size)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        return [extent for stage in self.stages for extent in stage.extents]

    def show(self, plot: Grid) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        pairs = zip(self.stages, plot.plots, strict=True)
        return list(chain.from_iterable(stage.show(part) for stage, part in pairs))


STAGES: dict[type[Axes], Callable[[Area, Any, Style, bool], Stage]] = {
    FlatAxes: FlatStage,
    BoxAxes: BoxStage,
    DrawingAxes: DrawingStage,
}


def stage_on(figure: Area, plot: Plot | Grid, style: Style) -> Stage:
    """The stage for plots of this layout, on a figure or a part of one."""
    if isinstance(plot, Grid):
        return GridStage(figure, plot, style)
    return STAGES[type(plot.axes)](figure, plot.axes, style, bool(plot.title))


def draw_title(area: Area, title: str, style: Style, size: float) -> None:
    """Draw a title at the top of an area; size: of its type, in points."""
    width, height = size_in_points(area)
    title, size = fit_title(title, size, width - 2 * BESIDE)
    area.text(
        0.5,
        1 - TITLE / height,
        title,
        color=style.text,
        size=size,
        ha="center",
        va="center",
        parse_math=False,
    )
