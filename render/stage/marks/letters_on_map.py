"""Letters on a map, in the middle of their regions."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_hex, to_rgb

from model import Atlas, connected
from render.plot.marks.areas import Areas
from render.plot.marks.letters import Letters
from render.plot.marks.points import Points
from render.plot.plots import Plot
from render.stage.floor import category_colors
from render.stage.ground import MapGround
from render.stage.haloes import Haloed, HaloedWords
from render.stage.spots import CELL, roomy, size_of
from render.stage.words import Word
from render.style.colors import readable


class ShownLettersOnMap:
    """A letter, or a name, in each region that has room for it.

    Where there are points, names stand beside them if there is room there, too; if not,
    among them. Then each has a line around it, in the colour of its region, as it has
    where there are no regions.
    """

    def __init__(self, ground: MapGround) -> None:
        self._ground = ground
        self._words = HaloedWords(ground.ax.figure)

    def show(self, marks: Sequence[Letters], plot: Plot) -> list[Artist]:
        """The artists that show the marks."""
        (mark,) = marks
        return self._words.show(list(self._letters(mark, plot)))

    def _letters(self, mark: Letters, plot: Plot) -> Iterator[Haloed]:
        style, areas = self._ground.style, (m for m in plot.marks if type(m) is Areas)
        seen = max((m.opacity for m in areas), default=0.0)
        colors = category_colors(style, self._ground.axes.n_outputs)
        own = np.array([to_rgb(style.color(k)) for k in range(len(colors))])
        colors = own + seen * (colors - own)
        points = [m.places for m in plot.marks if isinstance(m, Points)]
        for category, place, share in self._spots(mark, points):
            color = to_hex(colors[category])
            size, opacity = style.label_size, share * mark.opacity
            word = Word(mark.names[category], place, size, readable(color), "center")
            word = replace(word, face="bold", opacity=opacity)
            yield Haloed(word, color if points or mark.is_colored else "")

    def _spots(
        self, mark: Letters, points: Sequence[np.ndarray]
    ) -> Iterator[tuple[int, tuple[float, float], float]]:
        """Categories, the places of their names in points, and how much is seen."""
        corners = self._corners
        categories = cells(mark.atlas, np.ptp(corners, axis=0))
        numbers, named = connected(categories), set[int]()
        rounds = [numbers]
        if points:
            rounds.insert(0, np.where(self._taken(points, numbers.shape), -1, numbers))
        for free in rounds:
            left = np.where(np.isin(free, [*named]), -1, free)
            for number, row, column, share in self._roomy(mark, categories, left):
                place = corners[0] + CELL * np.array([column, row]) + CELL / 2
                x, y = np.round(place, 3).tolist()
                named.add(number)
                yield int(categories.flat[number]), (x, y), share

    def _roomy(
        self, mark: Letters, categories: np.ndarray, numbers: np.ndarray
    ) -> Iterator[tuple[int, float, float, float]]:
        """As roomy has it, each region with the room that its own name needs.

        Letters need all the same.
        """
        size = self._ground.style.label_size
        if max(map(len, mark.names)) == 1:
            yield from roomy(numbers, size_of(mark.names, size, "bold"))
            return
        for category, name in enumerate(mark.names):
            if name:
                own = np.where(categories == category, numbers, -1)
                yield from roomy(own, size_of([name], size, "bold"))

    def _taken(
        self, points: Sequence[np.ndarray], shape: tuple[int, ...]
    ) -> np.ndarray:
        """Whether the middle of a disc is in each cell."""
        axes = self._ground.axes
        low = np.array([axes.x.low, axes.y.low])
        high = np.array([axes.x.high, axes.y.high])
        n = np.array(shape)[::-1]
        share = (np.concatenate(points) - low) / (high - low)
        column, row = np.clip(share * n, 0, n - 1).astype(int).T
        taken = np.zeros(shape, dtype=bool)
        taken[row, column] = True
        return taken

    @property
    def _corners(self) -> np.ndarray:
        """Left and bottom, right and top of the map, in points: (2, 2)."""
        pixels = self._ground.ax.bbox.get_points()
        corners: np.ndarray = self._ground.points.inverted().transform(pixels)
        return corners


def cells(atlas: Atlas, size: np.ndarray) -> np.ndarray:
    """The category of each cell of a map, from its bottom left; -1 near boundaries.

    size: width and height of the map in points. Gives (n_rows, n_columns).
    """
    n_columns, n_rows = np.maximum(size // CELL, 1).astype(int)
    steps = [
        np.rint((np.arange(n) + 0.5) / n * (len(line) - 1)).astype(int)
        for n, line in zip((n_columns, n_rows), atlas.lines, strict=True)
    ]
    categories = atlas.categories[np.ix_(*steps)].T.copy()
    for line in atlas.boundaries:
        categories[_passed(line, atlas.lines, categories.shape)] = -1
    return categories


def _passed(
    line: np.ndarray, lines: tuple[np.ndarray, np.ndarray], shape: tuple[int, ...]
) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the cells in which points (n_points, 2) of a line are.

    lines: the grid's, between two of which a boundary has a point or more.
    """
    low = np.array([axis[0] for axis in lines])
    high = np.array([axis[-1] for axis in lines])
    n = np.array(shape)[::-1]
    column, row = (np.clip((line - low) / (high - low) * n, 0, n - 1)).astype(int).T
    return row, column
