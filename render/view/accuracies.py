"""Accuracies: the view of how many points a training gets right, step by step."""

from dataclasses import dataclass

import numpy as np

from model import Recording
from render.errors import InputError
from render.plot.axes import Axis, FlatAxes
from render.plot.plots import Plot
from render.view.losses import Line, Lines, loss_plot
from render.view.runs import present_of, recording_of
from render.view.scales import step_axis, step_places
from render.view.views import Moment

TICKS = (0.0, 25.0, 50.0, 75.0, 100.0)
NOTE = "Dashed: of test data. Steps: even at first, then logarithmic."


@dataclass(frozen=True)
class Accuracies:
    """The share of points that a training's networks put into their own category.

    A curve over its steps, of points to train on and, dashed, of those to test with, as
    far as each is known. An upright line is at the present step, a disc, of test points
    a ring, at what was measured last. What is to come is faint.

    It shows moments whose networks are a recording's, with accuracies; InputError is
    raised for others.
    """

    def plot(self, moment: Moment) -> Plot:
        """The accuracies, and where the moment is among them."""
        run = recording_of(moment.networks)
        if moment.networks is None or run is None or not _known(run):
            raise InputError("networks", "without accuracies", "a recording with some")
        x = step_places(run.steps)
        lines = tuple(
            Line(x, 100 * shares, name, None, name == "test")
            for name, shares in _known(run).items()
        )
        steps = step_axis(run.unit, int(run.steps[0]), int(run.steps[-1]))
        axis = Axis("right (%)", 0.0, 104.0, TICKS)
        axes = FlatAxes(steps, axis, names=tuple(line.name for line in lines))
        return loss_plot(
            Lines(axes, lines, NOTE), present_of(moment.networks, moment.position)
        )


def _known(run: Recording) -> dict[str, np.ndarray]:
    """The accuracies that a recording has at its stops, by the names of the points."""
    found = {"training": run.training_accuracies, "test": run.test_accuracies}
    return {name: shares for name, shares in found.items() if len(shares)}
