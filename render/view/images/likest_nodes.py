"""Likest nodes: strokes as one would draw them, each with the node most like it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, words
from render.view.images.framed import framed
from render.view.images.image_grid import APART
from render.view.images.node_images import NodeImage, grid_of
from render.view.images.strokes import Likeness
from render.view.images.weight_key import key_height, weight_key
from render.view.parts import Part
from render.view.weights import decimal


def likest_glyphs(
    likenesses: Sequence[Likeness], nodes: Sequence[NodeImage], room: Room
) -> Iterator[Glyph]:
    """Strokes above the nodes most like them, or left of these in an upright room.

    nodes: all of the layer, on one scale. Raises InputError for too little room.
    """
    part = Part.of(room).raised(key_height(room) + APART)
    first, second = part.split(0.5, APART, not room.is_upright)
    likest = [_likest(likeness, nodes) for likeness in likenesses]
    below = grid_of(likest, second, room)
    shape, size, side = nodes[0].shape, room.small, below.side
    drawn = replace(below, part=first)
    for k, (likeness, node) in enumerate(zip(likenesses, likest, strict=True)):
        key = ("stroke", k)
        stroke = likeness.stroke * nodes[0].strongest
        look = stroke, shape, nodes[0].strongest
        yield from framed(key, drawn.place(k), side, *look)
        yield words((*key, "word"), likeness.name, *drawn.above(k), size)
        glyphs = [*node.glyphs(below.place(k), side), node.label(below.above(k), size)]
        is_again = node.node in {other.node for other in likenesses[:k]}
        for glyph in glyphs:  # two of one key could not glide
            yield replace(glyph, key=(*glyph.key, k)) if is_again else glyph
    at = part.centre[0], key_height(room) / 2
    yield from weight_key(nodes[0].strongest, at, part.width, room)


def _likest(likeness: Likeness, nodes: Sequence[NodeImage]) -> NodeImage:
    """The node most like a stroke, and how much."""
    word = f"node {likeness.node}: cosine ${decimal(likeness.cosine)}$"
    return replace(nodes[likeness.node - 1], word=word)
