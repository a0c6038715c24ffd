"""Axes: what all plots of a tour share."""

from dataclasses import dataclass

from render.plot.camera import Camera
from render.type.typeset import check_signs


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


@dataclass(frozen=True)
class DiagramAxes:
    """What every frame of a tour of diagrams shares; size: of the drawing, in its own
    units.
    """

    title: str
    size: tuple[float, float]


@dataclass(frozen=True)
class PanelAxes:
    """What every frame of a tour of panels shares.

    panels: the axes of each plot; shares: of the width, each's.
    """

    title: str
    panels: tuple["Axes", ...]
    shares: tuple[float, ...]


Axes = CurveAxes | SurfaceAxes | DiagramAxes | PanelAxes
