"""Tags: words or mathematics beside places, which they are about."""

from dataclasses import dataclass, replace
from typing import Self

from render.plot.marks.mark import Mark
from render.plot.titles import Title, as_title


@dataclass(frozen=True, eq=False)
class Tag(Mark):
    """Words beside a place, x and y, moved as far as it takes to be in the frame.

    Those of a place that is not in it are left out, and what would lie on a tag before.

    towards: where they stand, as seen from the place: 1 is right, or up, -1 left, or
        down, and 0 neither.
    series: the number of the colour they have, counted from 0; None for that of words.
    """

    words: str | Title
    place: tuple[float, float]
    towards: tuple[int, int] = (1, 0)
    series: int | None = None

    moving = ("place", "opacity")

    def after(self, before: Self, share: float) -> Self:
        """The tag a share of the way; words that change fade one after the other."""
        old, new = as_title(before.words).text, as_title(self.words).text
        words = new if old == new else Title((old, new), min(share, 1.0))
        return replace(super().after(before, share), words=words)
