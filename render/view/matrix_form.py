"""Matrix form: a layer as one product, whose entries stand for links of a diagram."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from model import Images, Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Label, Line, Pixels, Place, Shape, words
from render.type.typeset import width
from render.view.equations import CARD as CARD_KEY
from render.view.glyph_steps import GlyphStep
from render.view.images.image_products import check_image
from render.view.layer_product import LayerProduct
from render.view.matrices import sign
from render.view.matrix_places import (
    CARD,
    DIAGRAM,
    NAME,
    NODE,
    PITCH,
    SIGNS,
    FormPlaces,
)
from render.view.views import name_of

SUM, VECTOR, FIRST, SECOND, LAST, ALL, SHORT = range(7)  # the steps
ROWS = {FIRST: 0, SECOND: 1, LAST: 3}  # the row of the matrix that a step is about
FORMULA = r"$a^{(1)} = \sigma\,(W a^{(0)} + b)$"
ORDER = (
    "Row $j$ of $W$ is neuron $j$, column $i$ is",
    "pixel $i$: where they meet stands $w_{ij}$",
)
SIGMA = "\N{GREEK SMALL LETTER SIGMA}"
NAMES = {
    "matrix": "W",
    "vector": "a^{(0)}",
    "bias": "b",
    "sums": "v",
    "answers": "a^{(1)}",
}
UPS = 1.5, 0.5, -1.5  # rows of the neurons that are seen
BESIDE = 16.0  # points from the middle of a node to its number
SIDE = 34.0  # points beside the diagram's nodes, for their numbers
FEWEST = 4  # nodes, two of which and the last are seen
FAINT = 0.35  # opacity of links that are not looked at
PAD = 1.6  # of a card beside words, in sizes


@dataclass(frozen=True)
class MatrixForm:
    """The first layer of a network, given an image, as a matrix and vectors.

    image: a single one, three of whose pixels stand for all.
    """

    image: Images

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """One neuron's sum, the vector, the matrix row by row, and the whole layer.

        Raises InputError for a network of other inputs, or of fewer than four neurons.
        """
        check_image(self.image, network)
        layer = network.layers[0]
        product = LayerProduct(self.image.inputs()[0], layer)
        n_in, n = layer.n_inputs, layer.n_outputs
        if n < FEWEST:
            layers = ",".join(map(str, network.sizes))
            raise InputError("layers", layers, f"{FEWEST} nodes or more in the second")
        titles = (
            "A neuron: activations times weights, a bias, then squashed",
            f"The {n_in} activations, one below the other: a vector",
            "The weights of neuron 1 are the first row of a matrix",
            "The weights of neuron 2 are the second row of the matrix",
            f"So the matrix has {n} rows, one for each neuron",
            "Rows times the vector, plus biases: all sums at once",
            "The whole layer in one line",
        )
        note = f"Three of {n_in} pixels and three of {n} neurons; dots: the others."
        f = name_of(layer.activation)
        letters = f"W: weights, b: biases, v: weighted sums plus biases, {SIGMA}: {f}."
        return tuple(
            GlyphStep(
                title,
                partial(_glyphs, product, step),
                f"{letters} {note}" if step >= ALL else note,
            )
            for step, title in enumerate(titles)
        )


def _glyphs(product: LayerProduct, step: int, room: Room) -> Iterator[Glyph]:
    """The diagram and the matrices of a step in a room."""
    form = FormPlaces(room, product)
    yield from _diagram(product, step, form)
    if step == SUM:
        yield from _sum(product, form)
        return
    seen = {VECTOR: ["vector"], ALL: list(NAMES), SHORT: list(NAMES)}
    for name in seen.get(step, ["matrix", "vector"]):
        matrix, place = form.parts[name], form.place(name)
        yield from matrix.glyphs(place, partial(_new, step, name))
        below = place[1] - form.tall / 2 - NAME / 2
        yield sign(("name", name), NAMES[name], (place[0], below), room.small)
    if step >= ALL:
        for key, place in form.signs.items():
            yield sign(("sign", key), SIGNS[key], place, room.label)
        x, y = form.signs["to"]
        yield sign(("sign", "function"), r"\sigma", (x, y + room.label), room.small)
    if step == SHORT:
        yield from _in_short(form)


def _new(step: int, name: str, row: int, _column: int) -> float:
    """Whether the entries of a row are looked at."""
    if name == "vector":
        return float(step == VECTOR)
    if name == "matrix":
        return float(step in ROWS and row == ROWS[step])
    return float(step == ALL)


def _in_short(form: FormPlaces) -> Iterator[Glyph]:
    """The layer in one line on a card above, and below which weight is where."""
    large, small = form.room.title, form.room.small
    size = large * (width(FORMULA) + PAD), CARD - 6.0
    yield Shape(CARD_KEY, "card", form.above, size)
    label = words(("equation", "a"), FORMULA, *form.above, large, role="print")
    yield replace(label, emphasis=1.0)
    x, top = form.below
    for k, text in enumerate(ORDER):
        yield words(("order", k), text, x, top - 1.5 * k * small, small, role="note")


def _sum(product: LayerProduct, form: FormPlaces) -> Iterator[Glyph]:
    """The sum of the first neuron in symbols."""
    n = product.layer.n_inputs
    lines = (
        r"$a^{(1)}_1 = \sigma\,(\,w_{1\,1}\, a^{(0)}_1 + w_{2\,1}\, a^{(0)}_2 +$",
        rf"$\cdots + w_{{{n}\,1}}\, a^{{(0)}}_{{{n}}} + b_1)$",
    )
    x, y = form.middle
    for k, text in enumerate(lines):
        up = y + (0.5 - k) * 2.2 * form.room.label
        yield words(("sum", k), text, x, up, form.room.label)


def _diagram(product: LayerProduct, step: int, form: FormPlaces) -> Iterator[Glyph]:
    """Three pixels, three neurons and the links between them."""
    (x, y), half = form.diagram, DIAGRAM[0] / 2 - SIDE
    places = {
        ("input", i): (x - half, y + (1 - k) * PITCH)
        for k, i in enumerate(product.pixels)
    }
    for j, up in zip(product.neurons, UPS, strict=True):
        places["neuron", j] = x + half, y + up * PITCH
    yield from _links(product, step, places)
    answers = product.layer(product.inputs[None])[0]
    for (kind, number), place in places.items():
        is_input = kind == "input"
        value = product.inputs[number - 1] if is_input else answers[number - 1]
        form_of = "box" if is_input else "circle"
        new = float(step == (VECTOR if is_input else ALL))
        pixels, size = np.array([[2 * value - 1]]), (NODE, NODE)
        yield Pixels(("lit", kind, number), place, size, pixels, form=form_of)
        yield Shape((kind, number), form_of, place, size, emphasis=new)
        yield _beside((kind, number), place, form.room.small)
    size = NODE / 5, NODE
    for key, across, up in (
        ("above", -half, 2),
        ("below", -half, -2),
        ("between", half, -0.5),
    ):
        yield Shape(("dots", key), "dots", (x + across, y + up * PITCH), size)


def _beside(key: tuple[str, int], place: Place, size: float) -> Label:
    """The number of an input, on its left, or of a neuron, on its right."""
    (kind, number), (x, y) = key, place
    if kind == "input":
        return words(key, str(number), x - BESIDE, y, size, "right")
    return words(key, str(number), x + BESIDE, y, size, "left")


def _links(
    product: LayerProduct, step: int, places: dict[tuple[str, int], Place]
) -> Iterator[Line]:
    """A line for each weight that is seen; those of one neuron may be looked at."""
    row = 0 if step == SUM else ROWS.get(step)
    for number, j in zip((0, 1, 3), product.neurons, strict=True):
        for i in product.pixels:
            (x, y), (x_end, y_end) = places["input", i], places["neuron", j]
            start, end = (x + NODE / 2, y), (x_end - NODE / 2, y_end)
            is_seen, new = step in (VECTOR, ALL, SHORT), float(number == row)
            opacity = 1.0 if is_seen or new else FAINT
            yield Line(("edge", i, j), start, end, emphasis=new, opacity=opacity)
