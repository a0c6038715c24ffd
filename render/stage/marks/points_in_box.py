"""Points in a box, where surfaces hide those that are behind them."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist

from render.plot.marks.points import Points
from render.plot.plots import Plot
from render.stage.discs import Discs, looks_of
from render.stage.ground import BoxGround
from render.stage.sight import depths, shares_seen


class ShownPointsInBox:
    """Discs, the nearer over the farther; none outside of the box."""

    def __init__(self, ground: BoxGround) -> None:
        self._view, self._span, self._style = (
            ground.view,
            ground.axes.span,
            ground.style,
        )
        self._discs = Discs(ground.ax)

    def show(self, marks: Sequence[Points], plot: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        places = np.concatenate([mark.places for mark in marks])
        share = self._seen(places, plot)
        order = np.argsort(-depths(self._view, places), kind="stable")
        order = order[share[order] > 0]
        looks = looks_of(self._style, marks, self._span).faded(share).of(order)
        self._discs.set_discs(self._view(places[order]), looks)
        return [self._discs] if len(order) else []

    def _seen(self, places: np.ndarray, plot: Plot) -> np.ndarray:
        """How much is seen of places (n, 3), from 0 to 1: (n,)."""
        low, high = np.transpose(self._view.limits)
        inside = ((low <= places) & (places <= high)).all(axis=1)
        return shares_seen(self._view, places, plot.marks, self._span) * inside
