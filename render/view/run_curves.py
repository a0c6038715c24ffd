"""Curves of several trainings in step, over one input and on the same axes."""

from dataclasses import dataclass

import numpy as np

from model import Data, Network, jumps, knots, network_at
from render.errors import InputError
from render.plot.axes import FlatAxes
from render.plot.marks.curve import Curve
from render.plot.plots import Plot
from render.view.data_keys import curve_data_key
from render.view.data_points import bounds_of, check_data, curve_points
from render.view.named import Named, Names, names_of
from render.view.runs import runs_in, series_of_run
from render.view.sampling import broken, trace
from render.view.views import Moment, check_range, wider

Range = tuple[float, float]


@dataclass(frozen=True)
class RunCurves:
    """The output of each of several networks of one input, named at its end.

    Curves break where they jump, and points to test with are rings, as Curves has them.

    data: points that all of them learn, whose targets are numbers, one for each.
    y: the range of outputs; None for that of the targets, and a little more.

    Raises InputError for other data, and a range that cannot be shown.
    """

    data: Data
    y: Range | None = None

    n_inputs = 1

    def __post_init__(self) -> None:
        check_data(self.data, self.n_inputs)
        if self.y is not None:
            check_range("y", self.y)
        targets = self.data.targets
        if targets is None or self.data.categories or targets.ndim > 1:
            raise InputError("data", "without a number for each point", "targets")

    def plot(self, moment: Moment) -> Plot:
        """The curves at a moment, over the points."""
        runs = runs_in(moment.networks)
        (x,), y = self.data.ranges(), self._window()
        curves = []
        for k, run in enumerate(runs.recordings):
            network = network_at(run, runs.place(k, moment.position))
            curve = _traced(network, x, y)
            curves.append(Curve(*curve, series_of_run(k), name=runs.names[k]))
        named = Named(names_of(Names(), self.data), 1, 1)
        bounds = bounds_of(moment.network)
        axes = FlatAxes(named.input(0, x), named.output(y), names=runs.names)
        points = curve_points(self.data, 1, bounds, x)
        note = curve_data_key(points, named, bounds)
        return Plot(axes, (*points, *curves), note=note)

    def _window(self) -> Range:
        """The range of outputs that is shown."""
        if self.y is not None:
            return self.y
        targets = np.asarray(self.data.targets)
        low, high = float(targets.min()), float(targets.max())
        return wider(wider((low, high)))


def _traced(network: Network, x: Range, y: Range) -> tuple[np.ndarray, np.ndarray]:
    """Points of the first output's curve, nan at jumps: x and y, (n_points,) each."""
    traced = trace(lambda x: network(x[:, None]), knots(network, *x), x, y)
    across, heights = broken(*traced, jumps(network, *x))
    return across, heights[:, 0]
