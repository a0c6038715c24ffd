"""Images in drawings: numbers as pixels, sharp in any size, also in vector files."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.colors import to_rgb

from render.plot.glyphs import Image
from render.style.styles import Style

SHADES = 1025  # colours of an image: an odd number, so that zero has its own


class NodeImages(Artist):
    """Weights of nodes, and grey pictures, as pixels."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.set_rasterized(True)
        self._style = style
        self._glyphs: Sequence[Image] = ()

    def set_glyphs(self, glyphs: Sequence[Image]) -> None:
        """Set what is drawn next."""
        self._glyphs = glyphs

    @property
    def glyphs(self) -> Sequence[Image]:
        """What is drawn."""
        return self._glyphs

    @allow_rasterization  # type: ignore[untyped-decorator]  # matplotlib's
    def draw(self, renderer: RendererAgg) -> None:
        """Paint into the pixels of a frame, or of the image in a vector file."""
        if not self.get_visible():
            return
        canvas = np.asarray(renderer.buffer_rgba())
        for glyph in self._glyphs:
            corners = self.get_transform().transform(glyph.bounds).round().astype(int)
            (left, low), (right, high) = np.maximum(corners, 0)
            part = canvas[max(0, len(canvas) - high) : len(canvas) - low, left:right]
            rows, columns = part.shape[:2]
            if rows and columns:
                numbers = _numbers(_resampled(glyph.values, rows, columns), glyph)
                colors = _shades(self._style, glyph.form).take(numbers, axis=0)
                part[:] = over(colors, glyph.opacity, part)


def over(colors: np.ndarray, opacity: float, below: np.ndarray) -> np.ndarray:
    """Opaque colours of an opacity over a picture below: all (H, W, 4) of uint8."""
    if opacity == 1:
        return colors
    if below[..., 3].min() == 255:  # so that what is mixed is opaque, too
        mixed = np.subtract(colors, below, dtype=np.float32)
        mixed *= np.float32(opacity)
        mixed += below
        return (mixed + np.float32(0.5)).astype(np.uint8)
    under = below[..., 3:] / 255.0 * (1 - opacity)
    alpha = opacity + under
    mixed = (colors * opacity + below * under) / np.maximum(alpha, 1e-9)
    mixed[..., 3:] = 255 * alpha
    return (mixed + 0.5).astype(np.uint8)


def lookup(colors: np.ndarray) -> np.ndarray:
    """Colours (n, 3) from 0 to 1 as over takes them: (n, 4) of uint8, opaque."""
    opaque = np.column_stack([colors, np.ones(len(colors))])
    return (255 * opaque + 0.5).astype(np.uint8)


def _numbers(values: np.ndarray, glyph: Image) -> np.ndarray:
    """The number of each value's shade."""
    places = np.clip(values / glyph.strongest, -1.0, 1.0)
    if glyph.form == "weights":
        places = (places + 1) / 2
    return (np.maximum(places, 0.0) * (SHADES - 1) + 0.5).astype(int)


@lru_cache(maxsize=32)
def _shades(style: Style, form: str) -> np.ndarray:
    """All colours of an image, (SHADES, 4) uint8, the lowest value's first."""
    ends = ["#000000", "#ffffff"]
    if form == "weights":
        negative, positive = style.signs
        ends = [negative, style.floor[:7], positive]
    colors = np.array([to_rgb(color) for color in ends])
    places, stops = np.linspace(0, 1, SHADES), np.linspace(0, 1, len(ends))
    parts = [np.interp(places, stops, part) for part in colors.T]
    return lookup(np.column_stack(parts))


def _resampled(values: np.ndarray, rows: int, columns: int) -> np.ndarray:
    """Values as so many rows and columns: each the mean of what it lies on."""
    for axis, n in ((0, rows), (1, columns)):
        edges = np.linspace(0, values.shape[axis], n + 1)
        before = np.floor(edges).astype(int)
        padded = np.concatenate([values, values.take([-1], axis)], axis)
        sums = np.cumsum(padded, axis)
        part = np.expand_dims(edges - before, 1 - axis)
        reached = sums.take(before, axis) + (part - 1) * padded.take(before, axis)
        values = np.diff(reached, axis=axis) * (n / (padded.shape[axis] - 1))
    return values
