"""Curves on flat axes, and their names at their ends."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.typing import LineStyleType

from render.plot.marks.curve import Curve
from render.plot.plots import Plot
from render.plot.titles import as_title
from render.stage.ground import FlatGround
from render.stage.names import end_names
from render.stage.words import Words
from render.type.settings import settings

DASHES: LineStyleType = (0, (5, 3))


class ShownCurves:
    """Curves, each an artist that is kept for the next plot, and their names."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._lines = ground, list[PathPatch]()
        self._names = Words(ground.ax.figure, moves=True)
        ground.ax.figure.add_artist(self._names)

    def show(self, marks: Sequence[Curve], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        while len(self._lines) < len(marks):
            with settings():
                self._lines.append(self._new_line())
        lines = self._lines[: len(marks)]
        for line, mark in zip(lines, marks, strict=True):
            self._set(line, mark)
        named = [mark for mark in marks if as_title(mark.name).texts]
        if not named:
            return [*lines]
        self._names.set_words(end_names(self._ground, named))
        return [*lines, self._names]

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
