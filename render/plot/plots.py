"""Plots: what is to be seen, in data units and without a pixel."""

from dataclasses import dataclass

import numpy as np

from render.plot.axes import CurveAxes, DiagramAxes, PanelAxes, SurfaceAxes
from render.plot.contours import Contour
from render.plot.decisions import CurveDecision, SurfaceDecision
from render.plot.glyphs import Glyph


@dataclass(frozen=True, eq=False)
class CurvePlot:
    """Outputs of a network over its one input.

    x: inputs, ascending, shape (n_points,).
    y: outputs, shape (n_points, n_outputs); curves are straight between points.
    terms: thinner curves that add up to the others, shape (n_points, n_terms).
    seen: the opacity of each curve, 0 to 1, terms last; if empty, all are opaque.
    """

    axes: CurveAxes
    x: np.ndarray
    y: np.ndarray
    decision: CurveDecision | None = None
    terms: np.ndarray | None = None
    seen: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _freeze(self, "x", "y", *(["terms"] if self.terms is not None else []))


@dataclass(frozen=True, eq=False)
class SurfacePlot:
    """Outputs of a network over its two inputs.

    x_1, x_2: the grid's lines, ascending, shapes (n_1,) and (n_2,).
    y: outputs on the grid, shape (n_outputs, n_1, n_2).
    contours: of all outputs, at the axes' levels.
    """

    axes: SurfaceAxes
    x_1: np.ndarray
    x_2: np.ndarray
    y: np.ndarray
    contours: tuple[Contour, ...] = ()
    decision: SurfaceDecision | None = None

    def __post_init__(self) -> None:
        _freeze(self, "x_1", "x_2", "y")


@dataclass(frozen=True, eq=False)
class DiagramPlot:
    """A drawing of a network: glyphs between (0, 0) and axes.size."""

    axes: DiagramAxes
    glyphs: tuple[Glyph, ...]


@dataclass(frozen=True, eq=False)
class PanelPlot:
    """Plots side by side, from left to right."""

    axes: PanelAxes
    plots: tuple["Plot", ...]


Plot = CurvePlot | SurfacePlot | DiagramPlot | PanelPlot


def _freeze(plot: CurvePlot | SurfacePlot, *names: str) -> None:
    """Turn fields into arrays of numbers that cannot be changed."""
    for name in names:
        array = np.asarray(getattr(plot, name), dtype=float).view()
        array.setflags(write=False)
        object.__setattr__(plot, name, array)
