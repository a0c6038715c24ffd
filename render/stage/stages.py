"""Stages: what shows plots on a figure, a kind of stage for each kind of plot.

A stage draws what stays when it is made; what moves is shown plot by plot.
"""

from collections.abc import Callable
from itertools import chain
from typing import Any, Protocol

import numpy as np
from matplotlib.artist import Artist

from render.plot.axes import Axes, CurveAxes, DiagramAxes, PanelAxes, SurfaceAxes
from render.plot.plots import PanelPlot
from render.stage.area import Area, size_in_points
from render.stage.curves import CurveStage
from render.stage.glyphs import DiagramStage
from render.stage.surfaces import SurfaceStage
from render.style.styles import Style

BAND = 34.0  # points above panels, for their title


class Stage(Protocol):
    """What every stage has. It shows plots of one kind: those with its own axes."""

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        ...

    def show(self, plot: Any) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        ...


class PanelStage:
    """A stage for each panel, side by side.

    stages: from left to right.
    """

    def __init__(self, figure: Area, axes: PanelAxes, style: Style) -> None:
        height = size_in_points(figure)[1]
        band = BAND if axes.title else 0.0
        grid = figure.add_gridspec(
            2,
            len(axes.shares),
            height_ratios=[band, height - band],
            width_ratios=axes.shares,
        )
        self.stages = [
            stage_on(figure.add_subfigure(grid[1, k]), panel, style)
            for k, panel in enumerate(axes.panels)
        ]

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        return [extent for stage in self.stages for extent in stage.extents]

    def show(self, plot: PanelPlot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        pairs = zip(self.stages, plot.plots, strict=True)
        return list(chain.from_iterable(stage.show(part) for stage, part in pairs))


STAGES: dict[type[Axes], Callable[[Area, Any, Style], Stage]] = {
    CurveAxes: CurveStage,
    SurfaceAxes: SurfaceStage,
    DiagramAxes: DiagramStage,
    PanelAxes: PanelStage,
}


def stage_on(figure: Area, axes: Axes, style: Style) -> Stage:
    """The stage for plots with these axes, on a figure or a part of one."""
    return STAGES[type(axes)](figure, axes, style)
