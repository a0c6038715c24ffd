"""Painting: from plots to frames."""

from collections.abc import Hashable

import numpy as np
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.transforms import Bbox
from PIL import Image

from render.plot.plots import Grid, Plot
from render.stage.figures import set_stage
from render.style.styles import Style
from render.style.themes import DARK
from render.type.settings import settings, while_drawing
from render.type.typeset import set_in

ROWS = 48  # copied at a time: for whole pictures the system would give new memory


class Painter:
    """Paints plots as frames of one size and style.

    size: width and height in pixels.
    The picture of the last plot's axes is kept: another plot of the same layout takes
    only the painting of what moves.
    """

    def __init__(
        self, size: tuple[int, int] = (1280, 720), style: Style = DARK
    ) -> None:
        self.size, self.style = size, style
        self._layout: Hashable = None

    def __call__(self, plot: Plot | Grid) -> np.ndarray:
        """The plot as a frame: (height, width, 3) uint8; 4 if the style is clear."""
        with set_in(self.style.fonts):
            return self._painted(plot)

    def _painted(self, plot: Plot | Grid) -> np.ndarray:
        """The frame, with the fonts in force."""
        if plot.layout != self._layout:
            self._set_stage(plot)
        for region in self._still:
            self._canvas.restore_region(region)
        renderer = self._canvas.get_renderer()
        with while_drawing():
            for artist in self._stage.show(plot):
                artist.draw(renderer)
        return self._frame()

    def _set_stage(self, plot: Plot | Grid) -> None:
        with settings():
            figure, self._stage = set_stage(plot, self.size, self.style)
            self._canvas = FigureCanvasAgg(figure)
            self._canvas.draw()  # without what moves: it is animated
        moving = [self._pixels(extent) for extent in self._stage.extents]
        self._still = [self._canvas.copy_from_bbox(self._bbox(m)) for m in moving]
        self._layout = plot.layout

    def _pixels(self, extent: np.ndarray) -> tuple[slice, slice]:
        """Rows and columns of an extent, with a margin for the widths of lines."""
        margin = 4 * self._canvas.figure.dpi / 72
        low, high = extent + np.array([[-margin], [margin]])
        ends = np.clip([np.floor(low), np.ceil(high)], 0, self.size)
        (left, top), (right, bottom) = ends.astype(int)
        return slice(top, bottom), slice(left, right)

    def _bbox(self, pixels: tuple[slice, slice]) -> Bbox:
        rows, columns = pixels
        height = self.size[1]  # matplotlib counts rows from below
        low, high = height - rows.stop, height - rows.start
        return Bbox([[columns.start, low], [columns.stop, high]])

    def _frame(self) -> np.ndarray:
        """A copy of the canvas, some rows at a time."""
        mode = "RGBA" if self.style.is_clear else "RGB"
        pixels = np.asarray(self._canvas.buffer_rgba())
        frame = np.empty((*pixels.shape[:2], len(mode)), dtype=np.uint8)
        for top in range(0, len(frame), ROWS):
            rows = frame[top : top + ROWS]
            packed = Image.fromarray(pixels[top : top + ROWS]).tobytes("raw", mode)
            rows[:] = np.frombuffer(packed, dtype=np.uint8).reshape(rows.shape)
        return frame
