"""Figures: a plot with its title, on a figure of matplotlib."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from render.plot.plots import Plot
from render.stage.area import TITLE, size_in_points
from render.stage.stages import Stage, stage_on
from render.style.paper import resolution
from render.style.styles import Style
from render.type.typeset import fit_title

BESIDE = 12.0  # a title, on either side, in points
UNDATED = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}, ".png": {}}


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


def save_figure(figure: Figure, path: Path, dpi: float) -> None:
    """Write a figure; the same figure, the same bytes.

    Where the disk is full, matplotlib's own writing of files ends in other errors.
    """
    kind, content = path.suffix.lower(), BytesIO()
    figure.savefig(content, format=kind[1:], metadata=UNDATED[kind], dpi=dpi)
    path.write_bytes(content.getvalue())


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
