"""Losses: the view of how far a training is."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model import Networks, Recording
from render.errors import InputError
from render.plot.axes import FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.dividers import Dividers
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.plots import Plot
from render.view.progress import measured, recording_of, stop_of
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


@dataclass(frozen=True)
class Losses:
    """The losses of a training over its steps, and where it is at a moment.

    A curve of the loss over all points to train on and, dashed, one of that over the
    points to test with. They go through what was measured, straight from stop to stop;
    where only losses of batches are known, these take the place of the first. An
    upright line is at the present step; a disc, of test points a ring, at what was
    measured last. What is to come is faint.

    The axis of steps is even at first and logarithmic later, as stops are.
    logarithmic: whether that of losses is; None if what it shows spans more than a
        power of ten.
    y: the range of losses; None for one that fits those of the recording. One from zero
        is not logarithmic.

    It shows moments whose networks are a recording's; InputError is raised for others.
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
        recording = recording_of(moment.networks)
        if recording is None or moment.networks is None:
            raise InputError("view", "Losses", "networks of a recorded training")
        lines = loss_lines((recording,), ("",), self)
        stop, present = present_of(recording, moment.networks, moment.position)
        return loss_plot(lines, stop, present)


@dataclass(frozen=True, eq=False)
class Line:
    """One loss of a recording.

    places: of all its stops along an axis of losses, (stops,). name: at its end.
    series: the number of its colour, None for that of words. is_test: whether it is of
        points to test with.
    """

    places: np.ndarray
    name: str
    series: int | None
    is_test: bool

    def marks(self, x: np.ndarray, present: float) -> tuple[Mark, ...]:
        """The line up to the present, and all of it, faint, with its name at its end.

        x: places of its stops along an axis of steps. present: that of the present.
        """
        past, at = x < present, float(np.interp(present, x, self.places))
        here = np.append(x[past], present), np.append(self.places[past], at)
        look = self.series, WIDTH, self.is_test
        whole = Curve(x, self.places, *look, name=self.name, face="plain", depth=FAINT)
        return whole, Curve(here[0], here[1], *look)

    def disc(self, x: np.ndarray, stop: int) -> Points:
        """A disc at what was measured at a stop; of test points a ring."""
        place = np.array([[x[stop], self.places[stop]]])
        hollow = np.array([self.is_test])
        return Points(place, self.series, SIZE, hollow=hollow, is_whole=True)


@dataclass(frozen=True, eq=False)
class Lines:
    """The losses of recordings, which have the same steps.

    steps: places of all stops along an axis of steps, (stops,). note: what they are.
    """

    axes: FlatAxes
    steps: np.ndarray
    lines: tuple[Line, ...]
    note: str


@lru_cache(maxsize=16)
def loss_lines(
    recordings: tuple[Recording, ...],
    names: tuple[str, ...],
    view: Losses,
    colored: bool = False,
) -> Lines:
    """The losses of recordings of the same steps, and axes for all of them.

    names: of each; a single one needs none. colored: whether each has a colour of its
    own.
    """
    losses = [_losses_of(recording) for recording in recordings]
    every = np.concatenate([values for of_one in losses for values in of_one])
    ends = every if view.y is None else np.array(view.y)
    spread = view.logarithmic
    if spread is None:
        spread = is_wide(ends) and (view.y is None or view.y[0] > 0)
    lines = [
        Line(loss_places(values, spread), name, k if colored else None, is_test)
        for k, (of_one, own) in enumerate(zip(losses, names, strict=True))
        for values, name, is_test in zip(
            of_one, _names(own, len(of_one)), (False, True), strict=False
        )
    ]
    recording = recordings[0]
    first, last = map(int, recording.steps[[0, -1]])
    axes = FlatAxes(
        step_axis(recording.unit, first, last),
        loss_axis(ends, spread, view.y is None),
        names=tuple(line.name for line in lines if line.name),
        face="plain",  # so that long names leave narrow axes their room
    )
    has_tests = len(recordings) > 1 and any(len(of_one) > 1 for of_one in losses)
    note = _note(recordings, names, has_tests)
    return Lines(axes, step_places(recording.steps), tuple(lines), note)


def loss_plot(lines: Lines, stop: int, present: float) -> Plot:
    """Losses at a moment, as present_of says it."""
    marks: list[Mark] = [Dividers(np.array([present]), opacity=0.6)]
    for line in lines.lines:
        marks += line.marks(lines.steps, present)
    marks += [line.disc(lines.steps, stop) for line in lines.lines]
    return Plot(lines.axes, tuple(marks), note=lines.note)


def present_of(
    recording: Recording, networks: Networks, position: float
) -> tuple[int, float]:
    """The number of the last stop at a position, and where the position is, along x."""
    before = stop_of(networks, int(position))
    after = stop_of(networks, (int(position) + 1) % len(networks))
    a, b = step_places(recording.steps[[before, after]])
    return before, float(a + (position - int(position)) * (b - a))


def _losses_of(recording: Recording) -> list[np.ndarray]:
    """The losses over points to train on and, if there are any, to test with."""
    tests = [recording.test_losses] if len(recording.test_losses) else []
    return [measured(recording), *tests]


def _names(own: str, n: int) -> tuple[str, ...]:
    """The names of one recording's losses: a name of its own is at each."""
    if own:
        return (own,) * n
    return NAMES if n > 1 else ("",)


def _note(
    recordings: tuple[Recording, ...], names: tuple[str, ...], has_tests: bool
) -> str:
    """What losses are, where that is known, and dashes, if names do not say it."""
    pairs = zip(recordings, names, strict=True)
    known = [(run.training.loss.title, name) for run, name in pairs if run.training]
    if not known:
        return "Dashed: loss of test data." if has_tests else ""
    words = known[0][0]
    if len(known) < len(names) or any(title != words for title, _ in known):
        words = " and ".join(f"{title} ({name})" for title, name in known)
    return f"Loss: {words}, dashed of test data." if has_tests else f"Loss: {words}."
