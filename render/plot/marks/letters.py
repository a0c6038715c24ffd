"""Letters: the names of categories, in their regions on the floor of a box."""

from dataclasses import dataclass

from model import Atlas
from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Letters(Mark):
    """The name of each region's category, wherever there is room for it.

    names: of the categories.
    """

    atlas: Atlas
    names: tuple[str, ...]
