"""Tags on flat axes."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist

from render.plot.marks.tag import Tag
from render.plot.plots import Plot
from render.plot.titles import as_title
from render.stage.ground import FlatGround
from render.stage.haloes import Haloed, HaloedWords
from render.stage.words import Word, clear_of, moved
from render.type.typeset import Align

BESIDE = 9.0  # points from a place to words beside it
ABOVE = 1.15  # from a place to the middle of words above it, in sizes
EDGE = 3.0  # points from words to the frame
CLEAR = 2.0  # points between words
ALIGN: dict[int, Align] = {-1: "right", 0: "center", 1: "left"}


class ShownTags:
    """Words beside their places, within the frame; those without room are left out.

    A line that passes behind them is broken there.
    """

    def __init__(self, ground: FlatGround) -> None:
        self._ground = ground
        self._words = HaloedWords(ground.ax.figure)
        self._halo = "" if ground.style.is_clear else ground.style.background[:7]

    def show(self, marks: Sequence[Tag], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        words = (word for mark in marks if self._sees(mark) for word in self._of(mark))
        kept = [self._inside(word) for word in words]
        kept = [word for word in kept if self._ground.contains(word)]
        kept = clear_of(kept, (), CLEAR)
        return self._words.show([Haloed(word, self._halo) for word in kept])

    def _sees(self, mark: Tag) -> bool:
        """Whether the place of a tag is in the frame."""
        (x, y), axes = mark.place, self._ground.axes
        return axes.x.low <= x <= axes.x.high and axes.y.low <= y <= axes.y.high

    def _of(self, mark: Tag) -> Iterator[Word]:
        """The words of a tag beside its place, faded where others follow them."""
        style, (across, up) = self._ground.style, mark.towards
        size, color = style.label_size, style.color(mark.series)
        x, y = self._ground.to_points.transform(mark.place)
        place = float(x + BESIDE * across), float(y + ABOVE * size * up)
        for text, opacity in as_title(mark.words).seen:
            seen = opacity * mark.opacity
            yield Word(text, place, size, color, ALIGN[across], opacity=seen)

    def _inside(self, word: Word) -> Word:
        """A word, moved into the frame where it is beyond."""
        (left, _), (right, bottom) = self._ground.corners
        low = np.array([left, bottom]) + EDGE - word.bounds[0]
        high = np.array([right, self._ground.top]) - EDGE - word.bounds[1]
        x, y = np.maximum(np.minimum(0.0, high), low)
        return moved(word, float(x), float(y))
