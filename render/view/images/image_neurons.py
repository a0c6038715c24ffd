"""Image neurons: an image becomes neurons, each lit by the number of its pixel."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view

from model import Images, Network
from model.images import WHITE
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import (
    Glyph,
    Image,
    Label,
    Line,
    Pixels,
    Place,
    Shape,
    ink_on,
    words,
)
from render.view.glyph_steps import GlyphStep
from render.view.images.framed import framed
from render.view.images.image_rows import ImageRows
from render.view.lit_places import LitPlaces
from render.view.named import Names
from render.view.weights import decimal

WINDOW = 7  # rows and columns whose numbers are seen
STRETCH = 13  # pixels of a row that stand for all in a column of neurons
CELL = 19.0  # points: a pixel with its number, at least
SPARE = 40.0  # points beside both sides of the picture and its window
Cell: TypeAlias = tuple[int, int]  # a row and a column, or how many of each
PAST = 0.4  # opacity of nodes that have no value yet
INPUTS, COLUMN = 0, 1  # layers of the last steps: the picture, and its neurons


@dataclass(frozen=True)
class ImageNeurons:
    """An image, its pixels' numbers, a neuron for each, and the outputs.

    image: a single one. names: of the outputs.

    Raises InputError for other images than one, and small ones.
    """

    image: Images
    names: Names = field(default_factory=Names)

    note = "Black: 0. White: 1."

    def __post_init__(self) -> None:
        if len(self.image) != 1 or min(self.image.shape) < STRETCH:
            given = f"{len(self.image)} of {self.image.shape[0]} rows"
            words = f"one, of {STRETCH} or more rows and columns"
            raise InputError("image", given, words)

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The image, its numbers, its neurons, the outputs, and what is between.

        Raises InputError for a network of other inputs than pixels, or of one layer.
        """
        n, (rows, columns) = network.sizes[0], self.image.shape
        if n != rows * columns:
            layers = ",".join(map(str, network.sizes))
            raise InputError("layers", layers, f"the first to be {rows * columns}")
        if len(network.sizes) < 3:
            raise InputError("layers", f"{n},{network.sizes[-1]}", "one between them")
        sizes = " and ".join(map(str, network.sizes[1:-1]))
        titles = (
            f"An image: {rows} × {columns} pixels",  # noqa: RUF001 - times
            "Each pixel is a number from 0, black, to 1, white",
            f"A neuron holds a number: {n} of them hold the image",
            f"{n} numbers in, {network.sizes[-1]} out: what is between?",
            f"Hidden layers of {sizes}: a choice, not a law",
        )
        draw = (self._picture, self._numbers, self._neurons)
        steps = [
            GlyphStep(title, glyphs, self.note)
            for title, glyphs in zip(titles[:3], draw, strict=True)
        ]
        for title, has_layers in zip(titles[3:], (False, True), strict=True):
            glyphs = partial(self._network, network.sizes, has_layers)
            steps.append(GlyphStep(title, glyphs, self.note))
        return tuple(steps)

    @property
    def _values(self) -> np.ndarray:
        """The pixels, from 0 to 1: (rows, columns)."""
        return self.image.pixels[0] / WHITE

    def _framed(
        self, place: Place, side: float, new: float = 0.0
    ) -> Iterator[Image | Shape]:
        shape, values = self.image.shape, self._values
        yield from framed(("picture",), place, side, values, shape, 1.0, "light", new)

    def _picture(self, room: Room) -> Iterator[Glyph]:
        """The image alone."""
        rows = ImageRows(room, 1)
        (place,) = rows.places()
        yield from self._framed(place, rows.side)
        yield self._count(rows.line(place), room)

    def _count(self, place: Place, room: Room) -> Label:
        text = f"{self._values.size:,} pixels"
        return words(("count",), text, *place, room.small, role="note")

    def _numbers(self, room: Room) -> Iterator[Glyph]:
        """The image, and some of its pixels with their numbers."""
        wide, high = room.width - SPARE, room.height - SPARE
        small = min(0.5 * high, wide) if room.is_upright else min(0.42 * wide, high)
        side = min(0.5 * high, wide) if room.is_upright else min(0.55 * wide, high)
        if side / WINDOW < CELL:
            raise room.refused("more for numbers in pixels: a larger picture")
        places = _beside(room, small, side)
        yield from self._framed(places[0], small)
        yield from self._window(places, small, side, room)

    def _window(
        self, places: tuple[Place, Place], small: float, side: float, room: Room
    ) -> Iterator[Glyph]:
        """Pixels with their numbers, and where in the image they are."""
        row, column = self._corner
        part = self._values[row : row + WINDOW, column : column + WINDOW]
        lit = 2 * part - 1
        tiles = Pixels(("window",), places[1], (side, side), lit)
        box = self._box(places[0], small, (row, column), (WINDOW, WINDOW))
        for end in (0, 1):
            start, goal = (b.bounds for b in (box, tiles))
            y = 1 if end else 0
            corner = ((start[1, 0], start[y, 1]), (goal[0, 0], goal[y, 1]))
            if room.is_upright:
                corner = ((start[y, 0], start[0, 1]), (goal[y, 0], goal[1, 1]))
            yield Line(("zoom", end), *corner, emphasis=1.0)
        yield from (box, tiles)
        numbers = zip(tiles.tiles, part.ravel(), lit.ravel(), strict=True)
        for k, ((place, _), value, light) in enumerate(numbers):
            text, role = f"${decimal(float(value))}$", ink_on(light)
            yield words(("number", k), text, *place, room.small, role=role)

    @property
    def _corner(self) -> Cell:
        """The row and column where the window begins."""
        return self._varied(WINDOW, WINDOW)

    @property
    def _stretch(self) -> Cell:
        """The row and column where the stretch begins."""
        return self._varied(1, STRETCH)

    def _varied(self, rows: int, columns: int) -> Cell:
        """Where a part of so many rows and columns has most shades."""
        parts = sliding_window_view(self.image.pixels[0] // 16, (rows, columns))
        across = parts.shape[1]
        shades = [len(np.unique(part)) for part in parts.reshape(-1, rows * columns)]
        row, column = divmod(int(np.argmax(shades)), across)
        return row, column

    def _box(self, place: Place, side: float, corner: Cell, cells: Cell) -> Shape:
        """A box around rows and columns of the image."""
        rows, columns = self.image.shape
        unit = side / max(rows, columns)
        x = place[0] + (corner[1] + cells[1] / 2 - columns / 2) * unit
        y = place[1] - (corner[0] + cells[0] / 2 - rows / 2) * unit
        size = cells[1] * unit, cells[0] * unit
        return Shape(("part",), "box", (x, y), size, emphasis=1.0)

    def _neurons(self, room: Room) -> Iterator[Glyph]:
        """A disc for each pixel, in the image's rows and columns."""
        rows = ImageRows(room, 1)
        (place,) = rows.places()
        light, size = 2 * self._values - 1, (rows.side, rows.side)
        yield Pixels(("neurons",), place, size, light, form="circle")
        text = f"{self._values.size:,} neurons"
        yield words(("count",), text, *rows.line(place), room.small, role="note")

    def _network(
        self, sizes: tuple[int, ...], has_layers: bool, room: Room
    ) -> Iterator[Glyph]:
        """The image, some of its neurons in a column, layers or a riddle, outputs."""
        layers = (sizes[0], STRETCH + 2, *sizes[1:])
        names = self.names.classes
        places = LitPlaces(layers, room, self.image.shape, names)
        yield from self._framed(places.picture, places.side)
        row, column = self._stretch
        yield self._box(places.picture, places.side, (row, column), (1, STRETCH))
        (x, y), half = places.picture, places.side / 2 + room.small
        away = (places.side / 2 + 28, 0.0) if room.is_upright else (0.0, -half)
        yield self._count((x + away[0], y + away[1]), room)
        yield from self._column(places)
        last = len(layers) - 1
        for k in range(COLUMN + 1, last + 1):
            if has_layers or k == last:
                new = has_layers == (k < last)
                yield from _nodes(k, places, new)
        for j in places.columns[last].heights:
            key, size = ("name", j), room.label
            yield words(key, names[j - 1], *places.name(j), size, places.align)
        if not has_layers:
            yield from _riddle(places)

    def _column(self, places: LitPlaces) -> Iterator[Glyph]:
        """Neurons of a stretch of a row, with dots for those before and behind."""
        row, column = self._stretch
        values = self._values[row, column : column + STRETCH]
        size = (places.diameters[COLUMN],) * 2
        for j, at in places.numbers(COLUMN):
            place = places.node(COLUMN, j)
            if not 1 < j < STRETCH + 2:
                dots = size[0] / 5, size[0]
                yield Shape(("dots", j), "dots", place, dots)
                if j > 1:
                    yield self._of_all(at, places)
                continue
            value = float(values[j - 2])
            light = np.array([[2 * value - 1]])
            yield Shape(("input", j), "circle", place, size)
            yield Pixels(("input", j), place, size, light, form="circle")
            is_inside = places.is_inside(COLUMN)
            role = ink_on(2 * value - 1) if is_inside else "value"
            align = "center" if is_inside else places.align
            text, key = f"${decimal(value)}$", ("input", j)
            yield words(key, text, *at, places.room.small, align, role)

    def _of_all(self, at: Place, places: LitPlaces) -> Label:
        """How many neurons there are, behind the last dots."""
        text, size = f"of {self._values.size:,}", places.room.small
        (x, y), align = at, places.align
        if places.is_upright:  # the last dots stand at the edge
            x, align = x + places.diameters[COLUMN] / 2, "right"
        return words(("of all",), text, x, y, size, align, "note")


def _beside(room: Room, small: float, side: float) -> tuple[Place, Place]:
    """The middles of two pictures side by side, or below each other."""
    x, y = room.centre
    spare = (room.height if room.is_upright else room.width) - small - side
    if room.is_upright:
        return (x, room.height - spare / 3 - small / 2), (x, spare / 3 + side / 2)
    return (spare / 3 + small / 2, y), (room.width - spare / 3 - side / 2, y)


def _nodes(k: int, places: LitPlaces, new: bool) -> Iterator[Shape]:
    """The nodes of a layer that have no values yet."""
    size = (places.diameters[k],) * 2
    for j in places.columns[k].heights:
        place, key = places.node(k, j), ("node", k, j)
        opacity = 1.0 if new else PAST
        yield Shape(key, "circle", place, size, emphasis=float(new), opacity=opacity)
    if not places.is_whole(k):
        yield from (dots for dots in places.dots() if dots.key == ("dots", k))


def _riddle(places: LitPlaces) -> Iterator[Shape | Label]:
    """A question mark in a box, where the layers between will be."""
    center, size = places.between(COLUMN + 1, len(places.sizes) - 2)
    yield Shape(("riddle",), "box", center, size)
    label = words(("riddle",), "?", *center, places.room.title)
    yield replace(label, emphasis=1.0)
