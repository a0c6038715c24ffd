"""Figures: a plot with its title, on a figure of matplotlib."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from render.plot.plots import Grid, Plot
from render.stage.stages import Stage, stage_on
from render.style.paper import resolution
from render.style.styles import Style

ABOVE = 4  # whatever does not move has a zorder below that
# The metadata that keeps dates out of files.
UNDATED: dict[str, dict[str, None]] = {
    ".svg": {"Date": None},
    ".pdf": {"CreationDate": None},
    ".png": {},
}


def set_stage(
    plot: Plot | Grid, size: tuple[int, int], style: Style
) -> tuple[Figure, Stage]:
    """A figure with a plot's title and axes on it, and the stage to show plots on.

    size: width and height of the picture in pixels.
    """
    dpi = resolution(size)
    figure = Figure((size[0] / dpi, size[1] / dpi), dpi=dpi, facecolor=style.background)
    return figure, stage_on(figure, plot, style, style.title_size)


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


def draw(plot: Plot | Grid, size: tuple[int, int], style: Style) -> Figure:
    """A plot as a figure that can be saved; size: in pixels."""
    figure, stage = set_stage(plot, size, style)
    show(figure, stage.show(plot))
    return figure


def show(figure: Figure, artists: Iterable[Artist]) -> None:
    """Make artists visible, in their order, and hide others of a figure that move."""
    order = {artist: number for number, artist in enumerate(artists)}
    for artist in figure.findobj(Artist.get_animated):
        artist.set_visible(artist in order)
        artist.set_animated(False)  # or figures leave it out
        if artist in order:
            artist.set_zorder(ABOVE + order[artist] / (1 + len(order)))
