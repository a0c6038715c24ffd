"""Painting: from plots to frames and to files."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import matplotlib
import numpy as np
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image

from render.area import TITLE, size_in_points
from render.plot import Plot
from render.settings import SETTINGS, while_drawing
from render.stages import Stage, stage_on
from render.style import DARK, Style
from render.typeset import fit_title

BESIDE = 12.0  # a title, on either side, in points
INCHES = 8.0  # wide is a picture 16 by 9; type is sized for it
ROWS = 48  # copied at a time: whole pictures would take memory from the system anew
UNDATED = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}, ".png": {}}


class Painter:
    """Paints plots as frames of one size and style.

    What the last plot's axes look like is kept: painting another plot on the same
    axes paints only what moves.
    """

    def __init__(
        self, size: tuple[int, int] = (1280, 720), style: Style = DARK
    ) -> None:
        self.size, self.style = size, style
        self._axes = None

    def __call__(self, plot: Plot) -> np.ndarray:
        """The plot as a frame: (height, width, 3) uint8, or 4 if the style is clear."""
        if plot.axes != self._axes:
            self._set_stage(plot)
        for region in self._still:
            self._canvas.restore_region(region)
        renderer = self._canvas.get_renderer()
        with while_drawing():
            for artist in self._stage.show(plot):
                artist.draw(renderer)
        return self._frame()

    def _set_stage(self, plot: Plot) -> None:
        with settings():
            figure, self._stage = set_stage(plot, self.size, self.style)
            self._canvas = FigureCanvasAgg(figure)
            self._canvas.draw()  # without what moves: it is animated
        moving = [self._pixels(extent) for extent in self._stage.extents]
        self._still = [self._canvas.copy_from_bbox(self._bbox(m)) for m in moving]
        self._axes = plot.axes

    def _pixels(self, extent: np.ndarray) -> tuple[slice, slice]:
        """Rows and columns in which something moves, with the widths of its lines."""
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


def set_stage(plot: Plot, size: tuple[int, int], style: Style) -> tuple[Figure, Stage]:
    """A figure with all of a plot's axes on it, and the stage to show plots on."""
    (width, height), dpi = size, resolution(size)
    figure = Figure((width / dpi, height / dpi), dpi=dpi, facecolor=style.background)
    stage = stage_on(figure, plot.axes, style)
    width, height = size_in_points(figure)
    title, size = fit_title(plot.axes.title, style.title_size, width - 2 * BESIDE)
    figure.text(
        0.5,
        1 - TITLE / height,
        title,
        color=style.text,
        size=size,
        ha="center",
        va="center",
        parse_math=False,
    )
    return figure, stage


def resolution(size: tuple[int, int]) -> float:
    """Pixels an inch, for a picture of a size in pixels."""
    width, height = size
    return min(width / 16, height / 9) * 16 / INCHES


def save(
    plot: Plot,
    path: Path,
    size: tuple[int, int] = (1280, 720),
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write a plot as a .png, .svg or .pdf file; the same plot, the same bytes.

    In svg and pdf lines and text are vectors; surfaces and maps alone are images.
    text: whether an svg holds words as text, which an editor can change and which is
        set in the reader's fonts, not as outlines.
    """
    if path.suffix.lower() == ".png":
        save_frame(Painter(size, style)(plot), path)
        return
    with settings(text):
        figure = draw(plot, size, style)
        save_figure(figure, path, fine(figure))


def save_figure(figure: Figure, path: Path, dpi: float) -> None:
    """Write a figure; the same figure, the same bytes.

    Where the disk is full, matplotlib's own writing of files ends in other errors.
    """
    kind, content = path.suffix.lower(), BytesIO()
    figure.savefig(content, format=kind[1:], metadata=UNDATED[kind], dpi=dpi)
    path.write_bytes(content.getvalue())


@contextmanager
def settings(text: bool = False) -> Iterator[None]:
    """matplotlib's own settings, for making figures; text: as of save."""
    fonts = {"svg.fonttype": "none" if text else "path"}
    with matplotlib.rc_context(SETTINGS | fonts):
        yield


def fine(figure: Figure) -> float:
    """Pixels an inch of images in vector files."""
    return min(3 * figure.dpi, 600)


def draw(plot: Plot, size: tuple[int, int], style: Style) -> Figure:
    """A plot as a figure that can be saved, with all that moves on it."""
    figure, stage = set_stage(plot, size, style)
    show(figure, stage.show(plot))
    return figure


def show(figure: Figure, artists: Iterable[Artist]) -> None:
    """Have a figure show these of all that moves on it."""
    shown = set(artists)
    for artist in figure.findobj(Artist.get_animated):
        artist.set_visible(artist in shown)


def save_frame(frame: np.ndarray, file: Path | BinaryIO) -> None:
    """Write a frame as a .png file: the same frame, the same bytes.

    It says its resolution: on paper it is as large as a .pdf of the same size.
    """
    dpi = resolution(frame.shape[1::-1])
    Image.fromarray(frame).save(file, "png", dpi=(dpi, dpi))
