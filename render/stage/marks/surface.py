"""Surfaces in a box, hiding each other, and the highest of several."""

import math
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb

from render.plot.axes import BoxAxes
from render.plot.camera import Projection
from render.plot.marks.surface import Envelope, Surface
from render.plot.plots import Plot
from render.stage import relief
from render.stage.box import key_width
from render.stage.crossfade import crossfade
from render.stage.ground import BoxGround
from render.stage.height_key import HeightKey
from render.stage.heights import ramp, sides
from render.stage.isolines import Isolines
from render.stage.slices import Slices, facet_strips, strips
from render.stage.surface_lines import Strength, strength, surface_lines
from render.stage.surface_names import SurfaceNames
from render.style.heights import shares
from render.style.styles import Style

LIGHT = (0.55, 0.45, 0.75)  # from the left, before and above, as the camera sees it
RELIEF = 5.0  # how much steeper facets are lit than they are, so that they differ
ROUND = 1e-9  # of the span: heights are multiples of that
UNDERSIDE = "#5f5f68"  # what a surface's underside is painted with, thinly:
HUE = 0.2  # how much of its own colour is seen

Surfaces = Sequence[Surface]


class ShownSurfaces:
    """All surfaces of a plot, as one artist, with their names on them.

    A single one has a key to the colours of its heights.
    """

    def __init__(self, ground: BoxGround) -> None:
        self._artist, self._names = Relief(ground), SurfaceNames(ground)
        self._keys = [HeightKey(ground)] if key_width(ground.axes) else []
        ground.ax.add_artist(self._artist)

    def show(self, marks: Sequence[Surface | Envelope], plot: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        self._artist.marks, self._artist.strength = marks, strength(plot)
        keys = [artist for key in self._keys for artist in key.show(marks)]
        return [*keys, self._artist, *self._names.show(marks)]


class Relief(Artist):
    """Surfaces as pixels, also in vector files, where nothing else is an image.

    marks: what is painted next.
    strength: of the lines on a surface that shows heights.
    """

    marks: Sequence[Surface | Envelope] = ()
    strength: Strength | None = None

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
            self._paint(canvas, surfaces, lines=self._lines(renderer.dpi))
            opacity = max(surface.opacity for surface in surfaces)
            if opacity < 1:
                _blend(canvas, floor, canvas, opacity)
        for envelope in envelopes:
            painted = floor if is_plain else floor.copy()
            self._paint(painted, envelope.surfaces, True, envelope.threshold)
            if not is_plain:
                _blend(canvas, canvas, painted, envelope.opacity)

    def _paint(
        self,
        canvas: np.ndarray,
        surfaces: Surfaces,
        highest: bool = False,
        threshold: float | None = None,
        lines: Isolines | None = None,
    ) -> None:
        height, width = canvas.shape[:2]
        axes, style = self._ground.axes, self._ground.style
        view = box_view(axes, width, height, self._ground.room)
        series = tuple(surface.series for surface in surfaces)
        n, flat = axes.n_outputs, _flat_light(axes)
        tints = _tints(style, series, n, axes.span, flat, threshold)
        form = _facets(axes, view, surfaces) or _grid(axes, view, surfaces)
        for strip in form.strips:
            relief.paint(
                canvas,
                *(strip, form.heights, form.light, tints, axes.span, highest, lines),
            )

    def _lines(self, dpi: float) -> Isolines | None:
        """The lines on a surface; None for none. dpi: pixels an inch."""
        if self.strength is None:
            return None
        return surface_lines(self._ground.style, self._ground.axes, self.strength, dpi)


class _Form(NamedTuple):
    """What relief.paint takes: strips, and the heights and light on them."""

    strips: list[Slices]
    heights: np.ndarray
    light: np.ndarray


def _grid(axes: BoxAxes, view: Projection, surfaces: Surfaces) -> _Form:
    """Surfaces over their grid."""
    lines = surfaces[0].x_1, surfaces[0].x_2
    heights = np.stack([surface.y for surface in surfaces])
    heights = relief.within_reach(heights, axes.span)
    slopes = np.gradient(heights, *lines, axis=(-2, -1))
    parts = _strips(view, *(line.tobytes() for line in lines))
    return _Form(parts, heights, _light(axes, *slopes))


def _facets(axes: BoxAxes, view: Projection, surfaces: Surfaces) -> _Form | None:
    """Surfaces made of facets; None for others, and those beyond reach."""
    found = [surface.facets for surface in surfaces if surface.facets is not None]
    if len(found) < len(surfaces):
        return None
    low, high = axes.span
    heights = np.concatenate([facets.heights for facets in found]) - low
    # Rounded, for what is at a limit, or as high as another surface, to be so exactly.
    step = ROUND * (high - low)
    heights = low + np.rint(heights / step) * step
    if not np.array_equal(heights, relief.within_reach(heights, axes.span)):
        return None
    planes = np.concatenate([facets.planes for facets in found], axis=1)
    light = _light(axes, RELIEF * planes[..., 1], RELIEF * planes[..., 2]).T
    strips = facet_strips(view, found[0])
    return _Form(strips, heights, light[:, found[0].owner])


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


def _blend(
    canvas: np.ndarray, start: np.ndarray, end: np.ndarray, share: float
) -> None:
    """Put a crossfade of two pictures on a canvas, which is one of them."""
    before, after = (picture.view(np.uint32)[..., 0] for picture in (start, end))
    rows, columns = np.nonzero(before != after)  # elsewhere it is there already
    faded = crossfade(start[rows, columns], end[rows, columns], share)
    canvas[rows, columns] = faded


def _light_direction(axes: BoxAxes) -> np.ndarray:
    """The direction the light comes from, along x_1, x_2 and y: (3,), of length 1."""
    left, before, above = LIGHT
    level = -left * axes.camera.right - before * axes.camera.forward
    return np.array([*level, above]) / math.hypot(*LIGHT)


def _flat_light(axes: BoxAxes) -> float:
    """How light a level place is, 0 to 1."""
    return float((1 + _light_direction(axes)[2]) / 2)


def _light(axes: BoxAxes, slope_1: np.ndarray, slope_2: np.ndarray) -> np.ndarray:
    """How light the upper side of places is, from 0 to 1, where it faces the light.

    slope_1, slope_2: of surfaces there along x_1 and x_2, of any shape.
    """
    unit_1, unit_2, unit = (
        2 * half / (axis.high - axis.low)
        for half, axis in zip(
            axes.camera.aspect, (axes.x_1, axes.x_2, axes.y), strict=True
        )
    )
    slopes = slope_1 * (unit / unit_1), slope_2 * (unit / unit_2)
    return (1 + relief.lambert(slopes, _light_direction(axes))) / 2


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
    there is less light they are darker, where there is more, paler. Undersides are
    grey, with a hint of the colour.
    threshold: as an Envelope's.
    """
    light = np.linspace(0, 1, relief.LIGHTS)[:, None, None]
    heights = np.linspace(*span, relief.TONES)
    places = shares(heights, span)
    maps = np.stack([ramp(style, number, n_outputs, places) for number in series])
    if threshold is not None:
        maps[:] = sides(style, heights, span, threshold)
    plain = maps[:, None]  # (n_surfaces, 1, TONES, 3)
    darker = plain * (1 - style.shade * np.clip(flat - light, 0, 1))
    upper = darker + (1 - darker) * style.shine * np.clip(light - flat, 0, 1)
    slate = np.array(to_rgb(UNDERSIDE))
    lower = (slate + HUE * (plain - slate)) * (1 - style.shade * (1 - light))
    tints = np.concatenate([upper, lower], axis=1)
    opaque = np.ones((*tints.shape[:-1], 1))
    return (np.concatenate([tints, opaque], axis=-1) * 255 + 0.5).astype(np.uint8)
