"""Two S-curves: the logistic function, stretched until it lies on tanh.

tanh a = 2 sigma(2a) - 1, for with e = exp(-2a) both are (1 - e) / (1 + e).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from model import LOGISTIC, TANH
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.fading import fade
from render.plot.marks.mark import Mark
from render.plot.marks.tag import Tag
from render.plot.plots import Plot
from render.plot.titles import Title

END, REACH = 4.0, 1.25  # the farthest sum, and how far tangents go
S, T = 0, 1  # the numbers of the curves' colours
N = 401  # points of a curve
TANGENT, WIDE = 0.5, 2.4  # widths: of tangents, and of tanh below the other curve
SIGMA = "\N{GREEK SMALL LETTER SIGMA}"
NOTE = f"{SIGMA}: the logistic function. Thin lines: tangents at zero."
PLAIN, STEEP = r"\sigma(a)", r"\sigma(2a)"
TALL, LOW = r"2\,\sigma(2a)", r"2\,\sigma(2a)-1"
RULE = r"$\tanh\,a = 2\,\sigma(2a) - 1$"


@dataclass(frozen=True)
class Stretched:
    """The logistic function as tall sigma(steep a) + up, and what is new in that.

    name: its name, as mathematics.
    """

    heading: str
    name: str
    steep: float = 1.0
    tall: float = 1.0
    up: float = 0.0

    @property
    def slope(self) -> float:
        """Its slope at zero: that of sigma is 1/4."""
        return self.tall * self.steep / 4

    def at(self, a: np.ndarray) -> np.ndarray:
        """Its values."""
        return self.tall * LOGISTIC(self.steep * a) + self.up

    def towards(self, other: "Stretched", share: float) -> "Stretched":
        """A share of the way to another one, whose words it has."""
        steep, tall, up = (
            getattr(self, name) + share * (getattr(other, name) - getattr(self, name))
            for name in ("steep", "tall", "up")
        )
        return Stretched(other.heading, other.name, steep, tall, up)


STOPS = (
    Stretched("Two S-curves: from 0 to 1, and from \N{MINUS SIGN}1 to 1", PLAIN),
    Stretched("Slopes at zero: 1 for tanh, 1/4 for the logistic function", PLAIN),
    Stretched("Half as wide, the logistic function is twice as steep", STEEP, 2),
    Stretched(f"Twice as high, {SIGMA}(2a) is as steep as tanh", TALL, 2, 2),
    Stretched(
        f"2{SIGMA}(2a) \N{MINUS SIGN} 1 is tanh: both are one curve, stretched",
        LOW,
        2,
        2,
        -1,
    ),
)
NAMES = tuple(f"${stop.name}$" for stop in STOPS)
AXES = FlatAxes(
    Axis("$a$ (sum)", -END, END),
    Axis("$f(a)$", -1.3, 2.3, (-1, 0, 1, 2)),
    names=(r"$\tanh\,a$", *NAMES),
)


@dataclass(frozen=True)
class TwoSCurves:
    """The logistic function and tanh: one is the other, stretched and moved."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        return tuple(stop.heading for stop in STOPS)

    def plot(self, position: float) -> Plot:
        """Both curves at a position; between two stops one is stretched."""
        stop = int(position)
        share, after = position - stop, (stop + 1) % len(STOPS)
        curve = STOPS[stop].towards(STOPS[after], share)
        tags = fade(_tags(stop), _tags(after), share)
        tangents = fade(_tangents(stop, curve), _tangents(after, curve), share)
        marks = *_curves(curve, Title(NAMES, position)), *tangents, *tags
        return Plot(AXES, marks, Title(self.headings, position), NOTE)


def _curves(curve: Stretched, name: Title) -> Iterator[Curve]:
    """tanh, and the logistic function, stretched."""
    a = np.linspace(-END, END, N)
    yield Curve(a, TANH(a), T, WIDE, False, name=r"$\tanh\,a$")
    yield Curve(a, curve.at(a), S, name=name)


def _tangents(stop: int, curve: Stretched) -> Iterator[Mark]:
    """The tangents at zero, from the second stop on."""
    if not stop:
        return
    a = np.array([-REACH, REACH])
    yield Curve(a, a, None, TANGENT, part="tanh")
    y = curve.tall / 2 + curve.up + curve.slope * a
    yield Curve(a, y, None, TANGENT, part="logistic")


def _tags(stop: int) -> Iterator[Tag]:
    """The slopes, from the second stop on; at last that both are one curve."""
    curve, last = STOPS[stop], stop == len(STOPS) - 1
    if stop:
        end = -REACH, -REACH
        yield Tag("slope 1", end, (-1, 0), T, part="tanh")
    if stop and not last:
        place = -REACH, float(curve.at(np.array(-REACH)))
        yield Tag(f"slope {Fraction(curve.slope)}", place, (-1, 1), S, part="logistic")
    if last:
        yield Tag(RULE, (-END, 1.8), part="rule")
