"""Thresholds: one surface, cut at one height after the other."""

from dataclasses import dataclass, field, replace
from functools import lru_cache

import numpy as np

from model import Classifier, Network, Networks
from render.errors import InputError
from render.plot.axes import BoxAxes
from render.plot.marks.contours import Contours
from render.plot.marks.fading import fade
from render.plot.marks.mark import Mark
from render.plot.plots import Plot
from render.plot.titles import Title, as_title
from render.view.composed import composed
from render.view.rules import number
from render.view.sampling import grid
from render.view.surfaces import Surfaces
from render.view.views import Moment, check_networks

PARTS = ("threshold", "boundaries", "regions")
PLACES = 2  # decimals of thresholds on the way from one to the next
FINE = 400  # places along each input, at which shares of the floor are measured
LAST = "Boundaries of thresholds {} to {}: straight and parallel"
BOUNDARY = "Each is the boundary of a threshold as high."


@dataclass(frozen=True)
class Thresholds:
    """The decision of one network at several thresholds, a stop for each.

    On the way from one to the next the threshold rises, and the boundary moves. At the
    last stop the boundaries of all round thresholds are seen at once, as contours.

    networks: where the network comes from, which is the first. levels: the thresholds.
    surfaces: how the network is shown.

    Raises InputError for a network of other than two inputs and one output.
    """

    networks: Networks
    levels: tuple[float, ...]
    surfaces: Surfaces = field(default_factory=Surfaces)

    def __post_init__(self) -> None:
        check_networks(self.surfaces, self.networks)
        if self._network.sizes[-1] > 1:
            layers = ",".join(map(str, self._network.sizes))
            raise InputError("layers", layers, "the last to be 1, for a threshold")

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop: how much of the floor is above a threshold."""
        cuts = (_heading(self._network, level, self.surfaces) for level in self.levels)
        return *cuts, LAST.format(*map(number, self._ends))

    def plot(self, position: float) -> Plot:
        """The surface at a position, cut at the threshold there."""
        title = Title(self.headings, position)
        note = Title(tuple(self._note(stop) for stop in range(self._n)), position)
        return Plot(self._axes, self._marks(position), title, note)

    @property
    def _n(self) -> int:
        return len(self.levels) + 1

    @property
    def _network(self) -> Network:
        return self.networks[0]

    @property
    def _ends(self) -> tuple[float, float]:
        """The lowest and the highest level of contours that are seen."""
        marks = self._still(len(self.levels)).marks
        (contours,) = (mark for mark in marks if isinstance(mark, Contours))
        levels = [line.level for line in contours.lines]
        return min(levels), max(levels)

    @property
    def _axes(self) -> BoxAxes:
        return self.surfaces.axes(self._network)

    def _marks(self, position: float) -> tuple[Mark, ...]:
        stop = int(position)
        if stop < len(self.levels) - 1:
            level = np.interp(position, [stop, stop + 1], self.levels[stop : stop + 2])
            return self._cut(round(float(level), PLACES)).marks
        before, after = self._still(stop), self._still((stop + 1) % self._n)
        return fade(before.marks, after.marks, position - stop)

    def _still(self, stop: int) -> Plot:
        """What is seen at a stop."""
        if stop == len(self.levels):
            return _plotted(self.surfaces, self._network)
        return self._cut(self.levels[stop])

    def _cut(self, level: float) -> Plot:
        """The surface and the floor in two categories."""
        view = replace(self.surfaces, threshold=level, parts=PARTS)
        return _plotted(view, self._network)

    def _note(self, stop: int) -> str:
        """What the network is, and what lines and letters mean."""
        name = f"{self.networks.name(0)}: {composed(self._network)}"
        words = as_title(self._still(stop).note).text
        more = f" {BOUNDARY}" if stop == len(self.levels) else ""
        return f"{name} \N{MIDDLE DOT} {words}{more}"


@lru_cache(maxsize=16)
def _plotted(view: Surfaces, network: Network) -> Plot:
    return view.plot(Moment(network))


def share_above(network: Network, level: float, surfaces: Surfaces) -> float:
    """Of which share of the floor a network's output is above a level."""
    middles = []
    for low, high in surfaces.ranges:
        half = (high - low) / FINE / 2
        middles.append((low + half, high - half))
    _, points = grid(*middles, FINE)
    return float((Classifier(network, level)(points) == 0).mean())


@lru_cache(maxsize=64)
def _heading(network: Network, level: float, surfaces: Surfaces) -> str:
    """What a threshold does, in words."""
    above, words = share_above(network, level, surfaces), f"Threshold {number(level)}"
    if above in (0, 1):
        return f"{words}: the boundary is not in the box, all is {'BA'[int(above)]}"
    return f"{words}: a straight boundary, A has {above:.0%} of the floor"
