"""Paths among the surfaces in a box, where these do not hide them."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.typing import LineStyleType

from render.plot.marks.paths import Paths
from render.plot.plots import Plot
from render.stage.ground import BoxGround
from render.stage.marks.boundaries import CORE, cased
from render.stage.sight import shares_seen

DASHES: LineStyleType = (0, (3.0, 2.0))


class ShownPaths:
    """Lines that end where a surface is before them."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground = ground
        self._artist = LineCollection([], capstyle="round", animated=True)
        ground.ax.add_collection(self._artist, autolim=False)

    def show(self, marks: Sequence[Paths], plot: Plot) -> list[Artist]:
        """The artist that shows the marks."""
        pieces = [(m, *piece) for m in marks for piece in self._pieces(m, plot)]
        lines = [line for _, line, _ in pieces]
        widths = np.array([mark.width for mark, *_ in pieces])
        opacity = np.array([opacity for *_, opacity in pieces])
        dashes = [DASHES if mark.is_dashed else "solid" for mark, *_ in pieces]
        style, series = self._ground.style, [mark.series for mark, *_ in pieces]
        cores = [CORE if k is None else style.color(k) for k in series]
        self._artist.set(**cased(style, lines, widths, opacity, cores))
        self._artist.set_linestyle(dashes * 2)
        return [self._artist]

    def _pieces(self, mark: Paths, plot: Plot) -> list[tuple[np.ndarray, float]]:
        """The pieces of lines that are seen alike, in pixels, with their opacity."""
        if not mark.lines:
            return []
        view, (low, high) = self._ground.view, self._ground.axes.span
        places = np.concatenate(mark.lines)
        share = self._seen(places, plot) * mark.opacity
        share[(places[:, 2] < low) | (places[:, 2] > high)] = 0
        pixels, pieces = np.round(view(places), 3), []
        ends = np.cumsum([len(line) for line in mark.lines])
        for start, end in zip([0, *ends[:-1]], ends, strict=True):
            least = np.minimum(share[start : end - 1], share[start + 1 : end])
            turns = np.flatnonzero(np.diff(least)) + 1
            for first, last in zip([0, *turns], [*turns, len(least)], strict=True):
                if first < last and least[first] > 0:
                    piece = pixels[start + first : start + last + 1]
                    pieces.append((piece, float(least[first])))
        return pieces

    def _seen(self, places: np.ndarray, plot: Plot) -> np.ndarray:
        """How much is seen of places (n, 3) along lines, from 0 to 1: (n,).

        Every other one is as those beside it are, if these are alike: half the work.
        """
        view, span = self._ground.view, self._ground.axes.span
        share = np.empty(len(places))
        share[::2] = shares_seen(view, places[::2], plot.marks, span)
        between = np.arange(1, len(places), 2)
        before = share[between - 1]
        after = share[np.minimum(between + 1, (len(places) - 1) // 2 * 2)]
        share[between] = before
        turns = between[before != after]
        share[turns] = shares_seen(view, places[turns], plot.marks, span)
        return share
