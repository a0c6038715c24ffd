"""Points on flat axes, on maps, and on the floor of a box."""

from collections.abc import Sequence

import numpy as np
from matplotlib.artist import Artist

from render.plot.marks.points import FloorPoints, Points
from render.plot.plots import Plot
from render.stage.discs import Discs, looks_of
from render.stage.ground import BoxGround, FlatGround, MapGround


class ShownPoints:
    """Discs with rims in the colour of the background.

    They are cut off where the axes end, unless all of them are to be seen whole.
    """

    def __init__(self, ground: FlatGround) -> None:
        self._style, self._discs = ground.style, Discs(ground.ax)
        self._discs.set_clip_box(ground.room)  # not where the bars are

    def show(self, marks: Sequence[Points], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        if not self._discs.is_set(tuple(marks)):
            self._discs.set_clip_on(not all(mark.is_whole for mark in marks))
            rim = self._style.background[:7]
            places = np.concatenate([mark.places for mark in marks])
            self._discs.set_discs(places, looks_of(self._style, marks, rim=rim))
        return [self._discs] if any(len(mark.places) for mark in marks) else []


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
