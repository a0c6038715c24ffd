"""Sides: which category is above a threshold, and which below."""

from dataclasses import dataclass

from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Sides(Mark):
    """Two names at y, where no curve passes: what is above, and what is below.

    names: letters or words, in the colours of the first and the second series.
    """

    y: float
    names: tuple[str, str]
