"""Bars on flat axes, with their letters and the legend of categories."""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from render.plot.marks.bars import Bars
from render.plot.plots import Plot
from render.stage.area import NARROW, size_in_points
from render.stage.ground import FlatGround
from render.stage.legend import Legend
from render.stage.outlines import Outline, Outlines
from render.stage.paths import placed
from render.style.colors import readable
from render.view.decisions import LETTERS

LETTER = 0.66  # a letter's size, as a share of the bar's height
PAD = 0.2  # room on either side of a letter, as a share of its size
SMALLEST = 0.5  # the size below which a letter is left out, as a share of LETTER
FADING = 0.2  # letters are faint up to this share above the smallest size
LEGEND, ROWS = (66.2, 11.0), 2  # the legend's corner in points, and its most rows
LEGEND_IF_NARROW, FEW = (30.0, 11.0), 2  # beyond so many categories, letters alone


class ShownBars:
    """Bars below the curves, as wide as their regions."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._artist = ground, Outlines(ground)
        self._legend = _legend(ground)

    def show(self, marks: Sequence[Bars], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        (mark,) = marks
        self._artist.set_outlines(list(self._outlines(mark)))
        return [self._artist, *self._legend.show(self._entries(mark))]

    def _outlines(self, mark: Bars) -> Iterator[Outline]:
        """A bar for each region, and a letter in the middle of it.

        In narrow ones the letter is smaller, in the narrowest there is none.
        """
        style, (bottom, top) = self._ground.style, self._ground.corners[:, 1]
        full, middle = LETTER * (top - bottom), (top + bottom) / 2
        edges = [(x, 0) for x in mark.regions.edges]
        ends = pairwise(self._ground.to_points.transform(edges)[:, 0])
        for k, opacity, (left, right) in zip(
            mark.regions.categories, mark.opacities, ends, strict=True
        ):
            if not opacity:
                continue
            box = [(left, bottom), (right, bottom), (right, top), (left, top)]
            yield Outline(Path(box), fill=(*to_rgb(style.color(k)), opacity))
            letter, width = _letter(LETTERS[k])
            size = min(full, (right - left) / (width + 2 * PAD))
            fade = min((size / full / SMALLEST - 1) / FADING, 1)
            if fade > 0:
                path = placed(letter, ((left + right) / 2, middle), size)
                ink = readable(style.color(k))
                yield Outline(path, fill=to_rgba(ink, fade * opacity))

    def _entries(self, mark: Bars) -> np.ndarray:
        """How much is seen of each entry in the legend: as much as of its bars."""
        categories = mark.regions.categories
        opacities = np.full(len(self._ground.axes.categories), mark.opacity)
        opacities[categories] = 0
        np.maximum.at(opacities, categories, mark.opacities)
        return opacities


def _legend(ground: FlatGround) -> Legend:
    """The legend of categories; of letters alone, if there is little room."""
    corner, words, style = LEGEND, ground.axes.categories, ground.style
    if size_in_points(ground.ax.figure)[0] < NARROW:
        corner = LEGEND_IF_NARROW
        words = words if len(words) <= FEW else tuple(LETTERS[: len(words)])
    colors = np.array([to_rgb(style.color(k)) for k in range(len(words))])
    return Legend(ground.ax, corner, words, colors, ROWS, style)


@cache
def _letter(letter: str) -> tuple[Path, float]:
    """A bold letter of size 1, its middle at the origin, and its width."""
    font = FontProperties(family="DejaVu Sans", weight="bold")  # whatever the user's is
    path = TextPath((0, 0), letter, size=1, prop=font)
    low, high = path.vertices.min(axis=0), path.vertices.max(axis=0)
    return placed(path, -(low + high) / 2), high[0] - low[0]
