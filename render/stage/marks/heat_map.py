"""Heat maps on the axes of maps."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg

from render.plot.axes import MapAxes
from render.plot.marks.heat_map import HeatMap
from render.plot.plots import Plot
from render.stage.crossfade import crossfade
from render.stage.ground import MapGround
from render.stage.heights import map_tones
from render.style.heights import shares
from render.style.styles import Style

TONES = 1024  # colours of the map
ROWS = 64  # of pixels that are painted at a time: few enough for the cache


class ShownHeatMap:
    """One map as pixels, cut off where the axes end."""

    def __init__(self, ground: MapGround) -> None:
        self._artist = Heat(ground)
        ground.ax.add_artist(self._artist)

    def show(self, marks: Sequence[HeatMap], _: Plot) -> list[Artist]:
        """The artist that shows the mark."""
        (self._artist.mark,) = marks
        return [self._artist]


class Heat(Artist):
    """Values as pixels, also in vector files.

    mark: what is painted next.
    """

    mark: HeatMap

    def __init__(self, ground: MapGround) -> None:
        super().__init__()
        self.set(rasterized=True, animated=True)
        self._ground = ground

    @allow_rasterization  # type: ignore[untyped-decorator]  # matplotlib's
    def draw(self, renderer: RendererAgg) -> None:
        """Paint into the pixels of a frame, or of the image in a vector file."""
        canvas = np.asarray(renderer.buffer_rgba())
        axes, style = self._ground.axes, self._ground.style
        rows, columns, y, x = pixels_of(self._ground, canvas.shape)
        colors = _colors(style, axes)
        values = along(self.mark.values, self.mark.x, x)  # (n_columns, n_2)
        for start in range(0, len(y), ROWS):
            part = along(values.T, self.mark.y, y[start : start + ROWS])
            painted = colors[_tones(part, axes.span)]
            here = canvas[rows.start + start :][: len(part), columns]
            whole = self.mark.opacity == 1
            here[:] = painted if whole else crossfade(here, painted, self.mark.opacity)


def pixels_of(
    ground: MapGround, shape: tuple[int, ...]
) -> tuple[slice, slice, np.ndarray, np.ndarray]:
    """The rows and columns of a picture that a map covers, and their y and x.

    shape: of the picture, (height, width, 4).
    """
    size = np.array([shape[1], shape[0]])
    corners = np.reshape(ground.frame, (2, 2)) * size
    (left, top), (right, bottom) = np.rint(corners).astype(int)
    middles = [np.arange(left, right) + 0.5, np.arange(top, bottom) + 0.5]
    (x_0, y_0), (x_1, y_1) = corners
    across, down = (middles[0] - x_0) / (x_1 - x_0), (middles[1] - y_0) / (y_1 - y_0)
    x_axis, y_axis = ground.axes.x, ground.axes.y
    x = x_axis.low + np.clip(across, 0, 1) * (x_axis.high - x_axis.low)
    y = y_axis.high - np.clip(down, 0, 1) * (y_axis.high - y_axis.low)
    return slice(top, bottom), slice(left, right), y, x


def along(values: np.ndarray, lines: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Values at places between a grid's lines, straight in between.

    values: (n_lines, n). lines: (n_lines,), ascending. Gives (n_places, n).
    """
    low = np.clip(np.searchsorted(lines, places) - 1, 0, len(lines) - 2)
    share = ((places - lines[low]) / (lines[low + 1] - lines[low]))[:, None]
    between: np.ndarray = values[low] + share * (values[low + 1] - values[low])
    return between


def _tones(values: np.ndarray, span: tuple[float, float]) -> np.ndarray:
    """The number of each value's colour, counted from the map's low end."""
    return np.rint(shares(values, span) * (TONES - 1)).astype(np.intp)


@lru_cache(maxsize=4)
def _colors(style: Style, axes: MapAxes) -> np.ndarray:
    """Colours (TONES, 4) uint8, opaque."""
    colors = map_tones(style, axes, np.linspace(0, 1, TONES))
    opaque = np.ones((TONES, 1))
    return (np.concatenate([colors, opaque], axis=1) * 255 + 0.5).astype(np.uint8)
