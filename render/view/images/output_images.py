"""Output images: what outputs like and dislike among hidden nodes, which are pixels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from model import Given, Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph
from render.type.typeset import width
from render.view.glyph_steps import GlyphStep
from render.view.images.framed import framed
from render.view.images.image_cells import Cells
from render.view.images.image_grid import APART
from render.view.images.node_images import (
    NodeImage,
    Shape,
    layer_glyphs,
    node_images,
    squarest,
    strongest_of,
)
from render.view.images.weight_key import key_height, weight_key
from render.view.named import Names, check_classes
from render.view.parts import Part
from render.view.weights import decimal, number

QUANTILE = 0.99  # of hidden nodes' weights that colours tell apart


@dataclass(frozen=True)
class OutputImages:
    """The outputs of a network of one hidden layer, a pixel for each hidden node.

    All outputs; which hidden node is which pixel, each with its own image; and one
    output, with the number and the weight of each of its pixels.

    inputs: rows and columns of what the network is given.
    output: the one that is looked at, from 1. names: of the outputs.
    """

    inputs: Shape
    output: int
    names: Names

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The steps. Raises InputError for a network of other layers."""
        self._check(network.sizes)
        _, n, n_outputs = network.sizes
        classes = self.names.classes or tuple(map(str, range(n_outputs)))
        outputs = node_images(network, 2, names=classes)
        tops = (strongest_of(Given([network]), 1, QUANTILE),) * n
        hidden = node_images(network, 1, self.inputs, tops)
        rows, columns = squarest(n)
        one = outputs[self.output - 1]
        liked, disliked = one.weights.argmax() + 1, one.weights.argmin() + 1
        output, ends = f"the output for {one.word}", number(tops[0])
        return (
            GlyphStep(
                f"{n_outputs} outputs: what each likes among {n} hidden nodes",
                partial(_outputs, outputs),
                f"Each image: the {n} weights of an output, {rows} by {columns}, in "
                "the order of the hidden nodes, row by row.",
            ),
            GlyphStep(
                "Each of an output's pixels is a hidden node, an image itself",
                partial(_where, hidden, one),
                "In the place of each pixel stands the image of its hidden node, "
                f"{self.inputs[0] * self.inputs[1]} weights.",
            ),
            GlyphStep(
                f"T{output[1:]} likes node {liked} most, node {disliked} least",
                partial(_pixels, one, hidden),
                f"First the weight of a hidden node to {output}, in the key's colours; "
                "then the node's own weights, whose colours end at "
                f"\N{PLUS-MINUS SIGN}{ends}.",
            ),
        )

    def _check(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for a network of other layers."""
        n_inputs = self.inputs[0] * self.inputs[1]
        if len(sizes) != 3 or sizes[0] != n_inputs or sizes[2] < self.output:
            expected = f"{n_inputs}, hidden nodes and {self.output} outputs or more"
            raise InputError("layers", ",".join(map(str, sizes)), expected)
        check_classes(self.names, sizes[2])


def _outputs(outputs: Sequence[NodeImage], room: Room) -> Iterator[Glyph]:
    """All outputs, on one scale."""
    return layer_glyphs(outputs, outputs[0].strongest, Part.of(room), room)


def _where(
    nodes: Sequence[NodeImage], output: NodeImage, room: Room
) -> Iterator[Glyph]:
    """Hidden nodes in the places of an output's pixels, of which they come out."""
    part = Part.of(room).raised(key_height(room) + APART)
    cells = Cells(output.shape, 1, part, room)
    for k, node in enumerate(nodes):
        image = node.glyphs(cells.squares(k)[0], cells.side)
        for glyph in (*image, node.label(cells.below(k), room.small)):
            yield replace(glyph, into=output.key)
    yield from _key(nodes[0], room)


def _pixels(
    output: NodeImage, nodes: Sequence[NodeImage], room: Room
) -> Iterator[Glyph]:
    """The pixels of an output, each beside its hidden node, and its weight.

    The node it likes most, and the one it likes least, are emphasised.
    """
    part = Part.of(room).raised(key_height(room) + APART)
    pairs = list(zip(output.weights.tolist(), nodes, strict=True))
    texts = [f"{node.word}: ${decimal(weight)}$" for weight, node in pairs]
    longest = room.small * max(map(width, texts))
    cells = Cells(output.shape, 2, part, room, longest)
    ends = output.weights.argmax(), output.weights.argmin()
    for k, (weight, node) in enumerate(pairs):
        pixel, image = cells.squares(k)
        key, look = ("pixel", node.node), ([weight], (1, 1), output.strongest)
        glyphs: list[Glyph] = [*framed(key, pixel, cells.side, *look)]
        glyphs += node.glyphs(image, cells.side)
        glyphs.append(replace(node, word=texts[k]).label(cells.below(k), room.small))
        for glyph in glyphs:
            yield replace(glyph, into=output.key, emphasis=float(k in ends))
    yield from _key(output, room)


def _key(image: NodeImage, room: Room) -> Iterator[Glyph]:
    """The key of an image's colours, at the bottom of a room."""
    place = room.width / 2, key_height(room) / 2
    return weight_key(image.strongest, place, room.width, room)
