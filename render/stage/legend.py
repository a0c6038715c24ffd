"""Legends: which colour is which category."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.textpath import TextPath

from render.stage.area import in_points
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
    """

    def __init__(
        self,
        ax: Axes,
        corner: tuple[float, float],
        words: tuple[str, ...],
        colors: np.ndarray,
        rows: int,
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
        self._colors = np.column_stack([ink, np.ones(len(ink))])
        self._artist = PathCollection(
            paths,
            facecolors=self._colors,
            edgecolors="none",
            linewidths=0,
            transform=in_points(ax.figure),
            clip_on=False,
            animated=True,
        )
        ax.add_collection(self._artist, autolim=False)

    def show(self, opacity: np.ndarray | float) -> list[Artist]:
        """The artist to draw; opacity: of each entry, or of all, 0 to 1."""
        colors = self._colors.copy()
        colors[:, 3] = np.tile(opacity, len(colors) // np.size(opacity))
        self._artist.set(facecolor=colors)
        return [self._artist]
