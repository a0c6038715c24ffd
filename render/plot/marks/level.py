"""Levels: dotted lines at one height, such as a threshold."""

from dataclasses import dataclass

from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Level(Mark):
    """A dotted line at y; nothing is seen of it where y is beyond the axes.

    name: the words above its right end; "" for none.
    """

    y: float
    name: str = ""
