"""Hidden images: what the nodes of a first layer like and dislike, step by step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from model import Given, Images, Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph
from render.view.glyph_steps import GlyphStep
from render.view.images.liked_images import LikedImages
from render.view.images.likest_nodes import likest_glyphs
from render.view.images.node_images import (
    NodeImage,
    layer_glyphs,
    node_images,
    strongest_of,
)
from render.view.images.strokes import likest
from render.view.parts import Part
from render.view.views import name_of
from render.view.weights import number

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True)
class HiddenImages:
    """The nodes of a first layer as images of their weights, and what one likes.

    All of them; the one that the outputs listen to most, with the images that raise and
    lower its sum most; all, from the strongest weight to the weakest; and those that
    are most like strokes that one would draw.

    images: that a network may be given.
    quantile: the share of weights that colours tell apart, as WeightImages has it.
    """

    images: Images
    quantile: float = 0.99

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The steps. Raises InputError for networks of other inputs, or one layer."""
        check_pixels(network, self.images.shape)
        top = strongest_of(Given([network]), 1, self.quantile)
        n = network.sizes[1]
        nodes = node_images(network, 1, self.images.shape, (top,) * n)
        return (
            GlyphStep(
                f"{n} hidden nodes: what each of them likes and dislikes",
                partial(_in_grid, nodes),
                self._note,
            ),
            self._explained(network, nodes),
            self._in_order(nodes),
            self._strokes(nodes),
        )

    @property
    def _key(self) -> str:
        """How many weights are stronger than colours tell."""
        share = f"{100 * (1 - self.quantile):.3g}%"
        return f"{share} of weights are stronger than the key's ends: the same colour."

    @property
    def _note(self) -> str:
        """What images are."""
        rows, columns = self.images.shape
        return f"Each image: a hidden node's {rows * columns:,} weights. {self._key}"

    def _explained(self, network: Network, nodes: Sequence[NodeImage]) -> GlyphStep:
        """The node that the outputs listen to most, and what raises its sum."""
        first, second = network.layers[:2]
        heard = int(np.linalg.norm(second.weights[1:], axis=1).argmax())
        liked = LikedImages(nodes[heard], first, self.images)
        return GlyphStep(
            f"Ink on pixels that node {heard + 1} likes raises its sum",
            liked.glyphs,
            f"Right: two of {len(self.images):,} images, times the weights, pixel by "
            "pixel. Added up, with "
            f"{_plain(liked.bias)} for the bias, that is the sum; "
            f"{name_of(first.activation)} makes the value of it.",
        )

    def _in_order(self, nodes: Sequence[NodeImage]) -> GlyphStep:
        """All nodes by their strongest weights, which their words say."""
        by_weight = sorted(nodes, key=lambda node: -abs(strongest_weight(node)))
        words = [f"{n.word}: ${number(strongest_weight(n))}$" for n in by_weight]
        pairs = zip(by_weight, words, strict=True)
        ordered = tuple(replace(node, word=word) for node, word in pairs)
        ends = (_plain(strongest_weight(ordered[k])) for k in (0, -1))
        return GlyphStep(
            f"Hidden nodes by their strongest weight: {' to '.join(ends)}",
            partial(_in_grid, ordered),
            self._note,
        )

    def _strokes(self, nodes: Sequence[NodeImage]) -> GlyphStep:
        """The nodes that are most like strokes that one would draw."""
        weights = np.array([node.weights for node in nodes])
        likenesses = tuple(likest(weights, self.images.shape))
        alike = max(likeness.cosine for likeness in likenesses)
        return GlyphStep(
            f"Are nodes like drawn strokes? A cosine of {alike:.2f} at most",
            partial(likest_glyphs, likenesses, nodes),
            "Drawn by hand, and put where a node is most like it; the cosine is 1 for "
            f"the same image, 0 for one that has nothing of it. {self._key}",
        )


def check_pixels(network: Network, shape: tuple[int, int]) -> None:
    """Raise InputError for a network without hidden nodes, or of other inputs."""
    rows, columns = shape
    sizes = network.sizes
    if sizes[0] != rows * columns or len(sizes) < 3:
        words = f"{rows * columns} inputs, the pixels of an image, and hidden nodes"
        raise InputError("layers", ",".join(map(str, sizes)), words)


def strongest_weight(node: NodeImage) -> float:
    """The weight of a node that is farthest from zero."""
    return float(node.weights[np.abs(node.weights).argmax()])


def _plain(value: float) -> str:
    """A number as words have it."""
    return number(value).replace("-", MINUS)


def _in_grid(nodes: Sequence[NodeImage], room: Room) -> Iterator[Glyph]:
    """Nodes in a grid, on one scale."""
    return layer_glyphs(nodes, nodes[0].strongest, Part.of(room), room)
