"""Curves on flat axes, and their names at their ends."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.typing import LineStyleType

from render.plot.marks.curve import Curve
from render.plot.marks.pieces import Pieces
from render.plot.plots import Plot
from render.plot.titles import as_title
from render.stage.columns import Columns
from render.stage.ground import FlatGround
from render.stage.names import end_names, name_beside, names_with_room
from render.stage.words import Word, Words, clear_of
from render.type.settings import settings

DASHES: LineStyleType = (0, (3.2, 1.8))


class ShownCurves:
    """Curves, each an artist that is kept for the next plot, and their names."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._lines = ground, list[PathPatch]()
        self._columns = Columns(ground)
        self._names = Words(ground.ax.figure, moves=True)
        ground.ax.figure.add_artist(self._names)

    def show(self, marks: Sequence[Curve | Pieces], plot: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        curves = [curve for curve in _curves(marks) if curve.opacity]
        while len(self._lines) < len(curves):
            with settings():
                self._lines.append(self._new_line())
        lines = self._lines[: len(curves)]
        for line, mark in zip(lines, curves, strict=True):
            self._set(line, mark)
        named = [mark for mark in curves if as_title(mark.name).texts]
        if not named:
            return [*lines]
        self._names.set_words(self._words(named, plot))
        return [*lines, self._names]

    def _words(self, named: list[Curve], plot: Plot) -> list[Word]:
        """The names of curves: at their ends if there is room for them, or beside."""
        have_room = {"", *names_with_room(self._ground)}
        at_ends = [m for m in named if have_room.issuperset(as_title(m.name).texts)]
        words = end_names(self._ground, at_ends)
        for mark in named:
            if mark not in at_ends:
                words += name_beside(self._ground, self._columns, mark, plot)
        return clear_of(words, (), 0.0)

    def _new_line(self) -> PathPatch:
        line = PathPatch(
            Path(np.empty((0, 2))),
            fill=False,
            joinstyle="round",
            capstyle="butt",
            animated=True,
        )
        self._ground.ax.add_patch(line)
        return line

    def _set(self, line: PathPatch, mark: Curve) -> None:
        """Have an artist show a curve."""
        style = self._ground.style
        path = Path(np.column_stack([mark.x, mark.y]))
        path.should_simplify = False  # every point is there for a reason
        line.set_path(path)
        line.set_edgecolor(style.color(mark.series))
        line.set_alpha(mark.opacity * mark.depth)
        line.set_linewidth(style.curve_width * mark.width)
        dash = style.dash(mark.series) if mark.is_dashed is None else ()
        line.set_linestyle(DASHES if mark.is_dashed else (0, dash) if dash else "solid")


def _curves(marks: Sequence[Curve | Pieces]) -> Iterator[Curve]:
    """The curves that marks are, in their order."""
    for mark in marks:
        if isinstance(mark, Pieces):
            yield from mark.curves
        else:
            yield mark
