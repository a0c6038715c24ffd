"""Keys to data: small words that say what discs and short lines mean."""

from collections.abc import Sequence

import numpy as np

from model import Data
from render.plot.marks.mark import Mark
from render.plot.marks.points import FloorPoints, Points
from render.plot.marks.rug import Rug
from render.plot.marks.stems import Stems
from render.view.data_points import MOST_RAISED
from render.view.named import Named, short
from render.view.rules import number

COLORED = ", in the colours of their categories"


RINGS = "Rings: test data."
CROSSES = "Crosses: on the wrong side."


def curve_data_key(
    marks: Sequence[Mark], named: Named, bounds: tuple[float, float]
) -> str:
    """What is to be said of data beside curves; bounds: of outputs."""
    return _with_rings(_of_curves(marks, named, bounds), marks)


def map_data_key(marks: Sequence[Mark]) -> str:
    """What is to be said of data on a map."""
    return _with_rings(_of_map(marks), marks)


def box_data_key(marks: Sequence[Mark], data: Data | None) -> str:
    """What is to be said of data in a box."""
    return _with_rings(_of_box(marks, data), marks)


def _with_rings(words: str, marks: Sequence[Mark]) -> str:
    """Words on discs, on rings if any are, and on crosses if there may be some."""
    points = [mark for mark in marks if isinstance(mark, Points)]
    hollow = (mark.hollow for mark in points)
    if any(part is not None and part.any() for part in hollow):
        words = f"{words} {RINGS}"
    if any(mark.crossed is not None for mark in points):
        words = f"{words} {CROSSES}"
    return words


def _of_curves(marks: Sequence[Mark], named: Named, bounds: tuple[float, float]) -> str:
    for mark in marks:
        if isinstance(mark, Rug):
            return f"Short lines: data{'' if mark.series is None else COLORED}."
        if isinstance(mark, Points) and not isinstance(mark.series, np.ndarray):
            return "Discs: data."  # numbers, in one colour
        if named.n_outputs == 1:
            above, other = map(short, named.categories)
            low, high = map(number, bounds)
            return f"Discs: data, {above} at {high}, {other} at {low}."
        return f"Discs: data{COLORED}."
    return ""


def _of_map(marks: Sequence[Mark]) -> str:
    for mark in marks:
        if isinstance(mark, Points):
            if mark.heights is not None:
                return "Discs: data, in the colours of their targets."
            return f"Discs: data{'' if mark.series is None else COLORED}."
    return ""


def _of_box(marks: Sequence[Mark], data: Data | None) -> str:
    for mark in marks:
        if isinstance(mark, FloorPoints):
            colored = "" if mark.series is None else COLORED
            return f"Discs on the floor: data{colored}."
        if isinstance(mark, Stems):
            n, shown = 0 if data is None else len(data), len(mark.places)
            part = f"{shown} of {n:,} points of " if shown == MOST_RAISED < n else ""
            return f"Discs on stems: {part}data."
    return ""
