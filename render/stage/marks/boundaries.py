"""Boundaries on the floor of a box, or on a map."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection
from matplotlib.colors import to_rgba

from render.plot.marks.boundaries import Boundaries
from render.plot.plots import Plot
from render.stage.ground import Floor
from render.style.colors import luminance
from render.style.styles import Style

CORE = "#ffffff"  # of boundaries, whatever the theme: words call them white
AROUND = 0.8  # how much wider the line around another is, in widths of a boundary


class ShownBoundaries:
    """Lines on the floor."""

    def __init__(self, ground: Floor) -> None:
        self._ground = ground
        self._artist = LineCollection([], animated=True)
        ground.ax.add_collection(self._artist, autolim=False)

    def show(self, marks: Sequence[Boundaries], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        lines = [line for mark in marks for line in mark.lines]
        each = [(mark.width, mark.opacity) for mark in marks for _ in mark.lines]
        widths, opacity = np.array(each).reshape(-1, 2).T
        segments = self._ground.on_floor(lines)
        self._artist.set(**cased(self._ground.style, segments, widths, opacity))
        return [self._artist]


def cased(
    style: Style,
    lines: list[np.ndarray],
    widths: np.ndarray,
    opacity: np.ndarray,
    cores: Sequence[str] = (),
) -> dict[str, Any]:
    """Light lines inside wider dark ones, which come first, for a LineCollection.

    So they stand out from any ground.
    lines: n of them; widths: in widths of a boundary, (n,); opacity: (n,).
    cores: the colour of each; if empty, white.
    """
    dark = min(style.divider, style.background[:7], key=luminance)
    if style.is_clear:
        dark = style.divider
    # The wider line would darken the other while both are faint.
    colors = [to_rgba(dark, a) for a in opacity**2]
    cores = cores or [CORE] * len(lines)
    colors += [to_rgba(core, a) for core, a in zip(cores, opacity, strict=True)]
    around = np.concatenate([widths + AROUND, widths]) * style.boundary_width
    return {"segments": lines * 2, "color": colors, "linewidth": around}
