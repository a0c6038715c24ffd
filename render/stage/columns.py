"""Columns: where flat axes have room for a word, between curves."""

from collections.abc import Iterable

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from render.plot.marks.curve import Curve
from render.stage.ground import FlatGround

STEP = 3.0  # points from column to column

Span = tuple[np.ndarray, np.ndarray]  # the lowest and the highest place, in points


class Columns:
    """The frame of flat axes in columns, a few to a letter.

    places: how far right each column is, (n_columns,), in points.
    low, high: the lowest and the highest place in the frame, bars apart.
    """

    def __init__(self, ground: FlatGround) -> None:
        (left, right), x, y = ground.corners[:, 0], ground.axes.x, ground.axes.y
        n = max(int((right - left) / STEP), 2)
        self.places = np.linspace(left, right, n)
        self._x = np.linspace(x.low, x.high, n)
        ends = ground.to_points.transform([(0.0, y.low), (0.0, y.high)])[:, 1]
        self.low, self.high = map(float, ends)
        self._bottom, self._unit = y.low, (self.high - self.low) / (y.high - y.low)

    def count(self, width: float) -> int:
        """How many columns a word of a width takes up, space around it included."""
        step = self.places[1] - self.places[0]
        return min(int(np.ceil(width / step)) + 3, len(self.places))

    def reach(self, mark: Curve, count: int) -> Span:
        """The lowest and the highest place of a curve in each so many columns.

        They are (n_columns - count + 1,); nan where the curve breaks.
        """
        values = np.interp(self._x, mark.x, mark.y)
        heights = self.low + (values - self._bottom) * self._unit
        windows = sliding_window_view(heights, count)
        return windows.min(axis=1), windows.max(axis=1)


def gaps(spans: Iterable[Span], low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """How far all spans stay away from what lies between two heights; below 0 if not.

    Where a curve breaks it is not in the way.
    """
    least = np.full(np.shape(low), np.inf)
    for bottom, top in spans:
        least = np.fmin(least, np.fmax(bottom - high, low - top))
    return least
