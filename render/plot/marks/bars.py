"""Bars: which category wins where along one input."""

from dataclasses import dataclass

from render.plot.marks.letters import LETTERS
from render.plot.marks.turns import Turns


@dataclass(frozen=True, eq=False)
class Bars(Turns):
    """A bar with its category's name for each region, below the curves.

    names: of the categories.
    """

    names: tuple[str, ...] = tuple(LETTERS)
