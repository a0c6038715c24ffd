"""The legend: which colour is which category."""

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.textpath import TextPath
from matplotlib.transforms import IdentityTransform

from render.style import Style

LINE = 1.3  # from entry to entry, of the type's size
SIDE = 0.9  # of a square
GAP = 1.2  # between columns


class Legend:
    """Squares and words in columns, at the bottom left of a picture.

    ax: whose picture it is drawn on, in pixels.
    corner: the middle of the lowest square on the left, as a share of the picture.
    colors: (n_words, 3).
    rows: in a column, at most.
    stays: whether it is there in every frame, and all of it.
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
        figure = ax.figure
        size = style.label_size * figure.dpi / 72  # the type's, in pixels
        texts = [TextPath((0, 0), text, size=size) for text in words]
        widest = max(text.get_extents().x1 for text in texts)
        column, row = np.divmod(np.arange(len(words)), rows)
        left, bottom = corner * figure.bbox.size
        x = left + column * (widest + (1 + GAP) * size)
        y = bottom + (min(len(words), rows) - 1 - row) * LINE * size
        rise = texts[0].get_extents().y1 / 2  # of a capital
        square = np.array([(-1, -1), (1, -1), (1, 1), (-1, 1)]) * SIDE / 2 * size
        squares = [Path(square + place) for place in zip(x, y, strict=True)]
        paths = squares + [
            Path(text.vertices + place, text.codes)
            for text, *place in zip(texts, x + size, y - rise, strict=True)
        ]
        ink = [*colors, *[to_rgb(style.text)] * len(words)]
        self._colors = np.column_stack([ink, np.ones(2 * len(words))])
        # Words are outlines here, which are drawn in a tenth of the time.
        self._artist = PathCollection(
            paths,
            facecolors=self._colors,
            linewidths=0,
            transform=IdentityTransform(),
            clip_on=False,
            animated=not stays,
        )
        ax.add_collection(self._artist, autolim=False)
        self._stays = stays
        top, right = figure.bbox.height - y.max(), x.max() + widest + 2 * size
        low = figure.bbox.height - bottom
        self.extent = np.array([(left - size, top - size), (right, low + size)])

    def show(self, opacity: np.ndarray | float) -> list[Artist]:
        """What to draw, each entry being so much to be seen, 0 to 1."""
        if self._stays:
            return []
        colors = self._colors.copy()
        colors[:, 3] = np.tile(opacity, len(colors) // np.size(opacity))
        self._artist.set_facecolor(colors)
        return [self._artist]
