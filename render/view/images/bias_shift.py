"""Biases: sums on the logistic function, and how a bias moves it along them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from model import Images, Layer, Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import (
    INSET,
    Glyph,
    Image,
    Line,
    Picture,
    Pixels,
    Place,
    Shape,
    words,
)
from render.view.glyph_steps import GlyphStep
from render.view.images.framed import framed
from render.view.images.image_products import check_image, clear
from render.view.images.weight_key import key_height, weight_key
from render.view.weights import decimal

MINUS = "\N{MINUS SIGN}"
SUMS, SQUASHED, MOVED, OWN = range(4)  # the steps
NOTE = (
    "Height: the answer, from 0 to 1. Discs: the images, as light as the answers; with "
    "a ring around, two in one place. Active: above one half."
)
FAINTLY = "Faint: without a bias."
HALF = 0.25  # answer: the height of the words beside the upright line
THRESHOLD = 10.0  # what a bias of the opposite sign asks sums to exceed
SAMPLES = 201  # of the curve
DISC, IMAGE, APART = 11.0, 24.0, 2.0  # points: answers, images and between these
NEAR, RING = 3.0, 7.0  # points between sums in one place; by how much a ring is wider
LEFT, TICKS = 14.0, 18.0  # points beside the curve, and below it, for numbers
STEPS = 10.0, 4  # between ticks, and how many there are on either side at most
FAINT = 0.45  # opacity of the curve without a bias
INNER = 10.0  # points from the box to words in it
LEAST = 60.0  # points: the height of the curve
SPAN = (-0.1, 1.1)  # values at the bottom and the top of the box


@dataclass(frozen=True)
class BiasShift:
    """The sums that a neuron makes of some images, squashed with several biases.

    images: the images. node: of the first layer, from 1.
    active: of so many images, how many are active: without a bias, with -10, and with
        the neuron's own, and of how many.
    """

    images: Images
    node: int
    active: tuple[int, int, int]
    n_images: int

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """Sums, then answers without a bias, with a bias of -10, and with the own.

        Raises InputError for a network of other inputs, or without the neuron.
        """
        check_image(self.images.some([0]), network)
        layer = network.layers[0]
        if not 1 <= self.node <= layer.n_outputs:
            raise InputError("node", self.node, f"one of 1 to {layer.n_outputs}")
        own = float(layer.weights[0, self.node - 1])
        n = len(self.images)
        written = decimal(own).replace("-", MINUS)
        opposite = decimal(-own).replace("-", MINUS)
        titles = (
            f"Neuron {self.node}: the weighted sums of {n} images",
            "The logistic function puts every sum between 0 and 1",
            f"A bias of {MINUS}10: active only where the sum is above 10",
            f"A learned bias of {written}: active where the sum is above {opposite}",
        )
        notes = (
            "Key: its weights; stronger ones have the same colour as the end.",
            NOTE,
            *[f"{NOTE} {FAINTLY}"] * 2,
        )
        return tuple(
            GlyphStep(title, partial(self._glyphs, layer, step), notes[step])
            for step, title in enumerate(titles)
        )

    def _glyphs(self, layer: Layer, step: int, room: Room) -> Iterator[Glyph]:
        """What is seen at a step."""
        sums = layer.sums(self.images.inputs())[:, self.node - 1]
        sums = sums - layer.weights[0, self.node - 1]
        bias = (0.0, 0.0, -THRESHOLD, float(layer.weights[0, self.node - 1]))[step]
        places = BiasPlaces(room, sums)
        yield from _axis(places)
        if step > SUMS:
            yield from _box(places)
        for k, (pixels, place) in enumerate(
            zip(self.images.inputs(), places.images, strict=True)
        ):
            values = pixels.reshape(self.images.shape)
            yield Image(("image", k), place, (IMAGE, IMAGE), values, 1.0, "light")
            yield Shape(("image", k), "box", place, (IMAGE, IMAGE))
        if step == SUMS:
            yield from _weights(layer, self.node, self.images.shape, places)
            return
        if step > SQUASHED:
            yield replace(places.curve(layer, 0.0, "plain"), opacity=FAINT)
        yield places.curve(layer, bias, "plain" if step == SQUASHED else f"with {step}")
        yield from _answers(layer.activation(sums + bias), places)
        yield from self._count(step, places)
        yield from _threshold(0.0 - bias, places)

    def _count(self, step: int, places: "BiasPlaces") -> Iterator[Glyph]:
        """How many images are active, in the upper left of the box."""
        left, _, _, top = places.box
        size, count = places.room.small, self.active[step - 1]
        lines = f"active: {count:,}", f"of {self.n_images:,} images"
        for k, text in enumerate(lines):
            y = top - INNER - 1.4 * k * size
            label = words(("count", k), text, left + INNER, y, size, "left")
            yield replace(label, emphasis=float(k == 0))


@dataclass(frozen=True, eq=False)
class BiasPlaces:
    """Where sums, answers and images are: images below a box with the curve.

    Raises InputError for too little room.
    """

    room: Room
    sums: np.ndarray

    def __post_init__(self) -> None:
        _, low, _, top = self.box
        if top - low < LEAST:
            raise self.room.refused("more for the images of a neuron: a larger picture")

    @property
    def far(self) -> float:
        """How far from zero sums are shown."""
        step, _ = STEPS
        return step * float(np.ceil(max(np.abs(self.sums).max(), 1.2 * step) / step))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, bottom, right and top of the box."""
        low = TICKS + max(self._rows) * (IMAGE + APART) + IMAGE + 2 * APART
        height = min(self.room.height - low, self.room.width * 0.62)
        bottom = low + (self.room.height - low - height) / 2
        return LEFT, bottom, self.room.width - LEFT, bottom + height

    def x(self, total: float) -> float:
        """How far right a sum is."""
        left, right = LEFT, self.room.width - LEFT
        return left + (total / (2 * self.far) + 0.5) * (right - left)

    def at(self, total: float, answer: float) -> Place:
        """The place of a sum and an answer in the box."""
        _, low, _, top = self.box
        share = (answer - SPAN[0]) / (SPAN[1] - SPAN[0])
        return float(self.x(float(total))), float(low + share * (top - low))

    @property
    def _rows(self) -> list[int]:
        """The row of each image below the box, so that none lies on another."""
        ends: list[float] = []
        rows = [0] * len(self.sums)
        for k in np.argsort(self.sums, kind="stable"):
            left = self.x(float(self.sums[k])) - IMAGE / 2
            free = [row for row, end in enumerate(ends) if end + APART <= left]
            row = free[0] if free else len(ends)
            ends[row : row + 1] = [left + IMAGE]
            rows[k] = row
        return rows

    @property
    def images(self) -> list[Place]:
        """The middles of the images, each below its sum."""
        _, low, _, _ = self.box
        top = low - TICKS - IMAGE / 2 - APART
        return [
            (self.x(float(total)), top - row * (IMAGE + APART))
            for total, row in zip(self.sums, self._rows, strict=True)
        ]

    def curve(self, layer: Layer, bias: float, name: str) -> Picture:
        """The curve of the layer's function of a sum and a bias."""
        left, low, right, top = self.box
        sums = np.linspace(-self.far, self.far, SAMPLES)
        middle, half = 0.5, (SPAN[1] - SPAN[0]) / 2 * INSET
        centre, size = ((left + right) / 2, (low + top) / 2), (right - left, top - low)
        span = middle - half, middle + half
        return Picture(
            ("curve", name), centre, size, layer.activation(sums + bias), span
        )


