"""Maps on a figure of matplotlib."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from matplotlib.patches import Rectangle

from render.plot.axes import Axis, FlatAxes, MapAxes
from render.plot.plots import Plot
from render.stage.area import Area, extent, in_points, inside, size_in_points
from render.stage.flat import LABEL, LEAST, TICK, Frame, fit_frame
from render.stage.ground import MapGround
from render.stage.heights import map_tones
from render.stage.marks.map import SHOWN
from render.stage.showing import Showing
from render.stage.ticks import fitting_ticks, tick_labels
from render.stage.words import Word, Words, moved
from render.style.heights import shares
from render.style.styles import Style
from render.type import typeset

LONGEST = 1.5  # the longer side of a map, in shorter ones
USUAL = 1.25  # width by height where ranges are of different units
# In points.
STRIP, BESIDE = 9.0, 12.0  # the key's width, and from the frame to it
GAP = 3.0  # from the key's ticks to their numbers
TONES = 256  # of the key


class MapStage:
    """Axes and a key that stay, and marks that move, on a figure."""

    def __init__(self, figure: Area, axes: MapAxes, style: Style) -> None:
        fitted = fit_map(size_in_points(figure), axes, style)
        ax = figure.add_axes(inside(figure, *fitted.frame.margins))
        ax.set(xlim=(axes.x.low, axes.x.high), ylim=(axes.y.low, axes.y.high))
        ax.set_facecolor(style.floor)
        ax.set_xticks(fitted.frame.x_ticks, labels=[])
        ax.set_yticks(fitted.frame.y_ticks, labels=[])
        ax.tick_params(color=style.frame, length=TICK, width=style.frame_width)
        ax.spines[:].set_visible(False)
        self._frame = Rectangle((0, 0), 1, 1, fill=False, transform=ax.transAxes)
        self._frame.set(edgecolor=style.frame, linewidth=style.frame_width)
        self._frame.set(clip_on=False, animated=True)
        ax.add_artist(self._frame)
        if fitted.key:
            _draw_key(figure, fitted.key, axes, style)
        figure.add_artist(Words(figure, fitted.words))
        self._ax = ax
        ground = MapGround(
            ax, axes, style, ax.bbox, in_points(figure), _shares(figure, ax)
        )
        self._showing = Showing(ground, SHOWN)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        return [extent(self._ax.figure, self._ax.bbox.get_points())]

    def show(self, plot: Plot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        return [*self._showing.show(plot), self._frame]


@dataclass(frozen=True)
class Key:
    """A strip of the colours of heights.

    corners: left, bottom, right and top, in points. ticks: values that have numbers.
    """

    corners: tuple[float, float, float, float]
    ticks: np.ndarray


@dataclass(frozen=True)
class FittedMap:
    """Where the frame of a map is, its key if it has one, and all words around."""

    frame: Frame
    key: Key | None
    words: tuple[Word, ...]


def fit_map(area: np.ndarray, axes: MapAxes, style: Style) -> FittedMap:
    """The frame and the key of a map, as large as words leave room for in an area.

    area: width and height in points. A map of two ranges in one unit has one scale.
    Where there is no room for a key, there is none.
    """
    width, height = map(float, area)
    room = _key_room(axes, style) if axes.n_outputs == 1 else 0.0
    flat = FlatAxes(axes.x, axes.y)
    frame = fit_frame(np.array([width - room, height]), flat, style)
    left, bottom, right, top = frame.margins
    wide, high = width - room - left - right, height - bottom - top
    if room and wide < 3 * room:
        return fit_map(area, _without_key(axes), style)
    across = max(wide - high * shape_of(axes), 0.0)
    up = max(high - wide / shape_of(axes), 0.0)
    frame = fit_frame(np.array([width - room - across, height - up]), flat, style)
    left, bottom, right, top = frame.margins
    x, y = across / 2, up / 2  # on either side
    words = tuple(moved(word, x, y) for word in frame.words)
    margins = left + x, bottom + y, right + x + room, top + y
    frame = Frame(margins, 0.0, frame.x_ticks, frame.y_ticks, words)
    key, names = _key(frame, (width, height), axes, style) if room else (None, ())
    return FittedMap(frame, key, (*words, *names))


def shape_of(axes: MapAxes) -> float:
    """How many times as wide as high a map is.

    Both inputs have one scale where neither range is much longer than the other.
    """
    x, y = (axis.high - axis.low for axis in (axes.x, axes.y))
    return x / y if 1 / LONGEST <= x / y <= LONGEST else USUAL


def _without_key(axes: MapAxes) -> MapAxes:
    """The axes of the same map, as if colours stood for no heights."""
    return replace(axes, n_outputs=2)


def _key_room(axes: MapAxes, style: Style) -> float:
    """The width of a key and its words, with the gap before it, in points."""
    ticks = np.array(axes.output.ticks or (axes.output.low, axes.output.high))
    numbers = max(map(typeset.width, tick_labels(ticks))) * style.small_size
    return BESIDE + STRIP + TICK + GAP + numbers + LABEL * style.label_size


def _key(
    frame: Frame, area: tuple[float, float], axes: MapAxes, style: Style
) -> tuple[Key, tuple[Word, ...]]:
    """The key on the right of a frame, and its words."""
    _, bottom, right, top = frame.margins
    left, high = area[0] - right + BESIDE, area[1] - top
    axis, beside = axes.output, left + STRIP + TICK + GAP

    def write(ticks: np.ndarray) -> list[Word]:
        places = bottom + (ticks - axis.low) / (axis.high - axis.low) * (high - bottom)
        rows = zip(tick_labels(ticks), places, strict=True)
        size, color = style.small_size, style.text
        return [Word(text, (beside, float(y)), size, color) for text, y in rows]

    def fits(words: list[Word]) -> bool:
        return max(word.bounds[1, 1] for word in words) <= area[1]

    ticks, words = fitting_ticks(axis, write, fits)
    widest = max((word.width for word in words), default=0.0)
    return (
        Key((left, bottom, left + STRIP, high), ticks),
        (*words, *_key_label(axis, beside + widest, (bottom, high), style)),
    )


def _key_label(
    axis: Axis, left: float, ends: tuple[float, float], style: Style
) -> Iterator[Word]:
    """What a key's colours stand for, where there is room beside its numbers."""
    size, (low, high) = style.label_size, ends
    if size * typeset.width(axis.label, axis.face) <= high - low and high - low > LEAST:
        place = left + LABEL * size - size / 2, (low + high) / 2
        yield Word(axis.label, place, size, style.text, "center", 90.0, axis.face)


