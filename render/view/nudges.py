"""Nudges: what a slope is, on an error that is straight and on one that is not.

A nudge is a triangle at the curve of an error: the weight changes by so much, the error
by so much, and their ratio is the slope from one place to the other.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache

import numpy as np

from model.learn.bowls import Bowl, descent
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.fading import fade
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.marks.tag import Tag
from render.plot.plots import Plot
from render.plot.titles import Title
from render.view.rules import number

AT, NUDGES, RATE = -1.0, (1.0, 0.5, 0.1), 0.25
BOWL = Bowl((1.0,))
AXES = FlatAxes(Axis("$w$ (weight)", -1.6, 1.6), Axis("$e$ (error)", -0.15, 2.35))
SLOPE = 2  # the number of the colour of slopes
THIN, WIDE, HEAVY = 0.5, 0.8, 1.6  # widths: of triangles, the tangent, and a step
DISC = 3.2  # the diameter of the corners of triangles
N = 161  # points of a curve
BOARD = ((0.85, 1.95), (0.85, 1.4), (0.85, 0.85))  # where equations stand
INSIDE = (0.55, 1.95)  # the same, in the bowl

AXES_ARE = "Across: one weight of a network. Up: the network's error."
DELTA = "Δ: by how much something changes."
SMALL = "d: as Δ, for changes as small as you like."
PARTIAL = "∂: as d, where one of several weights is nudged."
SQUARE = "Error: the square of the weight."
TOUCHES = "The line that touches the curve there is its tangent; its slope is 2 w."
STEP = f"Step: minus {RATE:g}, the rate, times the slope."

Error = Callable[[float], float]


@dataclass(frozen=True, eq=False)
class Stop:
    """What is seen at a stop: the words above and below it, and the marks.

    others: the marks but for the triangle. nudge, error: of that; 0 for none.
    """

    heading: str
    note: str
    others: tuple[Mark, ...]
    nudge: float = 0.0
    error: Error = field(default=lambda weight: 0.0)

    def marks(self, nudge: float) -> tuple[Mark, ...]:
        """The marks, with the triangle as large as for another nudge."""
        if not self.nudge:
            return self.others
        return *self.others, *_triangle(self.error, nudge, self.nudge)

    def towards(self, other: "Stop", share: float) -> tuple[Mark, ...]:
        """The marks a share of the way to another stop; what both have glides."""
        ends = self.nudge, other.nudge
        if self.error == other.error and all(ends):
            ends = (ends[0] + (ends[1] - ends[0]) * share,) * 2
        return fade(self.marks(ends[0]), other.marks(ends[1]), share)


@dataclass(frozen=True)
class SlopeOfError:
    """What the slope of an error is: a weight is nudged, and the error changes.

    First the error is straight, and its slope the same for every nudge. Then it is the
    square of the weight, to whose tangent the slopes of smaller nudges come nearer.
    """

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        return tuple(stop.heading for stop in _stops())

    def plot(self, position: float) -> Plot:
        """The plot at a position: what two stops share glides."""
        stops, stop = _stops(), int(position)
        before, after = stops[stop], stops[(stop + 1) % len(stops)]
        marks = before.towards(after, position - stop)
        title = Title(self.headings, position)
        note = Title(tuple(one.note for one in stops), position)
        return Plot(AXES, marks, title, note)


def straight(weight: float) -> float:
    """An error that falls along a line, down to zero: -2 w."""
    return -2 * weight


def square(weight: float) -> float:
    """An error that is a bowl: w^2."""
    return float(BOWL(np.array([weight])))


def change(error: Error, nudge: float) -> float:
    """By how much an error changes with a nudge of the weight."""
    return error(AT + nudge) - error(AT)


@cache
def _stops() -> tuple[Stop, ...]:
    return *_straight_stops(), *_bent_stops()


def _straight_stops() -> Iterator[Stop]:
    """On an error along a line: its slope, and how that is written."""
    line = _curve("straight", straight, -1.15, 0.0), _here(straight)
    whole, half = ((nudge, straight) for nudge in NUDGES[:2])
    slope = change(straight, 1.0)
    worked = _slope(_ratio(straight, 1.0), BOARD[0])
    same, small, one = (
        _slope(rf"\dfrac{{{d} e}}{{{d} w}} = {slope:g}", place)
        for d, place in zip((r"\Delta", "d", r"\partial"), BOARD, strict=True)
    )
    words = "An error that falls along a straight line"
    yield Stop(words, AXES_ARE, (*line, _named(straight, AT)))
    words = "The weight goes up by 1, and the error down by 2"
    yield Stop(words, DELTA, line, *whole)
    words = f"The slope: {number(slope)} of error for each 1 of weight"
    yield Stop(words, DELTA, (*line, worked), *whole)
    words = "Half the nudge, half the change: the slope is the same"
    yield Stop(words, DELTA, (*line, same), *half)
    words = "It is written de/dw for nudges as small as you like"
    yield Stop(words, SMALL, (*line, same, small), *half)
    words = "And ∂e/∂w, if there are other weights, which stay"
    yield Stop(words, PARTIAL, (*line, same, small, one), *half)


def _bent_stops() -> Iterator[Stop]:
    """On an error that is a bowl: its tangent, smaller nudges, and a step downhill."""
    curve = _curve("bent", square, AXES.x.low, AXES.x.high), _here(square)
    yield Stop("Most errors bend, such as w²", SQUARE, (*curve, _named(square, AT)))
    slope = float(BOWL.slopes(np.array([AT]))[0])
    touching = *curve, *_tangent(slope)
    words = f"At {number(AT)} the curve is as steep as its tangent: {number(slope)}"
    yield Stop(words, TOUCHES, touching)
    for nudge in NUDGES:
        found = number(change(square, nudge) / nudge)
        words = f"A nudge of {number(nudge)} has a slope of {found}"
        if nudge != NUDGES[0]:
            words = f"A nudge of {number(nudge)} has {found}: nearer to the tangent's"
        equation = _slope(_ratio(square, nudge), INSIDE)
        yield Stop(words, DELTA, (*touching, equation), nudge, square)
    yield _downhill(touching, slope)


def _downhill(touching: tuple[Mark, ...], slope: float) -> Stop:
    """A step of gradient descent: against the slope."""
    start, end = (float(place[0]) for place in descent(BOWL, (AT,), RATE, 1))
    before, after = number(square(start)), number(square(end))
    worked = rf"$w = {start:g} - {RATE:g} \times ({slope:g}) = {end:g}$"
    marks = (
        _way(start, end),
        _disc("reached", end, square(end)),
        Tag(worked, INSIDE, (0, 0), part="equation"),
        Tag(f"$e = {square(end):g}$", (end, square(end)), (1, 1), part="place"),
    )
    words = f"Against the slope it goes downhill: from {before} to {after}"
    return Stop(words, STEP, (*touching, *marks))


def _curve(part: str, error: Error, low: float, high: float) -> Curve:
    """The curve of an error."""
    x = np.linspace(low, high, N)
    return Curve(x, np.array([error(weight) for weight in x]), part=part)


def _disc(part: str, x: float, y: float) -> Points:
    return Points(np.array([[x, y]]), None, DISC, part=part)


def _here(error: Error) -> Points:
    """The weight that is nudged, on the curve."""
    return _disc("start", AT, error(AT))


def _named(error: Error, weight: float) -> Tag:
    """What a weight is, and its error."""
    words = f"$w = {weight:g}$, $e = {error(weight):g}$"
    return Tag(words, (weight, error(weight)), (1, 1), part="across")


def _triangle(error: Error, nudge: float, named: float) -> Iterator[Mark]:
    """The triangle of a nudge: across, then down to the curve, and straight back.

    named: the nudge whose numbers stand beside it.
    """
    corner, end = (AT + nudge, error(AT)), (AT + nudge, error(AT + nudge))
    x, y = np.transpose([(AT, error(AT)), corner, end])
    yield Curve(x[:2], y[:2], None, THIN, part="across")
    yield Curve(x[1:], y[1:], None, THIN, part="down")
    yield Curve(x[::2], y[::2], None, THIN, part="secant")
    yield _disc("end", *end)
    words = rf"$\Delta w = {named:g}$", rf"$\Delta e = {change(error, named):g}$"
    yield Tag(words[0], (AT, error(AT)), (1, 1), part="across")
    yield Tag(words[1], (x[1], (y[1] + y[2]) / 2), (1, 0), part="down")


def _ratio(error: Error, nudge: float) -> str:
    """The slope of a nudge, worked out."""
    by = change(error, nudge)
    worked = rf"\dfrac{{{by:g}}}{{{nudge:g}}} = {by / nudge:g}"
    return rf"\dfrac{{\Delta e}}{{\Delta w}} = {worked}"


def _slope(equation: str, place: tuple[float, float]) -> Tag:
    """An equation of a slope, in the colour of slopes."""
    part = f"equation {place[1]:g}"
    return Tag(f"${equation}$", place, (0, 0), SLOPE, part=part)


def _tangent(slope: float) -> Iterator[Mark]:
    """The line through the weight that is nudged, with a slope, and that slope."""
    x = np.array([AXES.x.low, AT - square(AT) / slope])
    y = square(AT) + slope * (x - AT)
    yield Curve(x, y, SLOPE, WIDE, False, part="tangent")
    place = (AT + x[1]) / 2, square(AT) / 2
    yield Tag(f"$2 w = {slope:g}$", place, (-1, 0), SLOPE, part="tangent")


def _way(start: float, end: float) -> Curve:
    """The way of a step, along the curve."""
    x = np.linspace(start, end, N)
    return Curve(x, x * x, None, HEAVY, part="way")
