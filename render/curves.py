"""Curve plots on matplotlib axes."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from render.plot import CurveAxes, CurvePlot
from render.style import Style

LEFT, BOTTOM, WIDTH, HEIGHT = 0.105, 0.145, 0.845, 0.735  # of the picture


class CurveStage:
    """Axes that stay, and curves that move, on a figure."""

    def __init__(self, figure: Figure, axes: CurveAxes, style: Style) -> None:
        self._style = style
        self._ax = ax = figure.add_axes((LEFT, BOTTOM, WIDTH, HEIGHT))
        ax.set(xlim=(axes.x.low, axes.x.high), ylim=(axes.y.low, axes.y.high))
        ax.set_facecolor(style.background)
        ax.set_xlabel(axes.x.label, color=style.text, size=style.label_size)
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
        self._lines = [self._new_line(number) for number in range(axes.n_curves)]

    @property
    def extent(self) -> np.ndarray:
        """Left and top, right and bottom of what moves, in pixels: shape (2, 2)."""
        box, height = self._ax.bbox, self._ax.figure.bbox.height
        return np.array([[box.x0, height - box.y1], [box.x1, height - box.y0]])

    def show(self, plot: CurvePlot) -> list[Artist]:
        """The artists that make up this plot, in the order they are drawn in."""
        for line, y in zip(self._lines, plot.y.T, strict=True):
            line.set_path(_path(plot.x, y))
        return [*self._lines, *self._ax.spines.values()]

    def _new_line(self, number: int) -> PathPatch:
        line = PathPatch(
            _path([], []),
            fill=False,
            edgecolor=self._style.outputs[number % len(self._style.outputs)],
            linewidth=self._style.curve_width,
            joinstyle="round",
            capstyle="butt",
            animated=True,
            zorder=2.2,  # over the lines through zero, under the frame
        )
        return self._ax.add_patch(line)


def _path(x: np.ndarray, y: np.ndarray) -> Path:
    path = Path(np.column_stack([x, y]))
    path.should_simplify = False  # every point is there for a reason
    return path
