"""Letters in a box: on its floor and on surfaces, where nothing hides them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_hex, to_rgb

from model import connected
from render.plot.marks.areas import Areas
from render.plot.marks.dusk import Dusk
from render.plot.marks.letters import Letters
from render.plot.marks.points import FloorPoints
from render.plot.marks.surface import Envelope, Surface
from render.plot.plots import Plot
from render.stage.floor import category_colors
from render.stage.ground import BoxGround
from render.stage.haloes import Haloed, HaloedWords
from render.stage.heights import ramp
from render.stage.spots import Cells, Spot, size_of
from render.stage.words import Word
from render.style.colors import readable
from render.style.heights import shares


class ShownLetters:
    """A letter in each region that has room for it where it is seen."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground, self._cells = ground, Cells(ground)
        self._words = HaloedWords(ground.ax.figure)

    def show(self, marks: Sequence[Letters], plot: Plot) -> list[Artist]:
        """The artists that show the marks, in the order they are drawn in."""
        letters: list[Haloed] = []
        for mark in marks:
            is_flat = mark.threshold is None
            letters += (self._flat if is_flat else self._raised)(mark, plot)
        return self._words.show(letters)

    def _flat(self, mark: Letters, plot: Plot) -> Iterator[Haloed]:
        """The letters on the floor."""
        hidden, floor = self._is_covered(plot), self._cells.floor(mark.atlas)
        is_bare = mark.is_colored and not any(isinstance(m, Areas) for m in plot.marks)
        points = [m.places for m in plot.marks if isinstance(m, FloorPoints)]
        for spot, category in self._spots(mark, np.where(hidden, -1, floor), points):
            ink, color = self._ink(category, spot, plot)
            ink = self._ground.style.color(category) if is_bare else ink
            letter = self._letter(mark, category, spot, ink)
            yield Haloed(letter, color if points else "")

    def _raised(self, mark: Letters, plot: Plot) -> Iterator[Haloed]:
        """The letters on the surfaces of a plot."""
        surfaces = [mark for mark in plot.marks if isinstance(mark, Surface)]
        if not surfaces:
            return
        axes = self._ground.axes
        style, (surface,) = self._ground.style, surfaces
        numbers, heights = self._cells.surfaces(surfaces)
        for spot, category in self._spots(
            mark, np.where(numbers < 0, -1, heights <= mark.threshold)
        ):
            place = shares(heights[[spot.cell[0]], spot.cell[1]], axes.span)
            halo = to_hex(ramp(style, surface.series, axes.n_outputs, place)[0])
            yield Haloed(self._letter(mark, category, spot, readable(halo)), halo)

    def _spots(
        self,
        mark: Letters,
        categories: np.ndarray,
        points: Sequence[np.ndarray] = (),
    ) -> Iterator[tuple[Spot, int]]:
        """A spot for each region with room for a letter, and its category.

        categories: of what each cell sees, -1 for none. points: on the floor, beside
        which letters stand where there is room.
        """
        room = size_of(mark.names, self._ground.style.label_size, "bold")
        numbers = connected(categories)
        rounds = [numbers]
        if points:
            rounds.insert(0, np.where(self._cells.with_points(points), -1, numbers))
        named = set[int]()
        for free in rounds:
            left = np.where(np.isin(free, [*named]), -1, free)
            for spot in self._cells.spots(left, room):
                named.add(spot.number)
                yield spot, int(categories.flat[spot.number])

    def _letter(self, mark: Letters, category: int, spot: Spot, ink: str) -> Word:
        """The name of a category, at a spot."""
        size, share = self._ground.style.label_size, spot.share * mark.opacity
        word = Word(mark.names[category], spot.place, size, ink, "center", face="bold")
        return replace(word, opacity=share)

    def _ink(self, category: int, spot: Spot, plot: Plot) -> tuple[str, str]:
        """The colour of a letter on the floor, and that of the floor there.

        Areas and shades may lie on it.
        """
        style = self._ground.style
        colors = category_colors(style, self._ground.axes.n_outputs)
        red, green, blue = self._shaded(colors[category], spot, plot)
        inks = readable(style.floor[:7]), readable(to_hex((red, green, blue)))
        bare, full = (np.array(to_rgb(ink)) for ink in inks)
        share = max((m.opacity for m in plot.marks if isinstance(m, Areas)), default=0)
        floor = np.array(to_rgb(style.floor[:7]))
        ground = floor + share * (np.array([red, green, blue]) - floor)
        return to_hex(bare + share * (full - bare)), to_hex(ground)

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
