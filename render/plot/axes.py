"""Axes: what plots have in common at all positions of a scene."""

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
    """The axes of curves over one input.

    sums: words for the curves of sums.
    n_terms: how many thinner curves there are behind the others.
    categories: words for the legend of categories; where there are any, there is room
        for the bars of regions below y.
    settled: whether the legend is complete, and stays.
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
    """The axes of surfaces over two inputs: a box.

    y: the box's height; its low end is the floor.
    span: the lowest and highest output that colours tell apart.
    levels: those of the contours on the floor.
    threshold: where a single output's category changes; None for several outputs.
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
    """The room of a drawing; size: its width and height, in units of the drawing."""

    title: str
    size: tuple[float, float]


@dataclass(frozen=True)
class PanelAxes:
    """The axes of plots side by side.

    panels: those of each plot; shares: each plot's share of the width.
    """

    title: str
    panels: tuple["Axes", ...]
    shares: tuple[float, ...]


Axes = CurveAxes | SurfaceAxes | DiagramAxes | PanelAxes
