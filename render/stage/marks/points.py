"""Points on flat axes, on maps, and on the floor of a box."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist

from render.plot.axes import FlatAxes
from render.plot.marks.points import FloorPoints, Points
from render.plot.plots import Plot
from render.stage.discs import Discs, looks_of
from render.stage.ground import BoxGround, FlatGround, MapGround

NEAR = 1e-9  # share of an axis: what is at its end but for rounding is at it


class ShownPoints:
    """Discs with rims in the colour of the background.

    They are cut off where the axes end; if all of them are to be seen whole, those
    whose middle is beyond are left out.
    """

    def __init__(self, ground: FlatGround) -> None:
        self._ground, self._discs = ground, Discs(ground.ax)
        self._discs.set_clip_box(ground.room)  # not where the bars are

    def show(self, marks: Sequence[Points], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        if not self._discs.is_set(tuple(marks)):
            are_whole, style = all(mark.is_whole for mark in marks), self._ground.style
            places = np.concatenate([mark.places for mark in marks])
            looks = looks_of(style, marks, rim=style.background[:7])
            if are_whole:
                seen = np.flatnonzero(_is_within(places, self._ground.axes))
                places, looks = places[seen], looks.of(seen)
            self._discs.set_clip_on(not are_whole)
            self._discs.set_discs(places, looks)
        return [self._discs] if any(len(mark.places) for mark in marks) else []


def _is_within(places: np.ndarray, axes: FlatAxes) -> np.ndarray:
    """Whether each place (n, 2) is between the ends of flat axes, or at one: (n,)."""
    ends = np.array([(axes.x.low, axes.y.low), (axes.x.high, axes.y.high)])
    low, high = ends + np.ptp(ends, axis=0) * np.array([[-NEAR], [NEAR]])
    within: np.ndarray = ((low <= places) & (places <= high)).all(axis=1)
    return within


class ShownPointsOnMap:
    """Discs that stand out from any ground, cut off where the map ends."""

    def __init__(self, ground: MapGround) -> None:
        self._ground, self._discs = ground, Discs(ground.ax)
        self._discs.set_clip_box(ground.room)

    def show(self, marks: Sequence[Points], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        if not self._discs.is_set(tuple(marks)):
            places = np.concatenate([mark.places for mark in marks])
            looks = looks_of(self._ground.style, marks, self._ground.axes.span)
            self._discs.set_discs(places, looks)
        return [self._discs] if any(len(mark.places) for mark in marks) else []


class ShownFloorPoints:
    """Discs that stand out from any ground; what is above the floor covers them."""

    def __init__(self, ground: BoxGround) -> None:
        self._ground, self._discs = ground, Discs(ground.ax)

    def show(self, marks: Sequence[FloorPoints], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        if not self._discs.is_set(tuple(marks)):
            places = self._ground.on_floor([mark.places for mark in marks])
            looks = looks_of(self._ground.style, marks, self._ground.axes.span)
            self._discs.set_discs(np.concatenate(places), looks)
        return [self._discs] if any(len(mark.places) for mark in marks) else []
