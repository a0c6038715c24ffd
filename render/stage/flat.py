"""Flat axes on a figure of matplotlib."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle
from matplotlib.transforms import Bbox, TransformedBbox

from render.plot.axes import Axis, FlatAxes
from render.plot.plots import Plot
from render.stage.area import Area, extent, in_points, inside, size_in_points
from render.stage.ground import FlatGround
from render.stage.marks.bars import STRIP, strip_word
from render.stage.marks.flat import SHOWN
from render.stage.showing import Showing
from render.stage.ticks import candidates, fitting_ticks, tick_words
from render.stage.words import Word, Words, clear_of, moved
from render.style.styles import Style
from render.type import typeset

# In points.
PAD = 9.0  # from the edge of the area
TICK, GAP = 3.5, 3.0  # a tick's length, and from there to its number
BEYOND = 6.0  # from the frame to names at the ends of curves, and on
DISC = 4.0  # what a disc on the frame reaches beyond it, but for lines' margin
LEAST = 24.0  # the least side of a frame with words beside it
DOTS = (1.5, 3.0)  # of lines at bounds, in widths of the line
# In sizes of the type.
LABEL = 1.5  # the height of an axis' label, with the gap beside it
BAR = 1.7  # the height of bars
NUMBERS = 0.3  # of the width: the most for the numbers of y
NAMES = 0.25  # of the width: the most for users' names at the ends of curves


class FlatStage:
    """Axes that stay, and marks that move, on a figure."""

    def __init__(self, figure: Area, axes: FlatAxes, style: Style) -> None:
        frame = fit_frame(size_in_points(figure), axes, style)
        self._ax = ax = figure.add_axes(inside(figure, *frame.margins))
        bottom = axes.y.low - frame.below
        ax.set(xlim=(axes.x.low, axes.x.high), ylim=(bottom, axes.y.high))
        ax.set_facecolor(style.background)
        ax.set_xticks(frame.x_ticks, labels=[])
        ax.set_yticks(frame.y_ticks, labels=[])
        ax.tick_params(color=style.frame, length=TICK, width=style.frame_width)
        for axis, line in ((axes.y, ax.axhline), (axes.x, ax.axvline)):
            if not axis.words:  # else zero is any number
                line(0, color=style.zero, linewidth=style.grid_width)
        for bound in axes.bounds:
            ax.axhline(
                bound, color=style.zero, linewidth=style.frame_width, dashes=DOTS
            )
        ax.spines[:].set_visible(False)  # one line takes a quarter of the time of four
        self._frame = Rectangle((0, 0), 1, 1, fill=False, transform=ax.transAxes)
        self._frame.set(edgecolor=style.frame, linewidth=style.frame_width)
        self._frame.set(clip_on=False, animated=True)
        ax.add_artist(self._frame)
        figure.add_artist(Words(figure, frame.words))
        self._named, self._has_bars = bool(axes.names), axes.has_bars
        self._showing = Showing(_ground(figure, frame, self._ax, axes, style), SHOWN)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        figure = self._ax.figure
        ends = self._ax.bbox.get_points()
        ends += np.array([[-1], [1]]) * DISC * figure.dpi / 72
        frame = extent(figure, ends)
        if self._named:
            frame[1, 0] = extent(figure, figure.bbox.get_points())[1, 0]
        if self._has_bars:
            frame[0, 0] = extent(figure, figure.bbox.get_points())[0, 0]
        return [frame]

    def show(self, plot: Plot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        return [*self._showing.show(plot), self._frame]


@dataclass(frozen=True)
class Frame:
    """Where the frame of flat axes is, and the words around it.

    margins: left, bottom, right and top, in points.
    below: the height of bars below y, in units of y.
    """

    margins: tuple[float, float, float, float]
    below: float
    x_ticks: np.ndarray
    y_ticks: np.ndarray
    words: tuple[Word, ...]


def fit_frame(area: np.ndarray, axes: FlatAxes, style: Style) -> Frame:
    """The frame of axes, as large as words leave room for in an area.

    area: width and height in points. Words without room are left out.
    """
    width, height = map(float, area)
    low, high = _heights(height, style)
    bar = min(BAR * style.label_size, (high - low) / 3) if axes.has_bars else 0.0
    span = low + bar, high
    y_ticks, y_words = _y_numbers(axes.y, span, (width, height), style)
    left, right = _widths(width, axes, y_words, style)
    y_words = [moved(word, x=left - TICK - GAP) for word in y_words]
    if min((word.bounds[0, 0] for word in y_words), default=0.0) < 0:
        y_words = []
    under = low - TICK - GAP - style.small_size / 2
    x_ticks, x_words = _x_numbers(axes.x, (left, right), under, width, style)
    labels = _labels(axes, (left, right), (low, *span), style)
    strip = [strip_word(left, (low, low + bar), style)] if bar else []
    words = (*clear_of([*x_words, *y_words], strip, 0.0), *labels)
    below = bar / (high - low - bar) * (axes.y.high - axes.y.low)
    margins = left, low, width - right, height - high
    return Frame(margins, below, x_ticks, y_ticks, words)


def _heights(height: float, style: Style) -> tuple[float, float]:
    """The bottom and the top of a frame in an area of a height."""
    low = PAD + LABEL * style.label_size + style.small_size + GAP + TICK
    high = height - PAD
    return (low, high) if high - low >= LEAST else (height / 8, height * 7 / 8)


def _widths(
    width: float, axes: FlatAxes, numbers: list[Word], style: Style
) -> tuple[float, float]:
    """The left and the right of a frame in an area of a width.

    numbers: those of y, which stand on the left.
    """
    widest = max((word.width for word in numbers), default=0.0)
    left = PAD + LABEL * style.label_size + widest + GAP + TICK
    if axes.has_bars:
        strip = style.small_size * typeset.width(STRIP)
        left = max(left, PAD + strip + GAP + TICK)
    last = tick_words(axes.x, next(candidates(axes.x), np.zeros(1)))[-1]
    margin = max(2 * PAD, style.small_size * typeset.width(last) / 2 + 1)
    size, is_own = style.label_size, axes.face == "mixed"
    names = [size * typeset.width(name, axes.face) for name in axes.names]
    if at_ends := [name for name in names if is_own or name <= NAMES * width]:
        margin = max(margin, BEYOND + max(at_ends) + PAD)
    right = width - margin
    return (left, right) if right - left >= LEAST else (width / 8, width * 7 / 8)


def _y_numbers(
    axis: Axis, ends: tuple[float, float], area: tuple[float, float], style: Style
) -> tuple[np.ndarray, list[Word]]:
    """Ticks of y and their numbers, which end at 0; area: its width and height."""

    def write(ticks: np.ndarray) -> list[Word]:
        rows = zip(tick_words(axis, ticks), _along(axis, ticks, ends), strict=True)
        size, color = style.small_size, style.text
        return [Word(text, (0.0, y), size, color, "right") for text, y in rows]

    def fits(words: list[Word]) -> bool:
        bounds = np.array([word.bounds[:, 1] for word in words])
        inside = bounds.min() >= 0 and bounds.max() <= area[1]
        return bool(inside) and max(w.width for w in words) <= NUMBERS * area[0]

    return fitting_ticks(axis, write, fits)


def _x_numbers(
    axis: Axis, ends: tuple[float, float], y: float, width: float, style: Style
) -> tuple[np.ndarray, list[Word]]:
    """Ticks of x and their numbers at a height y; width: of the area."""

    def write(ticks: np.ndarray) -> list[Word]:
        columns = zip(tick_words(axis, ticks), _along(axis, ticks, ends), strict=True)
        size, color = style.small_size, style.text
        return [Word(text, (x, y), size, color, "center") for text, x in columns]

    def fits(words: list[Word]) -> bool:
        low = min(word.bounds[0].min() for word in words)
        return bool(low >= 0) and max(word.bounds[1, 0] for word in words) <= width

    return fitting_ticks(axis, write, fits)


def _labels(
    axes: FlatAxes,
    widths: tuple[float, float],
    heights: tuple[float, float, float],
    style: Style,
) -> Iterator[Word]:
    """What x and y are, where there is room beside the frame's side.

    widths: the frame's left and right; heights: its bottom, and the ends of y.
    """
    size, color = style.label_size, style.text
    (left, right), (bottom, low, high) = widths, heights
    edge, room = PAD + size / 2, LABEL * size
    place = (left + right) / 2, edge
    word = Word(axes.x.label, place, size, color, "center", face=axes.x.face)
    if word.width <= right - left and bottom > room:
        yield word
    place = edge, (low + high) / 2
    word = Word(axes.y.label, place, size, color, "center", 90.0, axes.y.face)
    if size * typeset.width(axes.y.label, axes.y.face) <= high - low and left > room:
        yield word


def _along(axis: Axis, values: np.ndarray, ends: tuple[float, float]) -> np.ndarray:
    """Where values are between two ends, in points."""
    share = (values - axis.low) / (axis.high - axis.low)
    return ends[0] + share * (ends[1] - ends[0])


def _ground(
    area: Area, frame: Frame, ax: Axes, axes: FlatAxes, style: Style
) -> FlatGround:
    """What marks are shown on."""
    points = in_points(area)
    to_points = ax.transData + points.inverted()
    bars = [(axes.x.low, axes.y.low - frame.below), (axes.x.high, axes.y.low)]
    ends = Bbox([(axes.x.low, axes.y.low), (axes.x.high, axes.y.high)])
    clip = TransformedBbox(ends, ax.transData)
    corners = to_points.transform(bars)
    return FlatGround(ax, axes, style, clip, points, to_points, corners)
