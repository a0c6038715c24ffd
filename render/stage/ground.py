"""Grounds: the axes that are drawn on a figure, which marks are shown on."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import BboxBase, Transform

from render.plot.axes import BoxAxes, FlatAxes
from render.plot.camera import Projection
from render.stage.words import Word
from render.style.styles import Style


@dataclass(frozen=True, eq=False)
class FlatGround:
    """Flat axes on a figure.

    ax: matplotlib's, in units of x and y.
    room: the part of ax that is between the ends of y, and not below, where bars are.
    points: from points of the area to pixels; to_points: from units of ax to points.
    corners: of where bars are, left and bottom, right and top, in points: (2, 2).
    """

    ax: Axes
    axes: FlatAxes
    style: Style
    room: BboxBase
    points: Transform
    to_points: Transform
    corners: np.ndarray


@dataclass(frozen=True, eq=False)
class BoxGround:
    """A box on a figure.

    ax: matplotlib's, in pixels, which count from the top.
    view: from places in the box to pixels.
    room: left, top, right and bottom of the box, as shares of the picture.
    words: those around the box.
    """

    ax: Axes
    axes: BoxAxes
    style: Style
    view: Projection
    room: tuple[float, ...]
    words: tuple[Word, ...]
