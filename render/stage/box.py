"""The box around surfaces: panes, grid and ticks in perspective."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.typing import LineStyleType

from render.plot.axes import BoxAxes
from render.plot.camera import Projection
from render.style.styles import Style

TICK, KEY = 4.0, 4.5  # points
DOTS: LineStyleType = (0, (1.5, 3.0))  # of lines at bounds, in widths of the line


@dataclass(frozen=True)
class Ticks:
    """The ticks of a box: the values that have them along x_1, x_2 and y.

    marks: where they begin on the edges, in pixels, each (n, 2).
    out: the directions in which they point, each (n, 2), of length 1.
    """

    values: tuple[np.ndarray, np.ndarray, np.ndarray]
    marks: tuple[np.ndarray, np.ndarray, np.ndarray]
    out: tuple[np.ndarray, np.ndarray, np.ndarray]


def draw_box(
    ax: Axes, view: Projection, axes: BoxAxes, ticks: Ticks, style: Style
) -> None:
    """Draw the floor, the two far walls and the ticks, in pixels of ax."""
    _, far = sides(view)
    _draw_panes(ax, view, far, style)
    *inputs, heights = ticks.values
    heights = np.setdiff1d(heights, axes.bounds)  # which have lines of their own
    _draw_grid(ax, view, far, (*inputs, heights), style)
    _draw_edges(ax, view, far, style)
    _draw_bounds(ax, view, axes.bounds, style)
    lengths = TICK, TICK, TICK + key_width(axes)
    for marks, out, length in zip(ticks.marks, ticks.out, lengths, strict=True):
        _draw_ticks(ax, marks, out, length, style)


def key_width(axes: BoxAxes) -> float:
    """The width of the key to the colours of heights, in points; 0 for no key.

    A single output has one, between the upright edge and the numbers beside it.
    """
    return KEY if axes.n_outputs == 1 else 0.0


def corner(view: Projection) -> tuple[float, float]:
    """x_1 and x_2 of the upright edge on the right, where the numbers of y are."""
    near, far = sides(view)
    low = view.limits[2][0]
    corners = (near[0], far[1]), (far[0], near[1])
    return max(corners, key=lambda c: float(view(np.array((*c, low)))[0]))


def sides(view: Projection) -> tuple[list[float], list[float]]:
    """x_1 and x_2 of the sides nearer to the camera, and of those opposite."""
    eye = view.camera.eye[:2]
    near = [limits[int(e > 0)] for e, limits in zip(eye, view.limits, strict=False)]
    far = [limits[int(e <= 0)] for e, limits in zip(eye, view.limits, strict=False)]
    return near, far


def _draw_panes(ax: Axes, view: Projection, far: list[float], style: Style) -> None:
    (low_1, high_1), (low_2, high_2), (low, high) = view.limits
    panes = [
        [
            (low_1, low_2, low),
            (high_1, low_2, low),
            (high_1, high_2, low),
            (low_1, high_2, low),
        ],
        [
            (far[0], low_2, low),
            (far[0], high_2, low),
            (far[0], high_2, high),
            (far[0], low_2, high),
        ],
        [
            (low_1, far[1], low),
            (high_1, far[1], low),
            (high_1, far[1], high),
            (low_1, far[1], high),
        ],
    ]
    ax.add_collection(
        PolyCollection(
            [view(np.array(pane)) for pane in panes],
            facecolors=[style.floor, style.pane, style.pane],
            edgecolors="face",
            linewidths=0,
            zorder=1,
        ),
        autolim=False,
    )


def around(view: Projection, y: float) -> np.ndarray:
    """Three places on the far walls at a height, in pixels, the left one first."""
    near, far = sides(view)
    corners = (near[0], far[1], y), (far[0], far[1], y), (far[0], near[1], y)
    pixels = view(np.array(corners))
    return pixels if pixels[0, 0] < pixels[2, 0] else pixels[::-1]


def _draw_bounds(
    ax: Axes, view: Projection, bounds: tuple[float, ...], style: Style
) -> None:
    """Draw dotted lines round the far walls."""
    ax.add_collection(
        LineCollection(
            [around(view, y) for y in bounds],
            colors=style.zero,
            linewidths=style.frame_width,
            linestyles=[DOTS],
            zorder=1.55,
        ),
        autolim=False,
    )


def _draw_edges(ax: Axes, view: Projection, far: list[float], style: Style) -> None:
    """Draw each edge of the panes once: drawn twice, it would look like rope."""
    (low_1, high_1), (low_2, high_2), (low, high) = view.limits
    (far_1, far_2) = far
    floor = [(low_1, low_2), (high_1, low_2), (high_1, high_2), (low_1, high_2)]
    near_1, near_2 = low_1 + high_1 - far_1, low_2 + high_2 - far_2
    lines = [
        [(*corner, low) for corner in (*floor, floor[0])],
        [(near_1, far_2, high), (far_1, far_2, high), (far_1, near_2, high)],
        *([(*c, low), (*c, high)] for c in ((near_1, far_2), far, (far_1, near_2))),
    ]
    ax.add_collection(
        LineCollection(
            [view(np.array(line)) for line in lines],
            colors=style.frame,
            linewidths=style.frame_width,
            joinstyle="round",
            zorder=1.6,
        ),
        autolim=False,
    )


def _draw_grid(
    ax: Axes,
    view: Projection,
    far: list[float],
    ticks: tuple[np.ndarray, ...],
    style: Style,
) -> None:
    (low_1, high_1), (low_2, high_2), (low, high) = view.limits
    lines = [
        *([(t, low_2, low), (t, high_2, low)] for t in ticks[0]),
        *([(t, far[1], low), (t, far[1], high)] for t in ticks[0]),
        *([(low_1, t, low), (high_1, t, low)] for t in ticks[1]),
        *([(far[0], t, low), (far[0], t, high)] for t in ticks[1]),
        *([(low_1, far[1], t), (high_1, far[1], t)] for t in ticks[2]),
        *([(far[0], low_2, t), (far[0], high_2, t)] for t in ticks[2]),
    ]
    ax.add_collection(
        LineCollection(
            [view(np.array(line)) for line in lines],
            colors=style.grid,
            linewidths=style.grid_width,
            zorder=1.5,
        ),
        autolim=False,
    )


def _draw_ticks(
    ax: Axes, marks: np.ndarray, out: np.ndarray, length: float, style: Style
) -> None:
    """Draw short lines from ticks outwards.

    marks: the ticks on the box, in pixels; out: directions, of length 1.
    length: in points.
    """
    lines = np.stack([marks, marks + out * length * ax.figure.dpi / 72], axis=1)
    ax.add_collection(
        LineCollection(list(lines), colors=style.frame, linewidths=style.frame_width),
        autolim=False,
    )
