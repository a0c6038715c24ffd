"""Simplified diagrams: a circle for each node, a line for each weight."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from render.plot.drawings import Drawing
from render.plot.glyphs import (
    DOTS,
    GAP,
    TYPE,
    Glyph,
    Label,
    Line,
    Place,
    Shape,
    name,
)
from render.type.typeset import width
from render.view import counts, diagram_keys
from render.view.fitting import NO_NAMES, Space
from render.view.layer_frames import band, draw_frames
from render.view.rows import Column, check_lines, column

RADII, SHARE = (4.0, 14.0), 0.3  # of circles, and as a share of the pitch
LEAST_WITH_ONE = 6.5  # radius of a circle with a 1 in it
SIDES, SHARE_OF_SQUARES = (12.0, 64.0), 0.82  # of squares, and as a share of the pitch
PITCHES, LEAST_WITH_ONES = (13.0, 110.0), 19.0  # between rows
NEAR, ONES, SHARE_OF_ONES = 0.76, (6.5, 9.0), 0.28  # of bias nodes below squares
REACHES = (22.0, 165.0)  # between layers
ROUNDS = 4  # of finding how far layers are apart, and how large nodes are
BESIDE = 0.6  # of the way from layer to layer: the greatest side of a square
CLEAR = 0.78  # of the way from a circle's middle to a line that passes it: its radius
STUB = 6.0  # the least length of a line
FEW = 14  # lines between two layers; more are fainter
FAINTEST = 0.3  # opacity of lines
MOST_LINES = 50_000  # in a diagram, for each takes time
FRAME = 12.0  # from the outermost nodes to the frame
PAD = 1.0  # around everything, for the width of lines


@dataclass(frozen=True)
class Simplified:
    """The layout of a network's nodes and lines; options are those of render.Diagram.

    sizes: the number of nodes in each layer.
    words: whether there are words below columns, as long as there is room.
    squares: whether nodes are squares, with room for pictures.
    weights: whether there is a key to the signs of weights.
    colors: what those of maps mean; None without maps.
    """

    sizes: tuple[int, ...]
    bias: str
    frames: bool
    names: bool
    words: bool
    squares: bool
    weights: bool
    colors: diagram_keys.Colors | None

    def __call__(self, space: Space, most: int, less: int) -> Drawing | None:
        """A drawing in the space; None if it does not fit."""
        near = NEAR if self.squares else 1.0
        columns = [column(n, most, self.bias, near) for n in self.sizes]
        columns[-1] = columns[-1].without_bias()
        check_lines(columns, MOST_LINES)
        named, has_bias = less < NO_NAMES, self.bias != "none"
        key = diagram_keys.key(
            space.small, space.width, self.weights, self.colors, has_bias
        )
        for words in counts.texts(self.sizes, columns, self.words and named):
            placed = Placed(self, space, columns, self.names and named, words, key)
            if placed.fits:
                return diagram_keys.with_key(placed.drawing(), key)
        return None


class Placed:
    """The nodes of a network, placed in a space."""

    def __init__(
        self,
        layout: Simplified,
        space: Space,
        columns: list[Column],
        named: bool,
        words: tuple[str, ...],
        key: Drawing | None,
    ) -> None:
        self._layout, self._space, self._columns = layout, space, columns
        self._names = list(_names(layout.sizes, columns)) if named else []
        self._words, self._counted = words, counts.is_counted(columns)
        self._key = key
        self.pitch, self.half, self.reach = self._distances()

    def _distances(self) -> tuple[float, float, float]:
        """From row to row, from a node's middle to its edge, from layer to layer."""
        span, n = self._ends[1] - self._ends[0], len(self._columns) - 1
        squares = self._layout.squares
        share = SHARE_OF_SQUARES / 2 if squares else SHARE
        low, high = np.array(SIDES) / 2 if squares else np.array(RADII)
        width, height = self._free
        pitch = min(PITCHES[1], height / (span + 2 * share))
        half = most = min(max(share * pitch, low), high, height / 2)
        reach = 0.0
        for _ in range(ROUNDS):  # smaller nodes leave more room between layers
            reach = max(min(REACHES[1], (width - 2 * half) / n), 1.0)
            steep = max(self._rises) * pitch / reach
            clear = CLEAR * pitch / float(np.hypot(1, steep))
            half = min(most, BESIDE / 2 * reach if squares else clear)
        return pitch, half, min(reach, (width - 2 * half) / n)

    @property
    def _free(self) -> tuple[float, float]:
        """Width and height for nodes and lines, without what is around them."""
        small, framed = self._space.small, self._layout.frames
        across, up = (2 * FRAME, FRAME + band() * small) if framed else (0.0, 0.0)
        width = self._space.width - sum(self._sides) - across - 2 * PAD
        height = self._space.height - up - 2 * PAD
        height -= counts.height(small, self._counted) if any(self._words) else 0.0
        height -= self._key.size[1] + diagram_keys.BELOW if self._key else 0.0
        return width, height

    @cached_property
    def _sides(self) -> tuple[float, float]:
        """What names and words take up on the left and on the right of nodes."""
        small, least = self._space.small, self._least
        left, right = (
            [
                small * width(words) / 2 - least,
                *(TYPE * width(text) + GAP for s, _, text in self._names if s == side),
            ]
            for side, words in (("x", self._words[0]), ("y", self._words[-1]))
        )
        return max(0.0, *left), max(0.0, *right)

    @cached_property
    def _ends(self) -> tuple[float, float]:
        """The heights of the lowest and of the highest row of all."""
        ends = np.array([nodes.ends for nodes in self._columns])
        return float(ends.min()), float(ends.max())

    @property
    def _rises(self) -> list[float]:
        """How far lines rise or fall from each layer to the next, in rows, at most."""
        return [
            max(abs(a - b) for a in here.ends for b in there.ends)
            for here, there in pairwise(self._columns)
        ]

    @property
    def fits(self) -> bool:
        """Whether everything is large enough."""
        ones = self._layout.bias != "none"
        pitch = LEAST_WITH_ONES if ones else PITCHES[0]
        key = self._key.size[0] if self._key else 0.0
        return (
            self.pitch >= pitch
            and self.half >= (LEAST_WITH_ONE if ones else self._least) - 1e-9
            and self.reach >= max(REACHES[0], 2 * self.half + STUB)
            and counts.fit(self._words, self.reach, self._space.small)
            and key <= self._space.width
        )

    @property
    def _least(self) -> float:
        """From a node's middle to its edge, at least."""
        return SIDES[0] / 2 if self._layout.squares else RADII[0]

    def drawing(self) -> Drawing:
        """All glyphs."""
        places = [
            {
                node: (number * self.reach, y * self.pitch)
                for node, y in c.heights.items()
            }
            for number, c in enumerate(self._columns)
        ]
        glyphs: list[Glyph] = []
        for number, (here, there) in enumerate(pairwise(places)):
            glyphs += self._lines(number, here, there)
        for number, here in enumerate(places):
            glyphs += self._nodes(number, here)
        for kind, node, text in self._names:
            glyphs.append(self._name(kind, node, text, places))
        low, small = self._ends[0] * self.pitch - self.half, self._space.small
        for number, text in enumerate(self._words):
            x, half = number * self.reach, self.half
            glyphs += counts.draw_count(
                number, text, x, low, half, small, self._counted
            )
        if self._layout.frames:
            glyphs += self._frames(glyphs)
        return Drawing.around(glyphs, PAD)

    def _lines(
        self, number: int, here: Mapping[int, Place], there: Mapping[int, Place]
    ) -> Iterator[Line]:
        """Lines from all nodes of a layer to those of the next, but to its bias."""
        opacity = min(1.0, max(FAINTEST, (FEW / len(here) / len(there)) ** 0.5))
        for i, start in here.items():
            for node, end in there.items():
                if node:
                    key, ends = ("edge", number, i, node - 1), self._ends_of(start, end)
                    yield Line(key, *ends, opacity=opacity)

    def _half_of(self, node: int) -> float:
        """From a node's middle to its edge."""
        if node or not self._layout.squares:
            return self.half
        return float(np.clip(SHARE_OF_ONES * self.pitch, *ONES))

    def _ends_of(self, start: Place, end: Place) -> tuple[Place, Place]:
        """Where a line leaves a node, and where it meets the next."""
        if self._layout.squares:  # at the middles of their sides
            return (start[0] + self.half, start[1]), (end[0] - self.half, end[1])
        way = np.subtract(end, start)
        x, y = map(float, way * self.half / np.hypot(*way))
        return (start[0] + x, start[1] + y), (end[0] - x, end[1] - y)

    def _nodes(self, number: int, places: Mapping[int, Place]) -> Iterator[Glyph]:
        """A layer's nodes, and dots for others; the bias node has a 1 in it."""
        for node, (x, y) in places.items():
            key, half = ("node", number, node), self._half_of(node)
            place, side = (x + self.half - half, y), 2 * half
            form = "box" if self._layout.squares and node else "circle"
            yield Shape(key, form, place, (side, side))
            if node == 0:
                yield name(key, "$1$", *place, self._space.small, into=key)
        dots = self._columns[number].dots
        if dots is not None:
            place, height = (number * self.reach, dots * self.pitch), self._dots
            yield Shape(("dots", number, 0), "dots", place, (height / 5, height))

    def _name(
        self, kind: str, node: int, text: str, places: Sequence[Mapping[int, Place]]
    ) -> Label:
        """The name of an input, "x", left of it, or of an output, "y", right of it."""
        away = self.half + GAP
        if kind == "x":
            x, y = places[0][node]
            into = ("node", 0, node)
            return name(("x", 0, node), text, x - away, y, align="right", into=into)
        x, y = places[-1][node]
        key, into = ("y", len(places) - 2, node - 1), ("node", len(places) - 1, node)
        return name(key, text, x + away, y, align="left", into=into)

    def _frames(self, glyphs: Sequence[Glyph]) -> Iterator[Glyph]:
        """A frame around each layer; nodes between two layers stand on both frames."""
        bounds = np.array([glyph.bounds for glyph in glyphs])
        (left, bottom), (right, top) = (
            bounds[:, 0].min(axis=0),
            bounds[:, 1].max(axis=0),
        )
        inner = [k * self.reach for k in range(1, len(self._columns) - 1)]
        boundaries = [float(left) - FRAME, *inner, float(right) + FRAME]
        nodes = {
            k: self._solid(k, float(bottom)) for k in range(1, len(self._columns) - 1)
        }
        small = self._space.small
        low, high = float(bottom) - FRAME, float(top) + band() * small
        yield from draw_frames(boundaries, low, high, small, nodes)

    @property
    def _dots(self) -> float:
        """The height of three dots."""
        return min(DOTS[1], 0.6 * self.pitch)

    def _solid(self, number: int, bottom: float) -> list[tuple[float, float]]:
        """Low and high ends of what stands in a column; bottom: of all of it."""
        nodes = self._columns[number]
        rows = [(y, self._half_of(node)) for node, y in nodes.heights.items()]
        if nodes.dots is not None:
            rows.append((nodes.dots, self._dots / 2))
        ends = [
            (y * self.pitch - half, y * self.pitch + half) for y, half in sorted(rows)
        ]
        low = self._ends[0] * self.pitch - self.half
        has_words = bool(self._words[number])
        return [(bottom - 2.0, low - counts.DOWN), *ends] if has_words else ends


def _names(
    sizes: tuple[int, ...], columns: Sequence[Column]
) -> Iterator[tuple[str, int, str]]:
    """Names of inputs, "x", and of outputs, "y": the kind, the node, the text."""
    for node in columns[0].without_bias().heights:
        yield "x", node, f"$x_{{{node}}}$" if sizes[0] > 1 else "$x$"
    for node in columns[-1].heights:
        yield "y", node, f"$y_{{{node - 1}}}$" if sizes[-1] > 1 else "$y$"
