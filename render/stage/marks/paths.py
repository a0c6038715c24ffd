"""Paths among the surfaces in a box, where these do not hide them."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from render.plot.marks.paths import Paths
from render.plot.plots import Plot
from render.stage.ground import BoxGround
from render.stage.marks.boundaries import cased
from render.stage.sight import shares_seen


class ShownPaths:
    """Lines that end where a surface is before them."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground = ground
        self._artist = LineCollection([], capstyle="round", animated=True)
        ground.ax.add_collection(self._artist, autolim=False)

    def show(self, marks: Sequence[Paths], plot: Plot) -> list[Artist]:
        """The artist that shows the marks."""
        pieces = [piece for mark in marks for piece in self._pieces(mark, plot)]
        lines = [line for line, _ in pieces]
        opacity = np.array([opacity for _, opacity in pieces])
        (outer, wide), (inner, narrow) = cased(self._ground.style)
        # The wider line would darken the other while both are faint.
        colors = [to_rgba(outer, a) for a in opacity**2]
        colors += [to_rgba(inner, a) for a in opacity]
        widths = np.repeat([wide, narrow], len(lines))
        self._artist.set(segments=lines * 2, color=colors, linewidth=widths)
        return [self._artist]

    def _pieces(self, mark: Paths, plot: Plot) -> list[tuple[np.ndarray, float]]:
        """The pieces of lines that are seen alike, in pixels, with their opacity."""
        if not mark.lines:
            return []
        view, (low, high) = self._ground.view, self._ground.axes.span
        places = np.concatenate(mark.lines)
        share = shares_seen(view, places, plot.marks, (low, high)) * mark.opacity
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
