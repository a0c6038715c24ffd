"""Surfaces in a box, hiding each other, and the highest of several."""

import math
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg

from render.plot.axes import BoxAxes
from render.plot.camera import Projection
from render.plot.marks.surface import Envelope, Surface
from render.plot.plots import Plot
from render.stage import relief
from render.stage.ground import BoxGround
from render.stage.heights import ramp
from render.stage.slices import Slices, strips
from render.stage.surface_names import SurfaceNames
from render.style.heights import shares
from render.style.styles import Style

LIGHT = (0.55, 0.45, 0.75)  # from the left, before and above, as the camera sees it

Surfaces = Sequence[Surface]


class ShownSurfaces:
    """All surfaces of a plot, as one artist, with their names on them."""

    def __init__(self, ground: BoxGround) -> None:
        self._artist, self._names = Relief(ground), SurfaceNames(ground)
        ground.ax.add_artist(self._artist)

    def show(self, marks: Sequence[Surface | Envelope], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        self._artist.marks = marks
        return [self._artist, *self._names.show(marks)]


class Relief(Artist):
    """Surfaces as pixels, also in vector files, where nothing else is an image.

    marks: what is painted next.
    """

    marks: Sequence[Surface | Envelope] = ()

    def __init__(self, ground: BoxGround) -> None:
        super().__init__()
        self.set(rasterized=True, animated=True)
        self._ground = ground

    @allow_rasterization  # type: ignore[untyped-decorator]  # matplotlib's
    def draw(self, renderer: RendererAgg) -> None:
        """Paint into the pixels of a frame, or of the image in a vector file."""
        canvas = np.asarray(renderer.buffer_rgba())
        surfaces = [mark for mark in self.marks if isinstance(mark, Surface)]
        envelopes = [mark for mark in self.marks if isinstance(mark, Envelope)]
        is_plain = all(mark.opacity == 1 for mark in self.marks)
        floor = canvas if is_plain else canvas.copy()
        if surfaces and not (envelopes and is_plain):
            self._paint(canvas, surfaces)
            opacity = max(surface.opacity for surface in surfaces)
            if opacity < 1:
                canvas[:] = crossfade(floor, canvas, opacity)
        for envelope in envelopes:
            painted = floor if is_plain else floor.copy()
            self._paint(painted, envelope.surfaces, True, envelope.threshold)
            if not is_plain:
                canvas[:] = crossfade(canvas, painted, envelope.opacity)

    def _paint(
        self,
        canvas: np.ndarray,
        surfaces: Surfaces,
        highest: bool = False,
        threshold: float | None = None,
    ) -> None:
        height, width = canvas.shape[:2]
        axes, style = self._ground.axes, self._ground.style
        view = box_view(axes, width, height, self._ground.room)
        lines = surfaces[0].x_1, surfaces[0].x_2
        heights = np.stack([surface.y for surface in surfaces])
        heights = relief.within_reach(heights, axes.span)
        light = _light(axes, heights, lines)
        series = tuple(surface.series for surface in surfaces)
        n, flat = axes.n_outputs, _flat_light(axes)
        tints = _tints(style, series, n, axes.span, flat, threshold)
        for strip in _strips(view, *(line.tobytes() for line in lines)):
            relief.paint(canvas, strip, heights, light, tints, axes.span, highest)


@lru_cache(maxsize=8)
def box_view(
    axes: BoxAxes, width: float, height: float, room: tuple[float, ...]
) -> Projection:
    """The camera's picture of the axes' box, in pixels of a picture of some size.

    width, height: of the whole picture, in pixels.
    room: left, top, right and bottom of the box, as shares of the picture.
    """
    limits = tuple((axis.low, axis.high) for axis in (axes.x_1, axes.x_2, axes.y))
    left, top, right, bottom = room
    view = Projection(axes.camera, limits)
    return view.fit(left * width, top * height, right * width, bottom * height)


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


def _light_direction(axes: BoxAxes) -> np.ndarray:
    """The direction the light comes from, along x_1, x_2 and y: (3,), of length 1."""
    left, before, above = LIGHT
    level = -left * axes.camera.right - before * axes.camera.forward
    return np.array([*level, above]) / math.hypot(*LIGHT)


def _flat_light(axes: BoxAxes) -> float:
    """How light a level place is, 0 to 1."""
    return float((1 + _light_direction(axes)[2]) / 2)


def _light(
    axes: BoxAxes, heights: np.ndarray, lines: tuple[np.ndarray, np.ndarray]
) -> np.ndarray:
    """How light each place is, from 0, facing away from the light, to 1, facing it.

    heights: of the surfaces, within reach, (n_surfaces, n_1, n_2); the shape returned.
    lines: of their grid, (n_1,) and (n_2,).
    """
    unit_1, unit_2, unit = (
        2 * half / (axis.high - axis.low)
        for half, axis in zip(
            axes.camera.aspect, (axes.x_1, axes.x_2, axes.y), strict=True
        )
    )
    scaled = lines[0] * unit_1, lines[1] * unit_2
    light = relief.lambert(unit * heights, scaled, _light_direction(axes))
    return (1 + light) / 2


@lru_cache(maxsize=4)
def _tints(
    style: Style,
    series: tuple[int, ...],
    n_outputs: int,
    span: tuple[float, float],
    flat: float,
    threshold: float | None,
) -> np.ndarray:
    """The colour of every surface, light and height, as relief.paint takes them.

    series: the number of each surface's colour, if there are several outputs.
    flat: the light on a level place. There, colours are the colour map's own; where
    there is less light they are darker, where there is more, paler.
    threshold: as an Envelope's.
    """
    light = np.linspace(0, 1, relief.SHADES)[:, None, None]
    heights = np.linspace(*span, relief.TONES)
    places = shares(heights, span)
    maps = np.stack([ramp(style, number, n_outputs, places) for number in series])
    if threshold is not None:
        above, below = (ramp(style, category, 2, places) for category in (0, 1))
        maps[:] = np.where(heights[:, None] > threshold, above, below)
    plain = maps[:, None]  # (n_surfaces, 1, TONES, 3)
    darker = plain * (1 - style.shade * np.clip(flat - light, 0, 1))
    tints = darker + (1 - darker) * style.shine * np.clip(light - flat, 0, 1)
    opaque = np.ones((*tints.shape[:-1], 1))
    return (np.concatenate([tints, opaque], axis=-1) * 255 + 0.5).astype(np.uint8)
