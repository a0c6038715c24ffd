"""Spreads: the same networks with larger and larger weights."""

from dataclasses import dataclass, replace

import numpy as np

from model import Network
from render.errors import InputError
from render.plot.plots import Grid
from render.plot.titles import Title
from render.view.curves import Curves
from render.view.maps import Maps
from render.view.views import Moment, check_fit

SHARES = (1.0, 1.45)  # of the width, for the curve and the map
# Fine enough for what large weights do; of contours the one at zero, exactly.
MAP = Maps(n_lines=301, n_levels=0, parts=("boundaries",))


@dataclass(frozen=True)
class Spread:
    """How large weights are at a stop: uniform from -spread to spread.

    heading: the words above it; note: small words below it.
    """

    spread: float
    heading: str
    note: str = ""


@dataclass(frozen=True)
class Spreads:
    """A network of one input and one of two, whose weights grow from stop to stop.

    All weights and biases are multiplied by one number, which grows evenly by its
    logarithm on the way.

    curve, map: the networks, as they are with weights from -1 to 1.
    stops: what they are multiplied by.

    Raises InputError for networks of other inputs, and no stops.
    """

    curve: Network
    map: Network
    stops: tuple[Spread, ...]

    def __post_init__(self) -> None:
        check_fit(Curves(), self.curve.sizes)
        check_fit(MAP, self.map.sizes)
        if not self.stops:
            raise InputError("stops", "of 0", "one or more")

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        return tuple(stop.heading for stop in self.stops)

    def plot(self, position: float) -> Grid:
        """The curve and the map at a position."""
        spread = self._spread(position)
        pairs = (Curves(), self.curve), (MAP, self.map)
        plots = tuple(
            replace(view.plot(Moment(times(network, spread))), note="")
            for view, network in pairs
        )
        notes = tuple(stop.note for stop in self.stops)
        title, note = Title(self.headings, position), Title(notes, position)
        return Grid(plots, SHARES, title=title, note=note)

    def _spread(self, position: float) -> float:
        """How large weights are at a position; beyond the last stop as at the first."""
        spreads = [stop.spread for stop in (*self.stops, self.stops[0])]
        stops = np.arange(len(spreads))
        return float(np.exp(np.interp(position, stops, np.log(spreads))))


def times(network: Network, spread: float) -> Network:
    """A network all of whose weights and biases are multiplied by a number."""
    functions = [layer.activation for layer in network.layers]
    weights = [spread * layer.weights for layer in network.layers]
    return Network.from_weights(weights, functions)
