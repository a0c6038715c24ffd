"""Bars: which category is where along one input, under the curves."""

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

from render.plot.axes import CurveAxes
from render.plot.decisions import CurveDecision, Parts
from render.stage.area import NARROW, extent, in_points, size_in_points
from render.stage.legend import Legend
from render.style.colors import readable
from render.style.styles import Style
from render.view.decisions import LETTERS

HEIGHT = 0.11  # of a bar, of the axes' height
LETTER = 0.66  # the letters' size, of the bar's height
PAD = 0.2  # on either side of a letter, of its size
SMALLEST = 0.5  # of the full size; what must be smaller is left out
FADING = 0.2  # more than that, below which it is faint
LEGEND, ROWS = (66.2, 11.0), 2
LEGEND_IF_NARROW, FEW = (30.0, 11.0), 2  # of more categories the letters alone
KEY = 16.2  # how high the words for sums are, in points
DASHES = (0, (5, 3))
DOTS = (0, (1.5, 2.5))


def room(axes: CurveAxes) -> float:
    """How far below y the bars reach, in units of y."""
    return (axes.y.high - axes.y.low) * HEIGHT / (1 - HEIGHT)


@dataclass(frozen=True)
class Outline:
    """A letter, a bar or a line: its outline in points, and how it is drawn."""

    path: Path
    fill: tuple[float, ...] = (0, 0, 0, 0)
    line: tuple[float, ...] = (0, 0, 0, 0)
    dashes: str | tuple = "solid"


class Bars:
    """What a decision adds to curves: dividers, and bars below them.

    curves_room: where on ax curves are, above the bars.
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
        self._key_paths = self._lay_out_key(ax)
        colors = [color[:3] for color in self._colors[: len(axes.categories)]]
        corner, words = LEGEND, axes.categories
        if size_in_points(ax.figure)[0] < NARROW:
            corner = LEGEND_IF_NARROW
            words = words if len(words) <= FEW else tuple(LETTERS[: len(words)])
        self.legend = Legend(ax, corner, words, colors, ROWS, axes.settled, style)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what is outside the frame, in pixels."""
        ends = np.concatenate([path.vertices for path in self._key_paths])
        figure = self._outlines.figure
        key = extent(figure, in_points(figure).transform(ends))
        return [self.legend.extent, key]

    def show(self, decision: CurveDecision) -> list[Artist]:
        """The artists that make up a decision, to be drawn before the curves."""
        parts, artists = decision.parts, []
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
        """A divider at each boundary, and the threshold, if there is one."""
        parts, color = decision.parts, self._style.divider
        (left, bottom), (right, _) = self._corners
        if parts.boundaries:
            ends = [(x, self._axes.y.high) for x in decision.regions.boundaries]
            for x, top in self._to_points.transform(np.reshape(ends, (-1, 2))):
                path = Path([(x, bottom), (x, top)])
                yield Outline(path, line=to_rgba(color, parts.boundaries))
        if parts.threshold and self._is_in_sight(decision.threshold):
            _, level = self._to_points.transform((0, decision.threshold))
            line = to_rgba(color, parts.threshold)
            yield Outline(Path([(left, level), (right, level)]), line=line, dashes=DOTS)

    def _key(self, parts: Parts) -> Iterator[Outline]:
        """What the dashed curves are, on the right below the frame."""
        if parts.sums:
            line, words = self._key_paths
            yield Outline(words, fill=to_rgba(self._style.text, parts.sums))
            yield Outline(line, line=(*self._colors[0][:3], parts.sums), dashes=DASHES)

    def _lay_out_key(self, ax: Axes) -> tuple[Path, Path]:
        """A dashed line and words, which end where the frame does, in points."""
        size = self._style.label_size
        words = TextPath((0, 0), self._axes.sums, size=size)
        right = self._corners[1, 0]
        left = right - words.get_extents().x1
        line = Path([(left - 4 * size, KEY), (left - size, KEY)])
        drop = words.get_extents().y1 / 2
        return line, Path(words.vertices + np.array([left, KEY - drop]), words.codes)

    def _is_in_sight(self, y: float | None) -> bool:
        return y is not None and self._axes.y.low <= y <= self._axes.y.high

    def _bars(self, decision: CurveDecision) -> Iterator[Outline]:
        """A bar for each region, and a letter in the middle of it.

        In narrow ones the letter is smaller, in the narrowest there is none.
        """
        found, (bottom, top) = decision.regions, self._corners[:, 1]
        full, middle = LETTER * (top - bottom), (top + bottom) / 2
        edges = [(x, 0) for x in found.edges]
        ends = pairwise(self._to_points.transform(edges)[:, 0])
        for k, shown, (left, right) in zip(
            found.categories, decision.shown, ends, strict=True
        ):
            if not shown:
                continue
            box = [(left, bottom), (right, bottom), (right, top), (left, top)]
            yield Outline(Path(box), fill=(*self._colors[k][:3], shown))
            letter, width = _letter(LETTERS[k])
            size = min(full, (right - left) / (width + 2 * PAD))
            fade = min((size / full / SMALLEST - 1) / FADING, 1)
            if fade > 0:
                place = np.array([(left + right) / 2, middle])
                path = Path(letter.vertices * size + place, letter.codes)
                ink = readable(self._style.outputs[k])
                yield Outline(path, fill=to_rgba(ink, fade * shown))

    def _entries(self, decision: CurveDecision) -> np.ndarray:
        """How much of each entry in the legend is to be seen: as much as its bars."""
        found = decision.regions.categories
        seen = np.full(len(self._axes.categories), decision.parts.regions)
        seen[found] = 0
        np.maximum.at(seen, found, decision.shown)
        return seen


@cache
def _letter(letter: str) -> tuple[Path, float]:
    """A bold letter of size 1, its middle at the origin, and its width."""
    font = FontProperties(family="DejaVu Sans", weight="bold")  # whatever the user's is
    path = TextPath((0, 0), letter, size=1, prop=font)
    low, high = path.vertices.min(axis=0), path.vertices.max(axis=0)
    return Path(path.vertices - (low + high) / 2, path.codes), high[0] - low[0]
