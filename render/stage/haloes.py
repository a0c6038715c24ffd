"""Haloes: words on surfaces, each inside a line in the colour of what it is on."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba

from render.stage.area import Area, in_points
from render.stage.words import Word, Words

HALO = 3.0  # points: the width of the line around a word


@dataclass(frozen=True)
class Haloed:
    """A word and the colour around it; "" for none."""

    word: Word
    halo: str = ""


class HaloedWords:
    """Words that move, above their haloes."""

    def __init__(self, area: Area) -> None:
        self._words = Words(area, moves=True)
        self._haloes = PathCollection(
            [],
            facecolors="none",
            linewidths=HALO,
            joinstyle="round",
            transform=in_points(area),
            clip_on=False,
            animated=True,
        )
        for artist in (self._haloes, self._words):
            area.add_artist(artist)

    def show(self, haloed: Sequence[Haloed]) -> list[Artist]:
        """The artists that make up the words, in the order they are drawn in."""
        if not haloed:
            return []
        around = [h for h in haloed if h.halo]
        self._words.set_words(h.word for h in haloed)
        self._haloes.set_paths([h.word.outline for h in around])
        self._haloes.set_edgecolor([to_rgba(h.halo, h.word.opacity) for h in around])
        return [self._haloes, self._words]
