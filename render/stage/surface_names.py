"""Names of surfaces: on what is seen of them, or beside the box."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.colors import to_hex, to_rgb

from render.plot.marks.surface import Envelope, Surface
from render.plot.titles import as_title
from render.stage.area import in_points
from render.stage.ground import BoxGround
from render.stage.haloes import Haloed, HaloedWords
from render.stage.heights import ramp
from render.stage.spots import Cells, size_of
from render.stage.spread import spread
from render.stage.words import Color, Word, clear_of
from render.style.colors import readable
from render.style.heights import shares

GAP = 5.0  # points from the box to names
APART = 1.1  # from name to name, in sizes of the type

# By the number of the surface's colour, the words, and whether they are on the surface.
Named = dict[tuple[int, str, bool], Haloed]


class SurfaceNames:
    """The names of a plot's surfaces.

    Surfaces have theirs where they are seen. Those that are seen nowhere have theirs
    where they meet the left edge of the box, as curves have them at their ends; but
    none of those that are not the highest, where only the highest is painted.
    """

    def __init__(self, ground: BoxGround) -> None:
        self._ground, self._area = ground, ground.ax.figure
        self._cells, self._names = Cells(ground), HaloedWords(self._area)

    def show(self, marks: Sequence[Surface | Envelope]) -> list[Artist]:
        """The artists that make up the names, in the order they are drawn in."""
        surfaces = [mark for mark in marks if isinstance(mark, Surface)]
        named, hidden = self._on(surfaces)
        named |= self._beside(surfaces[::-1], hidden)  # the first is above its equals
        for mark in marks:
            if isinstance(mark, Envelope):  # fades in over what is there
                highest, _ = self._on(mark.surfaces, highest=True)
                named = _moved(named, highest, mark.opacity) if surfaces else highest
        return self._names.show(list(named.values()))

    def _on(
        self, surfaces: Sequence[Surface], highest: bool = False
    ) -> tuple[Named, dict[int, float]]:
        """The names on surfaces that have room for them.

        Also how much is to be seen, from 0 to 1, of the name that each series has
        elsewhere. highest: whether only the highest surface is painted.
        """
        named: Named = {}
        hidden = {surface.series: 1.0 for surface in surfaces}
        seen = [as_title(surface.name).seen for surface in surfaces]
        texts = [text for names in seen for text, _ in names if text]
        if not texts:
            return named, hidden
        face = surfaces[0].face
        numbers, heights = self._cells.surfaces(surfaces, highest)
        size = self._ground.style.label_size
        for spot in self._cells.spots(numbers, size_of(texts, size, face)):
            surface = surfaces[spot.number]
            hidden[surface.series] = 1 - spot.share
            halo = self._color(surface, heights[spot.cell])
            for text, share in seen[spot.number]:
                word = Word(text, spot.place, size, readable(halo), "center", face=face)
                word = replace(word, opacity=share * spot.share * surface.opacity)
                named[surface.series, text, True] = Haloed(word, halo)
        return named, hidden

    def _beside(self, surfaces: Sequence[Surface], share: dict[int, float]) -> Named:
        """The names of surfaces left of the box, as high as they meet its edge.

        Those without room are left out. share: of each series' name that is seen.
        """
        style, (low, high) = self._ground.style, self._ground.axes.span
        size, named = style.label_size, Named()
        surfaces = [surface for surface in surfaces if surface.name]
        if not any(share[surface.series] for surface in surfaces):
            return named
        places = np.array([self._left(surface) for surface in surfaces])
        places[:, 2] = np.nan_to_num(places[:, 2]).clip(low, high)
        bottom = self._points(np.array([(*places[0, :2], low)]))[0, 1]
        top = self._points(self._ground.view.corners)[:, 1].max()
        (left, *_), heights = self._points(places).T
        apart = spread(heights, float(bottom), float(top), APART * size)
        for surface, y in zip(surfaces, () if apart is None else apart, strict=False):
            place, color = (float(left) - GAP, float(y)), self._ink(surface)
            for text, seen in as_title(surface.name).seen:
                word = Word(text, place, size, color, "right", face=surface.face)
                others = (
                    o.word for key, o in named.items() if key[0] != surface.series
                )
                if word.bounds[0, 0] >= 0 and clear_of([word], others, 0.0):
                    opacity = seen * share[surface.series] * surface.opacity
                    word = replace(word, opacity=opacity)
                    named[surface.series, text, False] = Haloed(word)
        return named

    def _left(self, surface: Surface) -> np.ndarray:
        """The surface's corner that is furthest to the left, in data units: (3,)."""
        corners = [
            (surface.x_1[i], surface.x_2[j], surface.y[i, j])
            for i in (0, -1)
            for j in (0, -1)
        ]
        return min(np.array(corners), key=lambda c: float(self._ground.view(c)[0]))

    def _points(self, places: np.ndarray) -> np.ndarray:
        """Places in the box (n, 3) in points from the area's bottom left: (n, 2)."""
        to_points = self._ground.ax.transData + in_points(self._area).inverted()
        points: np.ndarray = to_points.transform(self._ground.view(places))
        return points

    def _ink(self, surface: Surface) -> str:
        """The colour of a surface's name: its own, if it has one."""
        style = self._ground.style
        is_only = self._ground.axes.n_outputs == 1
        return style.text if is_only else style.color(surface.series)

    def _color(self, surface: Surface, height: float) -> str:
        """A surface's colour at a height."""
        style, axes = self._ground.style, self._ground.axes
        places = shares(np.array([height]), axes.span)
        return to_hex(ramp(style, surface.series, axes.n_outputs, places)[0])


def _moved(before: Named, after: Named, share: float) -> Named:
    """Names part of the way; share: how far. What only one end has fades."""
    named = {}
    for key in before | after:
        start, end = before.get(key), after.get(key)
        if start and end:
            named[key] = _between(start, end, share)
        elif start:
            named[key] = _faded(start, 1 - share)
        elif end:
            named[key] = _faded(end, share)
    return named


def _between(start: Haloed, end: Haloed, share: float) -> Haloed:
    """A name on its way from one place on a surface to another."""
    (x, y), (x_end, y_end) = start.word.place, end.word.place
    way = share * share * (3 - 2 * share)  # slowly away, and slowly there
    place = x + way * (x_end - x), y + way * (y_end - y)
    opacity = start.word.opacity + share * (end.word.opacity - start.word.opacity)
    color = _mixed(start.word.color, end.word.color, share)
    word = replace(end.word, place=place, color=color, opacity=opacity)
    return Haloed(word, _mixed(start.halo, end.halo, share))


def _mixed(start: Color, end: Color, share: float) -> str:
    """A colour part of the way from one to another."""
    before, after = np.array(to_rgb(start)), np.array(to_rgb(end))
    return to_hex(before + share * (after - before))


def _faded(name: Haloed, share: float) -> Haloed:
    return replace(name, word=replace(name.word, opacity=share * name.word.opacity))
