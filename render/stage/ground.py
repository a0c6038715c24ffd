"""Grounds: the axes that are drawn on a figure, which marks are shown on."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from matplotlib.axes import Axes
from matplotlib.transforms import BboxBase, Transform

from render.plot.axes import BoxAxes, FlatAxes, MapAxes
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

    @property
    def top(self) -> float:
        """The top of the frame, below any bars, in points."""
        return float(self.to_points.transform((0.0, self.axes.y.high))[1])

    def contains(self, word: Word) -> bool:
        """Whether a word is wholly in the frame, and not where bars are."""
        (left, _), (right, bottom) = self.corners
        low, high = np.array([left, bottom]), np.array([right, self.top])
        return bool((low <= word.bounds[0]).all() and (word.bounds[1] <= high).all())


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

    def on_floor(self, lines: Sequence[np.ndarray]) -> list[np.ndarray]:
        """Lines on the floor, each (n_points, 2), in thousandths of pixels.

        Unrounded, the last digits would show where points lie on one straight line.
        """
        counts = [len(line) for line in lines]
        points = np.full((sum(counts), 3), self.axes.y.low)
        points[:, :2] = np.concatenate([np.zeros((0, 2)), *lines])
        pixels = np.round(self.view(points), 3)
        return np.split(pixels, np.cumsum(counts)[:-1]) if counts else []


@dataclass(frozen=True, eq=False)
class MapGround:
    """The axes of a map on a figure.

    ax: matplotlib's, in units of x and y.
    room: all of ax. points: from points of the area to pixels.
    frame: left, top, right and bottom of ax, as shares of the picture.
    """

    ax: Axes
    axes: MapAxes
    style: Style
    room: BboxBase
    points: Transform
    frame: tuple[float, ...]

    def on_floor(self, lines: Sequence[np.ndarray]) -> list[np.ndarray]:
        """Lines, each (n_points, 2), in units of ax: as they are."""
        return list(lines)


class Floor(Protocol):
    """What lies over two inputs is shown on: a box's floor, or a map."""

    @property
    def ax(self) -> Axes:
        """Those of matplotlib."""
        ...

    @property
    def axes(self) -> BoxAxes | MapAxes:
        """Those of the plot."""
        ...

    @property
    def style(self) -> Style:
        """How pictures look."""
        ...

    def on_floor(self, lines: Sequence[np.ndarray], /) -> list[np.ndarray]:
        """Lines over two inputs, each (n_points, 2), in units of ax."""
        ...