def _draw_key(area: Area, key: Key, axes: MapAxes, style: Style) -> None:
    """Draw a strip of colours, with its frame and ticks."""
    left, low, right, high = key.corners
    width, height = size_in_points(area)
    margins = left, low, width - right, height - high
    ax = area.add_axes(inside(area, *margins))
    axis = axes.output
    ax.set(xlim=(0, 1), ylim=(axis.low, axis.high), xticks=[])
    ax.yaxis.tick_right()
    ax.set_yticks(key.ticks, labels=[])
    ax.tick_params(color=style.frame, length=TICK, width=style.frame_width)
    ax.spines[:].set(color=style.frame, linewidth=style.frame_width)
    values = np.linspace(axis.low, axis.high, TONES)
    image = AxesImage(ax, extent=(0, 1, axis.low, axis.high), origin="lower")
    image.set_data(map_tones(style, axes, shares(values, axes.span))[:, None])
    image.set_clip_path(ax.patch)
    ax.add_image(image)


def _shares(area: Area, ax: Axes) -> tuple[float, ...]:
    """Left, top, right and bottom of axes in an area, as shares of the picture."""
    figure = area.get_figure(root=True)
    corners = extent(area, ax.bbox.get_points()) / figure.bbox.size
    return tuple(map(float, corners.ravel()))
