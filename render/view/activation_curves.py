"""Activation curves: functions of one sum, and their slopes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial

import numpy as np

from model import Activation
from render.errors import InputError
from render.plot.axes import Axis, DrawingAxes, FlatAxes
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, name
from render.plot.marks.curve import Curve
from render.plot.marks.fading import marks_at
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.marks.rings import Rings
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.type.typeset import width
from render.view.glyph_steps import GlyphStep
from render.view.steps import Steps

END, N = 3.0, 801  # the farthest sum, and how many there are
BESIDE = 1e-9  # from a kink or a jump to the sums on either side of it
SLOPE, THIN = 2, 0.7  # the colour of slopes, and the width of their curves
DISC = 3.2  # the diameter of a disc, in widths of a curve
HIGH = 2.7  # the height of formulas, in sizes
SHARES = (1.2, 4.0)  # of the height, for a formula and for curves
AXES = FlatAxes(
    Axis("$a$ (sum)", -END, END),
    Axis("$f(a)$ and its slope", -1.3, 3.2),
    names=("$f$", "slope"),
)
LINES = "Dashed: the slope of f."
KINK = "Ring: a kink, where the slope jumps."
JUMP = "Disc: the value of f where it jumps."


@dataclass(frozen=True)
class ActivationCurves:
    """Functions of one sum, one at each stop, with their formulas and slopes.

    functions: each with the words above it.

    Raises InputError for a function of a whole layer; and when it is drawn, ValueError
    for one whose slope is not given.
    """

    functions: tuple[tuple[Activation, str], ...]

    def __post_init__(self) -> None:
        for f, _ in self.functions:
            if f.of_layer:
                raise InputError("activation", f.name, "a function of one sum")

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        return tuple(words for _, words in self.functions)

    def plot(self, position: float) -> Grid:
        """The function at a position; between two stops one turns into the next."""
        steps, marks = _stops(self)
        plots = (
            Plot(DrawingAxes(), (Steps(steps, position),)),
            Plot(AXES, marks_at(marks, position)),
        )
        title = Title(self.headings, position)
        note = Title(tuple(step.note for step in steps), position)
        return Grid(plots, SHARES, down=True, title=title, note=note)


@lru_cache(maxsize=4)
def _stops(
    view: ActivationCurves,
) -> tuple[tuple[GlyphStep, ...], tuple[tuple[Mark, ...], ...]]:
    """The formula of each function, and its curves, which all are at the same sums."""
    steps = tuple(
        GlyphStep(heading, partial(_formula, f), _note(f))
        for f, heading in view.functions
    )
    a = _sums([p for f, _ in view.functions for p in (*f.kinks, *f.jumps)])
    return steps, tuple(_marks(f, a) for f, _ in view.functions)


def _formula(f: Activation, room: Room) -> Iterator[Glyph]:
    """A function's formula in the middle of a room, as large as fits.

    Raises InputError if there is too little of it.
    """
    text = f"$f(a) = {f.formula}$"
    for size in (room.title, room.label, room.small):
        if size * width(text) <= room.width and size * HIGH <= room.height:
            yield name(("formula",), text, *room.centre, size)
            return
    raise room.refused("more for a formula: a larger picture")


def _sums(places: Sequence[float]) -> np.ndarray:
    """The sums at which curves are drawn, with each place and those beside it."""
    beside = np.add.outer(places, (-BESIDE, 0.0, BESIDE)).ravel()
    return np.union1d(np.linspace(-END, END, N), beside)


def _marks(f: Activation, a: np.ndarray) -> tuple[Mark, ...]:
    """The curves of a function and its slope, broken where they jump."""
    breaks = np.array([*f.kinks, *f.jumps])
    y = np.where(np.isin(a, f.jumps), np.nan, f(a))
    slope = np.where(np.isin(a, breaks), np.nan, f.slope(a))
    return (
        Curve(a, y, name="$f$", part="f"),
        Curve(a, slope, SLOPE, THIN, True, name="slope", part="slope"),
        Rings(_places(f, f.kinks), part="kinks"),
        Points(_places(f, f.jumps), 0, DISC, part="jumps"),
    )


def _places(f: Activation, a: Sequence[float]) -> np.ndarray:
    """Places on a function's curve, (n, 2)."""
    return np.column_stack([a, f(np.array(a))])


def _note(f: Activation) -> str:
    """What a function is called, and what lines and rings mean."""
    others = " or ".join(f.other_names)
    called = f"{f.title}, also {others}." if others else f"{f.title}."
    return " ".join([called, LINES, *[KINK] * bool(f.kinks), *[JUMP] * bool(f.jumps)])
