"""Bars on flat axes, with their letters."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_rgb
from matplotlib.path import Path

from render.plot.marks.bars import Bars
from render.plot.plots import Plot
from render.stage.ground import FlatGround
from render.stage.outlines import Outline, Outlines
from render.stage.words import Word, Words
from render.style.colors import readable
from render.style.styles import Style

STRIP = "category"  # what bars show, on their left
BESIDE = 6.5  # points from there to the bars
FRAME = 1.0  # points from a bar's edge to the frame in it
INWARDS = np.array([(1, 1), (-1, 1), (-1, -1), (1, -1)])  # from corners of a box
PAD = 0.2  # room on either side of a letter, as a share of its size
FADING = 0.3  # names are faint where they have just this much more room, in sizes


def strip_word(left: float, ends: tuple[float, float], style: Style) -> Word:
    """What bars show, beside their left side; ends: theirs below and above, points."""
    place = left - BESIDE, (ends[0] + ends[1]) / 2
    return Word(STRIP, place, style.small_size, style.text, "right")


class ShownBars:
    """Bars below the curves, as wide as their regions."""

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._artist = ground, Outlines(ground)
        self._letters = Words(ground.ax.figure, moves=True)
        ground.ax.figure.add_artist(self._letters)

    def show(self, marks: Sequence[Bars], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        (mark,) = marks
        self._artist.set_outlines(list(self._bars(mark)))
        self._letters.set_words(self._words(mark))
        return [self._artist, self._letters]

    def _bars(self, mark: Bars) -> Iterator[Outline]:
        """A bar for each region, with a frame where it is new."""
        (bottom, top), style = self._ground.corners[:, 1], self._ground.style
        for number, k, opacity, left, right in self._ends(mark):
            box = [(left, bottom), (right, bottom), (right, top), (left, top)]
            yield Outline(Path(box), fill=(*to_rgb(style.color(k)), opacity))
            if mark.fresh[number]:
                inner = np.array(box) + FRAME * INWARDS
                line = (*to_rgb(style.accent), float(mark.fresh[number]))
                yield Outline(Path([*inner, inner[0]], closed=True), line=line)

    def _words(self, mark: Bars) -> Iterator[Word]:
        """A name in the middle of each bar that is wide enough."""
        size, (low, high) = self._ground.style.label_size, self._ground.corners[:, 1]
        if high - low < size:
            return
        yield from self._strip(float(mark.opacities.max()))
        for _, k, opacity, left, right in self._ends(mark):
            ink = readable(self._ground.style.color(k))
            place = (left + right) / 2, float(low + high) / 2
            word = Word(mark.names[k], place, size, ink, "center", face="bold")
            room = (right - left - word.width) / size - 2 * PAD
            opacity *= min(max(room / FADING, 0.0), 1.0)
            yield replace(word, opacity=opacity)

    def _strip(self, opacity: float) -> Iterator[Word]:
        """What bars show, on their left, where there is room."""
        (left, low), (_, high) = self._ground.corners
        word = strip_word(left, (low, high), self._ground.style)
        if word.bounds[0, 0] >= 0:
            yield replace(word, opacity=opacity)

    def _ends(self, mark: Bars) -> Iterator[tuple[int, int, float, float, float]]:
        """Number, category, opacity and ends in points of each bar that is seen."""
        edges = [(x, 0) for x in mark.regions.edges]
        ends = pairwise(self._ground.to_points.transform(edges)[:, 0])
        rows = zip(mark.regions.categories, mark.opacities, ends, strict=True)
        for number, (k, opacity, (left, right)) in enumerate(rows):
            if opacity:
                yield number, int(k), float(opacity), float(left), float(right)
