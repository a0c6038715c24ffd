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

BESIDE = 12.0  # points kept free on either side of a title
# The metadata that keeps dates out of files.
UNDATED: dict[str, dict[str, None]] = {
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
    ".png": {},
}


def set_stage(plot: Plot, size: tuple[int, int], style: Style) -> tuple[Figure, Stage]:
    """A figure with a plot's title and axes on it, and the stage to show plots on.

    size: width and height of the picture in pixels.
    """
    dpi = resolution(size)
    figure = Figure((size[0] / dpi, size[1] / dpi), dpi=dpi, facecolor=style.background)
    stage = stage_on(figure, plot.axes, style)
    width, height = size_in_points(figure)
    title, title_size = fit_title(plot.axes.title, style.title_size, width - 2 * BESIDE)
    figure.text(
        0.5,
        1 - TITLE / height,
        title,
        color=style.text,
        size=title_size,
        ha="center",
        va="center",
        parse_math=False,
    )
    return figure, stage


def save_figure(figure: Figure, path: Path, dpi: float) -> None:
    """Write a figure as a .png, .svg or .pdf file; the same figure, the same bytes.

    Raises OSError where the file cannot be written. The bytes are made first: written
    by matplotlib itself onto a full disk, they end in other errors.
    """
    kind, content = path.suffix.lower(), BytesIO()
    figure.savefig(content, format=kind[1:], metadata=UNDATED[kind], dpi=dpi)
    path.write_bytes(content.getvalue())


def fine(figure: Figure) -> float:
    """The resolution of images in a figure's vector files, in pixels per inch."""
    return min(3 * figure.dpi, 600)


def draw(plot: Plot, size: tuple[int, int], style: Style) -> Figure:
    """A plot as a figure that can be saved; size: in pixels."""
    figure, stage = set_stage(plot, size, style)
    show(figure, stage.show(plot))
    return figure


def show(figure: Figure, artists: Iterable[Artist]) -> None:
    """Make these artists visible, and hide all others of a figure that can move."""
    visible = set(artists)
    for artist in figure.findobj(Artist.get_animated):
        artist.set_visible(artist in visible)
