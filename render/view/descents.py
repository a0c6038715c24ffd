"""Descents: gradient descent on an error of one weight, at one rate after the other."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.learn.bowls import Bowl, descent
from render.errors import InputError
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.marks.tag import Tag
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.view.phases import Phase, phase_at
from render.view.rules import number
from render.view.views import check_number
from render.view.weights import decimal

BOWL, AT = Bowl((1.0,)), -1.0
WEIGHTS = (-2.1, 2.1)
NOTE = "Error: the square of the weight. Step {}: weight {}, error {}."
AXES = FlatAxes(Axis("$w$ (weight)", *WEIGHTS), Axis("$e$ (error)", -0.5, 3.4))
PATH, HEAVY, THIN = 1, 1.3, 0.6  # the path's colour, its width on the curve and beside
PAST, PRESENT = 2.4, 3.6  # diameters of places, in widths of a curve
RULE = (0.0, 3.05)  # where it stands how a step is worked out
SHARES = (1.3, 1.0)  # of the width, for the curve and the steps
NEAR = 0.15  # of places: nearer ones have no room for numbers
N = 201  # points of a curve
SLOW = 0.5  # of its distance: a descent creeps that has more left after a step


@dataclass(frozen=True)
class Descents:
    """Descents on the square of a weight, from -1, a stop for each rate.

    They go along the curve; beside it the weight is seen over the steps. The first stop
    is the start.

    Raises InputError for rates that are no finite numbers above 0, or too many steps.
    """

    rates: tuple[float, ...]
    steps: int = 10

    def __post_init__(self) -> None:
        for rate in self.rates:
            if not 0 < rate < np.inf:
                raise InputError("rate", rate, "a number above 0")
        check_number("steps", self.steps, 1, 100)

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop: what a descent does at its rate."""
        first = "Downhill: each step is the rate times the slope"
        return first, *(heading(rate, self.steps) for rate in self.rates)

    def plot(self, position: float) -> Grid:
        """The curve and the steps, with a descent as far as it has come."""
        phase = phase_at(position, [0, *[self.steps] * len(self.rates)])
        way = phase.way(self._path(phase.stop))[:, 0]
        plots = self._curve(phase, way), self._over_steps(phase, way)
        title = Title(self.headings, phase.words)
        return Grid(plots, SHARES, title=title, note=_note(way, int(phase.steps)))

    def _path(self, stop: int) -> np.ndarray:
        """The weights of a stop's descent, (steps + 1, 1); of the first, the start."""
        if stop == 0:
            return np.array([[AT]])
        return descent(BOWL, (AT,), self.rates[stop - 1], self.steps)

    def _curve(self, phase: Phase, way: np.ndarray) -> Plot:
        """The error, with the descent along its curve."""
        marks: list[Mark] = [_error(*WEIGHTS)]
        marks.append(_error(way.min(), way.max(), PATH, HEAVY, phase.opacity))
        places = np.column_stack([way, BOWL(way[:, None])])
        marks += _discs(places, phase)
        marks += _counted(places[: int(phase.steps) + 1], phase.opacity)
        rule = f"new $w$ = $w - {self._rate(phase.stop)} \\times 2 w$"
        return Plot(AXES, (*marks, Tag(rule, RULE, (0, 0))))

    def _rate(self, stop: int) -> str:
        """The rate of a stop, as mathematics; at the first stop its name."""
        return f"{self.rates[stop - 1]:g}" if stop else r"\mathrm{rate}"

    def _over_steps(self, phase: Phase, way: np.ndarray) -> Plot:
        """The weight after each step of the descent."""
        steps = np.append(np.arange(len(way) - 1.0), phase.steps)
        line = Curve(steps, way, PATH, THIN, False, opacity=phase.opacity)
        marks = line, *_discs(np.column_stack([steps, way]), phase)
        low, high = -0.05 * self.steps, 1.05 * self.steps
        axes = FlatAxes(Axis("step", low, high), Axis("$w$ (weight)", *WEIGHTS))
        return Plot(axes, marks)


def heading(rate: float, steps: int) -> str:
    """What a descent on a square does at a rate: each step multiplies the weight."""
    left, words = 1 - 2 * rate, f"Rate {number(rate)}"
    last = number(float(f"{descent(BOWL, (AT,), rate, steps)[-1, 0]:.2g}"))
    if abs(left) == 1:
        return f"{words}: it swings for ever, as far as ever"
    if abs(left) > 1:
        return f"{words}: each step overshoots by more, and it leaves"
    if left < -SLOW:
        return f"{words}: it overshoots, and comes back"
    if left > SLOW:
        return f"{words}: it creeps; step {steps} is at {last}"
    return f"{words}: it is at the bottom in a few steps"


def _note(way: np.ndarray, step: int) -> Title:
    """Where a descent is after a step; there is room for the longest of such words."""
    error = float(BOWL(way[step : step + 1]))
    words = NOTE.format(step, decimal(way[step]), decimal(error))
    words = words.replace("-", "\N{MINUS SIGN}")
    return Title((words,), longest=(NOTE.format(10, -0.55, 0.55),))


def _error(
    low: float,
    high: float,
    series: int = 0,
    width: float = 1.0,
    opacity: float = 1.0,
) -> Curve:
    """The curve of the error, or a part of it."""
    x = np.linspace(low, high, N)
    return Curve(x, BOWL(x[:, None]), series, width, False, opacity=opacity)


def _counted(places: np.ndarray, opacity: float) -> Iterator[Tag]:
    """The numbers of steps beside places, up to the first that are too near others."""
    for k, (w, e) in enumerate(places):
        if k and np.abs(places[:k, 0] - w).min() < NEAR:
            return
        side = 1 if w > 0 else -1
        yield Tag(f"{k}", (w, e), (side, -1), PATH if k else None, opacity=opacity)


def _discs(places: np.ndarray, phase: Phase) -> Iterator[Points]:
    """The start, which stays; the places after each step; and the present."""
    reached = places[1 : int(phase.steps) + 1]
    yield Points(reached, PATH, PAST, opacity=phase.opacity)
    yield Points(places[:1], None, PAST)
    yield Points(places[-1:], None, PRESENT, opacity=phase.opacity)
