"""Elementary steps: what one operation of a network gives, and its slopes."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import exp, tanh

from render.plot.axes import DrawingAxes
from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Glyph, Key, Line, Place, Shape, name, words
from render.plot.plots import Plot
from render.plot.titles import Title
from render.type.typeset import width
from render.view import worked
from render.view.numbered_layout import PAD, ROW, WIDEST
from render.view.steps import Steps
from render.view.weights import decimal
from render.view.worked import Column, Part, line, slope, value

INPUTS, RESULT = 0.2, 0.8  # of the width: where what goes in stands, and what comes out
APART = 1.9  # from one input to the next, in heights of a cell
SIGN = 34.0  # the width of an operation's box, at least
BELOW = 16.0  # from the drawing to the equations
NOTE = "Above: values. Below: slopes, by which the result rises with each."


@dataclass(frozen=True)
class Operand:
    """A number that goes into an operation.

    symbol: its name, as mathematics. slope: of the result; None for one that stays.
    """

    symbol: str
    value: float
    slope: float | None = None


@dataclass(frozen=True)
class Elementary:
    """One operation with numbers: what goes in, what comes out, and the slopes.

    heading: what is new. sign: of the operation. result: its name and value.
    formulas: of the result, and of its slopes, as mathematics.
    is_function: whether it is a function of one number, which is a triangle.
    """

    heading: str
    sign: str
    operands: tuple[Operand, ...]
    result: tuple[str, float]
    formulas: tuple[str, ...]
    is_function: bool = False

    emphasis, note = False, ""

    @property
    def columns(self) -> tuple[Column, Column]:
        """The formulas, and beside them the same in numbers."""
        symbol, number = self.result
        numbers = [line(f"${symbol}$ =", value(number))]
        for x in self.operands:
            if x.slope is not None:
                ratio = rf"$\partial {symbol}/\partial {x.symbol}$ ="
                numbers.append(line(ratio, slope(x.slope)))
        return tuple((Part(f"${f}$"),) for f in self.formulas), tuple(numbers)

    def drawing(self, room: Room) -> Drawing:
        """The operation and below it its equations, in the middle of a room.

        Raises InputError if there is too little of it.
        """
        size = next((s for s in (room.title, room.label) if self._fits(room, s)), 0.0)
        if not size:
            raise room.refused("more for an operation: a larger picture")
        high = worked.height(self.columns, size)
        middle = (room.height + high + BELOW) / 2
        glyphs = [*self._glyphs(room, size, middle)]
        place = room.width / 2, middle - self._high(size) / 2 - BELOW - high / 2
        return Drawing(
            (*glyphs, *worked.glyphs(self.columns, size, place)),
            (room.width, room.height),
        )

    def _fits(self, room: Room, size: float) -> bool:
        """Whether all is in a room in type of a size."""
        wide = worked.length(self.columns, size) <= room.width
        high = self._high(size) + BELOW + worked.height(self.columns, size)
        return wide and high <= room.height

    def _high(self, size: float) -> float:
        """How high the operation is, with the names above its cells."""
        n = len(self.operands)
        return 2 * ROW * size * (1 + APART * (n - 1)) + 2 * ROW * size

    def _glyphs(self, room: Room, size: float, middle: float) -> Iterator[Glyph]:
        """The cells, the operation between them, and lines."""
        high = 2 * ROW * size
        cell = size * width(WIDEST) + 2 * PAD, high
        left, right = INPUTS * room.width, RESULT * room.width
        side = SIGN, SIGN
        if not self.is_function:
            side = max(SIGN, size * width(self.sign) + 4 * PAD), SIGN
        centre = room.width / 2, middle
        for k, x in enumerate(self.operands):
            y = middle - (k - (len(self.operands) - 1) / 2) * APART * high
            start, end = (left + cell[0] / 2, y), (centre[0] - side[0] / 2, middle)
            yield Line(("into", k), start, end)
            yield from _cell(
                ("in", k), (left, y), cell, size, (x.symbol, x.value), x.slope
            )
        start, end = (centre[0] + side[0] / 2, middle), (right - cell[0] / 2, middle)
        yield Line(("out",), start, end)
        form = "triangle" if self.is_function else "box"
        yield Shape(("operation",), form, centre, side)
        above = middle + (side[1] + size * ROW) / 2 if self.is_function else middle
        yield name(("operation",), self.sign, centre[0], above, size)
        yield from _cell(("result",), (right, middle), cell, size, self.result, None)


def _cell(
    key: Key,
    place: Place,
    cell: Place,
    size: float,
    named: tuple[str, float],
    rise: float | None,
) -> Iterator[Glyph]:
    """A cell with a number and its slope, and its name above it.

    named: what the number is called, and it.
    """
    (x, y), (wide, high), (symbol, number) = place, cell, named
    yield Shape(("cell", *key), "box", place, cell)
    yield Line(("rows", *key), (x - wide / 2, y), (x + wide / 2, y), role="frame")
    yield name(("cell", *key), f"${symbol}$", x, y + high / 2 + size * ROW / 2, size)
    text = f"${decimal(number)}$"
    yield words(("value", *key), text, x, y + high / 4, size, role="value")
    if rise is not None:
        text = f"${decimal(rise)}$"
        yield words(("slope", *key), text, x, y - high / 4, size, role="slope")


def elementary_steps() -> tuple[Elementary, ...]:
    """The operations that networks and their errors are made of."""
    return (
        _weight(0.8, -1.5),
        _sum(0.8, -1.2),
        _logistic(0.5),
        _tanh(0.5),
        _relu(0.8),
        _relu(-0.8),
        _magnitude(0.3, 1.0),
        _square(0.3, 1.0),
    )


def _weight(a: float, w: float) -> Elementary:
    return Elementary(
        "A weight: the slope for each factor is the other one",
        "\N{MULTIPLICATION SIGN}",
        (Operand("a", a, w), Operand("w", w, a)),
        ("b", a * w),
        (r"b=w\,a", r"\partial b/\partial a=w", r"\partial b/\partial w=a"),
    )


def _sum(a: float, b: float) -> Elementary:
    return Elementary(
        "A sum: the slope for each part is 1",
        "+",
        (Operand("a", a, 1.0), Operand("b", b, 1.0)),
        ("c", a + b),
        ("c=a+b", r"\partial c/\partial a=1", r"\partial c/\partial b=1"),
    )


def _logistic(v: float) -> Elementary:
    y = 1 / (1 + exp(-v))
    return Elementary(
        "The logistic function: its slope follows from its value",
        "logistic",
        (Operand("v", v, y * (1 - y)),),
        ("y", y),
        (r"y=\sigma(v)=1/(1+e^{-v})", r"\partial y/\partial v=y(1-y)"),
        is_function=True,
    )


def _tanh(v: float) -> Elementary:
    y = tanh(v)
    return Elementary(
        "tanh: its slope follows from its value, too",
        "tanh",
        (Operand("v", v, 1 - y * y),),
        ("y", y),
        (r"y=\tanh\,v", r"\partial y/\partial v=1-y^2"),
        is_function=True,
    )


def _relu(v: float) -> Elementary:
    side, rise = ("above", 1) if v > 0 else ("below", 0)
    return Elementary(
        f"ReLU {side} zero: its slope is {rise}",
        "ReLU",
        (Operand("v", v, float(rise)),),
        ("y", max(v, 0.0)),
        (r"y=\max(0,v)", rf"\partial y/\partial v={rise}"),
        is_function=True,
    )


def _magnitude(y: float, t: float) -> Elementary:
    sign = 1.0 if y > t else -1.0
    return Elementary(
        "The error as a magnitude: its slope is 1 or \N{MINUS SIGN}1, a sign",
        "$|y-t|$",
        (Operand("y", y, sign), Operand("t", t)),
        ("e", abs(y - t)),
        (r"e=|y-t|", r"\partial e/\partial y=\mathrm{sign}(y-t)"),
    )


def _square(y: float, t: float) -> Elementary:
    return Elementary(
        "The error squared: its slope is twice the difference",
        "$(y-t)^2$",
        (Operand("y", y, 2 * (y - t)), Operand("t", t)),
        ("e", (y - t) ** 2),
        ("e=(y-t)^2", r"\partial e/\partial y=2(y-t)"),
    )


@dataclass(frozen=True)
class Operations:
    """The operations that networks and their errors are made of, one at each stop."""

    steps: tuple[Elementary, ...] = elementary_steps()

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop: the slopes in a sentence."""
        return tuple(step.heading for step in self.steps)

    def plot(self, position: float) -> Plot:
        """The operation at a position, or what is on its way to the next."""
        title = Title(self.headings, position)
        return Plot(DrawingAxes(), (Steps(self.steps, position),), title, NOTE)
