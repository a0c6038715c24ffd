"""Bars: which category is where along one input, under the curves."""

from functools import cache
from itertools import pairwise

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from render.decision import LETTERS, CurveDecision
from render.legend import Legend, in_points
from render.plot import CurveAxes
from render.style import Style

HEIGHT = 0.11  # of a bar, of the axes' height
LETTER = 0.66  # the letters' size, of the bar's height
PAD = 0.2  # on either side of a letter, of its size
SMALLEST = 0.5  # of the full size; what must be smaller is left out
FADING = 0.2  # more than that, below which it is faint
LEGEND, ROWS = (0.115, 0.034), 2
DOTS = (0, (1.5, 2.5))


def room(axes: CurveAxes) -> float:
    """How far below y the bars reach, in units of y."""
    return (axes.y.high - axes.y.low) * HEIGHT / (1 - HEIGHT)


class Bars:
    """What a decision adds to curves: dividers under them, bars below them."""

    def __init__(self, ax: Axes, axes: CurveAxes, style: Style) -> None:
        self._axes, self._style = axes, style
        self._colors = np.array([to_rgba(color) for color in style.outputs])
        # The middle of the bars, and the full size of their letters, in points.
        self._top, self._bottom = axes.y.low, axes.y.low - room(axes)
        self._to_points = ax.transData + in_points(ax.figure).inverted()
        ends = self._to_points.transform([(0, self._bottom), (0, self._top)])[:, 1]
        self._middle, self._full = ends.mean(), LETTER * np.ptp(ends)
        self.margin = PolyCollection([], linewidths=0)
        self._lines = LineCollection([], linewidths=style.divider_width)
        self._bars = PathCollection([], linewidths=0, transform=in_points(ax.figure))
        colors = self._colors[: len(axes.categories), :3]
        self.legend = Legend(
            ax, LEGEND, axes.categories, colors, ROWS, axes.settled, style
        )
        for artist in (self.margin, self._lines, self._bars):
            artist.set(animated=True, zorder=2.1)
            ax.add_collection(artist, autolim=False)
        self._bars.set_zorder(2.3)

    def show(self, decision: CurveDecision) -> tuple[list[Artist], list[Artist]]:
        """The artists to draw before the curves, and those after them."""
        parts, found = decision.parts, decision.regions
        below, above = [], []
        if parts.margin:
            self.margin.set_verts(decision.margin)
            faint = 1, 1, 1, self._style.margin * parts.margin
            self.margin.set_facecolor(self._colors[found.categories] * faint)
            below.append(self.margin)
        if parts.threshold or parts.boundaries:
            self._set_lines(decision)
            below.append(self._lines)
        if parts.regions:
            self._set_bars(decision)
            above = [self._bars, *self.legend.show(self._entries(decision))]
        return below, above

    def _set_lines(self, decision: CurveDecision) -> None:
        """The threshold, if there is one, and a divider at each boundary."""
        parts, axes = decision.parts, self._axes
        color = np.tile(to_rgba(self._style.divider), (len(decision.regions), 1))
        color[:, 3] = parts.boundaries
        color[0, 3] = parts.threshold
        level = self._bottom if decision.threshold is None else decision.threshold
        lines = [[(axes.x.low, level), (axes.x.high, level)]]
        ends = self._bottom, axes.y.high
        lines += [[(x, y) for y in ends] for x in decision.regions.boundaries]
        self._lines.set_segments(lines)
        self._lines.set_linestyle([DOTS] + ["solid"] * (len(lines) - 1))
        self._lines.set_color(color)

    def _set_bars(self, decision: CurveDecision) -> None:
        """A bar and a letter for each region."""
        found, shown = decision.regions, decision.shown
        edges = [(x, self._bottom) for x in found.edges]
        across = self._to_points.transform(edges)[:, 0]
        bars = self._colors[found.categories]
        bars[:, 3] = shown
        letters, fade = self._letters(across, found.categories)
        ink = np.tile(to_rgba(self._style.background), (len(letters), 1))
        ink[:, 3] = fade * shown
        self._bars.set_paths([*self._boxes(across), *letters])
        self._bars.set_facecolor(np.concatenate([bars, ink]))

    def _entries(self, decision: CurveDecision) -> np.ndarray:
        """How much of each entry in the legend is to be seen: as much as its bars."""
        found = decision.regions.categories
        seen = np.full(len(self._axes.categories), decision.parts.regions)
        seen[found] = 0
        np.maximum.at(seen, found, decision.shown)
        return seen

    def _boxes(self, across: np.ndarray) -> list[Path]:
        """The bars themselves, between edges in points."""
        half = self._full / LETTER / 2
        low, high = self._middle - half, self._middle + half
        return [
            Path([(left, low), (right, low), (right, high), (left, high)])
            for left, right in pairwise(across)
        ]

    def _letters(
        self, across: np.ndarray, categories: np.ndarray
    ) -> tuple[list[Path], np.ndarray]:
        """In the middle of each bar; in narrow ones smaller, in the narrowest none.

        Returns the letters, and how much of each is to be seen.
        """
        letters = [_letter(LETTERS[category]) for category in categories]
        widths = np.array([np.ptp(letter.vertices[:, 0]) for letter in letters])
        size = np.minimum(self._full, np.diff(across) / (widths + 2 * PAD))
        fade = np.clip((size / self._full / SMALLEST - 1) / FADING, 0, 1)
        middle = np.column_stack([across[1:] + across[:-1], 0 * size]) / 2
        middle[:, 1] = self._middle
        paths = [
            Path(letter.vertices * scale + place, letter.codes)
            for letter, scale, place in zip(letters, size, middle, strict=True)
        ]
        return paths, fade


@cache
def _letter(letter: str) -> Path:
    """A bold letter of size 1, its middle at the origin."""
    path = TextPath((0, 0), letter, size=1, prop=FontProperties(weight="bold"))
    low, high = path.vertices.min(axis=0), path.vertices.max(axis=0)
    return Path(path.vertices - (low + high) / 2, path.codes)
