"""Curves on flat axes, and the key to those that have words."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.typing import LineStyleType

from render.plot.marks.curve import Curve
from render.plot.plots import Plot
from render.stage.ground import FlatGround
from render.stage.outlines import Outline, Outlines
from render.stage.paths import placed
from render.type.settings import settings

DASHES: LineStyleType = (0, (5, 3))
KEY = 16.2  # points from the bottom up to the words of the key


class ShownCurves:
    """Curves, each an artist that is kept for the next plot, and a key to them."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._lines = ground, list[PathPatch]()
        self._key = Outlines(ground)
        self._words: dict[str, Path] = {}

    def show(self, marks: Sequence[Curve], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        while len(self._lines) < len(marks):
            with settings():
                self._lines.append(self._new_line())
        lines = self._lines[: len(marks)]
        for line, mark in zip(lines, marks, strict=True):
            self._set(line, mark)
        key = [outline for mark in marks for outline in self._entry(mark)]
        if not key:
            return [*lines]
        self._key.set_outlines(key)
        return [self._key, *lines]

    def _new_line(self) -> PathPatch:
        line = PathPatch(
            Path(np.empty((0, 2))),
            fill=False,
            joinstyle="round",
            capstyle="butt",
            animated=True,
        )
        self._ground.ax.add_patch(line)
        line.set_clip_box(self._ground.room)  # not where the bars are
        return line

    def _set(self, line: PathPatch, mark: Curve) -> None:
        """Have an artist show a curve."""
        style = self._ground.style
        path = Path(np.column_stack([mark.x, mark.y]))
        path.should_simplify = False  # every point is there for a reason
        line.set_path(path)
        line.set_edgecolor(style.color(mark.series))
        line.set_alpha(mark.opacity)
        line.set_linewidth(style.curve_width * mark.width)
        dash = style.dash(mark.series)
        line.set_linestyle(DASHES if mark.is_dashed else (0, dash) if dash else "solid")

    def _entry(self, mark: Curve) -> Iterator[Outline]:
        """A line and words, which end on the right where the frame does."""
        if not mark.words:
            return
        style, right = self._ground.style, self._ground.corners[1, 0]
        size, words = style.label_size, self._outline(mark.words)
        left = right - words.get_extents().x1
        drop = words.get_extents().y1 / 2
        fill = to_rgba(style.text, mark.opacity)
        yield Outline(placed(words, (left, KEY - drop)), fill=fill)
        color = *to_rgb(style.color(mark.series)), mark.opacity
        path = Path([(left - 4 * size, KEY), (left - size, KEY)])
        yield Outline(path, line=color, dashes=DASHES if mark.is_dashed else "solid")

    def _outline(self, words: str) -> Path:
        """The outline of words in points, their baseline from the origin."""
        if words not in self._words:
            with settings():
                size = self._ground.style.label_size
                self._words[words] = TextPath((0, 0), words, size=size)
        return self._words[words]
