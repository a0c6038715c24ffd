"""Captions: the title above an area and the note below it, which may change."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist

from render.errors import InputError
from render.plot.titles import Title
from render.stage.area import Area, extent, in_points, size_in_points
from render.stage.words import Word, Words
from render.style.styles import Style
from render.type.typeset import Align, wrap

LEADING = 1.3  # from line to line, in sizes
PAD, GAP = 0.75, 0.4  # from an edge to words, and from words to the plot, in sizes
BESIDE = 12.0  # points kept free on either side
DOT = " \N{MIDDLE DOT}"
MOST = 0.6  # of the height, for all words together


class Caption:
    """A title at the top of an area, or a note at the bottom left.

    size: of the type in points; is_note: whether it is a note.
    Only what changes from stop to stop is an artist that moves.
    """

    def __init__(
        self, area: Area, title: Title, style: Style, size: float, is_note: bool
    ) -> None:
        self._area, self._style, self._size = area, style, size
        self._is_note = is_note
        width, self._height = size_in_points(area)
        self._left, self._room = BESIDE, float(width - 2 * BESIDE)
        self._lines = {text: self._wrapped(text) for text in set(title.room)}
        self._moves = bool(title.longest) or len(self._lines) > 1
        self._artist = Words(area, moves=self._moves)
        area.add_artist(self._artist)
        self._seen = title.seen  # what the artist shows
        self._artist.set_words(self._words(title))

    @property
    def height(self) -> float:
        """How high the band is that it takes up, in points; 0 without texts."""
        most = max(map(len, self._lines.values()), default=0)
        return (PAD + GAP + LEADING * most) * self._size if most else 0.0

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        if not self._moves:
            return []
        width, height = size_in_points(self._area)
        bottom = 0.0 if self._is_note else height - self.height
        corners = [(0.0, bottom), (width, bottom + self.height)]
        return [extent(self._area, in_points(self._area).transform(corners))]

    def show(self, title: Title) -> list[Artist]:
        """The artist that shows the text that is seen; none if it never changes."""
        if not self._moves:
            return []
        if title.seen != self._seen:
            self._artist.set_words(self._words(title))
            self._seen = title.seen
        return [self._artist]

    def _wrapped(self, text: str) -> tuple[str, ...]:
        """The lines of a text, without the dots between sentences at their ends."""
        return tuple(line.strip(DOT) for line in wrap(text, self._size, self._room))

    def _words(self, title: Title) -> Iterator[Word]:
        """The lines of what is seen, from the top; of a note, from the left."""
        for text, opacity in title.seen:
            lines = self._lines.get(text) or self._wrapped(text)
            x = self._left if self._is_note else self._left + self._room / 2
            top = self._height - PAD * self._size
            if self._is_note:
                top = (PAD + LEADING * len(lines)) * self._size
            for number, line in enumerate(lines):
                y = top - (number + 0.5) * LEADING * self._size
                align: Align = "left" if self._is_note else "center"
                color = self._style.text
                yield Word(line, (x, y), self._size, color, align, 0, "plain", opacity)


def bands(
    area: Area, above: Sequence[Caption], below: Sequence[Caption]
) -> list[float]:
    """The heights of an area's title, plot and note, in points.

    above, below: the titles and the notes that there must be room for.
    Raises InputError where words leave too little room for the plot.
    """
    top, bottom = (max(one.height for one in group) for group in (above, below))
    height = float(size_in_points(area)[1])
    if top + bottom > MOST * height:
        raise InputError("title", "too long", "fewer words, or a larger picture")
    return [top, height - top - bottom, bottom]
