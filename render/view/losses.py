"""Losses: the view of how far trainings are."""

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
from render.view.progress import measured
from render.view.runs import last_of, present_of, runs_in, series_of_run, source_of
from render.view.scales import (
    is_wide,
    loss_axis,
    loss_places,
    step_axis,
    step_places,
)
from render.view.views import Moment, check_range

NAMES = ("training", "test")
WIDTH, SIZE = 0.7, 2.6  # of curves, and of discs at their present
FAINT = 0.35  # opacity of what is to come
MOST = 100.0  # times the highest first loss: where curves leave the picture of several


@dataclass(frozen=True)
class Losses:
    """The losses of a training over its steps, or of several, and where a moment is.

    A curve of the loss over all points to train on and, dashed, one of that over the
    points to test with. They go through what was measured, straight from stop to stop;
    where only losses of batches are known, these take the place of the first. An
    upright line is at the present step; a disc, of test points a ring, at what was
    measured last. What is to come is faint.

    Several trainings have a colour each, and their names at the ends of their curves.
    One that bursts ends there, or leaves the picture.

    The axis of steps is even at first and logarithmic later, as stops are.
    logarithmic: whether that of losses is; None if what it shows spans more than a
        power of ten.
    y: the range of losses; None for one that fits those of the trainings. One from zero
        is not logarithmic.

    It shows moments whose networks are a recording's, or runs; InputError is raised for
    others.
    """

    logarithmic: bool | None = None
    y: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.y is not None:
            check_range("y", self.y)
            if self.logarithmic and not 0 < 2 * self.y[0] <= self.y[1]:
                words = "a low end above 0, for logarithms, and a high one twice that"
                raise InputError("y", f"{self.y[0]:g} to {self.y[1]:g}", words)

    def plot(self, moment: Moment) -> Plot:
        """The losses, and where the moment is among them."""
        networks = moment.networks
        runs = runs_in(source_of(networks))
        lines = loss_lines(runs, self, len(runs.names) > 1)
        return loss_plot(lines, present_of(networks or runs, moment.position))


@dataclass(frozen=True, eq=False)
class Line:
    """One loss of a recording.

    x, y: places of all its stops along the axes of steps and of losses, (stops,).
    name: at its end. series: the number of its colour, None for that of words. is_test:
        whether it is of points to test with.
    """

    x: np.ndarray
    y: np.ndarray
    name: str
    series: int | None
    is_test: bool

    def curves(self, present: float) -> Iterator[Curve]:
        """All of it, faint, with its name at its end, and what is past."""
        past, end = self.x < present, min(present, float(self.x[-1]))
        x = np.append(self.x[past], end)
        y = np.append(self.y[past], np.interp(end, self.x, self.y))
        look = self.series, WIDTH, self.is_test
        yield Curve(self.x, self.y, *look, name=self.name, face="plain", depth=FAINT)
        yield Curve(x, y, *look)

    def disc(self, present: float) -> Points:
        """A disc at what was measured last; of test points a ring."""
        last = last_of(self.x, present)
        place, hollow = np.array([[self.x[last], self.y[last]]]), [self.is_test]
        return Points(place, self.series, SIZE, hollow=np.array(hollow), is_whole=True)


@dataclass(frozen=True, eq=False)
class Lines:
    """The losses of trainings on common axes. note: what they are."""

    axes: FlatAxes
    lines: tuple[Line, ...]
    note: str


@lru_cache(maxsize=16)
def loss_lines(runs: Runs, view: Losses, colored: bool) -> Lines:
    """The losses of trainings; colored: whether each has a colour of its own."""
    losses = [_losses_of(run) for run in runs.recordings]
    ends = _every(losses) if view.y is None else np.array(view.y)
    spread = view.logarithmic
    if spread is None:
        spread = is_wide(ends) and (view.y is None or view.y[0] > 0)
    lines = tuple(
        Line(
            step_places(runs.recordings[k].steps),
            loss_places(values, spread),
            name,
            series_of_run(k) if colored else None,
            is_test,
        )
        for k, of_one in enumerate(losses)
        for values, name, is_test in zip(
            of_one, _names(runs, k, len(of_one)), (False, True), strict=False
        )
    )
    first, last = map(int, runs.longest.steps[[0, -1]])
    axes = FlatAxes(
        step_axis(runs.longest.unit, first, last),
        loss_axis(ends, spread, view.y is None),
        names=tuple(line.name for line in lines if line.name),
        # Names that tell trainings apart have room, however narrow axes get for it.
        face="plain" if len(losses) == 1 else "mixed",
    )
    return Lines(axes, lines, _note(runs, any(line.is_test for line in lines)))


def loss_plot(lines: Lines, present: float) -> Plot:
    """Losses at a present step, as present_of says it."""
    marks: list[Mark] = [Dividers(np.array([present]), opacity=0.6)]
    marks += [curve for line in lines.lines for curve in line.curves(present)]
    marks += [line.disc(present) for line in lines.lines]
    return Plot(lines.axes, tuple(marks), note=lines.note)


def _losses_of(recording: Recording) -> list[np.ndarray]:
    """The losses over points to train on and, if there are any, to test with."""
    tests = [recording.test_losses] if len(recording.test_losses) else []
    return [measured(recording), *tests]


def _every(losses: list[list[np.ndarray]]) -> np.ndarray:
    """All losses that axes have room for: of several trainings none that is far off."""
    every = np.concatenate([values for of_one in losses for values in of_one])
    if len(losses) == 1:
        return every
    first = max(float(training[0]) for training, *_ in losses)
    return np.minimum(every, MOST * first)


def _names(runs: Runs, k: int, n: int) -> tuple[str, ...]:
    """The names of the n losses of run number k: of several each has the run's."""
    if len(runs.names) > 1:
        return tuple((runs.names[k], f"{runs.names[k]}, test")[:n])
    return NAMES if n > 1 else ("",)


def _note(runs: Runs, has_tests: bool) -> str:
    """What losses are, where that is known, and what dashes are."""
    pairs = zip(runs.recordings, runs.names, strict=True)
    known = [(run.training.loss.title, name) for run, name in pairs if run.training]
    if not known:
        return "Dashed: of test data." if has_tests else ""
    words = known[0][0]
    if len(known) < len(runs.names) or any(title != words for title, _ in known):
        words = " and ".join(f"{title} ({name})" for title, name in known)
    return f"Loss: {words}, dashed: of test data." if has_tests else f"Loss: {words}."
