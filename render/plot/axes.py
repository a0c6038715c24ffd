"""Axes: what plots have in common at all positions of a scene."""

from dataclasses import dataclass
from typing import TypeAlias

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
        for name in ("low", "high"):  # arrays of whole numbers would round others
            object.__setattr__(self, name, float(getattr(self, name)))


@dataclass(frozen=True)
class FlatAxes:
    """The axes of curves, and of all else that lies flat.

    categories: words for the legend of categories; where there are any, there is room
        for the bars of regions below y.
    """

    x: Axis
    y: Axis
    categories: tuple[str, ...] = ()

    kind = "curves"


@dataclass(frozen=True)
class BoxAxes:
    """The axes of surfaces over two inputs, and of what stands among them: a box.

    y: the box's height; its low end is the floor.
    span: the lowest and highest value that colours tell apart.
    levels: those of the contours on the floor.
    n_outputs: how many have surfaces: a single one is coloured by height, several are
        in the colours of their curves.
    categories: words for the legend of categories; empty where there is none.
    """

    x_1: Axis
    x_2: Axis
    y: Axis
    span: tuple[float, float]
    levels: tuple[float, ...] = ()
    n_outputs: int = 1
    camera: Camera = Camera()
    categories: tuple[str, ...] = ()

    kind = "surfaces"


@dataclass(frozen=True)
class DrawingAxes:
    """The room of a drawing; size: its width and height, in units of the drawing."""

    size: tuple[float, float]

    kind = "diagrams"


Axes: TypeAlias = FlatAxes | BoxAxes | DrawingAxes
