"""Boxes in perspective, on a figure of matplotlib."""

from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist

from render.plot.axes import Axis, BoxAxes
from render.plot.plots import Plot
from render.stage.area import Area, extent, inside, size_in_points
from render.stage.box import TICK, draw_box, key_width
from render.stage.box_words import GAP, BoxWords
from render.stage.ground import BoxGround
from render.stage.marks.box import SHOWN
from render.stage.marks.surface import box_view
from render.stage.showing import Showing
from render.stage.ticks import candidates, tick_words
from render.stage.words import Word, Words
from render.style.styles import Style
from render.type import typeset

PAD = 10.0  # points around the box and its words
LEFT = 38.0  # points left of the box, for the names of levels
TRIES = 5  # to find the margins that words need
LEAST = 0.25  # of the area's sides: the least for the box itself


class BoxStage:
    """A box that stays, and marks in it that move, on a figure."""

    def __init__(self, figure: Area, axes: BoxAxes, style: Style) -> None:
        (left, top), (right, bottom) = extent(figure, figure.bbox.get_points())
        room, words = _fit(figure, axes, style)
        self.view = words.view
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(left, right), ylim=(bottom, top))
        ax.set_axis_off()
        draw_box(ax, self.view, axes, words.ticks, style)
        fitting = [word for word in words.words if _is_inside(word, figure)]
        figure.add_artist(Words(figure, fitting))
        ground = BoxGround(ax, axes, style, self.view, room, tuple(fitting))
        self._showing = Showing(ground, SHOWN)
        corners = self.view(self.view.corners)
        self._extent = np.array([corners.min(axis=0), corners.max(axis=0)])
        self._extent[0, 0] = left  # where names of levels are
        self._extent[1, 0] += key_width(axes) * figure.dpi / 72

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        return [self._extent]

    def show(self, plot: Plot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        return self._showing.show(plot)


Room = tuple[float, ...]


def _fit(area: Area, axes: BoxAxes, style: Style) -> tuple[Room, BoxWords]:
    """The room for a box that leaves just enough for its words, and these.

    Room is left, top, right and bottom, as shares of the picture.
    """
    size, least = size_in_points(area), np.array([(LEFT, PAD), (PAD, PAD)])
    most = (1 - LEAST) * size
    if axes.camera.turns:
        margins = _all_round(axes, style)
        room = _room(area, margins * np.minimum(1, most / margins.sum(axis=0)))
        return room, _words(area, axes, style, room)
    margins = least
    for _ in range(TRIES):
        room = _room(area, margins)
        words = _words(area, axes, style, room)
        bounds = np.array([word.bounds for word in words.words]).reshape(-1, 2, 2)
        low = np.min([*bounds[:, 0], size], axis=0)
        high = np.max([*bounds[:, 1], (0, 0)], axis=0)
        out = np.array([PAD - low, high - (size - PAD)])
        if (out <= 0.01).all():
            break
        margins = np.maximum(margins + out, least)
        margins *= np.minimum(1, most / margins.sum(axis=0))
    return room, words


def _all_round(axes: BoxAxes, style: Style) -> np.ndarray:
    """Margins in which words have room wherever the camera is, as _room takes them.

    The labels of inputs stand between corners, where the box is not as wide.
    """
    low, high = axes.span
    scales = axes.x_1, axes.x_2, replace(axes.y, low=low, high=high)
    *inputs, heights = (_widest(scale, style) for scale in scales)
    beside = TICK + GAP + max(inputs) + PAD
    below = TICK + GAP + style.small_size + PAD
    right = key_width(axes) + TICK + GAP + heights + GAP + style.label_size + PAD
    return np.array([(max(beside, LEFT), below), (right, PAD)])


def _widest(scale: Axis, style: Style) -> float:
    """The width of the widest number at an axis, in points."""
    words = tick_words(scale, next(candidates(scale)))
    return style.small_size * max(map(typeset.width, words))


def _is_inside(word: Word, area: Area) -> bool:
    """Whether a word is in an area; in a small one, some are not, and left out."""
    low, high = word.bounds
    return bool((low >= 0).all() and (high <= size_in_points(area)).all())


def _words(area: Area, axes: BoxAxes, style: Style, room: Room) -> BoxWords:
    """The words of a box in a room."""
    width, height = area.get_figure(root=True).bbox.size
    return BoxWords(area, box_view(axes, width, height, room), axes, style)


def _room(area: Area, margins: np.ndarray) -> Room:
    """Left, top, right and bottom of what lies within margins, as shares of a picture.

    margins: left and bottom, right and top, in points: (2, 2).
    """
    (left, bottom), (right, top) = map(tuple, margins)
    x, y, width, height = inside(area, left, bottom, right, top)
    corners = area.transSubfigure.transform([(x, y), (x + width, y + height)])
    shares = extent(area, corners) / area.get_figure(root=True).bbox.size
    return tuple(map(float, shares.ravel()))
