"""Routes: the paths of trainings over a landscape, piece by piece within its box."""

from dataclasses import dataclass

import numpy as np

from model import Recording
from model.learn.landscape import Plane, losses_at
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.plot.marks.points import Points
from render.view.runs import row_at
from render.view.scales import loss_places

STEP = 0.01  # of a landscape's sides: from one point of a route to the next, at most
PRESENT, START = 3.2, 4.0  # diameters of the present and the start, in curve's widths

Range = tuple[float, float]


@dataclass(frozen=True, eq=False)
class Route:
    """The path of a training over a plane, on the surface of the loss there.

    recording: the one whose loss it is. plane: its own.
    is_logarithmic: whether heights are logarithms of losses.
    stops: where each of the path's stops is on the plane, (n_stops, 2).
    times: the positions among stops of points in the box, ascending, (n,).
    points: these, (n, 3), the third being their height.
    begins: whether each begins a piece, for the path was outside before, (n,).
    """

    recording: Recording
    plane: Plane
    is_logarithmic: bool
    stops: np.ndarray
    times: np.ndarray
    points: np.ndarray
    begins: np.ndarray

    @property
    def highest(self) -> float:
        """Its greatest height; minus infinity where it is nowhere in the box."""
        return float(self.points[:, 2].max(initial=-np.inf))

    def marks(
        self, position: float, series: int | None = None, name: str = ""
    ) -> tuple[Mark, ...]:
        """The route up to a position among its stops, and the present, a dot.

        A ring is where it starts.

        Beyond the last stop the dot goes straight back to the first, and the route
        back along itself.
        series: the number of its colour; None for white. name: of the dot.
        """
        n = int(np.searchsorted(self.times, self._reached(position), "right"))
        here = self._present(position)
        starts = np.flatnonzero(self.begins[:n])[1:]
        pieces = np.split(self.points[:n], starts) if n else []
        is_on_it = position <= len(self.stops) - 1
        if pieces and is_on_it and self.times[n - 1] < position and self._goes_on(n):
            pieces[-1] = np.concatenate([pieces[-1], here])
        lines = tuple(piece for piece in pieces if len(piece) > 1)
        ring = Points(self._present(0.0), None, START, hollow=np.array([True]))
        dot = Points(here, series, PRESENT, name=name)
        return ring, Paths(lines, series=series), dot

    def _reached(self, position: float) -> float:
        """Up to which position the route is seen."""
        last = len(self.stops) - 1
        return position if position <= last else last * (last + 1 - position)

    def _present(self, position: float) -> np.ndarray:
        """Where the training is at a position, on the surface: (1, 3)."""
        place = row_at(self.stops, position)[None]
        losses = losses_at(self.recording, self.plane.weights(place))
        return np.column_stack([place, loss_places(losses, self.is_logarithmic)])

    def _goes_on(self, n: int) -> bool:
        """Whether the route goes on to point number n without a gap."""
        return n < len(self.times) and not self.begins[n]


def route(
    recording: Recording,
    plane: Plane,
    stops: np.ndarray,
    box: tuple[Range, Range],
    is_logarithmic: bool = False,
) -> Route:
    """The route through stops (n_stops, 2), whose pieces in the box follow the surface.

    recording: whose loss the height is. box: the ranges along both axes.
    """
    low, high = np.transpose(box)
    time, begins = _times(stops, low, high)
    numbers = np.arange(len(stops))
    places = np.column_stack([np.interp(time, numbers, column) for column in stops.T])
    losses = losses_at(recording, plane.weights(places))
    points = np.column_stack([places, loss_places(losses, is_logarithmic)])
    return Route(recording, plane, is_logarithmic, stops, time, points, begins)


def _times(
    stops: np.ndarray, low: np.ndarray, high: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Positions among stops of points in a box, no more than STEP apart: (n,).

    And whether each begins a piece. low, high: of the box, (2,).
    """
    lengths = np.hypot(*(np.diff(stops, axis=0) / (high - low)).T)
    times, firsts = [np.zeros(0)], [np.zeros(0, bool)]
    for number, (start, end) in enumerate(_inside(stops, low, high)):
        if start < end:
            n = int(np.ceil((end - start) * lengths[number] / STEP)) + 1
            times.append(number + np.linspace(start, end, n))
            firsts.append(np.arange(n) == 0)
    time = np.concatenate(times)
    return time, np.concatenate(firsts) & (np.diff(time, prepend=-1.0) > 0)


def _inside(stops: np.ndarray, low: np.ndarray, high: np.ndarray) -> np.ndarray:
    """From which to which share each stretch between stops is in a box: (n - 1, 2).

    Of one that is outside, the first is not below the second; nor of one without
    length. low, high: of the box, (2,). Liang and Barsky 1984.
    """
    start, way = stops[:-1], np.diff(stops, axis=0)
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = np.stack([(low - start) / way, (high - start) / way])
    within = (low <= start) & (start <= high)
    still = way == 0
    enter = np.where(still, np.where(within, 0.0, 2.0), shares.min(axis=0))
    leave = np.where(still, np.where(within, 1.0, -1.0), shares.max(axis=0))
    found = np.column_stack([enter.max(axis=1), leave.min(axis=1)])
    found[still.all(axis=1)] = 0
    return np.clip(found, 0, 1)
