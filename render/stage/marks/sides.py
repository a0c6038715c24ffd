"""Names above and below a threshold on flat axes."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist

from render.plot.marks.curve import Curve
from render.plot.marks.dividers import Dividers
from render.plot.marks.level import Level
from render.plot.marks.sides import Sides
from render.plot.plots import Plot
from render.stage.columns import Columns, gaps
from render.stage.ground import FlatGround
from render.stage.words import Word, Words
from render.type import typeset

RISE = 0.9  # from the threshold to the middle of a letter, in sizes of the type
ROOM = 0.6  # between letters and curves where letters are all there, in sizes
SPOTS = (0.02, 0.12, 0.22, 0.32, 0.42, 0.52)  # where they may stand: shares of the way


class ShownSides:
    """Two names where no curve passes, at the first such place from the left.

    Where a curve comes near they fade, and as much as they do are seen at the next.
    """

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._columns = ground, Columns(ground)
        self._words = Words(ground.ax.figure, moves=True)
        ground.ax.figure.add_artist(self._words)

    def show(self, marks: Sequence[Sides], plot: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        self._words.set_words(word for mark in marks for word in self._of(mark, plot))
        return [self._words]

    def _of(self, mark: Sides, plot: Plot) -> Iterator[Word]:
        """The letters of a threshold, as far as they are seen at each spot."""
        style, size = self._ground.style, self._ground.style.label_size
        _, level = self._ground.to_points.transform((0.0, mark.y))
        left = mark.opacity
        names = [typeset.extent(name, "bold")[:, 0] for name in mark.names]
        widest = size * max(float(right - left) for left, right in names)
        free = -np.inf  # of other names, from there to the right
        for x, room in self._rooms(level, max(size, widest), plot):
            if x - widest / 2 < free:
                continue
            seen = left * float(np.clip(room / (ROOM * size), 0, 1))
            left -= seen
            free = x + widest / 2 if seen else free
            for k, (name, side) in enumerate(zip(mark.names, (1, -1), strict=True)):
                place, color = (x, float(level + side * RISE * size)), style.color(k)
                yield Word(name, place, size, color, "center", 0, "bold", seen)

    def _rooms(
        self, level: float, wide: float, plot: Plot
    ) -> Iterator[tuple[float, float]]:
        """Places for names at a level, and the room between them and lines there.

        wide: how wide names are.
        """
        columns, size = self._columns, self._ground.style.label_size
        low, high = level - (RISE + 0.5) * size, level + (RISE + 0.5) * size
        if not columns.low <= low <= high <= columns.high:
            return
        count = columns.count(wide)
        curves = [mark for mark in plot.marks if isinstance(mark, Curve)]
        spans = [columns.reach(mark, count) for mark in curves]
        last = len(columns.places) - count
        middles = (columns.places[: last + 1] + columns.places[count - 1 :]) / 2
        room = gaps(spans, np.full(last + 1, low), np.full(last + 1, high))
        for x in self._dividers(plot):
            room = np.fmin(room, np.abs(middles - x) - (wide + size) / 2)
        room = np.fmin(room, self._left_of_names(plot) - middles - (wide + size) / 2)
        for k in (round(share * last) for share in SPOTS):
            yield float(middles[k]), float(room[k])

    def _left_of_names(self, plot: Plot) -> float:
        """Where names of levels begin, in points."""
        size, right = self._ground.style.small_size, self._ground.corners[1, 0]
        names = [mark.name for mark in plot.marks if isinstance(mark, Level)]
        longest = max((typeset.width(name) for name in names if name), default=0.0)
        return float(right - size * (1 + longest))

    def _dividers(self, plot: Plot) -> np.ndarray:
        """How far right dividers are, in points."""
        lines = [mark.x for mark in plot.marks if isinstance(mark, Dividers)]
        x = np.concatenate([np.zeros(0), *lines])
        places: np.ndarray = self._ground.to_points.transform(
            np.column_stack([x, np.zeros(len(x))])
        )
        return places[:, 0]
