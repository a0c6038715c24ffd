"""Contact sheets: all stops of a scene on one page."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from render.errors import InputError
from render.plot.plots import Grid, Plot
from render.stage.area import TITLE, size_in_points
from render.stage.figures import save_figure, show
from render.stage.stages import stage_on
from render.style.paper import resolution
from render.style.styles import Style
from render.type.settings import settings
from render.type.typeset import fit_title

# Heights, as shares of that of a picture as wide as the page.
BAND = 0.08  # the band with the title
TYPE = 0.03  # the title's type
WIDE = 0.96  # the title's greatest width, as a share of the page's
NUMBER = 22.0  # points from the left to the middle of a picture's number
NUMERAL = 1.6  # the number's size, as a share of a title's
LOOK: dict[str, Any] = {"ha": "center", "va": "center", "parse_math": False}
MOST_PIXELS, LONGEST_SIDE = 150_000_000, 65_000  # of a page; Agg's own limit is 2**16


def save_sheet(
    plots: Sequence[Plot | Grid],
    title: str,
    path: Path,
    size: tuple[int, int],
    style: Style,
    text: bool = False,
) -> None:
    """Write plots on one page as a .png, .svg or .pdf file, row by row.

    The title that all share is above them; each has its number, which is its stop.
    size: of each plot in pixels.
    text: whether an .svg holds words as text, not as outlines.
    Raises InputError for a size that makes too large a page.
    """
    with settings(text):
        figure = draw_sheet(plots, title, size, style)
        save_figure(figure, path, figure.dpi)


def draw_sheet(
    plots: Sequence[Plot | Grid], title: str, size: tuple[int, int], style: Style
) -> Figure:
    """Plots as a figure that can be saved, in about as many rows as columns.

    size: of each plot in pixels. Raises InputError as save_sheet does.
    """
    across = math.ceil(math.sqrt(len(plots)))
    down = math.ceil(len(plots) / across)
    dpi, (width, height) = resolution(size), size
    band = round(BAND * height * across)
    page = across * width, down * height + band
    if max(page) > LONGEST_SIDE or page[0] * page[1] > MOST_PIXELS:
        words = f"smaller pictures, for there are {len(plots)} on the page"
        raise InputError("size", f"{width}x{height}", words)
    figure = Figure((page[0] / dpi, page[1] / dpi), dpi=dpi, facecolor=style.background)
    rows = [band, *[height] * down]
    grid = figure.add_gridspec(down + 1, across, height_ratios=rows)
    artists = []
    for number, plot in enumerate(plots):
        cell = grid[1 + number // across, number % across]
        part = figure.add_subfigure(cell, facecolor="none")
        untitled = replace(plot, title="")
        artists.append(stage_on(part, untitled, style).show(untitled))
        x, y = np.array([NUMBER, -TITLE]) / size_in_points(part) + (0, 1)
        type_size = NUMERAL * style.title_size
        part.text(x, y, str(number), color=style.text, size=type_size, **LOOK)
    show(figure, chain.from_iterable(artists))
    points = 72 / dpi
    type_size, room = TYPE * height * across * points, WIDE * page[0] * points
    title, type_size = fit_title(title, type_size, room)
    middle = 1 - band / 2 / page[1]
    figure.text(0.5, middle, title, color=style.text, size=type_size, **LOOK)
    return figure
