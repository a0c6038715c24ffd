"""Legends: which colour is which category."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from render.stage.area import extent, in_points
from render.stage.paths import placed
from render.style.styles import Style

# All as shares of the type's size.
LINE = 1.3  # from entry to entry, downwards
SIDE = 0.9  # the side of a square
GAP = 1.2  # between columns


class Legend:
    """Squares and words, row by row, at the bottom left of a picture or an area.

    ax: the axes whose area it is drawn on.
    corner: the middle of the lowest square on the left, in points.
    colors: of the squares, 0 to 1, shape (n_words, 3).
    rows: how many there are at most.
    stays: whether all of it is in every frame.
    extent: left and top, right and bottom, in pixels from the top left: shape (2, 2).
    """

    def __init__(
        self,
        ax: Axes,
        corner: tuple[float, float],
        words: tuple[str, ...],
        colors: np.ndarray,
        rows: int,
        stays: bool,
        style: Style,
    ) -> None:
        size = style.label_size
        texts = [TextPath((0, 0), text, size=size) for text in words]
        widest = max(text.get_extents().x1 for text in texts)
        row, column = np.divmod(np.arange(len(words)), -(-len(words) // rows))
        x = corner[0] + column * (widest + (1 + GAP) * size)
        y = corner[1] + (row.max() - row) * LINE * size
        square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * SIDE / 2 * size
        drop = texts[0].get_extents().y1 / 2  # half a capital's height
        entries = list(zip(texts, x, y, strict=True))
        # Words are outlines here, which are drawn in a tenth of the time.
        paths = [Path(square + place) for _, *place in entries]
        paths += [
            placed(text, (left + size, middle - drop)) for text, left, middle in entries
        ]
        ink = [*colors, *[to_rgb(style.text)] * len(words)]
        self._colors, self._stays = np.column_stack([ink, np.ones(len(ink))]), stays
        self._artist = PathCollection(
            paths,
            facecolors=self._colors,
            edgecolors="none",
            linewidths=0,
            transform=in_points(ax.figure),
            clip_on=False,
            animated=not stays,
        )
        ax.add_collection(self._artist, autolim=False)
        corners = [(x.min() - size, y.min() - size)]
        corners += [(x.max() + widest + 2 * size, y.max() + size)]
        pixels = in_points(ax.figure).transform(corners)
        self.extent = extent(ax.figure, pixels)

    def show(self, opacity: np.ndarray | float) -> list[Artist]:
        """The artist to draw, if it moves.

        opacity: of each entry, or of all, 0 to 1.
        """
        if self._stays:
            return []
        colors = self._colors.copy()
        colors[:, 3] = np.tile(opacity, len(colors) // np.size(opacity))
        self._artist.set(facecolor=colors)
        return [self._artist]
