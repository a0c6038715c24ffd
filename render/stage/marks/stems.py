"""Stems among the surfaces in a box, where these do not hide them."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from render.plot.marks.stems import Stems
from render.plot.plots import Plot
from render.stage.ground import BoxGround
from render.stage.sight import shares_seen_above

PIECES = 160  # of the box's height: a stem ends where a surface is, to one of these
THIN = 1.3  # in widths of a grid's line
OPACITY = 0.75


class ShownStems:
    """Thin lines from the floor upwards."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground = ground
        self._edges = np.linspace(*ground.view.limits[2], PIECES + 1)
        self._artist = LineCollection([], capstyle="butt", animated=True)
        self._artist.set_linewidth(THIN * ground.style.grid_width)
        ground.ax.add_collection(self._artist, autolim=False)

    def show(self, marks: Sequence[Stems], plot: Plot) -> list[Artist]:
        """The artist that shows the marks."""
        pieces = [piece for mark in marks for piece in self._pieces(mark, plot)]
        color = self._ground.style.text
        self._artist.set_segments([line for line, _ in pieces])
        self._artist.set_color([to_rgba(color, OPACITY * seen) for _, seen in pieces])
        return [self._artist]

    def _pieces(self, mark: Stems, plot: Plot) -> Iterator[tuple[np.ndarray, float]]:
        """The pieces of stems that are seen alike, in pixels, with their opacity."""
        axes, view, edges = self._ground.axes, self._ground.view, self._edges
        middles = (edges[:-1] + edges[1:]) / 2
        base = mark.places[:, :2]
        share = shares_seen_above(view, base, middles, plot.marks, axes.span)
        share[edges[:-1] >= mark.places[:, 2:]] = 0
        share = np.pad(share * mark.opacity, ((0, 0), (1, 1)))
        ends = [
            (row, start, stop)
            for row, turns in enumerate(np.diff(share, axis=1) != 0)
            for start, stop in _runs(np.flatnonzero(turns))
            if share[row, start + 1]
        ]
        if not ends:
            return
        row, start, stop = np.array(ends).T
        tops = np.minimum(edges[stop], mark.places[row, 2])
        places = np.stack([edges[start], tops], axis=1)[..., None]
        lines = np.concatenate([np.stack([base[row]] * 2, axis=1), places], axis=2)
        pixels = np.round(view(lines.reshape(-1, 3)), 3).reshape(-1, 2, 2)
        yield from zip(pixels, share[row, start + 1].tolist(), strict=True)


def _runs(turns: np.ndarray) -> Iterator[tuple[int, int]]:
    """Where each stretch between two turns begins and ends."""
    yield from zip(turns[:-1].tolist(), turns[1:].tolist(), strict=True)
