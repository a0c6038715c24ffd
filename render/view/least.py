"""Least: how much there is to see of a network, and how much there has to be."""

from dataclasses import dataclass
from functools import lru_cache
from math import isfinite

import numpy as np

from model import Network
from render.errors import InputError
from render.plot.axes import BoxAxes, FlatAxes
from render.plot.camera import Camera
from render.view.clarity import CATEGORIES, CLEAR

N_POINTS = 121  # of a curve
N_LINES = 21  # of sight over a surface, and points of each
GLANCE = 0.6  # how deep what is seen looks, as a share of the floor below it: the least
EDGE = 0.02  # of what is shown: at its bottom or top is what is no farther from it


@dataclass(frozen=True)
class Least:
    """The least that there is to see of a network: shares of what is shown.

    Of several outputs three, or all of fewer, are to have as much.

    covered: of a window's width, where a curve is in the window.
    varied: of the height, by how much the values differ that are seen.
    turned: of the height, by how much a curve both rises and falls, or a surface does
        along a line of sight.
    seen: of the floor, above which a surface's upper side is in the box, not hidden by
        nearer parts of it, and not edge-on: it looks at least 60% as deep as the floor.
    lifted: of the floor, above which a surface is not at the box's bottom; and as much,
        above which it is not at the top.
    ahead: of the inputs, at which an output is the highest by a twentieth of the
        height.

    Raises InputError for a number that is not from 0 to 1.
    """

    covered: float = 0.2
    varied: float = 0.1
    turned: float = 0.0
    seen: float = 0.6
    lifted: float = 0.25
    ahead: float = 0.0

    def __post_init__(self) -> None:
        for name, value in vars(self).items():
            if not (isfinite(value) and 0 <= value <= 1):
                raise InputError(name, value, "0 to 1")

    def __str__(self) -> str:
        return (
            f"a curve with less than {self.covered:.0%} of its width in the window, or "
            f"whose heights differ by less than {self.varied:.0%} of its height; a "
            f"surface whose heights differ by as little, that is at the box's bottom "
            f"or top over more than {1 - self.lifted:.0%} of the floor, or of whose "
            f"upper side less than {self.seen:.0%} is seen"
        )


def curves_show(network: Network, axes: FlatAxes, least: Least) -> bool:
    """Whether there is as much to see of a network's curves on axes."""
    x = np.linspace(axes.x.low, axes.x.high, N_POINTS)
    y = _share(network(x[:, None]), axes.y.low, axes.y.high)
    height = np.clip(y, 0, 1)
    enough = (
        (((y >= 0) & (y <= 1)).mean(axis=0) >= least.covered)
        & (np.ptp(height, axis=0) >= least.varied)
        & (_turned(height) >= least.turned)
        & (_ahead(y) >= least.ahead)
    )
    return _is_enough(enough)


def surfaces_show(network: Network, axes: BoxAxes, least: Least) -> bool:
    """Whether there is as much to see of a network's surfaces in a box."""
    points, inside = _sight(axes.camera)
    low, high = np.array([(axis.low, axis.high) for axis in (axes.x_1, axes.x_2)]).T
    y = _share(network(low + points[inside] * (high - low)), *axes.span)
    height = np.clip(y, 0, 1)
    enough = (
        (np.ptp(height, axis=0) >= least.varied)
        & ((height > EDGE).mean(axis=0) >= least.lifted)
        & ((height < 1 - EDGE).mean(axis=0) >= least.lifted)
        & (_ahead(y) >= least.ahead)
    )
    if not _is_enough(enough):  # which spares most of the time
        return False
    lines = np.full((*inside.shape, y.shape[1]), np.nan)
    lines[inside] = height
    enough &= np.fmax.reduce(_turned(lines.swapaxes(0, 1))) >= least.turned
    enough &= [_seen(values, inside, axes) >= least.seen for values in y.T]
    return _is_enough(enough)


def _is_enough(enough: np.ndarray) -> bool:
    """Whether as many outputs as need be have enough to see, (n_outputs,)."""
    return bool(enough.sum() >= min(len(enough), CATEGORIES))


def _share(y: np.ndarray, low: float, high: float) -> np.ndarray:
    """Values as shares of what is shown: 0 at its bottom, 1 at its top."""
    share: np.ndarray = (y - low) / (high - low)
    return share


def _turned(height: np.ndarray) -> np.ndarray:
    """By how much heights both rise and fall along the first axis; some may be nan."""
    rise = np.fmax.reduce(height - np.fmin.accumulate(height))
    fall = np.fmax.reduce(np.fmax.accumulate(height) - height)
    turned: np.ndarray = np.minimum(rise, fall)
    return turned


def _ahead(y: np.ndarray) -> np.ndarray:
    """At which share of points (n_points, n_outputs) each output is clearly ahead."""
    n_points, n_outputs = y.shape
    if n_outputs == 1:
        return np.ones(1)
    second, first = np.sort(y)[:, -2:].T
    clear = y.argmax(axis=1)[first - second >= CLEAR]
    return np.bincount(clear, minlength=n_outputs) / n_points


def _seen(y: np.ndarray, inside: np.ndarray, axes: BoxAxes) -> float:
    """Of which share of the floor the camera sees what is above it, as from afar.

    Along a line of sight that is what is higher in the picture than all that is nearer.
    y: a surface's values at the points inside, as shares of the span.
    """
    camera, (low, high) = axes.camera, axes.span
    elevation = np.radians(camera.elevation)
    depth = _depths(camera) * np.sin(elevation)
    unit = (high - low) / (axes.y.high - axes.y.low) * 2 * camera.aspect[2]
    is_cut = (y < 0) | (y > 1)
    up = np.full(inside.shape, -np.inf)  # in the picture
    up[inside] = np.where(is_cut, -np.inf, y * unit * np.cos(elevation))
    up += depth
    nearer = np.insert(np.maximum.accumulate(up, axis=1)[:, :-1], 0, -np.inf, axis=1)
    is_seen = np.isfinite(up) & (up >= nearer + GLANCE * (depth[1] - depth[0]))
    return float(is_seen.sum() / inside.sum())


@lru_cache(maxsize=16)
def _sight(camera: Camera) -> tuple[np.ndarray, np.ndarray]:
    """Points on lines of sight, from near to far, and which are above the floor.

    The points, (N_LINES, N_LINES, 2), are shares of the box's sides.
    """
    depths, sides = _depths(camera), np.array(camera.aspect[:2])
    across = depths[:, None, None] * camera.right
    places = across + depths[:, None] * camera.forward
    points = (places / sides + 1) / 2
    return points, ((points >= 0) & (points <= 1)).all(axis=-1)


def _depths(camera: Camera) -> np.ndarray:
    """How deep in the box points of lines of sight are, in half-widths."""
    reach = np.hypot(*camera.aspect[:2])
    return np.linspace(-reach, reach, N_LINES)
