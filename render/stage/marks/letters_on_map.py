"""Letters on a map, in the middle of their regions."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_hex

from model import Atlas
from render.plot.marks.letters import Letters
from render.plot.plots import Plot
from render.stage.floor import category_colors
from render.stage.ground import MapGround
from render.stage.spots import CELL, connected, roomy, size_of
from render.stage.words import Word, Words
from render.style.colors import readable


class ShownLettersOnMap:
    """A letter in each region that has room for it."""

    def __init__(self, ground: MapGround) -> None:
        self._ground = ground
        self._words = Words(ground.ax.figure, moves=True)
        ground.ax.figure.add_artist(self._words)

    def show(self, marks: Sequence[Letters], _: Plot) -> list[Artist]:
        """The artist that shows the marks."""
        (mark,) = marks
        self._words.set_words(self._letters(mark))
        return [self._words]

    def _letters(self, mark: Letters) -> Iterator[Word]:
        style, corners = self._ground.style, self._corners
        colors = category_colors(style, self._ground.axes.n_outputs)
        categories = cells(mark.atlas, np.ptp(corners, axis=0))
        room = size_of(mark.names, style.label_size, "bold")
        for number, row, column, share in roomy(connected(categories), room):
            category = categories.flat[number]
            x, y = np.round(corners[0] + CELL * np.array([column, row]) + CELL / 2, 3)
            yield Word(
                mark.names[category],
                (float(x), float(y)),
                style.label_size,
                readable(to_hex(colors[category])),
                "center",
                face="bold",
                opacity=share * mark.opacity,
            )

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
