"""Points in a box, where surfaces hide those that are behind them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist

from render.plot.marks.points import Points
from render.plot.plots import Plot
from render.stage.area import in_points, size_in_points
from render.stage.discs import Discs, looks_of
from render.stage.ground import BoxGround
from render.stage.haloes import Haloed, HaloedWords
from render.stage.sight import depths, shares_seen
from render.stage.spread import spread
from render.stage.words import Word

GAP = 4.0  # points from a disc to its name
APART = 1.2  # from name to name, in sizes of the type


class ShownPointsInBox:
    """Discs, the nearer over the farther, and names; none outside of the box."""

    def __init__(self, ground: BoxGround) -> None:
        self._area, self._names = ground.ax.figure, HaloedWords(ground.ax.figure)
        self._to_points = ground.ax.transData + in_points(self._area).inverted()
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
        named = self._names.show(list(self._named(marks, share)))
        return [self._discs, *named] if len(order) else []

    def _named(self, marks: Sequence[Points], share: np.ndarray) -> Iterator[Haloed]:
        """The names beside the last disc of marks, apart from each other.

        share: how much is seen of each disc.
        """
        ends = np.cumsum([len(mark.places) for mark in marks]) - 1
        named = [(m, share[k]) for m, k in zip(marks, ends, strict=True) if m.name]
        if not named:
            return
        last = self._view(np.array([mark.places[-1] for mark, _ in named]))
        x, y = self._to_points.transform(last).T
        top, size = size_in_points(self._area)[1], self._style.small_size
        apart = spread(y, 0.0, float(top), APART * size)
        heights = y if apart is None else apart
        edge = self._to_points.transform(self._view(self._view.corners))[:, 0].max()
        for (mark, seen), across, up in zip(named, x, heights, strict=True):
            series = mark.series if isinstance(mark.series, int) else None
            away = mark.size * self._style.curve_width / 2 + GAP
            look = size, self._style.color(series)
            word = Word(mark.name, (float(across + away), float(up)), *look)
            if word.bounds[1, 0] > edge:
                word = Word(
                    mark.name, (float(across - away), float(up)), *look, "right"
                )
            yield Haloed(replace(word, opacity=float(seen)), self._style.background[:7])

    def _seen(self, places: np.ndarray, plot: Plot) -> np.ndarray:
        """How much is seen of places (n, 3), from 0 to 1: (n,)."""
        low, high = np.transpose(self._view.limits)
        inside = ((low <= places) & (places <= high)).all(axis=1)
        return shares_seen(self._view, places, plot.marks, self._span) * inside
