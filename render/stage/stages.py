"""Stages: what shows plots of each kind on a figure, or on a part of one.

A stage draws what stays when it is made. show(plot) gives the artists of what moves, in
the order they are drawn in; extents are the rectangles of the picture they keep to.
"""

from itertools import chain

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import FigureBase
from matplotlib.gridspec import GridSpec

from render.plot.axes import Axes, CurveAxes, DiagramAxes, PanelAxes, SurfaceAxes
from render.plot.plots import PanelPlot
from render.stage.area import size_in_points
from render.stage.curves import CurveStage
from render.stage.glyphs import DiagramStage
from render.stage.surfaces import SurfaceStage
from render.style.styles import Style

BAND = 34.0  # above panels, for their title, in points


class PanelStage:
    """A stage for each panel, side by side."""

    def __init__(self, figure: FigureBase, axes: PanelAxes, style: Style) -> None:
        height = size_in_points(figure)[1]
        band = BAND if axes.title else 0.0
        grid = GridSpec(
            *(2, len(axes.shares)),
            figure,
            height_ratios=[band, height - band],
            width_ratios=axes.shares,
        )
        self._stages = [
            stage_on(figure.add_subfigure(grid[1, k]), panel, style)
            for k, panel in enumerate(axes.panels)
        ]

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        return [extent for stage in self._stages for extent in stage.extents]

    def show(self, plot: PanelPlot) -> list[Artist]:
        """The artists that make up this plot, in the order they are drawn in."""
        shown = zip(self._stages, plot.plots, strict=True)
        return list(chain.from_iterable(stage.show(part) for stage, part in shown))


STAGES = {
    CurveAxes: CurveStage,
    SurfaceAxes: SurfaceStage,
    DiagramAxes: DiagramStage,
    PanelAxes: PanelStage,
}


Stage = CurveStage | SurfaceStage | DiagramStage | PanelStage


def stage_on(figure: FigureBase, axes: Axes, style: Style) -> Stage:
    """The stage for plots with these axes, on a figure."""
    return STAGES[type(axes)](figure, axes, style)
