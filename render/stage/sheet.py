"""Contact sheets: all stops of a scene on one page."""

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path

import numpy as np
from matplotlib.figure import Figure
from matplotlib.gridspec import GridSpec

from render.errors import InputError
from render.plot.plots import Plot
from render.stage.area import TITLE, size_in_points
from render.stage.figures import save_figure, show
from render.stage.stages import stage_on
from render.style.paper import resolution
from render.style.styles import Style
from render.type.settings import settings
from render.type.typeset import fit_title

BAND = 0.08  # above the pictures, for the title: a share of a row of them
NUMBER = 22.0  # from the left to the middle of a picture's number, in points
NUMERAL = 1.6  # how large it is, of a title's size
LOOK = {"ha": "center", "va": "center", "parse_math": False}
MOST_PIXELS, LONGEST_SIDE = 150_000_000, 65_000  # of a page; Agg's own limit is 2**16
WIDE = 0.96  # how wide the title is at most: a share of the page
TYPE = 0.03  # how large the title's type is: a share of a picture's height


def save_sheet(
    plots: Sequence[Plot],
    title: str,
    path: Path,
    size: tuple[int, int],
    style: Style,
    text: bool = False,
) -> None:
    """Write plots on one page as a .png, .svg or .pdf file, row by row.

    The title that all share is above them; each has its number, which is its stop.
    size: of each plot in pixels. text: as of paint.save.
    Raises InputError for a size that makes too large a page.
    """
    with settings(text):
        figure = draw_sheet(plots, title, size, style)
        save_figure(figure, path, figure.dpi)


def draw_sheet(
    plots: Sequence[Plot], title: str, size: tuple[int, int], style: Style
) -> Figure:
    """Plots as a figure that can be saved, as nearly square as can be."""
    across = math.ceil(math.sqrt(len(plots)))
    down = math.ceil(len(plots) / across)
    dpi, (width, height) = resolution(size), size
    band = round(BAND * height * across)
    pixels = across * width, down * height + band
    if max(pixels) > LONGEST_SIDE or pixels[0] * pixels[1] > MOST_PIXELS:
        words = f"smaller pictures, for there are {len(plots)} on the page"
        raise InputError("size", f"{width}x{height}", words)
    figure = Figure(
        tuple(side / dpi for side in pixels), dpi=dpi, facecolor=style.background
    )
    grid = GridSpec(*(down + 1, across), figure, height_ratios=[band, *[height] * down])
    shown = []
    for number, plot in enumerate(plots):
        cell = grid[1 + number // across, number % across]
        part = figure.add_subfigure(cell, facecolor="none")
        plot = replace(plot, axes=replace(plot.axes, title=""))
        shown.append(stage_on(part, plot.axes, style).show(plot))
        corner = np.array([NUMBER, -TITLE]) / size_in_points(part) + (0, 1)
        part.text(
            *corner,
            str(number),
            color=style.text,
            size=NUMERAL * style.title_size,
            **LOOK,
        )
    show(figure, chain.from_iterable(shown))
    points = 72 / dpi
    size, room = TYPE * height * across * points, WIDE * pixels[0] * points
    title, size = fit_title(title, size, room)
    middle = 1 - band / 2 / pixels[1]
    figure.text(0.5, middle, title, color=style.text, size=size, **LOOK)
    return figure