def _weights(
    layer: Layer, node: int, shape: tuple[int, int], places: BiasPlaces
) -> Iterator[Glyph]:
    """The weights of the neuron, where its curve will be."""
    left, low, right, top = places.box
    small = places.room.small
    foot = key_height(places.room) + 2 * small
    side = min(top - low - 2 * small - foot, 0.5 * (right - left))
    x, y = (left + right) / 2, top - side / 2
    weights = layer.weights[1:, node - 1]
    strongest = clear(layer.weights[1:])
    for glyph in framed(("weights",), (x, y), side, weights, shape, strongest):
        yield replace(glyph, into=("box",))
    beside = x - side / 2 - INNER
    yield words(("weights",), "its weights", beside, y, small, "right", "note")
    at = x, y - side / 2 - small / 2 - key_height(places.room) / 2
    yield from weight_key(strongest, at, right - left, places.room)


def _answers(answers: np.ndarray, places: BiasPlaces) -> Iterator[Glyph]:
    """A disc for each image; one that lies on another has a wider ring."""
    sums = places.sums.tolist()
    for k, (total, answer) in enumerate(zip(sums, answers.tolist(), strict=True)):
        place, value = places.at(total, answer), np.array([[2 * answer - 1]])
        yield Pixels(("answer", k), place, (DISC, DISC), value, form="circle")
        below = sum(abs(places.x(other) - place[0]) < NEAR for other in sums[:k])
        ring, new = DISC + below * RING, float(answer > 0.5)
        yield Shape(("answer", k), "circle", place, (ring, ring), emphasis=new)


def _threshold(total: float, places: BiasPlaces) -> Iterator[Glyph]:
    """An upright line where the answer is one half, and at which sum that is."""
    start, end = (places.at(total, end) for end in SPAN)
    yield Line(("threshold",), start, end, emphasis=1.0)
    (x, y), small = places.at(total, HALF), places.room.small
    text = f"one half at ${decimal(total) if total % 1 else int(total)}$"
    label = words(("threshold",), text, x + INNER, y, small, "left")
    yield replace(label, emphasis=1.0)


def _axis(places: BiasPlaces) -> Iterator[Glyph]:
    """The line that sums stand below, and their numbers."""
    left, low, right, _ = places.box
    small = places.room.small
    yield Line(("axis",), (left, low), (right, low))
    up = places.at(0.0, 0.0)[1] + small
    yield words(("axis",), "weighted sum", right - INNER, up, small, "right", "note")
    step, most = STEPS
    n = int(places.far / step)
    by = step * -(-n // most)
    for total in np.arange(-by * (n * step // by), places.far + 1, by):
        x, y = places.at(float(total), SPAN[0])
        yield Line(("tick", float(total)), (x, y), (x, y - 3.0), "frame")
        text = f"${total:g}$"
        yield words(("tick", float(total)), text, x, y - TICKS / 2 - 2, small)


def _box(places: BiasPlaces) -> Iterator[Glyph]:
    """The box of the curve, and the numbers of answers."""
    left, low, right, top = places.box
    small = places.room.small
    centre = (left + right) / 2, (low + top) / 2
    yield Shape(("box",), "box", centre, (right - left, top - low))
    for answer in (0.0, 1.0):
        _, y = places.at(0.0, answer)
        text = f"${answer:g}$"
        yield words(("bound", answer), text, left - 4.0, y, small, "right")
