"""Surface plots: a box in perspective, its floor, and surfaces in it."""

import math
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.figure import FigureBase

from render.plot.axes import SurfaceAxes
from render.plot.camera import Projection
from render.plot.plots import SurfacePlot
from render.stage import relief
from render.stage.area import NARROW, extent, inside, size_in_points
from render.stage.box import draw_box
from render.stage.floor import Floor, category_colors, ramp
from render.stage.legend import Legend
from render.stage.slices import Slices, strips
from render.style.styles import Style

LEFT = 0.1  # of the width: before the box, where there are no words
BOTTOM, RIGHT = 42.1, 57.6  # around the box, in points
TOP, TOP_UNTITLED = 40.5, 16.0
LEGEND, ROWS, LEGEND_ROW = (20.2, 17.8), 4, 15.0
LIGHT = (0.55, 0.45, 0.75)  # from the left, before and above, seen by the camera


class SurfaceStage:
    """A box that stays, contours and surfaces that move, on a figure."""

    def __init__(self, figure: FigureBase, axes: SurfaceAxes, style: Style) -> None:
        self._axes, self._style = axes, style
        (left, top), (right, bottom) = extent(figure, figure.bbox.get_points())
        width, height = figure.get_figure(root=True).bbox.size
        room = _room(figure, axes)
        self._view = box_view(axes, width, height, room)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(left, right), ylim=(bottom, top))
        ax.set_axis_off()
        draw_box(ax, self._view, axes, style)
        self._floor = Floor(ax, self._view, axes, style)
        self._relief = Relief(axes, room, style)
        ax.add_artist(self._relief)
        self._legend = None
        if axes.categories:
            colors = category_colors(style, axes.n_surfaces)[: len(axes.categories)]
            self._legend = Legend(
                ax, LEGEND, axes.categories, colors, ROWS, axes.settled, style
            )

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        corners = self._view(self._view.corners)
        box = np.array([corners.min(axis=0), corners.max(axis=0)])
        return [box, self._legend.extent] if self._legend else [box]

    def show(self, plot: SurfacePlot) -> list[Artist]:
        """The artists that make up this plot, in the order they are drawn in."""
        self._relief.plot = plot
        artists = [*self._floor.show(plot), self._relief]
        if plot.decision is None:
            return artists
        return [*artists, *self._legend.show(plot.decision.parts.regions)]


class Relief(Artist):
    """The surfaces, as pixels: inside a vector file the one part that is an image."""

    def __init__(self, axes: SurfaceAxes, room: tuple, style: Style) -> None:
        super().__init__()
        self.set(rasterized=True, animated=True, zorder=10)
        self.plot: SurfacePlot | None = None
        self._surface_axes, self._room, self._style = axes, room, style

    @allow_rasterization
    def draw(self, renderer) -> None:
        """Paint into an Agg renderer, that of a frame or of a vector file's image."""
        canvas = np.asarray(renderer.buffer_rgba())
        envelope = self.plot.decision.parts.envelope if self.plot.decision else 0.0
        before = canvas.copy() if 0 < envelope < 1 else None
        self._paint(canvas, highest=envelope > 0)
        if before is not None:
            self._paint(before, highest=False)
            canvas[:] = _crossfade(before, canvas, envelope)

    def _paint(self, canvas: np.ndarray, highest: bool) -> None:
        height, width = canvas.shape[:2]
        axes, plot = self._surface_axes, self.plot
        view = box_view(axes, width, height, self._room)
        heights = relief.within_reach(plot.y, axes.span)
        light = _light(plot, heights)
        tints = _tints(self._style, len(heights), _flat_light(axes))
        for strip in _strips(view, plot.x_1.tobytes(), plot.x_2.tobytes()):
            relief.paint(canvas, strip, heights, light, tints, axes.span, highest)


