"""Image sums: a neuron's image times its weights, added up, and what comes of that."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from model import EDGES, Images, Network, edge_network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Label, Pixels, Place, Shape, words
from render.view.glyph_steps import GlyphStep
from render.view.images.framed import framed
from render.view.images.image_places import (
    FOOT,
    MOST,
    NAME,
    ROW,
    SIGN,
    PairPlaces,
    SumPlaces,
    key_place,
)
from render.view.images.image_products import ImageNode, clear, image_nodes
from render.view.images.weight_key import weight_key
from render.view.views import name_of
from render.view.weights import decimal

ENDS = "Stronger weights have the same colour as the key's end."
NOTE = (
    "One key for weights and products; stronger ones have the same colour as its end."
)
IMAGE, WEIGHTS, PRODUCTS, SUM, ANSWER = range(5)  # the steps
NAMES = "image", "weights", "products"
SIGNS = "\N{MULTIPLICATION SIGN}", "=", "="
LONG = 118.0  # points from a name to its number
DISC = 32.0  # points: the answer


@dataclass(frozen=True)
class ImageSum:
    """What one neuron of a first layer makes of an image, and what an edge would.

    image: a single one. node: which neuron it is, from 1.

    Raises InputError for several images, and for numbers below 1.
    """

    image: Images
    node: int = 1

    def __post_init__(self) -> None:
        if self.node < 1:
            raise InputError("node", self.node, "1 or more")

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """From the image to the answer, then beside an edge that was set by hand.

        Raises InputError for a network without the pixels, or without the neuron.
        """
        nodes = image_nodes(self.image, network)
        if self.node > len(nodes):
            raise InputError("node", self.node, f"one of 1 to {len(nodes)}")
        node, n = nodes[self.node - 1], self.image.pixels.size
        f = network.layers[0].activation
        titles = (
            f"A neuron is given {n} numbers: the pixels of an image",
            f"A neuron's {n} weights, one for each pixel, are an image",
            "Each pixel times its weight: black pixels leave nothing",
            f"All {n} products added up are the weighted sum",
            f"A bias is added; {name_of(f)} gives the answer",
        )
        notes = "", ENDS, NOTE, NOTE, NOTE
        strongest = clear(network.layers[0].weights[1:])
        steps = [
            GlyphStep(title, partial(_sum_glyphs, node, k, strongest), note)
            for k, (title, note) in enumerate(zip(titles, notes, strict=True))
        ]
        edges = image_nodes(self.image, edge_network())
        edge = max(edges, key=lambda edge: edge.sum)
        title = "An edge, as one might hope for, and what was learned"
        last = partial(_pair_glyphs, edge, node, strongest)
        return *steps, GlyphStep(title, last, NOTE)


def _sum_glyphs(
    node: ImageNode, step: int, strongest: float, room: Room
) -> Iterator[Glyph]:
    """What is seen of a neuron at a step."""
    places = SumPlaces(room)
    if step == IMAGE:
        side = min(MOST, room.height - FOOT - NAME)
        middle = room.width / 2, room.height / 2
        yield from framed(
            ("image",), middle, side, node.pixels, node.pixels.shape, 1.0, "light"
        )
        return
    images = node.pixels, node.weights, node.products
    for k, values in enumerate(images[: step + 1]):
        form, scale = ("weights", strongest) if k else ("light", 1.0)
        key, shape, new = (NAMES[k],), values.shape, float(k == step)
        x, y = places.place(k)
        yield from framed(key, (x, y), places.side, values, shape, scale, form, new)
        above = y + places.side / 2 + NAME / 2
        yield words(("name", k), NAMES[k], x, above, room.small, role="note")
        if k < min(step, 3) or k == 0:
            beside = x + places.cell[0] / 2
            yield words(("sign", k), SIGNS[k], beside, y, room.label, role="note")
    yield from weight_key(strongest, key_place(room), room.width, room)
    if step >= SUM:
        yield from _numbers(node, step, places)


def _numbers(node: ImageNode, step: int, places: SumPlaces) -> Iterator[Glyph]:
    """The sum of the positive products and of the negative ones, and what follows."""
    rows = [
        ("positive", node.positive),
        ("negative", node.negative),
        ("weighted sum", node.sum),
        *([("bias", node.bias), ("answer", node.answer)] if step == ANSWER else []),
    ]
    (x, y), size = places.place(3), places.room.small
    x += SIGN / 2
    new = "weighted sum" if step == SUM else "answer"
    for k, (name, number) in enumerate(rows):
        up = y + (2 - k) * ROW
        left, right = x - LONG / 2, x + LONG / 2
        yield words(("row", name), name, left, up, size, "left", "note")
        yield _row_number(name, number, (right, up), size, float(name == new))
    if step == ANSWER:
        place = x, y - 3 * ROW - DISC / 2
        yield from answer_disc(node.answer, place)


def _row_number(
    name: str, number: float, place: Place, size: float, emphasis: float
) -> Label:
    """A number of a row, its right end at a place."""
    text = f"${decimal(number)}$"
    label = words(("number", name), text, *place, size, "right", "value")
    return replace(label, emphasis=emphasis)


def answer_disc(answer: float, place: Place) -> Iterator[Glyph]:
    """A disc as light as an answer from 0 to 1."""
    value = np.array([[2 * answer - 1]])
    yield Pixels(("lit",), place, (DISC, DISC), value, form="circle")
    yield Shape(("answer",), "circle", place, (DISC, DISC), emphasis=1.0)


def _pair_glyphs(
    edge: ImageNode, node: ImageNode, strongest: float, room: Room
) -> Iterator[Glyph]:
    """A neuron below an edge that was set by hand, both given the same image."""
    places, pixels = PairPlaces(room), node.pixels
    place, side, shape = places.image, places.side, pixels.shape
    yield from framed(("image",), place, side, pixels, shape, 1.0, "light")
    by_hand = f"by hand: {EDGES[edge.number - 1].name}"
    yield from _row(0, edge, by_hand, strongest, places)
    yield from _row(1, node, f"learned: neuron {node.number}", strongest, places)
    yield from weight_key(strongest, key_place(room), room.width, room)


def _row(
    row: int, node: ImageNode, title: str, strongest: float, places: PairPlaces
) -> Iterator[Glyph]:
    """Weights, products and their sum; the first row, by hand, is new."""
    own, new, small = (() if row else ("by hand",)), float(not row), places.room.small
    for column, values in enumerate((node.weights, node.products)):
        part, text = NAMES[1 + column], (title, "products")[column]
        key, shape, (x, y) = (part, *own), values.shape, places.place(row, column)
        yield from framed(
            key, (x, y), places.side, values, shape, strongest, emphasis=new
        )
        above = y + (places.side + NAME) / 2
        yield words(("name", *key), text, x, above, small, role="note")
    yield from _signs(row, places)
    text, place = f"sum ${decimal(node.sum)}$", places.place(row, 2)
    yield replace(words(("sum", *own), text, *place, small), emphasis=new)


def _signs(row: int, places: PairPlaces) -> Iterator[Label]:
    """What stands between images of a row, and before its sum in a wide room."""
    size = places.room.label
    signs = SIGNS if places.is_wide else SIGNS[1:2]
    for column, sign in enumerate(signs, start=1 - len(signs) // 2):
        x, y = places.place(row, column)
        before = x - places.cell[0] / 2
        yield words(("sign", column, row), sign, before, y, size, role="note")
