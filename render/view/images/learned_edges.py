"""Learned edges: the weight images of a layer, beside the edges that one hopes for."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from model import EDGES, Images, Network, edge_network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, words
from render.type.typeset import width
from render.view.glyph_steps import GlyphStep
from render.view.images.captioned import a_digit
from render.view.images.framed import framed
from render.view.images.image_places import above_key, key_place, places_of
from render.view.images.image_products import ImageNode, clear, image_nodes
from render.view.images.weight_key import weight_key
from render.view.weights import decimal

SCALE = "One key for all weights; stronger ones have the same colour as its end."
PRODUCTS = (
    "Each pixel times its weight. Above: which neuron, and its answer, framed if above "
    "one half. Stronger products have the same colour as the key's end."
)
HOPED, LEARNED, USED = range(3)  # the steps
LONGEST = "16: $0.00$"  # words above an image
ACTIVE = 0.5  # answers above this are emphasised


@dataclass(frozen=True)
class LearnedEdges:
    """As many weight images as there are edges by hand: those, and what was learned.

    image: a single one that goes through all of them.
    """

    image: Images

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """What is hoped for, what was learned, and how that is used.

        Raises InputError for a network of other pixels, or another first layer.
        """
        hoped, learned = (image_nodes(self.image, n) for n in (edge_network(), network))
        if len(learned) != len(EDGES):
            layers = ",".join(map(str, network.sizes))
            raise InputError("layers", layers, f"{len(EDGES)} nodes in the second")
        n, image = len(learned), a_digit(int(self.image.labels[0]))
        steps = (
            (hoped, f"Hoped for: each of {n} neurons looks for an edge"),
            (learned, f"Learned by {n} neurons: hardly a pattern in the middle"),
            (
                learned,
                f"{image.capitalize()} times the weights of {n} neurons: {n} answers",
            ),
        )
        return tuple(
            GlyphStep(
                title,
                partial(_glyphs, step, nodes, clear(nodes[0].layer.weights[1:])),
                PRODUCTS if step == USED else SCALE,
            )
            for step, (nodes, title) in enumerate(steps)
        )


def _glyphs(
    step: int, nodes: Sequence[ImageNode], strongest: float, room: Room
) -> Iterator[Glyph]:
    """The images of a step in a room."""
    rows, columns = nodes[0].pixels.shape
    longest = room.small * width(LONGEST)
    grid = places_of(len(nodes), (rows, columns), above_key(room), room, longest)
    for k, node in enumerate(nodes):
        values = node.products if step == USED else node.weights
        key, new = ("weights", k), float(step == USED and node.answer > ACTIVE)
        look = values, (rows, columns), strongest
        yield from framed(key, grid.place(k), grid.side, *look, emphasis=new)
        text = str(node.number)
        if step == USED:
            text = f"{text}: ${decimal(node.answer)}$"
        label = words(("name", k), text, *grid.above(k), room.small)
        yield replace(label, emphasis=new)
    yield from weight_key(strongest, key_place(room), room.width, room)
