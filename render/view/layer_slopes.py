"""Slopes by layer: how steeply the loss rises with the weights of each layer."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from model import Recording, Runs, layer_slopes
from render.errors import InputError
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.plots import Plot
from render.view.runs import row_at, runs_in, series_of_run
from render.view.scales import loss_axis, loss_places
from render.view.views import Moment

SIZE = 2.4  # of discs, in widths of a curve
LEAST = 1e-9  # of a slope on the axis
ROOM = 0.3  # of a layer: from the first and the last to the frame


@dataclass(frozen=True)
class LayerSlopes:
    """The mean size of the loss's slopes for the weights of each layer.

    They are over all points to train on, without biases, and worked out at the stops of
    the trainings; between two stops they go from the ones to the others. The axis of
    slopes is logarithmic, and the same at all moments.
    """

    def plot(self, moment: Moment) -> Plot:
        """The slopes of each training's network at a moment, layer by layer."""
        runs = runs_in(moment.networks)
        axes, marks = _axes(runs), list[Mark]()
        for k, run in enumerate(runs.recordings):
            slopes = loss_places(_slopes(run), True)
            place, layers = runs.place(k, moment.position), np.arange(slopes.shape[1])
            y = row_at(slopes, place)
            x, series = layers + 1.0, series_of_run(k)
            marks += [
                Curve(x, y, series, name=runs.names[k]),
                Points(np.column_stack([x, y]), series, SIZE),
            ]
        return Plot(axes, tuple(marks))


def _slopes(run: Recording) -> np.ndarray:
    """The mean size of slopes at each stop, (stops, n_layers), none below LEAST."""
    try:
        return np.maximum(layer_slopes(run), LEAST)
    except ValueError as error:
        words = "a recording that says how it was trained"
        raise InputError("networks", str(error), words) from error


@lru_cache(maxsize=16)
def _axes(runs: Runs) -> FlatAxes:
    every = [_slopes(run) for run in runs.recordings]
    n = max(slopes.shape[1] for slopes in every)
    layers = Axis("layer", 1 - ROOM, n + ROOM, tuple(map(float, range(1, n + 1))))
    values = np.concatenate([slopes.ravel() for slopes in every])
    slopes = replace(loss_axis(values, True), label="gradient, mean size")
    return FlatAxes(layers, slopes)
