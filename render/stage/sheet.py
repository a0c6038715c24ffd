"""Contact sheets: all stops of a scene on one page."""

import math
from collections.abc import Iterator, Sequence
from itertools import chain
from pathlib import Path

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from render.errors import InputError
from render.plot.plots import Grid, Plot
from render.plot.titles import as_title
from render.stage.area import Area, size_in_points
from render.stage.captions import BESIDE
from render.stage.figures import save_figure, show
from render.stage.stages import stage_on
from render.stage.words import Word, Words
from render.style.paper import resolution
from render.style.styles import Style
from render.type.settings import settings
from render.type.typeset import set_in, wrap

TYPE = 0.03  # the title's size, as a share of the height of a picture as wide as a page
PAD, LEADING = 0.85, 1.3  # around its lines, and from line to line, in sizes
WIDE = 0.96  # the title's greatest width, as a share of the page's
NUMERAL = 1.5  # the height of the band with a picture's number, in sizes of a title
MOST_PIXELS, LONGEST_SIDE = 150_000_000, 65_000  # of a page; Agg's own limit is 2**16


def save_sheet(
    plots: Sequence[Plot | Grid],
    title: str,
    path: Path,
    size: tuple[int, int],
    style: Style,
    text: bool = False,
    labels: Sequence[str] = (),
) -> None:
    """Write plots on one page as a .png, .svg or .pdf file, row by row.

    The title that all share is above them.
    size: of each plot in pixels.
    text: whether an .svg holds words as text, not as outlines.
    labels: above each of them; none for their numbers, from 0.
    Raises InputError for a size that makes too large a page.
    """
    with settings(text), set_in(style.fonts):
        figure = draw_sheet(plots, title, size, style, labels)
        save_figure(figure, path, figure.dpi)


def draw_sheet(
    plots: Sequence[Plot | Grid],
    title: str,
    size: tuple[int, int],
    style: Style,
    labels: Sequence[str] = (),
) -> Figure:
    """Plots as a figure that can be saved, in about as many rows as columns.

    size: of each plot in pixels; labels: as save_sheet takes them. Raises InputError as
    save_sheet does.
    """
    labels = labels or [str(number) for number in range(len(plots))]
    across = math.ceil(math.sqrt(len(plots)))
    down = math.ceil(len(plots) / across)
    dpi, (width, height) = resolution(size), size
    points, type_size = 72 / dpi, TYPE * height * across * 72 / dpi
    lines = wrap(title, type_size, WIDE * across * width * points)
    band = round((2 * PAD + LEADING * len(lines)) * type_size / points)
    above = round(NUMERAL * style.title_size / points)  # each picture, for its number
    page = across * width, down * (above + height) + band
    if max(page) > LONGEST_SIDE or page[0] * page[1] > MOST_PIXELS:
        words = f"smaller pictures, for there are {len(plots)} on the page"
        raise InputError("size", f"{width}x{height}", words)
    figure = Figure((page[0] / dpi, page[1] / dpi), dpi=dpi, facecolor=style.background)
    rows = [band, *[above + height] * down]
    grid = figure.add_gridspec(down + 1, across, height_ratios=rows)
    artists = []
    for number, plot in enumerate(plots):
        cell = grid[1 + number // across, number % across]
        part = figure.add_subfigure(cell, facecolor="none")
        halves = part.add_gridspec(2, 1, height_ratios=(above, height))
        _write(part.add_subfigure(halves[0], facecolor="none"), labels[number], style)
        picture = part.add_subfigure(halves[1], facecolor="none")
        artists.append(_show(picture, plot, title, style))
    show(figure, chain.from_iterable(artists))
    figure.add_artist(Words(figure, _title(lines, figure, type_size, style.text)))
    return figure


def _title(
    lines: Sequence[str], figure: Figure, size: float, color: str
) -> Iterator[Word]:
    """The lines of a page's title, centred at its top."""
    width, height = size_in_points(figure)
    for number, line in enumerate(lines):
        y = height - (PAD + LEADING * (number + 0.5)) * size
        yield Word(line, (width / 2, y), size, color, "center", face="plain")


def _write(area: Area, label: str, style: Style) -> None:
    """Write the label of a picture above it on the left, or as much as has room."""
    width, height = size_in_points(area)
    size = style.title_size
    (line, *_) = wrap(label, size, width - 2 * BESIDE)
    place = BESIDE, 0.4 * height
    area.add_artist(Words(area, [Word(line, place, size, style.text, face="plain")]))


def _show(area: Area, plot: Plot | Grid, title: str, style: Style) -> list[Artist]:
    """The artists of one picture, with its own title if it has one."""
    if as_title(plot.title).text == title:
        plot = plot.untitled
    return stage_on(area, plot, style, style.title_size).show(plot)
