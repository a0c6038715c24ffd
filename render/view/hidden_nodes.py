"""Hidden nodes of a network over a picture: their weights as images, on one scale."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model import Given, Network, disliked, liked
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Key
from render.view.images.captioned import captioned
from render.view.images.node_images import strongest_of
from render.view.parts import Part

QUANTILE = 0.99  # of the magnitudes of weights: it, and what is above, are strongest
MOST = 3  # nodes that an output likes, or dislikes, most


@dataclass(frozen=True, eq=False)
class HiddenNodes:
    """A network of one hidden layer over a picture. Nodes are counted from 0.

    shape: rows and columns of the picture.

    Raises InputError for another network.
    """

    network: Network
    shape: tuple[int, int]

    def __post_init__(self) -> None:
        rows, columns = self.shape
        sizes = self.network.sizes
        if len(sizes) != 3 or sizes[0] != rows * columns:
            words = f"one hidden layer, and {rows * columns} inputs for a picture"
            raise InputError("layers", ",".join(map(str, sizes)), words)

    @property
    def images(self) -> np.ndarray:
        """The weights of each node, (n_pixels, n_nodes)."""
        return self.network.layers[0].weights[1:]

    @cached_property
    def strongest(self) -> float:
        """The magnitude that all but a hundredth of their weights are within."""
        return strongest_of(Given([self.network]), 1, QUANTILE)

    @property
    def votes(self) -> np.ndarray:
        """The weight of each node to each output, (n_nodes, n_outputs)."""
        return self.network.layers[1].weights[1:]

    def likes(self, output: int) -> tuple[int, ...]:
        """The nodes of an output's highest weights, the highest first."""
        return liked(self.votes[:, output], MOST)

    def dislikes(self, output: int) -> tuple[int, ...]:
        """The nodes of an output's lowest weights, the lowest first."""
        return disliked(self.votes[:, output], MOST)

    def glyphs(
        self,
        node: int,
        cell: Part,
        room: Room,
        texts: Sequence[str],
        key: Key | None = None,
    ) -> Iterator[Glyph]:
        """A node's image above words; key: its glyphs', if not the node's own."""
        yield from captioned(
            key or ("node", node),
            cell,
            room,
            self.images[:, node],
            self.shape,
            texts,
            self.strongest,
        )
