"""Axes: what plots have in common at all positions of a scene."""

from dataclasses import dataclass
from typing import TypeAlias

from render.plot.camera import Camera
from render.type.typeset import Face, check_signs


@dataclass(frozen=True)
class Axis:
    """One labelled axis from low to high.

    ticks: the values that have numbers; if empty, round ones, as many as there is room
        for.
    words: what stands at each of the ticks in place of its number, if anything does:
        the axis counts in something else than its label says, such as powers of ten.
    face: how the label is set: "plain" for a user's words, in which a dollar sign is a
        dollar sign.

    Raises InputError for a label with signs that the font does not have.
    """

    label: str
    low: float
    high: float
    ticks: tuple[float, ...] = ()
    face: Face = "mixed"
    words: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check_signs(self.label, "label")
        for name in ("low", "high"):  # arrays of whole numbers would round others
            object.__setattr__(self, name, float(getattr(self, name)))


@dataclass(frozen=True)
class FlatAxes:
    """The axes of curves, and of all else that lies flat.

    has_bars: whether there is room below y for the bars of regions.
    names: those that curves may have at their ends, for which there is room.
    bounds: values of y that curves do not go beyond, at which there are dotted lines.
    face: how names are set, as an Axis' label is.

    Raises InputError for names with signs that the font does not have.
    """

    x: Axis
    y: Axis
    has_bars: bool = False
    names: tuple[str, ...] = ()
    bounds: tuple[float, ...] = ()
    face: Face = "mixed"

    kind = "curves"

    def __post_init__(self) -> None:
        for name in self.names:
            check_signs(name, "name")


@dataclass(frozen=True)
class BoxAxes:
    """The axes of surfaces over two inputs, and of what stands among them: a box.

    y: the box's height; its low end is the floor, which has no number.
    span: the lowest and highest value that colours tell apart.
    levels: those of the contours on the floor.
    bounds: values of y that surfaces do not go beyond, at which there are dotted lines.
    n_outputs: how many have surfaces: a single one is coloured by height, several are
        in the colours of their curves.
    """

    x_1: Axis
    x_2: Axis
    y: Axis
    span: tuple[float, float]
    levels: tuple[float, ...] = ()
    bounds: tuple[float, ...] = ()
    n_outputs: int = 1
    camera: Camera = Camera()

    kind = "surfaces"


@dataclass(frozen=True)
class MapAxes:
    """The axes of maps: one input across, another one up.

    x, y: the inputs. output: what colours stand for, if there is a single output.
    span: the lowest and highest value that colours tell apart.
    levels: those of contours.
    n_outputs: how many there are: a single one is coloured by height, several are
        in the colours of their curves.
    threshold: where a single output's colours go over from those of one category to
        those of the other; None for the colour map.
    """

    x: Axis
    y: Axis
    output: Axis
    span: tuple[float, float]
    levels: tuple[float, ...] = ()
    n_outputs: int = 1
    threshold: float | None = None

    kind = "maps"


@dataclass(frozen=True)
class DrawingAxes:
    """No axes, but room for drawings, which arrange themselves in it."""

    kind = "diagrams"


Axes: TypeAlias = FlatAxes | BoxAxes | MapAxes | DrawingAxes
