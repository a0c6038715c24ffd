"""Spots: where on what is seen of a box a word has most room.

A picture is divided into cells, a few to a letter, and each cell has the number of what
is seen there. A word's spot is where many cells around it have one number. It moves as
evenly as they do.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np

from model import Atlas
from render.plot.camera import Projection
from render.plot.marks.surface import Surface
from render.stage import relief
from render.stage.area import in_points
from render.stage.ground import BoxGround
from render.stage.slices import SAMPLES, Slices, strips
from render.type.typeset import Face, extent

CELL = 2.6  # the side of a cell, in points
PAD = 2.0  # around a word, in points
AMPLE = 14.0  # points beyond that: more room is of no use
REACH = 40.0  # points around a spot that decide where it moves
MOVES = 4  # towards more room
MANY = 3  # cells that a word may be on; on fewer it is faint

Size = tuple[float, float]  # width and height


@dataclass(frozen=True)
class Spot:
    """A place for a word.

    number: of what is seen there. place: in points from the area's bottom left.
    cell: its row and column.
    share: how much of a word is to be seen: less than 1 where there is little room.
    """

    number: int
    place: tuple[float, float]
    cell: tuple[int, int]
    share: float


class Cells:
    """The cells of the picture of a box.

    Arrays of them have as many rows and columns as the box is high and wide in cells.
    """

    def __init__(self, ground: BoxGround) -> None:
        self._ground, area = ground, ground.ax.figure
        self._side = CELL * area.dpi / 72
        self.view = _in_cells(ground.view, SAMPLES * self._side)
        corners = self.view(self.view.corners)
        left, top = np.floor(corners.min(axis=0)).astype(int) * SAMPLES
        right, bottom = np.ceil(corners.max(axis=0)).astype(int) * SAMPLES
        self.corner, self.shape = np.array([left, top]), (bottom - top, right - left)
        self._to_points = ground.ax.transData + in_points(area).inverted()

    def surfaces(
        self, surfaces: Sequence[Surface], highest: bool = False
    ) -> tuple[np.ndarray, np.ndarray]:
        """What is seen of surfaces: two arrays of cells.

        The first has the number of the surface that each cell sees, -1 for none; the
        second how high it is there.
        surfaces: over one grid. highest: whether only the highest of them is painted.
        """
        return _seen(self.view, self._ground.axes.span, tuple(surfaces), highest)

    def floor(self, atlas: Atlas) -> np.ndarray:
        """The category of the place on the floor that each cell sees.

        It is -1 beside the floor, and where a boundary passes.
        """
        steps = [
            np.interp(places, line, np.arange(len(line)), left=-1, right=-1)
            for places, line in zip(self._floor, atlas.lines, strict=True)
        ]
        i, j = (np.rint(step).astype(int) for step in steps)
        categories = np.where((i < 0) | (j < 0), -1, atlas.categories[i, j])
        column, row = self._passed(atlas.boundaries)
        categories[row, column] = -1
        return categories

    def with_points(self, points: Sequence[np.ndarray]) -> np.ndarray:
        """Whether each cell has the middle of a disc; points: on the floor, (n, 2)."""
        places = np.concatenate(points)
        low = np.full(len(places), self.view.limits[2][0])
        cells = self.view(np.column_stack([places, low])) * SAMPLES - self.corner
        column, row = np.floor(cells).astype(int).T
        taken = np.zeros(self.shape, dtype=bool)
        taken[row.clip(0, len(taken) - 1), column.clip(0, taken.shape[1] - 1)] = True
        return taken

    def spots(self, numbers: np.ndarray, size: Size) -> Iterator[Spot]:
        """A spot for each number that has room for a word.

        numbers: of what each cell sees; -1 for what has no word.
        size: width and height of the word, in points.
        """
        numbers = np.where(self._taken, -1, numbers)
        for number, row, column, share in roomy(numbers, size):
            pixel = self._side * (self.corner + np.array([column + 0.5, row + 0.5]))
            pixel += self._ground.view.origin
            x, y = np.round(self._to_points.transform(pixel), 3)
            cell = round(row), round(column)
            yield Spot(number, (float(x), float(y)), cell, share)

    @cached_property
    def _taken(self) -> np.ndarray:
        """Where words around the box are, for each cell."""
        taken = np.zeros(self.shape, dtype=bool)
        to_pixels = self._to_points.inverted()
        for word in self._ground.words:
            places = (to_pixels.transform(word.bounds) - self._ground.view.origin) / (
                self._side
            )
            (left, top), (right, bottom) = np.sort(places - self.corner, axis=0)
            rows = slice(max(math.floor(top), 0), max(math.ceil(bottom), 0))
            taken[rows, max(math.floor(left), 0) : max(math.ceil(right), 0)] = True
        return taken

    def on_floor(self, cell: tuple[int, int]) -> np.ndarray:
        """x_1 and x_2 of the place on the floor that a cell sees: (2,)."""
        return np.array([places[cell] for places in self._floor])

    @cached_property
    def _floor(self) -> tuple[np.ndarray, np.ndarray]:
        """x_1 and x_2 of the places that cells see at the height of the floor."""
        left, top = self.corner + 0.5
        rows, columns = np.indices(self.shape)
        view, half = self.view, np.ptp(self.view.limits, axis=1) / 2
        camera, middle = view.camera, np.mean(view.limits, axis=1)
        slope = ((columns + left) / SAMPLES - view.origin[0]) / view.across
        fall = ((rows + top) / SAMPLES - view.origin[1]) / view.scale
        depth = (camera.eye[2] + camera.aspect[2]) / fall  # the horizon is above
        places = []
        for axis in (0, 1):
            way = camera.forward[axis] + slope * camera.right[axis]
            place = (camera.eye[axis] + depth * way) / camera.aspect[axis]
            places.append(middle[axis] + half[axis] * place)
        return places[0], places[1]

    def _passed(self, lines: Sequence[np.ndarray]) -> np.ndarray:
        """Columns and rows of cells that lines (n_points, 2) on the floor pass."""
        found = [np.zeros((0, 2))]
        for line in lines:
            points = np.column_stack([line, np.full(len(line), self.view.limits[2][0])])
            places = self.view(points) * SAMPLES - self.corner
            steps = np.diff(places, axis=0)
            n = int(np.abs(steps).max(initial=0)) + 1
            shares = np.arange(n + 1)[:, None, None] / n
            found.append((places[:-1] + shares * steps).reshape(-1, 2))
        cells = np.floor(np.concatenate(found)).astype(int)
        return np.clip(cells, 0, np.array(self.shape)[::-1] - 1).T


def _in_cells(view: Projection, by: float) -> Projection:
    """The same picture with pixels that are some times as large.

    They count from its origin, so that cells move with the box.
    """
    return replace(view, scale=view.scale / by, origin=(0.0, 0.0))


def roomy(numbers: np.ndarray, size: Size) -> Iterator[tuple[int, float, float, float]]:
    """For each number that has room for a word: itself, row, column and share.

    numbers, size: as Cells.spots takes them. row and column, of the word's middle, are
    no whole numbers; share is a Spot's.
    """
    width, height = size
    room, need = rooms(numbers, max(width - height, 0.0)), height / 2 + PAD
    candidates = np.flatnonzero(room >= need)
    for number in np.unique(numbers.ravel()[candidates]):
        here = candidates[numbers.ravel()[candidates] == number]
        yield int(number), *roomiest(here, room, need), min(len(here) / MANY, 1.0)


@lru_cache(maxsize=2)  # letters and names ask for the same
def _seen(
    view: Projection,
    span: tuple[float, float],
    surfaces: tuple[Surface, ...],
    highest: bool,
) -> tuple[np.ndarray, np.ndarray]:
    """As Cells.surfaces."""
    lines = surfaces[0].x_1.tobytes(), surfaces[0].x_2.tobytes()
    y = relief.within_reach(np.stack([surface.y for surface in surfaces]), span)
    parts = [relief.seen(strip, y, span, highest) for strip in _strips(view, *lines)]
    numbers, points = np.concatenate(parts, axis=2)
    return numbers, y.reshape(len(y), -1)[numbers, points]


@lru_cache(maxsize=8)
def _strips(view: Projection, x_1: bytes, x_2: bytes) -> list[Slices]:
    return strips(view, np.frombuffer(x_1), np.frombuffer(x_2))


def rooms(numbers: np.ndarray, wider: float) -> np.ndarray:
    """The room around each cell: half the height of a rectangle of like cells.

    numbers: (n_rows, n_columns); what is -1, and the border, has no room. There is no
    more than is of use.
    wider: how much wider than high rectangles are; all lengths are in points.
    """
    alike = np.zeros(numbers.shape, dtype=bool)
    right, below = numbers[:, 1:] == numbers[:, :-1], numbers[1:] == numbers[:-1]
    across, down = right[:, 1:] & right[:, :-1], below[1:] & below[:-1]
    alike[1:-1, 1:-1] = across[2:] & across[1:-1] & across[:-2] & down[:, 1:-1]
    alike &= numbers >= 0
    for _ in range(math.ceil(wider / 2 / CELL)):
        alike = _eroded(alike)
    steps = np.zeros(numbers.shape, dtype=np.int8)
    for _ in range(int(2 * AMPLE / CELL)):
        steps += alike
        alike = _eroded(_eroded(alike).T).T
    return np.where(steps, CELL * (steps + 0.5), 0)


def _eroded(mask: np.ndarray) -> np.ndarray:
    """Those cells of a mask with both neighbours in their row."""
    eroded = np.zeros_like(mask)
    eroded[:, 1:-1] = mask[:, 2:] & mask[:, 1:-1] & mask[:, :-2]
    return eroded


def roomiest(cells: np.ndarray, room: np.ndarray, need: float) -> tuple[float, float]:
    """The row and column, not whole numbers, of a place with much room around.

    It is in the middle of the cells, drawn to where there is more room than elsewhere.
    cells: those with room enough, as indices into the flat room.
    """
    own = np.zeros_like(room)
    own.ravel()[cells] = room.ravel()[cells]
    places = np.column_stack(np.divmod(cells, room.shape[1])).astype(float)
    weights = (np.minimum(own.ravel()[cells] - need, AMPLE) + CELL) ** 2
    for start in (_mean(places, weights), places[weights.argmax()]):
        place = _settled(start, places, weights)
        middle = np.rint(place)
        slack = (own[tuple(middle.astype(int))] - need) / CELL
        if slack >= 0:
            row, column = middle + np.clip(place - middle, -slack, slack)
            return float(row), float(column)
    return float(start[0]), float(start[1])


def _settled(start: np.ndarray, places: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """Where one comes from a place, drawn to the weights of places around it."""
    place, reach = start, REACH / CELL
    for _ in range(MOVES):
        distances = ((places - place) ** 2).sum(axis=1) / reach**2
        near = np.flatnonzero(distances < 1)
        if len(near):
            pull = weights[near] * (1 - distances[near]) ** 2
            place = _mean(places[near], pull)
    return place


def _mean(places: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The mean of places (n, 2) by weights (n,)."""
    mean: np.ndarray = (places * weights[:, None]).sum(axis=0) / weights.sum()
    return mean


def size_of(texts: Iterable[str], size: float, face: Face = "mixed") -> Size:
    """Width and height of the largest of some words, in points; size: of the type."""
    extents = np.array([np.ptp(extent(text, face), axis=0) for text in texts])
    width, height = size * extents.max(axis=0)
    return float(width), float(height)
