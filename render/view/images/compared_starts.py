"""Compared starts: networks that began otherwise, and pixels that never have ink."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial

import numpy as np

from model import Given, Network, RecordingFile
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, words
from render.type.typeset import width
from render.view.glyph_steps import GlyphStep
from render.view.images.image_grid import ABOVE, APART, ImageGrid
from render.view.images.node_images import (
    NodeImage,
    layer_glyphs,
    node_images,
    strongest_of,
)
from render.view.images.outlines import outline
from render.view.images.weight_key import key_height, weight_key
from render.view.parts import Part
from render.view.weights import number

SPREAD = (
    "Spread: the standard deviation of all nodes' weights, at first drawn at random."
)
L2 = "L2: while it learns, each weight costs a little."
QUANTILE = 0.99  # of weights that colours tell apart
IMAGES, LOWER = 0.68, 0.62  # the share of all images: of the width, or of the height
BETWEEN, LINE = 20.0, 1.35  # points to the large one; a line of words, in their size
KEPT = 0.9  # of their spread at the start: weights that have this much stayed


@dataclass(frozen=True)
class Start:
    """A network that began in some way.

    network: what came of it. spread: the standard deviation of the weights of its first
    layer at the beginning. has_l2: whether weights cost something while it learned.
    right: the share of test images that it gets right, in per cent.
    """

    network: RecordingFile
    spread: float
    has_l2: bool
    right: float

    @property
    def name(self) -> str:
        """Whether weights cost something, in words."""
        return "With L2" if self.has_l2 else "Without L2"


@dataclass(frozen=True)
class ComparedStarts:
    """First layers of networks that began otherwise, and then one node of each.

    starts: how each began. unlit: the numbers of pixels, row by row from 0, that are
    black in all images that were learned. shape: rows and columns of these.
    conclusion: what is new where all are seen.

    Raises InputError for pixels that images do not have.
    """

    starts: tuple[Start, ...]
    unlit: tuple[int, ...]
    shape: tuple[int, int]
    conclusion: str

    def __post_init__(self) -> None:
        n = self.shape[0] * self.shape[1]
        if not all(0 <= pixel < n for pixel in self.unlit):
            raise InputError("unlit", f"up to {max(self.unlit)}", f"0 to {n - 1}")

    @property
    def mask(self) -> np.ndarray:
        """Which pixels are black in all images, (rows, columns) of booleans."""
        pixels = np.arange(self.shape[0] * self.shape[1])
        return np.isin(pixels, self.unlit).reshape(self.shape)

    def steps(self, _network: Network) -> tuple[GlyphStep, ...]:
        """A step for each, whatever the network of the walk is, and one for all."""
        layers = [FirstWeights(start, self.mask) for start in self.starts]
        outlined = (
            f"Outlined: the {len(self.unlit)} pixels without ink in any training image."
        )
        note = f"{outlined} {SPREAD} {L2}"
        each = [GlyphStep(layer.heading, layer.glyphs, note) for layer in layers]
        note = f"Node 1 of each network, in colours of its own. {outlined} {L2}"
        last = GlyphStep(self.conclusion, partial(_side_by_side, layers), note)
        return (*each, last)


@dataclass(frozen=True, eq=False)
class FirstWeights:
    """The first layer of a network. mask: the pixels that are outlined."""

    start: Start
    mask: np.ndarray

    @cached_property
    def nodes(self) -> tuple[NodeImage, ...]:
        """The images of its nodes, on one scale."""
        network = self.start.network[0]
        top = strongest_of(Given([network]), 1, QUANTILE)
        return node_images(network, 1, self.mask.shape, (top,) * network.sizes[1])

    @cached_property
    def spreads(self) -> tuple[float, float]:
        """The standard deviation of weights of outlined pixels, and of all others."""
        weights = np.array([node.weights for node in self.nodes])
        chosen = self.mask.ravel()
        return float(weights[:, chosen].std()), float(weights[:, ~chosen].std())

    @property
    def heading(self) -> str:
        """What became of weights that were never used."""
        unlit, begun = self.spreads[0], self.start.spread
        if unlit > KEPT * begun:
            became = f"keep their spread of {number(unlit)}"
        else:
            became = f"shrink from {number(begun)} to {number(unlit)}"
        return f"{self.start.name}: unused weights {became}"

    @property
    def begun(self) -> str:
        """The spread that weights had at first, in words."""
        return f"spread at first: ${number(self.start.spread)}$"

    @property
    def lines(self) -> tuple[str, ...]:
        """The spreads of weights in words, the scale of colours, and the accuracy."""
        unlit, others = map(number, self.spreads)
        return (
            f"spread now: ${unlit}$ outlined",
            f"${others}$ elsewhere",
            f"colours to \N{PLUS-MINUS SIGN}${number(self.nodes[0].strongest)}$",
            f"{self.start.right:.1f}% right",
        )

    def glyphs(self, room: Room) -> Iterator[Glyph]:
        """All nodes, and the first of them large."""
        is_down = room.width < 1.4 * room.height
        share = LOWER if is_down else IMAGES
        every, one = Part.of(room).split(share, BETWEEN, is_down)
        yield from layer_glyphs(self.nodes, self.nodes[0].strongest, every, room)
        yield from self.large(0, one, room, ("node 1, outlined", self.begun))

    def large(
        self, number: int, part: Part, room: Room, above: Sequence[str]
    ) -> Iterator[Glyph]:
        """The first node, outlined, with words above and the spreads below it."""
        size, lines = room.small, self.lines
        longest = size * max(map(width, (*above, *lines)))
        up, down = (LINE * size * len(texts) + ABOVE for texts in (above, lines))
        free = part.raised(down).lowered(up)
        grid = ImageGrid(1, self.mask.shape, free, longest=longest)
        node, (x, y), half = self.nodes[0], grid.place(0), grid.size[1] / 2
        key = ("large", number)
        for glyph in node.glyphs((x, y), grid.side):
            yield replace(glyph, key=key)
        yield from outline(key, self.mask, (x, y), grid.size)
        for k, text in enumerate(above):
            high = y + half + ABOVE + LINE * size * (len(above) - k - 0.5)
            yield words((*key, "above", k), text, x, high, size)
        for k, text in enumerate(lines):
            low = y - half - ABOVE - LINE * size * (k + 0.5)
            label = words((*key, "below", k), text, x, low, size)
            yield replace(label, emphasis=float(k == 0))


def _side_by_side(layers: Sequence[FirstWeights], room: Room) -> Iterator[Glyph]:
    """The first node of each network, and the key of all colours."""
    foot = key_height(room)
    yield from weight_key(None, (room.width / 2, foot / 2), room.width, room)
    cells = _cells(len(layers), Part.of(room).raised(foot))
    for k, (layer, part) in enumerate(zip(layers, cells, strict=True)):
        yield from layer.large(k, part, room, (layer.start.name, layer.begun))


def _cells(n: int, part: Part) -> Iterator[Part]:
    """Parts of a part: all beside each other, or two by two."""
    across = n if part.width > 1.4 * part.height else 2
    for cell in part.grid(-(-n // across), across):
        yield cell.without(APART / 2, 0.0, APART / 2, APART)
