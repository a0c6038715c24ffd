"""Routes: the paths of trainings over a landscape, piece by piece within its box."""

from dataclasses import dataclass

import numpy as np

from model import Recording
from model.learn.landscape import Plane, losses_at
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.plot.marks.points import Points
from render.view.scales import loss_places

STEP = 0.01  # of the longer side of a landscape: from one point of a route to the next
PRESENT = 3.2  # the diameter of the present, in widths of a curve

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
        """Its greatest height; 0 where it is nowhere in the box."""
        return float(self.points[:, 2].max()) if len(self.points) else 0.0

    def marks(
        self, position: float, series: int | None = None, name: str = ""
    ) -> tuple[Mark, Mark]:
        """The route up to a position among its stops, and the present, a dot.

        series: the number of its colour; None for white. name: of the dot.
        """
        n = int(np.searchsorted(self.times, position, "right"))
        here = self._present(position)
        starts = np.flatnonzero(self.begins[:n])[1:]
        pieces = np.split(self.points[:n], starts) if n else []
        if pieces and self.times[n - 1] < position and self._goes_on(n):
            pieces[-1] = np.concatenate([pieces[-1], here])
        lines = tuple(piece for piece in pieces if len(piece) > 1)
        return Paths(lines, series=series), Points(here, series, PRESENT, name=name)

    def _present(self, position: float) -> np.ndarray:
        """Where the training is at a position, on the surface: (1, 3)."""
        numbers = np.arange(len(self.stops))
        place = [[np.interp(position, numbers, column) for column in self.stops.T]]
        losses = losses_at(self.recording, self.plane.weights(np.array(place)))
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
    step = STEP * float((high - low).max())
    times, begins, last = list[np.ndarray](), list[np.ndarray](), -1.0
    for number, ends in enumerate(_inside(stops, low, high)):
        if not ends[0] < ends[1]:
            continue
        reach = np.ptp(ends) * float(np.hypot(*(stops[number + 1] - stops[number])))
        own = number + np.linspace(ends[0], ends[1], int(np.ceil(reach / step)) + 1)
        is_next = own[0] == last
        last = own[-1]
        own = own[int(is_next) :]
        times.append(own)
        begins.append(np.arange(len(own)) == (-1 if is_next else 0))
    time = np.concatenate([np.zeros(0), *times])
    numbers = np.arange(len(stops))
    places = np.column_stack([np.interp(time, numbers, c) for c in stops.T])
    losses = losses_at(recording, plane.weights(places))
    points = np.column_stack([places, loss_places(losses, is_logarithmic)])
    starts = np.concatenate([np.zeros(0, bool), *begins])
    return Route(recording, plane, is_logarithmic, stops, time, points, starts)


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
