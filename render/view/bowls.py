"""Bowls over two weights: their errors as surfaces, and gradient descents on these."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from model.learn.bowls import Bowl, descent
from render.errors import InputError
from render.plot.axes import Axis, BoxAxes
from render.plot.camera import Camera
from render.plot.marks.contours import Contours
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.plot.marks.points import Points
from render.plot.marks.surface import Surface
from render.plot.plots import Plot
from render.plot.titles import Title
from render.view.contours import round_levels, surface_contours
from render.view.edges import cut_marks
from render.view.phases import START, Phase, phase_at
from render.view.rules import number
from render.view.surfaces import Place, placed
from render.view.views import check_number
from render.view.weights import decimal

AT = (-1.0, 0.8)
ENDS, SPAN = (-1.2, 1.2), (0.0, 1.8)  # of both weights, and of the error
LEVELS = round_levels(*SPAN, 9)
FLOOR = -0.9  # the height of the floor
N = 81  # lines of the surface along each weight
PIECES = 16  # of a step, whose way on the surface bends
THIN = 0.6  # the width of the way, in widths of a boundary
PAST, PRESENT = 1.8, 3.2  # diameters of places, in widths of a curve
NOTE = "Error: {}. Step {}: error {}."
SQUARES = "w₁²", "w₂²"


@dataclass(frozen=True)
class Downhill:
    """A descent on a bowl over two weights, and the words above and below it.

    factors: of the squares of both weights. rate: of the descent; 0 for none.

    Raises InputError for a rate that is no finite number from 0, and ValueError for
    factors that are not above 0.
    """

    heading: str
    factors: tuple[float, float]
    rate: float = 0.0
    note: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.rate < np.inf:
            raise InputError("rate", self.rate, "a number from 0")
        Bowl(self.factors)  # raises ValueError for what is none


@dataclass(frozen=True)
class BowlDescents:
    """Descents on bowls over two weights, from one place, one at each stop.

    From stop to stop the surface turns into the next; then the descent goes on it.

    Raises InputError for too many steps.
    """

    descents: tuple[Downhill, ...]
    steps: int = 12
    camera: Camera = Camera(elevation=40)

    options = ("camera",)

    def __post_init__(self) -> None:
        check_number("steps", self.steps, 1, 100)

    def varied(self, camera: Place) -> "BowlDescents":
        """The view from another place, as for placed.

        Raises InputError for a camera that is not outside of the box and above it.
        """
        return replace(self, camera=placed(self.camera, camera))

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        return tuple(one.heading for one in self.descents)

    def plot(self, position: float) -> Plot:
        """The surface, and the descent as far as it has come."""
        phase, factors = self._phase(position), self._factors(position)
        one = self.descents[phase.stop]
        path = descent(Bowl(one.factors), AT, one.rate, self.steps)
        marks = *_surface(factors), *_path(Bowl(factors), phase.way(path), phase)
        title = Title(self.headings, phase.words)
        return Plot(self._axes, marks, title, self._note(phase, path))

    def _phase(self, position: float) -> Phase:
        """The phase at a position; a descent that two stops share stays as it is."""
        steps = [self.steps if one.rate else 0 for one in self.descents]
        phase, (before, after) = phase_at(position, steps), self._ends(position)
        if (before.factors, before.rate) == (after.factors, after.rate):
            return replace(phase, steps=steps[phase.stop], opacity=1.0)
        return phase

    def _ends(self, position: float) -> tuple[Downhill, Downhill]:
        """The descents of the stops before and after a position."""
        stop, n = int(position), len(self.descents)
        return self.descents[stop], self.descents[(stop + 1) % n]

    def _factors(self, position: float) -> tuple[float, float]:
        """Those of the surface: of a stop, or on their way to those of the next."""
        share = min((position - int(position)) / START, 1.0)
        before, after = self._ends(position)
        pairs = zip(before.factors, after.factors, strict=True)
        first, second = (a + (b - a) * share for a, b in pairs)
        return first, second

    @property
    def _axes(self) -> BoxAxes:
        first, second = (Axis(f"$w_{k}$ (weight {k})", *ENDS) for k in (1, 2))
        height = Axis("$e$ (error)", FLOOR, SPAN[1])
        return BoxAxes(first, second, height, SPAN, LEVELS, camera=self.camera)

    def _note(self, phase: Phase, path: np.ndarray) -> Title:
        """What the error is, and how low it has come; or the stop's own note."""
        one, step = self.descents[phase.stop], int(phase.steps)
        error = float(Bowl(one.factors)(path[step]))
        words = one.note or NOTE.format(_formula(one.factors), step, decimal(error))
        longest = (NOTE.format(_formula(d.factors), 10, 0.55) for d in self.descents)
        notes = (d.note for d in self.descents if d.note)
        return Title((words,), longest=(*longest, *notes))


@lru_cache(maxsize=8)
def _surface(factors: tuple[float, float]) -> tuple[Mark, ...]:
    """The error over both weights, and its contours on the floor."""
    line = np.linspace(*ENDS, N)
    both = np.stack(np.meshgrid(line, line, indexing="ij"), axis=-1)
    surface = Surface(line, line, Bowl(factors)(both))
    contours = Contours(surface_contours(surface, LEVELS))
    return contours, surface, *cut_marks((surface,), SPAN)


def _path(bowl: Bowl, way: np.ndarray, phase: Phase) -> Iterator[Mark]:
    """The way of a descent on the surface, its places, and the present."""
    numbers = np.linspace(0, len(way) - 1, PIECES * (len(way) - 1) + 1)
    steps = np.arange(len(way))
    line = np.column_stack([np.interp(numbers, steps, column) for column in way.T])
    if len(way) > 1:
        yield Paths((_on(bowl, line),), THIN, opacity=phase.opacity)
    yield Points(_on(bowl, way[1:-1]), None, PAST, opacity=phase.opacity)
    yield Points(_on(bowl, way[:1]), None, PAST)
    yield Points(_on(bowl, way[-1:]), None, PRESENT, opacity=phase.opacity)


def _on(bowl: Bowl, places: np.ndarray) -> np.ndarray:
    """Places (n, 2) on the surface: (n, 3)."""
    return np.column_stack([places, bowl(places)])


def _formula(factors: tuple[float, float]) -> str:
    """A bowl in words."""
    terms = (
        square if c == 1 else f"{number(c)} {square}"
        for c, square in zip(factors, SQUARES, strict=True)
    )
    return " + ".join(terms)
