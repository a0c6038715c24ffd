"""Areas: the picture, or the part of it, that one plot has to itself.

A stage is put on a matplotlib figure or on a subfigure, and need not know which. What
must keep its size is placed in points from the area's bottom left.
"""

import numpy as np
from matplotlib.figure import FigureBase
from matplotlib.transforms import Affine2D, Transform

NARROW = 400.0  # points: in a narrower area words have to be few
TITLE = 24.3  # from the top of the picture down to a title's middle, in points


def size_in_points(figure: FigureBase) -> np.ndarray:
    """Width and height."""
    return figure.bbox.size / figure.dpi * 72


def in_points(figure: FigureBase) -> Transform:
    """From points, from the bottom left, to wherever the area is drawn."""
    width, height = size_in_points(figure)
    return Affine2D().scale(1 / width, 1 / height) + figure.transSubfigure


def inside(
    figure: FigureBase, left: float, bottom: float, right: float, top: float
) -> tuple[float, float, float, float]:
    """Left, bottom, width and height of what is within margins, as shares of the area.

    The margins are in points.
    """
    width, height = size_in_points(figure)
    across, up = (width - left - right) / width, (height - bottom - top) / height
    return left / width, bottom / height, across, up


def extent(figure: FigureBase, corners: np.ndarray) -> np.ndarray:
    """Left and top, right and bottom, in pixels of the picture: shape (2, 2).

    corners: of what is there, in matplotlib's pixels, which count from below: (n, 2).
    """
    (left, low), (right, high) = np.min(corners, axis=0), np.max(corners, axis=0)
    height = figure.get_figure(root=True).bbox.height
    return np.array([(left, height - high), (right, height - low)])
