"""Discs: points, drawn together as one artist."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import IdentityTransform

from render.plot.marks.points import Points
from render.style.styles import Style

DISC = Path.circle(radius=0.5)
RIM = 0.16  # the width of a disc's rim, as a share of its diameter


class Discs(PathCollection):
    """Discs with rims in the colour of the background, at places in units of ax."""

    def __init__(self, ax: Axes, style: Style) -> None:
        super().__init__(
            [DISC],
            transform=IdentityTransform(),  # of discs; their places have another
            offset_transform=ax.transData,
            animated=True,
        )
        self._style = style
        ax.add_collection(self, autolim=False)

    def set_discs(self, places: np.ndarray, marks: Sequence[Points]) -> None:
        """Set what is drawn next, later ones over earlier ones.

        places: of the discs, (n, 2). marks: which mark each of them is of.
        """
        style = self._style
        rim = to_rgb(style.background[:7])
        colors = [(*to_rgb(style.color(mark.series)), mark.opacity) for mark in marks]
        rims = [(*rim, mark.opacity) for mark in marks]
        diameters = np.array([style.curve_width * mark.size for mark in marks])
        self.set(offsets=places, facecolor=colors, edgecolor=rims)
        self.set(sizes=diameters**2, linewidths=RIM * diameters)
