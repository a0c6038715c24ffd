"""Losses of several trainings over their steps, in step."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model import Recording, Runs
from render.errors import InputError
from render.plot.axes import FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.dividers import Dividers
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.plots import Plot
from render.view.losses import FAINT, SIZE, WIDTH, present_of
from render.view.progress import measured, progress, steps
from render.view.scales import (
    is_wide,
    loss_axis,
    loss_places,
    step_axis,
    step_places,
)
from render.view.views import Moment

SERIES = 0, 1, 2, 5, 7  # colours of runs: none is the yellow of a valley of losses
NEAR = 1e-9  # along an axis of steps: what rounding may take from the present
MOST = 100.0  # times the highest first loss: where curves of bursts leave the picture


def series_of_run(k: int) -> int:
    """The number of the colour of a run."""
    return SERIES[k % len(SERIES)]


def runs_in(moment: Moment) -> Runs:
    """The recordings of a moment. Raises InputError for networks of no training."""
    networks = moment.networks
    if isinstance(networks, Runs):
        return networks
    if isinstance(networks, Recording):
        return Runs(("",), (networks,))
    kind = type(networks).__name__
    raise InputError("networks", kind, "a recording of a training, or runs")


@dataclass(frozen=True)
class RunLosses:
    """The losses of several trainings over their steps, and where they are at a moment.

    A curve of each one's loss over all points to train on, through what was measured,
    named at its end. An upright line is at the present step, a disc on each curve at
    what was measured last. What is to come is faint. The curve of a training that
    bursts ends there, or leaves the picture.

    logarithmic: whether the axis of losses is; None if they span more than a power of
        ten.
    """

    logarithmic: bool | None = None

    def plot(self, moment: Moment) -> Plot:
        """The losses, and where the moment is among them."""
        runs = runs_in(moment)
        axes, is_logarithmic = _axes(runs, self.logarithmic)
        _, present = present_of(runs.longest, runs, moment.position)
        marks: list[Mark] = [Dividers(np.array([present]), opacity=0.6)]
        for k, (run, name) in enumerate(zip(runs.recordings, runs.names, strict=True)):
            y = loss_places(measured(run), is_logarithmic)
            series = series_of_run(k) if len(runs.names) > 1 else None
            marks += _course(step_places(run.steps), y, present, series, name)
        return Plot(axes, tuple(marks), note=_note(runs))


def _course(
    x: np.ndarray, y: np.ndarray, present: float, series: int | None, name: str
) -> Iterator[Mark]:
    """The losses of one run, faint, and up to the present, with a disc at the last."""
    past, end = x <= present + NEAR, min(present, float(x[-1]))
    here = np.append(x[past], end), np.append(y[past], np.interp(end, x, y))
    yield Curve(x, y, series, WIDTH, name=name, depth=FAINT)
    yield Curve(*here, series, WIDTH)
    last = np.array([[x[past][-1], y[past][-1]]])
    yield Points(last, series, SIZE, is_whole=True)


@lru_cache(maxsize=16)
def _axes(runs: Runs, logarithmic: bool | None) -> tuple[FlatAxes, bool]:
    """The axes of losses, and whether they are logarithmic."""
    first = max(float(measured(run)[0]) for run in runs.recordings)
    every = np.concatenate([measured(run) for run in runs.recordings])
    every = np.minimum(every, MOST * first)
    spread = is_wide(every) if logarithmic is None else logarithmic
    longest = runs.longest
    ends = int(longest.steps[0]), int(longest.steps[-1])
    names = runs.names if len(runs.names) > 1 else ()
    return FlatAxes(
        step_axis(longest.unit, *ends), loss_axis(every, spread), names=names
    ), spread


def _note(runs: Runs) -> str:
    """What the loss is, if that is known, and one for all."""
    titles = {run.training.loss.title for run in runs.recordings if run.training}
    return f"Loss: {titles.pop()}." if len(titles) == 1 else ""


def reached(runs: Runs) -> tuple[str, ...]:
    """Words on each stop, all as long as each other: the step, of several runs.

    A single one without a name says its loss as well.
    """
    return progress(runs.longest) if runs.names == ("",) else steps(runs.longest)
