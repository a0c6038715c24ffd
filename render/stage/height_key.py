"""The key to the colours of heights: a strip along the axis of y."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import LineCollection

from render.plot.marks.surface import Envelope, Surface
from render.stage.box import corner, key_width
from render.stage.ground import BoxGround
from render.stage.heights import ramp, sides
from render.style.heights import shares

PIECES = 64


class HeightKey:
    """A strip in the colours that a single surface has at the heights beside it."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground, width = ground, key_width(ground.axes)
        edges = np.linspace(*ground.axes.span, PIECES + 1)
        self._heights = (edges[:-1] + edges[1:]) / 2
        pixels = ground.view(np.array([(*corner(ground.view), y) for y in edges]))
        pixels[:, 0] += width / 2 * ground.ax.figure.dpi / 72
        self._strip = LineCollection(
            list(np.stack([pixels[:-1], pixels[1:]], axis=1)),
            linewidths=width,
            capstyle="butt",
            antialiaseds=False,  # which would leave seams
            animated=True,
        )
        ground.ax.add_collection(self._strip, autolim=False)
        self._looks: list[tuple[float, float | None]] = []  # of marks that it shows

    def show(self, marks: Sequence[Surface | Envelope]) -> list[Artist]:
        """The artist that is the strip."""
        looks = [(mark.opacity, _threshold(mark)) for mark in marks]
        if looks != self._looks:
            self._looks = looks
            self._set()
        return [self._strip]

    def _set(self) -> None:
        """Have the strip look as marks do."""
        style, span = self._ground.style, self._ground.axes.span
        colors = ramp(style, 0, 1, shares(self._heights, span))
        for opacity, threshold in self._looks:
            if threshold is not None:
                ends = sides(style, self._heights, span, threshold)
                colors = colors + opacity * (ends - colors)  # fades in over these
        self._strip.set_color(list(map(tuple, colors)))
        self._strip.set_alpha(max(opacity for opacity, _ in self._looks))


def _threshold(mark: Surface | Envelope) -> float | None:
    """The threshold of a mark that has the colours of categories; None for heights."""
    return mark.threshold if isinstance(mark, Envelope) else None
