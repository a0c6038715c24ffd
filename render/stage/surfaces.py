"""Surface plots: a box in perspective, its floor, and surfaces in it."""

import math
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg

from render.plot.axes import SurfaceAxes
from render.plot.camera import Projection
from render.plot.plots import SurfacePlot
from render.stage import relief
from render.stage.area import NARROW, Area, extent, inside, size_in_points
from render.stage.box import draw_box
from render.stage.floor import Floor, category_colors, ramp
from render.stage.legend import Legend
from render.stage.slices import Slices, strips
from render.style.styles import Style

LEFT = 0.1  # the margin left of the box, where no words are: a share of the width
BOTTOM, RIGHT = 42.1, 57.6  # the other margins, in points
TOP, TOP_UNTITLED = 40.5, 16.0
LEGEND, ROWS = (20.2, 17.8), 4  # the legend's corner in points, and its most rows
LEGEND_ROW = 15.0  # points from row to row
LIGHT = (0.55, 0.45, 0.75)  # from the left, before and above, as the camera sees it


class SurfaceStage:
    """A box that stays, contours and surfaces that move, on a figure.

    view: from places in the box to pixels.
    legend: of the categories; None if there are none.
    """

    def __init__(self, figure: Area, axes: SurfaceAxes, style: Style) -> None:
        (left, top), (right, bottom) = extent(figure, figure.bbox.get_points())
        width, height = figure.get_figure(root=True).bbox.size
        room = _room(figure, axes)
        self.view = box_view(axes, width, height, room)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set(xlim=(left, right), ylim=(bottom, top))
        ax.set_axis_off()
        draw_box(ax, self.view, axes, style)
        self._floor = Floor(ax, self.view, axes, style)
        self._relief = Relief(axes, room, style)
        ax.add_artist(self._relief)
        self.legend: Legend | None = None
        if axes.categories:
            colors = category_colors(style, axes.n_surfaces)[: len(axes.categories)]
            self.legend = Legend(
                ax, LEGEND, axes.categories, colors, ROWS, axes.settled, style
            )

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        corners = self.view(self.view.corners)
        box = np.array([corners.min(axis=0), corners.max(axis=0)])
        return [box, self.legend.extent] if self.legend else [box]

    def show(self, plot: SurfacePlot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        self._relief.plot = plot
        artists = [*self._floor.show(plot), self._relief]
        if plot.decision and self.legend:
            artists += self.legend.show(plot.decision.parts.regions)
        return artists


class Relief(Artist):
    """Surfaces as pixels, also in vector files, where nothing else is an image.

    plot: what is painted next; it is set before anything is drawn.
    """

    plot: SurfacePlot

    def __init__(
        self, axes: SurfaceAxes, room: tuple[float, ...], style: Style
    ) -> None:
        super().__init__()
        self.set(rasterized=True, animated=True, zorder=10)
        self._surface_axes, self._room, self._style = axes, room, style

    @allow_rasterization  # type: ignore[untyped-decorator]  # matplotlib's
    def draw(self, renderer: RendererAgg) -> None:
        """Paint into the pixels of a frame, or of the image in a vector file."""
        canvas = np.asarray(renderer.buffer_rgba())
        decision = self.plot.decision
        envelope = decision.parts.envelope if decision else 0.0
        before = canvas.copy() if 0 < envelope < 1 else None
        self._paint(canvas, highest=envelope > 0)
        if before is not None:
            self._paint(before, highest=False)
            canvas[:] = crossfade(before, canvas, envelope)

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
    """The camera's picture of the axes' box, in pixels of a picture of some size.

    width, height: of the whole picture, in pixels.
    room: left, top, right and bottom of the box, as shares of the picture.
    """
    limits = tuple((axis.low, axis.high) for axis in (axes.x_1, axes.x_2, axes.y))
    left, top, right, bottom = room
    view = Projection(axes.camera, limits)
    return view.fit(left * width, top * height, right * width, bottom * height)


def _room(figure: Area, axes: SurfaceAxes) -> tuple[float, ...]:
    """Left, top, right and bottom of the box, as shares of the picture."""
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


def crossfade(start: np.ndarray, end: np.ndarray, share: float) -> np.ndarray:
    """A blend of two pictures (H, W, 4) uint8; share: of the second, 0 to 1.

    Colours count by their opacity: clear pixels have no say.
    """
    weights = (1 - share) * start[..., 3:], share * end[..., 3:].astype(float)
    alpha = weights[0] + weights[1]
    colors = weights[0] * start[..., :3] + weights[1] * end[..., :3]
    colors /= np.maximum(alpha, 1e-9)
    return (np.concatenate([colors, alpha], axis=-1) + 0.5).astype(np.uint8)


def _light_direction(axes: SurfaceAxes) -> np.ndarray:
    """The direction the light comes from, along x_1, x_2 and y: (3,), of length 1."""
    left, before, above = LIGHT
    level = -left * axes.camera.right - before * axes.camera.forward
    return np.array([*level, above]) / math.hypot(*LIGHT)


def _flat_light(axes: SurfaceAxes) -> float:
    """How light a level place is, 0 to 1."""
    return float((1 + _light_direction(axes)[2]) / 2)


def _light(plot: SurfacePlot, heights: np.ndarray) -> np.ndarray:
    """How light each place is, from 0, facing away from the light, to 1, facing it.

    heights: of the surfaces, within reach, (n_surfaces, n_1, n_2); the shape returned.
    """
    axes = plot.axes
    unit_1, unit_2, unit = (
        2 * half / (axis.high - axis.low)
        for half, axis in zip(
            axes.camera.aspect, (axes.x_1, axes.x_2, axes.y), strict=True
        )
    )
    lines = plot.x_1 * unit_1, plot.x_2 * unit_2
    light = relief.lambert(unit * heights, lines, _light_direction(axes))
    return (1 + light) / 2


@lru_cache(maxsize=4)
def _tints(style: Style, n_surfaces: int, flat: float) -> np.ndarray:
    """The colour of every surface, light and height, as relief.paint takes them.

    flat: the light on a level place. There, colours are the colour map's own; where
    there is less light they are darker, where there is more, paler.
    """
    light = np.linspace(0, 1, relief.SHADES)[:, None, None]
    heights = np.linspace(0, 1, relief.TONES)
    maps = np.stack([ramp(style, i, n_surfaces, heights) for i in range(n_surfaces)])
    plain = maps[:, None]  # (n_surfaces, 1, TONES, 3)
    darker = plain * (1 - style.shade * np.clip(flat - light, 0, 1))
    tints = darker + (1 - darker) * style.shine * np.clip(light - flat, 0, 1)
    opaque = np.ones((*tints.shape[:-1], 1))
    return (np.concatenate([tints, opaque], axis=-1) * 255 + 0.5).astype(np.uint8)
