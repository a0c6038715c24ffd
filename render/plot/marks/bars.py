"""Bars: which category wins where along one input."""

from dataclasses import dataclass

from render.plot.marks.turns import Turns


@dataclass(frozen=True, eq=False)
class Bars(Turns):
    """A bar with a letter for each region, below the curves."""
