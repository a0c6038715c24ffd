"""Bars under curves: which category wins where along one input."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection, PolyCollection
from matplotlib.colors import to_rgba
from matplotlib.font_manager import FontProperties
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import BboxBase
from matplotlib.typing import LineStyleType

from render.plot.axes import CurveAxes
from render.plot.decisions import CurveDecision, Parts
from render.stage.area import NARROW, extent, in_points, size_in_points
from render.stage.legend import Legend
from render.stage.paths import placed
from render.style.colors import readable
from render.style.styles import Style
from render.view.decisions import LETTERS

HEIGHT = 0.11  # a bar's height, as a share of the axes' height
LETTER = 0.66  # a letter's size, as a share of the bar's height
PAD = 0.2  # room on either side of a letter, as a share of its size
SMALLEST = 0.5  # the size below which a letter is left out, as a share of LETTER
FADING = 0.2  # letters are faint up to this share above the smallest size
LEGEND, ROWS = (66.2, 11.0), 2  # the legend's corner in points, and its most rows
LEGEND_IF_NARROW, FEW = (30.0, 11.0), 2  # beyond so many categories, letters alone
KEY = 16.2  # points from the bottom up to the words for sums
DASHES: LineStyleType = (0, (5, 3))
DOTS: LineStyleType = (0, (1.5, 2.5))

Rgba = tuple[float, float, float, float]


def room(axes: CurveAxes) -> float:
    """How far below y the bars reach, in units of y."""
    return (axes.y.high - axes.y.low) * HEIGHT / (1 - HEIGHT)


@dataclass(frozen=True)
class Outline:
    """A letter, a bar or a line: its outline in points, and how it is drawn."""

    path: Path
    fill: Rgba = (0, 0, 0, 0)
    line: Rgba = (0, 0, 0, 0)
    dashes: LineStyleType = "solid"


class Bars:
    """What a decision adds to curves: dividers, and bars below them.

    curves_room: the part of ax that curves are drawn in, above the bars.
    """

    def __init__(
        self, ax: Axes, axes: CurveAxes, curves_room: BboxBase, style: Style
    ) -> None:
        self._axes, self._style = axes, style
        self._colors = [to_rgba(color) for color in style.outputs]
        points = in_points(ax.figure)
        self._to_points = ax.transData + points.inverted()
        bottom = axes.y.low - room(axes)
        corners = [(axes.x.low, bottom), (axes.x.high, axes.y.low)]
        self._corners = self._to_points.transform(corners)
        self._margin = PolyCollection([], linewidths=0, zorder=2.05)
        # All outlines are one artist: drawing a second takes as long as the first.
        self._outlines = PathCollection([], transform=points, zorder=2.1, clip_on=False)
        self._outlines.set_linewidth(style.divider_width)
        for artist in (self._margin, self._outlines):
            artist.set_animated(True)
            ax.add_collection(artist, autolim=False)
        self._margin.set_clip_box(curves_room)
        self._key_paths = self._lay_out_key()
        colors = np.array(self._colors[: len(axes.categories)])[:, :3]
        corner, words = LEGEND, axes.categories
        if size_in_points(ax.figure)[0] < NARROW:
            corner = LEGEND_IF_NARROW
            words = words if len(words) <= FEW else tuple(LETTERS[: len(words)])
        self.legend = Legend(ax, corner, words, colors, ROWS, axes.settled, style)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of legend and key, in pixels: each (2, 2)."""
        ends = np.concatenate([path.vertices for path in self._key_paths])
        figure = self._outlines.figure
        key = extent(figure, in_points(figure).transform(ends))
        return [self.legend.extent, key]

    def show(self, decision: CurveDecision) -> list[Artist]:
        """The artists that make up a decision, to be drawn before the curves."""
        parts = decision.parts
        artists: list[Artist] = []
        if parts.margin:
            self._margin.set_verts(decision.margin)
            strength = self._style.margin * parts.margin
            self._margin.set_facecolor(
                [(*self._colors[k][:3], strength) for k in decision.regions.categories]
            )
            artists.append(self._margin)
        outlines = [*self._lines(decision), *self._bars(decision), *self._key(parts)]
        if outlines:
            self._outlines.set_paths([outline.path for outline in outlines])
            self._outlines.set_facecolor([outline.fill for outline in outlines])
            self._outlines.set_edgecolor([outline.line for outline in outlines])
            self._outlines.set_linestyle([outline.dashes for outline in outlines])
            artists.append(self._outlines)
        if parts.regions:
            artists += self.legend.show(self._entries(decision))
        return artists

    def _lines(self, decision: CurveDecision) -> Iterator[Outline]:
        """A divider at each boundary, and the threshold, if it is in sight."""
        parts, color, y = decision.parts, self._style.divider, self._axes.y
        (left, bottom), (right, _) = self._corners
        if parts.boundaries:
            ends = [(x, y.high) for x in decision.regions.boundaries]
            for x, top in self._to_points.transform(np.reshape(ends, (-1, 2))):
                path = Path([(x, bottom), (x, top)])
                yield Outline(path, line=to_rgba(color, parts.boundaries))
        threshold = decision.threshold
        if parts.threshold and threshold is not None and y.low <= threshold <= y.high:
            _, level = self._to_points.transform((0, threshold))
            line = to_rgba(color, parts.threshold)
            yield Outline(Path([(left, level), (right, level)]), line=line, dashes=DOTS)

    def _key(self, parts: Parts) -> Iterator[Outline]:
        """The words for the dashed curves and a dashed line, below the frame."""
        if parts.sums:
            line, words = self._key_paths
            yield Outline(words, fill=to_rgba(self._style.text, parts.sums))
            yield Outline(line, line=(*self._colors[0][:3], parts.sums), dashes=DASHES)

    def _lay_out_key(self) -> tuple[Path, Path]:
        """A line and words, in points, which end on the right where the frame does."""
        size = self._style.label_size
        words = TextPath((0, 0), self._axes.sums, size=size)
        right = self._corners[1, 0]
        left = right - words.get_extents().x1
        line = Path([(left - 4 * size, KEY), (left - size, KEY)])
        drop = words.get_extents().y1 / 2
        return line, placed(words, (left, KEY - drop))

    def _bars(self, decision: CurveDecision) -> Iterator[Outline]:
        """A bar for each region, and a letter in the middle of it.

        In narrow ones the letter is smaller, in the narrowest there is none.
        """
        regions, (bottom, top) = decision.regions, self._corners[:, 1]
        full, middle = LETTER * (top - bottom), (top + bottom) / 2
        edges = [(x, 0) for x in regions.edges]
        ends = pairwise(self._to_points.transform(edges)[:, 0])
        for k, opacity, (left, right) in zip(
            regions.categories, decision.shown, ends, strict=True
        ):
            if not opacity:
                continue
            box = [(left, bottom), (right, bottom), (right, top), (left, top)]
            yield Outline(Path(box), fill=(*self._colors[k][:3], opacity))
            letter, width = _letter(LETTERS[k])
            size = min(full, (right - left) / (width + 2 * PAD))
            fade = min((size / full / SMALLEST - 1) / FADING, 1)
            if fade > 0:
                path = placed(letter, ((left + right) / 2, middle), size)
                ink = readable(self._style.outputs[k])
                yield Outline(path, fill=to_rgba(ink, fade * opacity))

    def _entries(self, decision: CurveDecision) -> np.ndarray:
        """How much is seen of each entry in the legend: as much as of its bars."""
        categories = decision.regions.categories
        opacities = np.full(len(self._axes.categories), decision.parts.regions)
        opacities[categories] = 0
        np.maximum.at(opacities, categories, decision.shown)
        return opacities


@cache
def _letter(letter: str) -> tuple[Path, float]:
    """A bold letter of size 1, its middle at the origin, and its width."""
    font = FontProperties(family="DejaVu Sans", weight="bold")  # whatever the user's is
    path = TextPath((0, 0), letter, size=1, prop=font)
    low, high = path.vertices.min(axis=0), path.vertices.max(axis=0)
    return placed(path, -(low + high) / 2), high[0] - low[0]
