"""Node images: the weights of nodes as images, and these in a grid with their key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import isqrt

import numpy as np

from model import Network, Networks
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Key, Label, Place, words
from render.type.typeset import width
from render.view.images.framed import framed
from render.view.images.image_grid import APART, WORD, ImageGrid
from render.view.images.weight_key import key_height, weight_key
from render.view.parts import Part
from render.view.weights import number

Shape = tuple[int, int]  # rows and columns
MOST = 500  # images: no picture has room for more


@dataclass(frozen=True, eq=False)
class NodeImage:
    """What one node likes and dislikes.

    layer, node: which it is, from 1. weights: (n_inputs,), without its bias.
    shape: rows and columns. strongest: the weight that has the strongest colour.
    word: what stands above it.
    """

    layer: int
    node: int
    weights: np.ndarray
    shape: Shape
    strongest: float
    word: str

    @property
    def key(self) -> Key:
        """The key of its glyphs."""
        return "weights", self.layer, self.node

    def glyphs(self, centre: Place, side: float) -> Iterator[Glyph]:
        """The image and its rim; side: the longer one."""
        look = self.weights, self.shape, self.strongest
        return framed(self.key, centre, side, *look)

    def label(self, place: Place, size: float) -> Label:
        """Its word, with its middle at a place."""
        return words(("word", self.layer, self.node), self.word, *place, size)


def node_images(
    network: Network,
    layer: int = 1,
    shape: Shape | None = None,
    strongest: Sequence[float] = (),
    names: Sequence[str] = (),
) -> tuple[NodeImage, ...]:
    """The images of all nodes of a layer, which is counted from 1.

    shape: None for the squarest. strongest: of each node; if empty, the layer's.
    names: of each node; if empty, its number, from 1.
    """
    weights = network.layers[layer - 1].weights[1:].T
    shape = shape or squarest(weights.shape[1])
    tops = strongest or (rounded_up(float(np.abs(weights).max())),) * len(weights)
    names = names or tuple(str(node) for node in range(1, len(weights) + 1))
    return tuple(
        NodeImage(layer, node, row, shape, top, name)
        for node, (row, top, name) in enumerate(
            zip(weights, tops, names, strict=True), start=1
        )
    )


def layer_glyphs(
    images: Sequence[NodeImage], key: float | None, part: Part, room: Room
) -> Iterator[Glyph]:
    """Images in a grid, and the key below them; what has no room is counted.

    key: the weight at the key's end; None where each image has its own.
    Raises InputError for too little room.
    """
    above = part.raised(key_height(room) + APART)
    grid = grid_of(images, above, room)
    if grid.shown < len(images):
        grid = grid_of(images, above.raised(WORD * room.small + APART), room)
        text = f"the first {grid.shown:,} of {len(images):,} nodes"
        y = grid.bottom - APART - WORD * room.small / 2
        yield words(("shown",), text, part.centre[0], y, room.small, role="note")
    yield from grid_glyphs(images, grid)
    place = part.centre[0], part.low + key_height(room) / 2
    yield from weight_key(key, place, part.width, room)


def grid_of(images: Sequence[NodeImage], part: Part, room: Room) -> ImageGrid:
    """The grid that images have in a part of a room, or the first of very many."""
    first = images[:MOST]
    longest = room.small * max(width(image.word) for image in first)
    return ImageGrid(len(first), images[0].shape, part, room.small, longest)


def grid_glyphs(images: Sequence[NodeImage], grid: ImageGrid) -> Iterator[Glyph]:
    """Those images that a grid has places for, with their words."""
    for k, image in enumerate(images[: grid.shown]):
        yield from image.glyphs(grid.place(k), grid.side)
        yield image.label(grid.above(k), grid.word)


def squarest(n: int) -> Shape:
    """Rows and columns of the squarest image of n pixels, no higher than wide."""
    rows = next(rows for rows in range(isqrt(n), 0, -1) if n % rows == 0)
    return rows, n // rows


@lru_cache(maxsize=16)  # in each process once, however many frames it paints
def strongest_of(networks: Networks, layer: int, quantile: float) -> float:
    """The weight that has the strongest colour in the images of several networks.

    quantile: the share of each network's weights that are no stronger.
    """
    every = (networks[k].layers[layer - 1].weights[1:] for k in range(len(networks)))
    return rounded_up(max(float(np.quantile(np.abs(w), quantile)) for w in every))


@lru_cache(maxsize=16)
def strongest_of_each(
    networks: Networks, layer: int, quantile: float
) -> tuple[float, ...]:
    """The same for each node by itself."""
    every = (networks[k].layers[layer - 1].weights[1:] for k in range(len(networks)))
    tops = np.max([np.quantile(np.abs(w), quantile, axis=0) for w in every], axis=0)
    return tuple(map(rounded_up, tops.tolist()))


def rounded_up(strongest: float) -> float:
    """A magnitude as two digits that are no less; 1 for zero."""
    mantissa, power = f"{strongest:.1e}".split("e")
    above = float(f"{mantissa}e{power}")
    if above < strongest:
        above = float(f"{float(mantissa) + 0.1:.1f}e{power}")
    return above if 0 < above < np.inf else strongest or 1.0


def with_strongest(word: str, strongest: float) -> str:
    """The word of an image that has a scale of its own: "7: ±1.2"."""
    return f"{word}: \N{PLUS-MINUS SIGN}${number(strongest)}$"
