"""Areas: the picture, or the part of it, that one plot has to itself.

An area is a figure of matplotlib or a subfigure; stages work the same on both. What
must keep its size is placed in points from the area's bottom left.
"""

import numpy as np
from matplotlib.figure import Figure, SubFigure
from matplotlib.transforms import Affine2D, Transform

Area = Figure | SubFigure


def size_in_points(area: Area) -> np.ndarray:
    """Width and height of an area in points, shape (2,)."""
    return np.array(area.bbox.size) / area.dpi * 72


def in_points(area: Area) -> Transform:
    """The transform from points, counted from an area's bottom left, to pixels."""
    width, height = size_in_points(area)
    return Affine2D().scale(1 / width, 1 / height) + area.transSubfigure


def inside(
    area: Area, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of what lies within margins, as shares of an area.

    The margins are in points.
    """
    width, height = size_in_points(area)
    across, up = (width - left - right) / width, (height - bottom - top) / height
    return left / width, bottom / height, across, up


def extent(area: Area, corners: np.ndarray) -> np.ndarray:
    """Left and top, right and bottom of some points, in pixels: shape (2, 2).

    corners: (n, 2), in pixels as matplotlib counts them: up from the picture's bottom.
    What is returned counts down from its top.
    """
    (left, low), (right, high) = np.min(corners, axis=0), np.max(corners, axis=0)
    height = area.get_figure(root=True).bbox.height
    return np.array([(left, height - high), (right, height - low)])
