"""Squashing: a weighted sum, which is a line, and what two functions make of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp
from typing import TypeVar

import numpy as np

from model import IDENTITY, LOGISTIC, TANH, Activation
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.fading import marks_at
from render.plot.marks.level import Level
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.marks.tag import Tag
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.view.rules import number

WEIGHT, BIAS = 0.6, 0.3
NEAR, FAR = 6.0, 60.0  # the farthest inputs that the two plots show
UP = Axis("sum $v$, and $f(v)$", -1.7, 1.7, (-1, 0, 1))
SHARES = (1.1, 1.0)  # of the width, for what is near and what is far
PLACES = np.array([-5.0, -3.0, -1.0, 1.0, 3.0, 5.0])  # inputs that are marked
LINE_AT, BENT_AT = -1.3, -1.9  # inputs at which the line and the curve have names
UPS = 0.72, 0.34  # where the value at the farthest input stands
DISC, LINE = 3.0, 0.6  # the diameter of a disc, and the width of the line
N = 961  # points of a curve
SECOND = "The second plot shows ten times as much of x."
SUMS = "Dashed: the weighted sum v, which is {v:g} where x is {x:g}."

Number = TypeVar("Number", float, np.ndarray)

FUNCTIONS = {LOGISTIC: "The logistic function", TANH: "tanh"}
NAMES = {LOGISTIC: r"\sigma(v)", TANH: r"\tanh\,v"}
FARTHEST = WEIGHT * FAR + BIAS  # the sum at the farthest input

# How far a function of v > 0 is from its upper bound: 1 - f(v), of which no digits are
# left in f(v) itself.
LEFT = {TANH: lambda v: 2 / (1 + exp(2 * v)), LOGISTIC: lambda v: 1 / (1 + exp(v))}


@dataclass(frozen=True)
class Squash:
    """A line that is bent by the logistic function, and by tanh.

    Beside it the same is seen ten times as far out.
    """

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop: what is done to the line."""
        found = ["A weighted sum is a line: far enough out it has any value"]
        for f in FUNCTIONS:
            ends = f"between {number(f.lower)} and {number(f.upper)}"
            found.append(f"{FUNCTIONS[f]} bends the line to {ends}")
            found.append(f"Ten times as far out, f(v) is still {ends}")
        return tuple(found)

    def plot(self, position: float) -> Grid:
        """The line, or what has been made of it, near zero and far out."""
        plots = (
            Plot(_axes(far), marks_at([*_stops(far)], position))
            for far in (False, True)
        )
        title = Title(self.headings, position)
        sums = SUMS.format(v=FARTHEST, x=FAR)
        notes = SECOND, *[f"{SECOND} {sums}"] * (len(self.headings) - 1)
        note = Title(notes, position)
        return Grid(tuple(plots), SHARES, title=title, note=note)


def _axes(far: bool) -> FlatAxes:
    """The axes of what is near, or far."""
    label, end = ("$x$, ten times as far", FAR) if far else ("$x$ (input)", NEAR)
    return FlatAxes(Axis(label, -end, end), UP)


def _stops(far: bool) -> Iterator[tuple[Mark, ...]]:
    """The marks of each stop in one of the plots."""
    yield _bent(None, far)
    for f in FUNCTIONS:
        bent = _bent(f, far)
        yield bent
        yield (*bent, *_ends(f)) if far else bent


def _bent(f: Activation | None, far: bool) -> tuple[Mark, ...]:
    """The line and what a function makes of it; None for no function yet."""
    end = FAR if far else NEAR
    x = np.linspace(-end, end, N)
    places = PLACES * end / NEAR
    sums = Curve(x, _sum(x), 0, LINE, True, part="sum")
    heights = f or IDENTITY
    bent = Curve(x, heights(_sum(x)), part="bent")
    discs = Points(np.column_stack([places, heights(_sum(places))]), None, DISC)
    bounds = (f.lower, f.upper) if f else ()
    levels = (Level(bound, part=f"bound {bound:g}") for bound in bounds)
    named = () if far else _names(f)
    return *levels, sums, bent, discs, *named


def _names(f: Activation | None) -> Iterator[Tag]:
    """The names of the line and of what is made of it."""
    words = rf"$v = {WEIGHT:g}\,x + {BIAS:g}$"
    yield Tag(words, (LINE_AT, _sum(LINE_AT)), (1, -1), part="sum")
    if f:
        place = BENT_AT, float(f(np.array(_sum(BENT_AT))))
        yield Tag(f"$f(v) = {NAMES[f]}$", place, (-1, 1), 0, part="bent")


def _ends(f: Activation) -> Iterator[Tag]:
    """The value at the farthest input, which is not the bound."""
    mantissa, _, power = f"{LEFT[f](FARTHEST):.0e}".partition("e")
    lines = (
        rf"$f({FARTHEST:g}) =$",
        rf"$1 - {mantissa} \times 10^{{{int(power)}}}$",
    )
    for text, y in zip(lines, UPS, strict=True):
        yield Tag(text, (FAR, y), (-1, 0), 0, part=f"end {y:g}")


def _sum(x: Number) -> Number:
    """The weighted sum of an input, or of several."""
    return WEIGHT * x + BIAS
