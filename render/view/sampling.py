"""Sampling: as many points of a curve as its picture needs, and grids."""

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from model.creases import BESIDE

FIRST = 512  # stretches that a curve is divided into at first
STRAIGHT = 1e-5  # of the picture's width: a tenth of a pixel at 10,000 pixels
HALVINGS = 16  # of a stretch, at most
MOST_POINTS = 2**16  # of the wildest curve: several to a pixel, at any size


def trace(
    function: Callable[[np.ndarray], np.ndarray],
    knots: np.ndarray,
    x_range: tuple[float, float],
    y_range: tuple[float, float],
    aspect: float = 16 / 9,
) -> tuple[np.ndarray, np.ndarray]:
    """Points between which curves are straight, to a tenth of a pixel.

    Curves that would take more than MOST_POINTS get about as many.

    function: maps x (n_points,) to y (n_points, n_curves).
    knots: x that must be among the points, such as creases.
    x_range, y_range: what the picture shows; outside y_range no points are added.
    aspect: the picture's width divided by its height.
    Returns x (n_points,), ascending, and y (n_points, n_curves).
    """
    x = np.union1d(np.linspace(*x_range, FIRST + 1), knots)
    y = function(x)
    bent = np.ones(len(x) - 1, dtype=bool)
    for _ in range(HALVINGS):
        i = np.flatnonzero(bent)
        if not len(i) or len(x) > MOST_POINTS:
            break
        middle = (x[i] + x[i + 1]) / 2
        height = function(middle)
        ends = y[i], y[i + 1]
        unit = aspect * (y_range[1] - y_range[0])  # the picture's width, in y's units
        run = (x[i + 1] - x[i]) / (x_range[1] - x_range[0])
        again = _is_bent(height, *ends, run, unit) & _is_seen(height, *ends, y_range)
        x, y = np.insert(x, i + 1, middle), np.insert(y, i + 1, height, axis=0)
        bent = np.zeros(len(x) - 1, dtype=bool)
        halves = i + np.arange(len(i))
        bent[halves] = bent[halves + 1] = again
    return x, y


def broken(
    x: np.ndarray, y: np.ndarray, places: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Curves with a nan, which breaks them, at every place where they jump.

    x (n_points,), y (n_points, n_curves): with points beside each place.
    places: (n,), ascending.
    """
    if not len(places):
        return x, y
    half = BESIDE / 2 * (x[-1] - x[0])
    ends = np.column_stack([places - half, places + half]).ravel()
    beside = np.searchsorted(ends, x) % 2 == 0  # at the place itself is either side
    x, y = x[beside], y[beside]
    i = np.searchsorted(x, places)
    return np.insert(x, i, places), np.insert(y, i, np.nan, axis=0)


def _is_bent(
    height: np.ndarray,
    before: np.ndarray,
    after: np.ndarray,
    run: np.ndarray,
    unit: float,
) -> np.ndarray:
    """Whether any curve is bent in each of n stretches: (n,).

    height, before, after: y in the middle and at the ends, (n, n_curves).
    run: the width of each stretch (n,), as a share of the picture's.
    unit: the picture's width, in units of y.
    """
    off = np.abs(height - (before + after) / 2) / unit
    rise = np.abs(after - before) / unit
    # Measured across the line, for on a steep line an error upwards does not show.
    across = off * run[:, None] / np.hypot(run[:, None], rise)
    return (across > STRAIGHT).any(axis=1)


def _is_seen(
    height: np.ndarray,
    before: np.ndarray,
    after: np.ndarray,
    y_range: tuple[float, float],
) -> np.ndarray:
    """Whether any curve may be inside the picture in each stretch: (n,)."""
    low = np.minimum(np.minimum(before, after), height)
    high = np.maximum(np.maximum(before, after), height)
    return ((high >= y_range[0]) & (low <= y_range[1])).any(axis=1)


@lru_cache(maxsize=4)
def grid(
    x: tuple[float, float], y: tuple[float, float], n_lines: int
) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
    """The lines of a grid along two inputs, and its points.

    x, y: the ranges of the inputs. n_lines: along each of them.
    Gives two arrays (n_lines,), and one of points (n_lines**2, 2).
    """
    lines = np.linspace(*x, n_lines), np.linspace(*y, n_lines)
    points = np.stack(np.meshgrid(*lines, indexing="ij"), axis=-1).reshape(-1, 2)
    for array in (*lines, points):
        array.setflags(write=False)
    return lines, points
