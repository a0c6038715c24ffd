"""The box around surfaces: panes, grid, ticks and labels in perspective."""

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.ticker import MaxNLocator

from render.plot.axes import Axis, BoxAxes
from render.plot.camera import Projection
from render.style.styles import Style

# Lengths, and distances from the box, in points.
TICK = 4.0
TICK_LABEL = 18.0
TICK_LABEL_BESIDE = 8.0
LIFT = 4.0
LEAST_STEP, MOST_STEPS = 17.0, 6  # the least from tick to tick, and the most steps
LABEL = 38.0
LABEL_BESIDE = 48.0


def draw_box(ax: Axes, view: Projection, axes: BoxAxes, style: Style) -> None:
    """Draw the floor, the two far walls and their labels, in pixels of ax."""
    near, far = _sides(view)
    low, high = axes.y.low, axes.y.high
    points = ax.figure.dpi / 72  # pixels in a point
    across, up = (length / points for length in _lengths(view))
    ticks = [tick_values(axes.x_1, across), tick_values(axes.x_2, across)]
    ticks.append(tick_values(axes.y, up))
    _draw_panes(ax, view, far, style)
    _draw_grid(ax, view, far, ticks, style)
    _draw_edges(ax, view, far, style)

    def edge(axis: int, at: np.ndarray, depth: float) -> np.ndarray:
        """Pixels of places along one edge of the floor.

        depth: how far outside the edge, as a share of the floor's other side.
        """
        other = 1 - axis
        points = np.full((len(at), 3), low)
        points[:, axis] = at
        points[:, other] = near[other] + depth * (near[other] - far[other])
        return view(points)

    centre = view(np.array([sum(limits) / 2 for limits in view.limits[:2]] + [low]))
    for axis, scale in enumerate((axes.x_1, axes.x_2)):
        start, end = edge(axis, np.array([scale.low, scale.high]), 0)
        down = _across(start, end, away_from=centre)
        marks = edge(axis, ticks[axis], 0)
        out = _unit(edge(axis, ticks[axis], 0.01) - marks)
        _draw_ticks(ax, marks, out, style)
        beyond = marks + _unit(out + down) * TICK_LABEL * points
        _draw_values(ax, beyond, ticks[axis], style)
        place = (start + end) / 2 + down * LABEL * points
        _draw_label(ax, place, scale.label, _angle(start, end), style)

    corner = max(
        ((near[0], far[1]), (far[0], near[1])),
        key=lambda c: float(view(np.array((*c, low)))[0]),
    )
    marks = view(np.array([(*corner, y) for y in ticks[2]]))
    beside = np.array([1.0, 0.0])
    _draw_ticks(ax, marks, beside, style)
    places = marks + beside * TICK_LABEL_BESIDE * points
    places[0, 1] -= LIFT * points  # away from the values of x_2
    _draw_values(ax, places, ticks[2], style, "left")
    middle = view(np.array((*corner, (low + high) / 2)))
    _draw_label(ax, middle + beside * LABEL_BESIDE * points, axes.y.label, 90, style)


def tick_values(axis: Axis, length: float = np.inf) -> np.ndarray:
    """Round numbers from low to high, the fewer the shorter the axis is.

    length: in points.
    """
    most = int(np.clip(length / LEAST_STEP, 2, MOST_STEPS))
    locator = MaxNLocator(nbins=most, steps=[1, 2, 5, 10])
    values = np.asarray(locator.tick_values(axis.low, axis.high))
    slack = 1e-9 * (axis.high - axis.low)
    return values[(values >= axis.low - slack) & (values <= axis.high + slack)]


def tick_labels(values: np.ndarray) -> list[str]:
    """Ticks in words: as many decimals as they need, and a real minus sign."""
    slack = 1e-6 * np.ptp(values)
    off = (np.abs(values - np.round(values, d)).max() for d in range(12))
    decimals = next(d for d, most in enumerate(off) if most <= slack)
    return [
        f"{value + 0.0:.{decimals}f}".replace("-", "\N{MINUS SIGN}") for value in values
    ]


def _lengths(view: Projection) -> tuple[float, float]:
    """The shortest side of the floor and the least height of a wall, in pixels."""
    corners = view(view.corners.reshape(2, 2, 2, 3))  # by x_1, x_2 and y
    sides = [np.diff(corners[:, :, 0], axis=axis).reshape(-1, 2) for axis in (0, 1)]
    heights = np.diff(corners, axis=2).reshape(-1, 2)
    side, height = (np.hypot(*s.T).min() for s in (np.concatenate(sides), heights))
    return side, height


def _sides(view: Projection) -> tuple[list[float], list[float]]:
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
    ax: Axes, view: Projection, far: list[float], ticks: list[np.ndarray], style: Style
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


def _draw_values(
    ax: Axes,
    places: np.ndarray,
    values: np.ndarray,
    style: Style,
    align: str = "center",
) -> None:
    for (x, y), text in zip(places, tick_labels(values), strict=True):
        ax.text(
            x, y, text, color=style.text, size=style.tick_size, ha=align, va="center"
        )


def _draw_label(
    ax: Axes, place: np.ndarray, text: str, angle: float, style: Style
) -> None:
    x, y = place
    ax.text(
        x,
        y,
        text,
        color=style.text,
        size=style.label_size,
        rotation=angle,
        rotation_mode="anchor",
        ha="center",
        va="center",
    )


def _unit(vectors: np.ndarray) -> np.ndarray:
    return vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)


def _across(start: np.ndarray, end: np.ndarray, away_from: np.ndarray) -> np.ndarray:
    """The direction at right angles to a line, on the side away from a place."""
    along = _unit(end - start)
    square = np.array([-along[1], along[0]])
    return square if square @ (start - away_from) > 0 else -square


def _angle(start: np.ndarray, end: np.ndarray) -> float:
    """A line's angle, read from left to right, in degrees anticlockwise from level."""
    (left, right) = sorted((start, end), key=lambda place: place[0])
    return float(np.degrees(np.arctan2(left[1] - right[1], right[0] - left[0])))
