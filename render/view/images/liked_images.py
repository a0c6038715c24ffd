"""Liked images: one node of a first layer, and what raises and lowers its sum most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from model import Images, Layer
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, words
from render.type.typeset import width
from render.view.images.framed import framed
from render.view.images.image_grid import APART, ImageGrid
from render.view.images.node_images import NodeImage
from render.view.images.weight_key import key_height, weight_key
from render.view.parts import Part
from render.view.weights import decimal

NODE, BETWEEN = 0.4, 24.0  # the node's share of the room, and points to the images
ROWS = "raises it most", "lowers it most"


@dataclass(frozen=True, eq=False)
class LikedImages:
    """A node, large, and the two of some images that raise and lower its sum the most.

    Beside each image is its product with the weights, pixel by pixel.

    node: its image, on the scale of all. layer: it is in. images: to choose from.
    """

    node: NodeImage
    layer: Layer
    images: Images

    @cached_property
    def sums(self) -> np.ndarray:
        """The node's weighted sum of each image, with its bias: (n_images,)."""
        products = np.einsum("ki,i->k", self.images.inputs(), self.node.weights)
        return products + self.bias

    @property
    def bias(self) -> float:
        """What is added to each sum."""
        return float(self.layer.weights[0, self.node.node - 1])

    @property
    def extremes(self) -> tuple[int, int]:
        """The places of the images of the highest and the lowest sum."""
        return int(self.sums.argmax()), int(self.sums.argmin())

    def glyphs(self, room: Room) -> Iterator[Glyph]:
        """The node and the images. Raises InputError for too little room."""
        part = Part.of(room).raised(key_height(room) + APART)
        left, right = part.split(NODE, BETWEEN, room.is_upright)
        named = replace(self.node, word=f"node {self.node.node}")
        grid = ImageGrid(1, self.node.shape, left, room.small, width(named.word))
        yield from named.glyphs(grid.place(0), grid.side)
        yield named.label(grid.above(0), room.small)
        rows = [(row, *self._texts(row)) for row in range(len(ROWS))]
        longest = room.small * max(width(text) for _, *texts in rows for text in texts)
        for (row, *texts), half in zip(rows, right.above(0.5, APART), strict=True):
            images = ImageGrid(2, self.node.shape, half, room.small, longest)
            yield from self._row(row, texts, images)
        at = part.centre[0], key_height(room) / 2
        yield from weight_key(self.node.strongest, at, part.width, room)

    def _texts(self, row: int) -> tuple[str, str]:
        """What stands above an image, and above its product."""
        place = self.extremes[row]
        label, total = self.images.labels[place], float(self.sums[place])
        value = float(self.layer.activation(np.array([total]))[0])
        given = f"sum ${decimal(total)}$, gives ${decimal(value)}$"
        return f"{ROWS[row]}: {article(str(label))} {label}", given

    def _row(self, row: int, texts: Sequence[str], grid: ImageGrid) -> Iterator[Glyph]:
        """An image and its product with the weights."""
        image, node = self.images.inputs()[self.extremes[row]], self.node
        looks = (image, 1.0, "light"), (image * node.weights, node.strongest, "weights")
        for k, (text, (values, top, form)) in enumerate(zip(texts, looks, strict=True)):
            key, place = ("image", row, k), grid.place(k)
            yield from framed(key, place, grid.side, values, node.shape, top, form)
            yield words((*key, "word"), text, *grid.above(k), grid.word)


def article(number: str) -> str:
    """The article before a digit in words: a 7, an 8."""
    return "an" if number == "8" else "a"