@lru_cache(maxsize=8)
def box_view(
    axes: SurfaceAxes, width: float, height: float, room: tuple[float, ...]
) -> Projection:
    """The axes' box, as it is seen in a picture of this many pixels.

    room: left, top, right and bottom of where it is, as shares of the picture.
    """
    limits = tuple((axis.low, axis.high) for axis in (axes.x_1, axes.x_2, axes.y))
    left, top, right, bottom = room
    view = Projection(axes.camera, limits)
    return view.fit(left * width, top * height, right * width, bottom * height)


def _room(figure: FigureBase, axes: SurfaceAxes) -> tuple[float, ...]:
    """Where the box is: left, top, right and bottom, as shares of the picture."""
    top, bottom = TOP if axes.title else TOP_UNTITLED, BOTTOM
    whole = size_in_points(figure)[0]
    if whole < NARROW:  # then the legend is not beside the labels, but below them
        bottom += LEGEND_ROW * min(len(axes.categories), ROWS)
    x, y, width, height = inside(figure, LEFT * whole, bottom, RIGHT, top)
    corners = figure.transSubfigure.transform([(x, y), (x + width, y + height)])
    shares = extent(figure, corners) / figure.get_figure(root=True).bbox.size
    return tuple(map(float, shares.ravel()))


@lru_cache(maxsize=2)
def _strips(view: Projection, x_1: bytes, x_2: bytes) -> list[Slices]:
    return strips(view, np.frombuffer(x_1), np.frombuffer(x_2))


def _crossfade(start: np.ndarray, end: np.ndarray, share: float) -> np.ndarray:
    """Two pictures (H, W, 4) uint8, the second seen so much.

    A clear pixel has no say in the colour.
    """
    weights = (1 - share) * start[..., 3:], share * end[..., 3:].astype(float)
    alpha = weights[0] + weights[1]
    colors = weights[0] * start[..., :3] + weights[1] * end[..., :3]
    colors /= np.maximum(alpha, 1e-9)
    return (np.concatenate([colors, alpha], axis=-1) + 0.5).astype(np.uint8)


def _light_direction(axes: SurfaceAxes) -> np.ndarray:
    left, before, above = LIGHT
    level = -left * axes.camera.right - before * axes.camera.forward
    return np.array([*level, above]) / math.hypot(*LIGHT)


def _flat_light(axes: SurfaceAxes) -> float:
    """How light a level place is, 0 to 1."""
    return float((1 + _light_direction(axes)[2]) / 2)


def _light(plot: SurfacePlot, heights: np.ndarray) -> np.ndarray:
    """How light each place is, 0 facing away to 1 facing the light.

    heights: of the surfaces, within reach.
    """
    axes = plot.axes
    unit_1, unit_2, unit = (
        2 * half / (axis.high - axis.low)
        for half, axis in zip(
            axes.camera.aspect, (axes.x_1, axes.x_2, axes.y), strict=True
        )
    )
    steps = plot.x_1 * unit_1, plot.x_2 * unit_2
    light = relief.lambert(unit * heights, steps, _light_direction(axes))
    return (1 + light) / 2


@lru_cache(maxsize=4)
def _tints(style: Style, n_surfaces: int, flat: float) -> np.ndarray:
    """Colours for every surface, light and height: see relief.paint.

    A level place has the colour map's own colour; others are darker, or paler.
    """
    light = np.linspace(0, 1, relief.SHADES)[:, None, None]
    heights = np.linspace(0, 1, relief.TONES)
    maps = np.stack([ramp(style, i, n_surfaces, heights) for i in range(n_surfaces)])
    plain = maps[:, None]  # (n_surfaces, 1, TONES, 3)
    darker = plain * (1 - style.shade * np.clip(flat - light, 0, 1))
    tints = darker + (1 - darker) * style.shine * np.clip(light - flat, 0, 1)
    opaque = np.ones((*tints.shape[:-1], 1))
    return (np.concatenate([tints, opaque], axis=-1) * 255 + 0.5).astype(np.uint8)
