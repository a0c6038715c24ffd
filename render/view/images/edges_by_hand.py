"""Edges by hand: a network for digits that nobody trained, and how well it does."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from model import EDGES, Images, Network, edge_votes
from model.digit_edges import SIDE
from model.images import WHITE
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Image, Line, Shape, words
from render.view.glyph_steps import GlyphStep
from render.view.images.captioned import a_digit
from render.view.images.edge_places import NAME, RunPlaces, SharePlaces
from render.view.images.framed import framed
from render.view.images.image_places import above_key, key_place, places_of
from render.view.images.image_products import check_image, clear
from render.view.images.weight_key import weight_key
from render.view.parts import Part
from render.view.weights import decimal

FINE, WIDE = 4, 0.9  # places along a pixel's side, and pixels: half a stroke's width
MIDDLE = slice(3 * FINE, 25 * FINE)  # of an image: where edges are
LEAST = 0.12  # strength of an edge that is drawn
DISLIKED = 0.3  # the width of a disliked edge, as a share of a liked one's
OVER = 0.6  # opacity of strokes over an image
EACH = (
    "Set by hand, not learned: weights are positive along an edge, negative around it."
)
LIKES = (
    "Set by hand. Wide strokes: edges that a digit likes. Thin ones: those it dislikes."
)
FOUND = (
    "Over the image: the edges found in it that count for a digit, as wide as their "
    "neurons answer. Digits: those of the two highest outputs."
)
RIGHT = "Per cent of each digit's test images that are right. Learned:"
BESIDE, NUMBER = 14.0, 34.0  # points beside bars for digits, and for numbers
BAR = 0.62  # of the way from row to row: the height of a bar


@dataclass(frozen=True)
class EdgesByHand:
    """A network of edges by hand: its weights, what it says of images, and how often.

    images: that go through it. by_hand, learned: of each digit, how many test images
    this network gets right, and one that was trained. of_each: how many there are.
    layers: of the one that was trained.
    """

    images: Images
    by_hand: tuple[int, ...]
    learned: tuple[int, ...]
    of_each: tuple[int, ...]
    layers: tuple[int, ...]

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The edges, the digits' likes, answers to the images, and how many are right.

        Raises InputError for another network than that of edges.
        """
        check_image(self.images.some([0]), network)
        if network.sizes != (784, *edge_votes().shape):
            layers = ",".join(map(str, network.sizes))
            raise InputError("layers", layers, "those of the network of edges")
        n, layers = len(EDGES), "-".join(map(str, self.layers))
        title = f"Right by hand: {sum(self.by_hand):,} of {sum(self.of_each):,}"
        return (
            GlyphStep(
                f"By hand: {n} neurons, each to look for one edge",
                partial(_edges, network),
                EACH,
            ),
            GlyphStep("By hand: which edges each digit is drawn with", _votes, LIKES),
            *(self._answer(network, k) for k in range(len(self.images))),
            GlyphStep(
                f"{title}; learned: {sum(self.learned):,}",
                self._shares,
                f"{RIGHT} {layers}.",
            ),
        )

    def _answer(self, network: Network, k: int) -> GlyphStep:
        """What the network says of an image."""
        image = self.images.some([k])
        (outputs,) = network(image.inputs())
        digit, answer = int(image.labels[0]), int(outputs.argmax())
        verdict = "right" if digit == answer else "wrong"
        title = (
            f"Edges set by hand read {a_digit(digit)} as {a_digit(answer)}: {verdict}"
        )
        return GlyphStep(title, partial(_run, network, image), FOUND)

    def _shares(self, room: Room) -> Iterator[Glyph]:
        """Of each digit the share that is right, by hand and learned."""
        places = SharePlaces(room)
        kinds = ("by hand", self.by_hand), ("learned", self.learned)
        for kind, (name, counts) in enumerate(kinds):
            for digit, (count, n) in enumerate(zip(counts, self.of_each, strict=True)):
                share = count / n
                key, new = ("share", digit, kind), float(kind == 0)
                yield from places.bar(key, digit, kind, share, new)
            label = words(("kind", kind), name, *places.kind(kind), room.small)
            yield replace(label, emphasis=float(kind == 0))
        for digit in range(len(self.of_each)):
            yield words(("digit", digit), str(digit), *places.digit(digit), room.label)


