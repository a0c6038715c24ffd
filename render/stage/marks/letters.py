"""Letters on the floor of a box, where nothing hides it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_hex, to_rgb

from render.plot.marks.dusk import Dusk
from render.plot.marks.letters import Letters
from render.plot.marks.surface import Envelope, Surface
from render.plot.plots import Plot
from render.stage.floor import category_colors
from render.stage.ground import BoxGround
from render.stage.spots import Cells, Spot, connected, size_of
from render.stage.words import Word, Words
from render.style.colors import readable


class ShownLetters:
    """A letter in each region that has room for it where it is seen."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground, self._cells = ground, Cells(ground)
        self._words = Words(ground.ax.figure, moves=True)
        ground.ax.figure.add_artist(self._words)

    def show(self, marks: Sequence[Letters], plot: Plot) -> list[Artist]:
        """The artist that shows the marks."""
        (mark,) = marks
        self._words.set_words(self._letters(mark, plot))
        return [self._words]

    def _letters(self, mark: Letters, plot: Plot) -> Iterator[Word]:
        style, axes = self._ground.style, self._ground.axes
        colors, size = category_colors(style, axes.n_outputs), style.label_size
        categories = np.where(self._is_covered(plot), -1, self._cells.floor(mark.atlas))
        room = size_of(mark.names, size, "bold")
        for spot in self._cells.spots(connected(categories), room):
            category = categories.flat[spot.number]
            red, green, blue = self._shaded(colors[category], spot, plot)
            ink = readable(to_hex((red, green, blue)))
            letter = Word(mark.names[category], spot.place, size, ink, "center")
            yield replace(letter, face="bold", opacity=spot.share * mark.opacity)

    def _is_covered(self, plot: Plot) -> np.ndarray:
        """Whether a surface hides what is behind it, for each cell."""
        covered = np.zeros(self._cells.shape, dtype=bool)
        surfaces = [mark for mark in plot.marks if isinstance(mark, Surface)]
        if surfaces:
            covered |= self._cells.surfaces(surfaces)[0] >= 0
        for mark in plot.marks:
            if isinstance(mark, Envelope):
                numbers, _ = self._cells.surfaces(mark.surfaces, highest=True)
                covered |= numbers >= 0
        return covered

    def _shaded(self, color: np.ndarray, spot: Spot, plot: Plot) -> np.ndarray:
        """A colour (3,) as it is at a spot, where shades may lie on it."""
        style, place = self._ground.style, self._cells.on_floor(spot.cell)
        shade = np.array(to_rgb(style.dusk_color))
        for mark in plot.marks:
            for rings in mark.levels if isinstance(mark, Dusk) else ():
                share = style.dusk * mark.opacity * is_inside(place, rings)
                color = color + share * (shade - color)
        return color


def is_inside(place: np.ndarray, rings: Sequence[np.ndarray]) -> bool:
    """Whether a place (2,) is inside of closed outlines (n_points, 2), holes apart.

    A ray from there crosses them an odd number of times.
    """
    count = 0
    for ring in rings:
        (x, y), (x_next, y_next) = (ring - place).T, (np.roll(ring, -1, 0) - place).T
        crosses = (y > 0) != (y_next > 0)
        rise = np.where(crosses, y_next - y, 1.0)
        count += int((crosses & (x - y * (x_next - x) / rise > 0)).sum())
    return count % 2 == 1
