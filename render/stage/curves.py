"""Curve plots on a figure of matplotlib."""

from itertools import repeat

import numpy as np
from matplotlib.artist import Artist
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.transforms import Bbox, TransformedBbox
from matplotlib.typing import LineStyleType

from render.plot.axes import CurveAxes
from render.plot.plots import CurvePlot
from render.stage.area import NARROW, Area, extent, inside, size_in_points
from render.stage.bars import DASHES, Bars, room
from render.style.styles import Style

LEFT, RIGHT, BOTTOM = 60.5, 28.8, 47.0  # around the frame, in points
TOP, TOP_UNTITLED = 38.9, 14.0
SUMS, TERMS = 0.5, 0.6  # their widths, as shares of a curve's
LEGEND_LIFT = 8.1  # points by which a legend raises the frame's bottom


class CurveStage:
    """Axes that stay, and curves that move, on a figure.

    legend: of the categories; None if there are none.
    """

    def __init__(self, figure: Area, axes: CurveAxes, style: Style) -> None:
        self._style = style
        lift = LEGEND_LIFT if axes.categories else 0
        top = TOP if axes.title else TOP_UNTITLED
        self._ax = ax = figure.add_axes(inside(figure, LEFT, BOTTOM + lift, RIGHT, top))
        bottom = axes.y.low - (room(axes) if axes.categories else 0)
        ax.set(xlim=(axes.x.low, axes.x.high), ylim=(bottom, axes.y.high))
        ax.set_yticks([y for y in ax.get_yticks() if axes.y.low <= y <= axes.y.high])
        ax.set_facecolor(style.background)
        crowded = axes.categories and size_in_points(figure)[0] < NARROW
        ax.set_xlabel(
            axes.x.label,
            color=style.text,
            size=style.label_size,
            loc="right" if crowded else "center",  # the legend is on the left
        )
        ax.set_ylabel(axes.y.label, color=style.text, size=style.label_size)
        ax.tick_params(
            color=style.frame,
            labelcolor=style.text,
            labelsize=style.tick_size,
            width=style.frame_width,
        )
        for zero in (ax.axhline, ax.axvline):
            zero(0, color=style.zero, linewidth=style.grid_width)
        for spine in ax.spines.values():
            spine.set(color=style.frame, linewidth=style.frame_width, animated=True)
        low, high = (axes.x.low, axes.y.low), (axes.x.high, axes.y.high)
        self._room = TransformedBbox(Bbox([low, high]), ax.transData)
        self._bars = Bars(ax, axes, self._room, style) if axes.categories else None
        self.legend = self._bars.legend if self._bars else None
        self._lines = [self._new_line(number) for number in range(axes.n_curves)]
        self._sums = [
            self._new_line(number, SUMS, DASHES) for number in range(axes.n_curves)
        ]
        self._terms = [
            self._new_line(axes.n_curves + number, TERMS)
            for number in range(axes.n_terms)
        ]

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        frame = extent(self._ax.figure, self._ax.bbox.get_points())
        return [frame, *self._bars.extents] if self._bars else [frame]

    def show(self, plot: CurvePlot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        for line, y in zip(self._lines, plot.y.T, strict=True):
            line.set_path(_path(plot.x, y))
        curves, frame, decision = self._lines, self._ax.spines.values(), plot.decision
        if plot.terms is not None:
            for line, y in zip(self._terms, plot.terms.T, strict=True):
                line.set_path(_path(plot.x, y))
            curves = [*self._terms, *curves]
        lines = [*self._lines, *self._terms]
        opacities = plot.seen or repeat(1.0, len(lines))
        for line, opacity in zip(lines, opacities, strict=True):
            line.set_alpha(opacity)
        if decision is None:
            return [*curves, *frame]
        if decision.sums is not None:
            for line, sums in zip(self._sums, decision.sums.T, strict=True):
                line.set(path=_path(plot.x, sums), alpha=decision.parts.sums)
            curves = [*self._sums, *curves]
        bars = self._bars.show(decision) if self._bars else []
        return [*bars, *curves, *frame]

    def _new_line(
        self, number: int, width: float = 1.0, dashes: LineStyleType = "solid"
    ) -> PathPatch:
        """A curve in the colour of a numbered output; width: as a share of a curve's.

        Without dashes it has those that the style gives this output, if any.
        """
        number %= len(self._style.outputs)
        if self._style.dashes and self._style.dashes[number] and dashes == "solid":
            dashes = 0, self._style.dashes[number]
        line = PathPatch(
            _path(np.empty(0), np.empty(0)),
            fill=False,
            edgecolor=self._style.outputs[number],
            linewidth=self._style.curve_width * width,
            linestyle=dashes,
            joinstyle="round",
            capstyle="butt",
            animated=True,
            zorder=2.2 if width == 1 else 2.15,  # over lines through zero
        )
        self._ax.add_patch(line)
        line.set_clip_box(self._room)  # not where the bars are
        return line


def _path(x: np.ndarray, y: np.ndarray) -> Path:
    path = Path(np.column_stack([x, y]))
    path.should_simplify = False  # every point is there for a reason
    return path
