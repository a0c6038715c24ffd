"""Plots: what is to be seen, in data units and without a pixel."""

from dataclasses import dataclass

import numpy as np

from render.camera import Camera
from render.contours import Contour
from render.decision import CurveDecision, SurfaceDecision
from render.drawing import Mark
from render.typeset import check_signs


@dataclass(frozen=True)
class Axis:
    """One labelled axis from low to high.

    Raises InputError for a label with signs that the font does not have.
    """

    label: str
    low: float
    high: float

    def __post_init__(self) -> None:
        check_signs(self.label, "label")


@dataclass(frozen=True)
class CurveAxes:
    """What every frame of a tour of curves shares.

    categories: words for the legend of categories; where there are any, there is room
        for the bars of regions below y.
    settled: whether the legend is complete, and stays.
    sums: words for the curves of sums.
    n_terms: how many thinner curves there are below the others.
    """

    title: str
    x: Axis
    y: Axis
    n_curves: int = 1
    sums: str = ""
    n_terms: int = 0
    categories: tuple[str, ...] = ()
    settled: bool = False


@dataclass(frozen=True, eq=False)
class CurvePlot:
    """Outputs of a network over its one input.

    x: inputs, ascending, shape (n_points,).
    y: outputs, shape (n_points, n_outputs). Straight lines between points are the
        curve: there are as many points as that takes.
    terms: thinner curves that the others are made of, shape (n_points, n_terms).
    seen: how much of each curve is seen, 0 to 1, those of terms last; if empty, all.
    """

    axes: CurveAxes
    x: np.ndarray
    y: np.ndarray
    decision: CurveDecision | None = None
    terms: np.ndarray | None = None
    seen: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        _freeze(self, "x", "y", *(["terms"] if self.terms is not None else []))


@dataclass(frozen=True)
class SurfaceAxes:
    """What every frame of a tour of surfaces shares.

    y: the box's height; its low end is the floor.
    span: lowest and highest output that colours tell apart.
    levels: of the contours on the floor.
    threshold: that categories divide at; None where several outputs play each other.
    categories: words for the legend of categories; empty where there is none.
    settled: whether the legend is complete, and stays.
    """

    title: str
    x_1: Axis
    x_2: Axis
    y: Axis
    span: tuple[float, float]
    levels: tuple[float, ...]
    threshold: float | None = None
    n_surfaces: int = 1
    camera: Camera = Camera()
    categories: tuple[str, ...] = ()
    settled: bool = False


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


@dataclass(frozen=True)
class DiagramAxes:
    """What every frame of a tour of diagrams shares; size: of the drawing, in its own
    units.
    """

    title: str
    size: tuple[float, float]


@dataclass(frozen=True, eq=False)
class DiagramPlot:
    """A drawing of a network: its marks, within axes.size."""

    axes: DiagramAxes
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class PanelAxes:
    """What every frame of a tour of panels shares.

    panels: the axes of each plot; shares: of the width, each's.
    """

    title: str
    panels: tuple["Axes", ...]
    shares: tuple[float, ...]


@dataclass(frozen=True, eq=False)
class PanelPlot:
    """Plots side by side, from left to right."""

    axes: PanelAxes
    plots: tuple["Plot", ...]


Axes = CurveAxes | SurfaceAxes | DiagramAxes | PanelAxes
Plot = CurvePlot | SurfacePlot | DiagramPlot | PanelPlot


def _freeze(plot: CurvePlot | SurfacePlot, *names: str) -> None:
    """Make fields arrays of numbers that cannot be changed."""
    for name in names:
        array = np.asarray(getattr(plot, name), dtype=float).view()
        array.setflags(write=False)
        object.__setattr__(plot, name, array)
