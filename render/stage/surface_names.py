"""Names of surfaces: beside the box, or on what is seen of the highest of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.colors import to_hex, to_rgb, to_rgba

from render.plot.marks.surface import Envelope, Surface
from render.plot.titles import as_title
from render.stage.area import in_points
from render.stage.ground import BoxGround
from render.stage.heights import ramp
from render.stage.spots import Cells, size_of
from render.stage.spread import spread
from render.stage.words import Word, Words
from render.style.colors import readable
from render.style.heights import shares

GAP = 5.0  # points from the box to names
APART = 1.1  # from name to name, in sizes of the type
SOON = 0.25  # of the way on to a surface
HALO = 3.0  # points: the width of the line around a name, in the colour it is on


@dataclass(frozen=True)
class Name:
    """A word; halo: the colour around it, and how much is seen of that, 0 to 1."""

    word: Word
    halo: tuple[str, float]


Named = dict[int, Name]  # by the number of the surface's colour


class SurfaceNames:
    """The names of a plot's surfaces.

    Surfaces have theirs where they meet the left edge of the box, as curves have them
    at their ends: these places move evenly. The highest of surfaces may not reach that
    edge; they have theirs where they are seen.
    """

    def __init__(self, ground: BoxGround) -> None:
        self._ground, self._area = ground, ground.ax.figure
        self._cells = Cells(ground)
        self._words = Words(self._area, moves=True)
        self._halos = PathCollection(
            [],
            facecolors="none",
            linewidths=HALO,
            joinstyle="round",
            transform=in_points(self._area),
            clip_on=False,
            animated=True,
        )
        for artist in (self._halos, self._words):
            self._area.add_artist(artist)

    def show(self, marks: Sequence[Surface | Envelope]) -> list[Artist]:
        """The artists that make up the names, in the order they are drawn in."""
        surfaces = [mark for mark in marks if isinstance(mark, Surface) and mark.name]
        named = dict(self._beside(surfaces[::-1]))  # the first is above its equals
        for mark in marks:
            if isinstance(mark, Envelope):  # fades in over what is there
                highest = dict(self._above(mark.surfaces))
                named = _moved(named, highest, mark.opacity) if surfaces else highest
        names = list(named.values())
        self._words.set_words(name.word for name in names)
        self._halos.set_paths([name.word.outline for name in names])
        self._halos.set_edgecolor(
            [to_rgba(name.halo[0], name.halo[1] * name.word.opacity) for name in names]
        )
        return [self._halos, self._words] if names else []

    def _beside(self, surfaces: Sequence[Surface]) -> Iterator[tuple[int, Name]]:
        """The names of surfaces left of the box, as high as they meet its edge.

        Those without room are left out.
        """
        style, (low, high) = self._ground.style, self._ground.axes.span
        size = style.label_size
        ends = [self._left(surface) for surface in surfaces]
        if not ends:
            return
        places = np.array(ends)
        places[:, 2] = np.nan_to_num(places[:, 2]).clip(low, high)
        bottom = self._points(np.array([(*ends[0][:2], low)]))[0, 1]
        top = self._points(self._ground.view.corners)[:, 1].max()
        (left, *_), heights = self._points(places).T
        apart = spread(heights, float(bottom), float(top), APART * size)
        for surface, y in zip(surfaces, () if apart is None else apart, strict=False):
            place, color = (float(left) - GAP, float(y)), self._ink(surface)
            for text, seen in as_title(surface.name).seen:
                word = Word(text, place, size, color, "right")
                if word.bounds[0, 0] >= 0:
                    word = replace(word, opacity=seen * surface.opacity)
                    yield surface.series, Name(word, (color, 0))

    def _above(self, surfaces: Sequence[Surface]) -> Iterator[tuple[int, Name]]:
        """The names of those of the highest surfaces that have room for them."""
        names = [as_title(surface.name).text for surface in surfaces]
        size = self._ground.style.label_size
        if not any(names):
            return
        numbers, heights = self._cells.surfaces(surfaces, highest=True)
        for spot in self._cells.spots(numbers, size_of(names, size)):
            surface = surfaces[spot.number]
            halo = self._color(surface, heights[spot.cell])
            word = Word(names[spot.number], spot.place, size, readable(halo), "center")
            word = replace(word, opacity=spot.share * surface.opacity)
            yield surface.series, Name(word, (halo, 1))

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
    for number in before | after:
        start, end = before.get(number), after.get(number)
        if start and end:
            named[number] = _between(start, end, share)
        elif start:
            named[number] = _faded(start, 1 - share)
        elif end:
            named[number] = _faded(end, share)
    return named


def _between(start: Name, end: Name, share: float) -> Name:
    """A name on its way from beside the box to where it is seen on a surface."""
    (x, y), (x_end, y_end) = _middle(start.word), end.word.place
    way = share * share * (3 - 2 * share)  # slowly away, and slowly there
    place = x + way * (x_end - x), y + way * (y_end - y)
    opacity = start.word.opacity + share * (end.word.opacity - start.word.opacity)
    colors = np.array([to_rgb(name.word.color) for name in (start, end)])
    worn = min(way / SOON, 1)  # its looks on the surface
    color = to_hex(colors[0] + worn * (colors[1] - colors[0]))
    word = replace(end.word, place=place, color=color, opacity=opacity)
    return Name(word, (end.halo[0], worn))


def _middle(word: Word) -> tuple[float, float]:
    """Where a word that ends at its place has its middle."""
    return word.place[0] - word.width / 2, word.place[1]


def _faded(name: Name, share: float) -> Name:
    return replace(name, word=replace(name.word, opacity=share * name.word.opacity))
