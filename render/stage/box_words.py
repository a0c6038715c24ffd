"""The words around a box: numbers at its ticks, and what its axes are."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from render.plot.axes import Axis, BoxAxes
from render.plot.camera import Projection
from render.stage.area import Area, in_points
from render.stage.box import TICK, Ticks, corner, key_width, sides
from render.stage.ticks import candidates, fitting_ticks, tick_words
from render.stage.words import Word, clear_of
from render.style.styles import Style

GAP = 4.0  # points from a tick to the edge of its number, and on to an axis' label
NARROW = 150.0  # points: in narrower areas axes have no labels


@dataclass(frozen=True, eq=False)
class BoxWords:
    """The words around a box in an area, and its ticks.

    view: the camera's picture of the box, in pixels.
    """

    area: Area
    view: Projection
    axes: BoxAxes
    style: Style

    @property
    def ticks(self) -> Ticks:
        """The ticks along x_1, x_2 and y."""
        values = [ticks for ticks, _ in self._numbers]
        edges = [self._marks(axis, ticks) for axis, ticks in enumerate(values)]
        marks, out = zip(*edges, strict=True)
        return Ticks(*map(tuple, (values, marks, out)))

    @property
    def words(self) -> list[Word]:
        """Numbers and labels, none of which lies on another."""
        numbers = [word for _, words in self._numbers for word in words]
        labels = self._labels() if self._width >= NARROW else ()
        return numbers + clear_of(labels, numbers, 0.0)

    @cached_property
    def _numbers(self) -> list[tuple[np.ndarray, list[Word]]]:
        """For x_1, x_2 and y the ticks, and their numbers."""
        low, high = self.axes.span
        y = replace(self.axes.y, low=low, high=high)
        found: list[tuple[np.ndarray, list[Word]]] = []
        for axis, scale in enumerate((self.axes.x_1, self.axes.x_2, y)):
            before = [word for _, words in found for word in words]

            def fits(words: list[Word], before: list[Word] = before) -> bool:
                return len(clear_of(words, before, GAP)) == len(words)

            def write(ticks: np.ndarray, axis: int = axis) -> list[Word]:
                return list(self._write(axis, ticks))

            if self.axes.camera.turns:  # ticks stay; numbers without room go
                ticks = next(candidates(scale))
                found.append((ticks, clear_of(write(ticks), before, GAP)))
                continue
            found.append(fitting_ticks(scale, write, fits))
        return found

    def _write(self, axis: int, ticks: np.ndarray) -> Iterator[Word]:
        """The numbers of ticks along an axis."""
        marks, out = self._marks(axis, ticks)
        size, color = self.style.small_size, self.style.text
        scale = (self.axes.x_1, self.axes.x_2, self.axes.y)[axis]
        rows = zip(tick_words(scale, ticks), self._points(marks), out, strict=True)
        for text, (x, y), (right, down) in rows:
            if axis == 2:
                beyond = key_width(self.axes) + TICK + GAP
                yield Word(text, (x + beyond, y), size, color)
                continue
            word = Word(text, (0.0, 0.0), size, color, "center")
            # Far enough out for the number's box to clear the tick's end.
            reach = min(
                word.width / 2 / max(abs(right), 1e-9), size / 2 / max(abs(down), 1e-9)
            )
            beyond = TICK + GAP + reach
            place = x + right * beyond, y - down * beyond
            yield replace(word, place=(float(place[0]), float(place[1])))

    def _marks(self, axis: int, ticks: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Where ticks along an axis are, and where they point, in pixels: (n, 2)."""
        places = np.empty((len(ticks), 3))
        (near, far), low = sides(self.view), self.axes.y.low
        if axis == 2:
            places[:] = (*corner(self.view), low)
            places[:, 2] = ticks
            return self.view(places), np.tile([1.0, 0.0], (len(ticks), 1))
        other = 1 - axis
        places[:, 2], places[:, axis], places[:, other] = low, ticks, near[other]
        beyond = places.copy()
        beyond[:, other] += 0.01 * (near[other] - far[other])
        marks = self.view(places)
        return marks, _unit(self.view(beyond) - marks)

    def _labels(self) -> Iterator[Word]:
        """What the axes are: along two edges of the floor, and upright."""
        size, color = self.style.label_size, self.style.text
        for axis, scale in enumerate((self.axes.x_1, self.axes.x_2)):
            start, end = self._edge(axis, scale)
            out = self._out(start, end)
            _, numbers = self._numbers[axis]
            corners = [corner for word in numbers for corner in word.corners - start]
            reach = max((float((c * out).sum()) for c in corners), default=TICK)
            x, y = (start + end) / 2 + out * (reach + GAP + size / 2)
            angle = float(np.degrees(np.arctan2(*(end - start)[::-1])))
            place = float(x), float(y)
            yield Word(scale.label, place, size, color, "center", angle, scale.face)
        low, high = self.axes.span
        (x, bottom), (_, top) = self._points(
            self.view(np.array([(*corner(self.view), y) for y in (low, high)]))
        )
        _, numbers = self._numbers[2]
        right = max((word.bounds[1, 0] for word in numbers), default=x + TICK)
        place = float(right + GAP + size / 2), float(bottom + top) / 2
        y = self.axes.y
        yield Word(y.label, place, size, color, "center", 90.0, y.face)

    def _edge(self, axis: int, scale: Axis) -> tuple[np.ndarray, np.ndarray]:
        """The ends of an edge of the floor, the left one first, in points."""
        ends, _ = self._marks(axis, np.array([scale.low, scale.high]))
        start, end = sorted(self._points(ends), key=lambda place: float(place[0]))
        return start, end

    def _out(self, start: np.ndarray, end: np.ndarray) -> np.ndarray:
        """The direction at right angles to an edge of the floor, away from the box."""
        along = _unit(end - start)
        down = np.array([along[1], -along[0]])
        middle = np.mean(self.view.limits, axis=1)
        (inwards,) = self._points(self.view(middle)[None]) - start
        return down if float((down * inwards).sum()) < 0 else -down

    def _points(self, pixels: np.ndarray) -> np.ndarray:
        """Points of the area from pixels that count from the picture's top, (n, 2)."""
        height = self.area.get_figure(root=True).bbox.height
        up = np.column_stack([pixels[:, 0], height - pixels[:, 1]])
        return in_points(self.area).inverted().transform(up)

    @property
    def _width(self) -> float:
        return float(self.area.bbox.width / self.area.dpi * 72)


def _unit(vectors: np.ndarray) -> np.ndarray:
    lengths = np.hypot(vectors[..., :1], vectors[..., 1:])
    return vectors / lengths
