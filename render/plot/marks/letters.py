"""Letters: the names of categories, in their regions on a floor or a surface."""

from dataclasses import dataclass

from model import Atlas
from render.plot.marks.mark import Mark

LETTERS = "ABCDEFGHIJ"  # names of categories that have no others


@dataclass(frozen=True, eq=False)
class Letters(Mark):
    """The name of each region's category, wherever there is room for it.

    names: of the categories.
    threshold: of a single output: letters then stand on its surface, above and below
        that height. None for letters on the floor.
    is_colored: whether they have the colours of categories where the floor has not.
    """

    atlas: Atlas
    names: tuple[str, ...]
    threshold: float | None = None
    is_colored: bool = False
