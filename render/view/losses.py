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
WIDTH, SIZE = 0.7, 3.0  # of curves, and of discs at their present
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
    logarithmic: whether that of losses is; None if they span more than a power of ten.
    y: the range of losses; None for one that fits those of the recording.

    It shows moments whose networks are a recording's; InputError is raised for others.
    """

    logarithmic: bool | None = None
    y: tuple[float, float] | None = None

    def __post_init__(self) -> None:
        if self.y is not None:
            check_range("y", self.y)
            if self.logarithmic is not False and self.y[0] <= 0:
                words = "a low end above 0, for logarithms"
                raise InputError("y", f"{self.y[0]:g} to {self.y[1]:g}", words)

    def plot(self, moment: Moment) -> Plot:
        """The losses, and where the moment is among them."""
        recording = recording_of(moment.networks)
        if recording is None or moment.networks is None:
            raise InputError("view", "Losses", "networks of a recorded training")
        lines = loss_lines(recording, self.logarithmic, self.y)
        stop, x = _present(recording, moment.networks, moment.position)
        names = NAMES if len(lines.losses) > 1 else ("",)
        marks: list[Mark] = [Dividers(np.array([x]), opacity=0.6)]
        for number, (y, name) in enumerate(zip(lines.losses, names, strict=True)):
            marks += _curves(lines.steps, y, x, name, number == 1)
        for number, y in enumerate(lines.losses):
            place = np.array([[lines.steps[stop], y[stop]]])
            hollow = np.array([number == 1])
            marks.append(Points(place, None, SIZE, hollow=hollow))
        return Plot(lines.axes, tuple(marks), note=_note(recording))


@dataclass(frozen=True, eq=False)
class Lines:
    """The losses of a recording, in units of axes.

    steps: (stops,). losses: of points to train on and, if there are any, to test with,
        each (stops,).
    """

    axes: FlatAxes
    steps: np.ndarray
    losses: tuple[np.ndarray, ...]


@lru_cache(maxsize=16)
def loss_lines(
    recording: Recording,
    logarithmic: bool | None = None,
    y: tuple[float, float] | None = None,
) -> Lines:
    """The losses of a recording, and axes for them; logarithmic, y: as of Losses."""
    losses = [measured(recording)]
    if len(recording.test_losses):
        losses.append(recording.test_losses)
    every = np.concatenate(losses) if y is None else np.array(y)
    spread = is_wide(every) if logarithmic is None else logarithmic
    first, last = map(int, recording.steps[[0, -1]])
    axes = FlatAxes(
        step_axis(recording.unit, first, last),
        loss_axis(every, spread, y is None),
        names=NAMES if len(losses) > 1 else (),
        face="plain",  # so that long names leave narrow axes their room
    )
    places = tuple(loss_places(values, spread) for values in losses)
    return Lines(axes, step_places(recording.steps), places)


def _note(recording: Recording) -> str:
    """What the loss is, if that is known."""
    training = recording.training
    return "" if training is None else f"Loss: {training.loss.title}."


def _present(
    recording: Recording, networks: Networks, position: float
) -> tuple[int, float]:
    """The number of the last stop at a position, and where the position is, along x."""
    before = stop_of(networks, int(position))
    after = stop_of(networks, (int(position) + 1) % len(networks))
    a, b = step_places(recording.steps[[before, after]])
    return before, float(a + (position - int(position)) * (b - a))


def _curves(
    x: np.ndarray, y: np.ndarray, present: float, name: str, is_dashed: bool
) -> list[Curve]:
    """A curve up to the present, and all of it, faint, with its name at its end."""
    past = x < present
    at = float(np.interp(present, x, y))
    here = np.append(x[past], present), np.append(y[past], at)
    return [
        Curve(x, y, None, WIDTH, is_dashed, name, "plain", FAINT),
        Curve(*here, None, WIDTH, is_dashed),
    ]
