"""The whole function: a network as one box, from all of its inputs to its outputs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

from model import Images, Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Line, Shape, words
from render.type.typeset import width
from render.view.activations import Activations
from render.view.glyph_steps import GlyphStep
from render.view.lit_places import LitPlaces
from render.view.matrix_form import SIGMA
from render.view.named import Names
from render.view.views import name_of

KEY = ("function",)
LINE = 1.9  # from line to line in the box, in sizes of type
BESIDE = 6.0  # points between the box and its words, and to the picture
NAMED, WRITTEN = 1, 2  # the steps after that of all nodes
HIDDEN = {"node", "lit", "number", "edge", "dots", "count"}  # kinds of glyphs


@dataclass(frozen=True)
class WholeFunction:
    """A network's nodes, which become one function of the pixels of an image.

    images: the first is seen until the function is written out; then the others.
    names: of the outputs.

    Raises InputError for no image, and for images of so few pixels that all are nodes.
    """

    images: Images
    names: Names

    def __post_init__(self) -> None:
        if not len(self.images):
            raise InputError("images", "none", "one or more")
        self._lit(0)

    def _lit(self, k: int) -> Activations:
        return Activations(self.images.some([k]), names=self.names)

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The nodes, the function in their place, what it is made of, other images.

        Raises InputError for a network of other inputs than the pixels.
        """
        n, m = network.sizes[0], network.sizes[-1]
        n_numbers = sum(layer.weights.size for layer in network.layers)
        self._lit(0).fit(network.sizes)
        titles = [
            f"The whole network turns {n:,} numbers into {m}",
            f"So a network is a function: {n:,} numbers in, {m} out",
            f"The function is made of {n_numbers:,} numbers: weights and biases",
        ]
        titles += ["Other pixels, other outputs, the same function"] * (
            len(self.images) - 1
        )
        return tuple(
            GlyphStep(title, partial(self._glyphs, network, k), self._note(network, k))
            for k, title in enumerate(titles)
        )

    def _note(self, network: Network, step: int) -> str:
        """Small words: what lines are, or how the numbers are counted."""
        if step < NAMED:
            return self._lit(0).steps(network)[-1].note
        if step < WRITTEN:
            return "Black: 0. White: 1."
        parts = [f"{a:,} × {b:,} + {b:,}" for a, b in _pairs(network)]  # noqa: RUF001
        f = name_of(network.layers[0].activation)
        total = sum(layer.weights.size for layer in network.layers)
        letters = f"W: weights, b: biases, {SIGMA}: {f}."
        return f"{letters} {' + '.join(parts)} = {total:,} numbers. Black: 0. White: 1."

    def _glyphs(self, network: Network, step: int, room: Room) -> Iterator[Glyph]:
        """What is seen at a step."""
        number = max(0, step - WRITTEN)
        lit = self._lit(number).steps(network)[-1]
        drawing, last = lit.drawing(room), len(network.sizes) - 1
        places = LitPlaces(network.sizes, room, self.images.shape, lit.names)
        for glyph in drawing.glyphs:
            if _is_between(glyph, last):
                if step < NAMED:
                    yield replace(glyph, into=KEY)
            elif glyph.key[0] != "pixel" or step < NAMED:
                yield glyph
        if step >= NAMED:
            yield from self._box(network, step, places)

    def _box(self, network: Network, step: int, places: LitPlaces) -> Iterator[Glyph]:
        """The function, in place of all that is between, and lines through it."""
        last, room = len(network.sizes) - 1, places.room
        centre, size = places.between(1, last - 1)
        formulas = [r"$y = f(x)$"]
        if step >= WRITTEN:
            formulas = [r"$y = f(x):$", *_written(network)]
        wide = room.label * max(map(width, formulas)) + 2 * BESIDE
        size = max(size[0], wide), max(size[1], len(formulas) * LINE * room.label)
        new = float(step in (NAMED, WRITTEN))
        yield Shape(KEY, "box", centre, size, emphasis=float(step == NAMED))
        for k, formula in enumerate(formulas):
            y = centre[1] + ((len(formulas) - 1) / 2 - k) * LINE * room.label
            label = words((*KEY, k), formula, centre[0], y, room.label, role="value")
            yield replace(label, emphasis=new * (k > 0 or step == NAMED))
        yield from _through(centre, size, places, last)


def _is_between(glyph: Glyph, last: int) -> bool:
    """Whether a glyph is of the layers between picture and outputs, or their links."""
    kind, *place = glyph.key
    if kind == "edge":
        return True
    return kind in HIDDEN and bool(place) and 0 < place[0] < last


def _pairs(network: Network) -> Iterator[tuple[int, int]]:
    """Inputs and outputs of each layer."""
    return ((layer.n_inputs, layer.n_outputs) for layer in network.layers)


def _written(network: Network) -> list[str]:
    """What each layer does to the one before, a line for each."""
    lines, last = [], len(network.layers)
    for k in range(1, last + 1):
        before = "x" if k == 1 else f"a_{{{k - 1}}}"
        name = "y" if k == last else f"a_{{{k}}}"
        lines.append(rf"${name} = \sigma(W_{{{k}}}\,{before} + b_{{{k}}})$")
    return lines


def _through(
    centre: tuple[float, float],
    size: tuple[float, float],
    places: LitPlaces,
    last: int,
) -> Iterator[Line]:
    """A line from the picture into the box, and one from there to each output."""
    (x, y), (wide, high) = centre, size
    px, py = places.picture
    half = places.side / 2
    start, into = (px + half, py), (x - wide / 2, y)
    out = x + wide / 2, y
    if places.is_upright:
        start, into, out = (px, py - half), (x, y + high / 2), (x, y - high / 2)
    yield Line(("in",), start, into)
    for j in places.columns[last].heights:
        node, r = places.node(last, j), places.diameters[last] / 2
        end = (node[0], node[1] + r) if places.is_upright else (node[0] - r, node[1])
        yield Line(("out", j), out, end)
