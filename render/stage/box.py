"""The box around surfaces: panes, grid and ticks in perspective."""

from dataclasses import dataclass

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection

from render.plot.axes import BoxAxes
from render.plot.camera import Projection
from render.style.styles import Style

TICK = 4.0  # points


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
    _draw_grid(ax, view, far, ticks.values, style)
    _draw_edges(ax, view, far, style)
    for marks, out in zip(ticks.marks, ticks.out, strict=True):
        _draw_ticks(ax, marks, out, style)


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


def _draw_ticks(ax: Axes, marks: np.ndarray, out: np.ndarray, style: Style) -> None:
    """Draw short lines from ticks outwards.

    marks: the ticks on the box, in pixels; out: directions, of length 1.
    """
    lines = np.stack([marks, marks + out * TICK * ax.figure.dpi / 72], axis=1)
    ax.add_collection(
        LineCollection(list(lines), colors=style.frame, linewidths=style.frame_width),
        autolim=False,
    )
