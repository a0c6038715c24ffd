"""Areas: which category wins where over two inputs."""

from dataclasses import dataclass

from model import Atlas
from render.plot.marks.mark import Mark


@dataclass(frozen=True, eq=False)
class Areas(Mark):
    """The floor of a box in the colours of categories."""

    atlas: Atlas
