"""Likes: for each output the hidden nodes that raise it most, and lower it most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model import Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Image, Shape, words
from render.view.glyph_steps import GlyphStep
from render.view.hidden_nodes import MOST, HiddenNodes
from render.view.images.captioned import line_height
from render.view.images.framed import framed
from render.view.images.weight_key import key_height, weight_key
from render.view.parts import AIR, Part, check_room, is_wide
from render.view.weights import decimal

BAR = 12.0  # points: the height of a bar
NAME = 46.0  # points for the name of a row
NUMBERS = 16.0  # points for the numbers of rows
PLUS_MINUS = "\N{PLUS-MINUS SIGN}"
RIM = 1.5  # points that a mark is smaller than its pixel


@dataclass(frozen=True)
class Likes:
    """Each output's weights as an image, and the hidden nodes of the strongest.

    shape: rows and columns of the inputs' picture. grid: those of an output's weights,
        one to each hidden node.

    Raises InputError for a network that does not have these, or fewer hidden nodes than
    are shown.
    """

    shape: tuple[int, int] = (28, 28)
    grid: tuple[int, int] = (5, 6)

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """A step for each output."""
        nodes = HiddenNodes(network, self.shape)
        _, n_hidden, n = network.sizes
        if n_hidden != np.prod(self.grid) or n_hidden < 2 * MOST:
            given, (rows, columns) = ",".join(map(str, network.sizes)), self.grid
            raise InputError("layers", given, f"{rows} times {columns} hidden nodes")
        ends = f"{PLUS_MINUS}{decimal(float(np.abs(nodes.votes).max()))}"
        note = (
            f"Key: the nodes' weights. Weights to an output have colours up to {ends}; "
            "beside each row is the number of its first node. Bars: the share of "
            "weights that is negative."
        )
        tastes = [Taste(nodes, output, self.grid) for output in range(n)]
        return tuple(GlyphStep(taste.heading, taste.glyphs, note) for taste in tastes)


@dataclass(frozen=True, eq=False)
class Taste:
    """What one output likes and dislikes. output: counted from 0; grid: as Likes'."""

    nodes: HiddenNodes
    output: int
    grid: tuple[int, int]

    @property
    def weights(self) -> np.ndarray:
        """Its weights, one for each hidden node."""
        return self.nodes.votes[:, self.output]

    @property
    def likes(self) -> tuple[int, ...]:
        """The nodes of its highest weights."""
        return self.nodes.likes(self.output)

    @property
    def dislikes(self) -> tuple[int, ...]:
        """The nodes of its lowest weights."""
        return self.nodes.dislikes(self.output)

    @property
    def heading(self) -> str:
        """What is new, in words."""
        likes, dislikes = _listed(self.likes), _listed(self.dislikes)
        return f"The output for {self.output} likes nodes {likes}; dislikes {dislikes}"

    def glyphs(self, room: Room) -> Iterator[Glyph]:
        """Its own weights, and the nodes that it likes and dislikes most."""
        check_room(room)
        foot = key_height(room)
        cell, at = Part.of(room).raised(foot + AIR), (room.width / 2, foot / 2)
        yield from weight_key(self.nodes.strongest, at, room.width, room)
        if is_wide(room):
            own, nodes = cell.across(0.32, 0.68)
            own = own.without(right=2 * AIR)
        else:
            own, nodes = cell.down(0.36, 0.64)
        yield from self._own(own, room)
        rows = (("likes", self.likes), ("dislikes", self.dislikes))
        for row, (text, chosen) in zip(nodes.down(1, 1), rows, strict=True):
            yield from self._row(text, chosen, row, room)

    def _row(
        self, text: str, chosen: Sequence[int], cell: Part, room: Room
    ) -> Iterator[Glyph]:
        """Hidden nodes side by side, with their numbers and weights to the output."""
        if is_wide(room):
            strip, cell = cell.across(NAME, cell.width - NAME)
        else:
            step = line_height(room)
            strip, cell = cell.middle(cell.width / MOST + 2 * step).below(step)
        yield words(("row", text), text, *strip.centre, room.small, role="note")
        for part, node in zip(cell.across(*[1.0] * MOST), chosen, strict=True):
            label = f"node {node + 1}: ${decimal(float(self.weights[node]))}$"
            own = part.without(right=AIR, low=AIR)
            yield from self.nodes.glyphs(node, own, room, [label])

    def _own(self, cell: Part, room: Room) -> Iterator[Glyph]:
        """The output's own image, and its share of weights below zero."""
        step = line_height(room)
        if is_wide(room):
            image, bars = cell.below(cell.height - 2 * (BAR + 1.3 * step))
        else:
            image, bars = cell.across(1, 1)
        image, bars = (part.without(left=NUMBERS) for part in (image, bars))
        strip, image = image.below(step)
        text = f"{len(self.weights)} weights to output {self.output}"
        yield words(("own",), text, *strip.centre, room.small)
        yield from self._image(image.without(low=AIR), room)
        one, average = bars.down(1, 1)
        own = f"output {self.output}"
        yield from _share("digit", own, self.weights, one, room)
        every = self.nodes.votes.ravel()
        yield from _share("average", "all outputs", every, average, room)

    def _image(self, cell: Part, room: Room) -> Iterator[Glyph]:
        """The weights on their grid, the first number of each row beside it."""
        rows, columns = self.grid
        unit = min(cell.width / columns, cell.height / rows)
        strongest = float(np.abs(self.nodes.votes).max()) or 1.0
        side, weights = unit * max(self.grid), self.weights
        place, look = cell.centre, (self.grid, strongest)
        yield from framed(("own",), place, side, weights, *look)
        size = unit * columns, unit * rows
        image = Image(("own",), place, size, weights.reshape(self.grid))
        for row in range(rows):
            left, y = image.pixel(row * columns)
            x, text = left - unit / 2 - AIR / 2, str(row * columns + 1)
            yield words(("first", row), text, x, y, room.small, "right", "note")
        for node in self.likes + self.dislikes:
            place, size = image.pixel(node), (unit - RIM, unit - RIM)
            yield Shape(("mark", node), "box", place, size, emphasis=1.0)


def _listed(nodes: Sequence[int]) -> str:
    """Numbers of nodes in words, counted from 1: "2, 26, 7"."""
    return ", ".join(str(node + 1) for node in nodes)


def _share(
    name: str, text: str, weights: np.ndarray, cell: Part, room: Room
) -> Iterator[Glyph]:
    """The share of weights below zero as a bar of signs, below words; name: its key."""
    step, (x, middle) = line_height(room), cell.centre
    top, key = middle + (step + BAR) / 2, ("share", name)
    negative = 100 * float((weights < 0).mean())
    line = f"{text}: {negative:.0f}% negative"
    yield words(key, line, x, top - step / 2, room.small)
    place, size = (x, top - step - BAR / 2), (cell.width, BAR)
    yield Image(key, place, size, np.sort(np.sign(weights))[None])
    yield Shape(key, "box", place, size)