def sketch(strengths: np.ndarray) -> np.ndarray:
    """Edges as strokes as wide as their strengths are, (n_edges,): (112, 112).

    strengths: from -1 to 1, negative ones as strokes of -1.
    """
    image = np.zeros((SIDE * FINE, SIDE * FINE))
    for k in np.argsort(np.abs(strengths), kind="stable"):
        strength = float(strengths[k])
        if abs(strength) > LEAST:
            image[EDGES[k].distances(FINE) < WIDE * abs(strength)] = np.sign(strength)
    return image


def _edges(network: Network, room: Room) -> Iterator[Glyph]:
    """The weights of all edges, numbered, and the strip of their colours."""
    weights = network.layers[0].weights[1:].T
    strongest = clear(weights)
    grid = places_of(len(weights), (SIDE, SIDE), above_key(room), room)
    for k, values in enumerate(weights):
        key, shape = ("edge", k), (SIDE, SIDE)
        digit = int(edge_votes()[k].argmax())  # one that is drawn with it
        image = framed(key, grid.place(k), grid.side, values, shape, strongest)
        yield from (replace(glyph, into=("votes", digit)) for glyph in image)
        yield words(("edge", "name", k), str(k + 1), *grid.above(k), room.small)
    yield from weight_key(strongest, key_place(room), room.width, room)


def _votes(room: Room) -> Iterator[Glyph]:
    """What each digit likes and dislikes, as strokes."""
    votes = edge_votes().T
    grid = places_of(len(votes), (SIDE, SIDE), Part.of(room), room)
    for digit, own in enumerate(votes):
        strokes = sketch(np.where(own < 0, DISLIKED * own, own))[MIDDLE, MIDDLE]
        key, shape = ("votes", digit), strokes.shape
        image = framed(key, grid.place(digit), grid.side, strokes, shape)
        yield from (replace(glyph, into=("edges", 0)) for glyph in image)
        above = grid.above(digit)
        yield words(("votes", "name", digit), str(digit), *above, room.small)


def _run(network: Network, image: Images, room: Room) -> Iterator[Glyph]:
    """An image with the edges of two digits over it, and the outputs.

    The digits are those of the highest outputs.
    """
    _, edges, outputs = (values[0] for values in network.nodes(image.inputs()))
    places, pixels = RunPlaces(room), image.pixels[0] / WHITE
    for k, digit in enumerate(np.argsort(-outputs, kind="stable")[:2].tolist()):
        strokes = sketch(edges * edge_votes()[:, digit])
        (x, y), size = places.image(k), (places.side, places.side)
        yield Image(("image", k), (x, y), size, pixels, 1.0, "light")
        yield Image(("edges", k), (x, y), size, strokes, opacity=OVER)
        yield Shape(("edges", k), "box", (x, y), size)
        text, above = f"edges for and against {digit}", y + (places.side + NAME) / 2
        yield words(("name", k), text, x, above, room.small, role="note")
    yield from weight_key(None, places.key, 2 * places.side, room)
    yield from _outputs(outputs, places)


def _outputs(outputs: np.ndarray, places: RunPlaces) -> Iterator[Glyph]:
    """All outputs as bars, the highest emphasised, and a line at zero."""
    small, best = places.room.small, int(outputs.argmax())
    (left, _, top), (_, _, low) = places.row(0), places.row(len(outputs) - 1)
    x, half = left + BESIDE, places.pitch / 2
    yield Line(("zero",), (x, low - half), (x, top + half), "frame")
    for digit, output in enumerate(outputs.tolist()):
        new = float(digit == best)
        left, right, y = places.row(digit)
        number = words(("digit", digit), str(digit), left, y, small, "left")
        yield replace(number, emphasis=new)
        start, long = left + BESIDE, right - left - BESIDE - NUMBER
        size = max(output * long, 0.5), BAR * places.pitch
        middle = start + size[0] / 2, y
        bar = Shape(("output", digit), "bar", middle, size, emphasis=new)
        yield replace(bar, into=("share", digit, 0))
        text = f"${decimal(output)}$"
        value = words(("output", digit), text, right, y, small, "right", "value")
        yield replace(value, emphasis=new)
