"""Mistakes: images that a network gets wrong, what it says, and how often it does."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from model import Images, Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Shape, words
from render.view.glyph_steps import GlyphStep
from render.view.hidden_nodes import HiddenNodes
from render.view.images.captioned import a_digit, captioned, line_height
from render.view.images.confusions import confusion_table
from render.view.images.said import Said
from render.view.parts import AIR, Part, check_room, is_tall, is_wide

SHOWN = 8  # images beside each other
CELLS = 5  # of the table that are marked
OPACITY = {"bar": 1.0, "box": 0.4}  # of an output, and of where it would be 1
SAYS = (
    "The highest output first. Below each: the digit it is, the digit that the network "
    "says, and how high the output for that is, from 0 to 1."
)
BARS = "Bars: the ten outputs, each from 0 to 1."
TABLE = "Rows: what it is. Columns: what it says. On the diagonal: right."


@dataclass(frozen=True)
class Mistakes:
    """A network's mistakes, the surest first; ten outputs; and the table of all.

    images: some, those that it gets wrong among them. confusions: how many images of
        each digit get which answer, (10, 10), rows by what they are.

    Raises InputError for a table of another shape.
    """

    images: Images
    confusions: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if {len(row) for row in self.confusions} != {len(self.confusions)}:
            raise InputError("confusions", "not square", "a row for each column")

    @property
    def table(self) -> np.ndarray:
        """How many images of each digit get which answer."""
        return np.array(self.confusions)

    @property
    def commonest(self) -> list[tuple[int, int]]:
        """The mistakes made most often: what it is, and what the answer is."""
        table = self.table
        wrong = (table - np.diag(np.diag(table))).ravel()
        order = np.argsort(-wrong, kind="stable")[:CELLS].tolist()
        return [divmod(place, len(table)) for place in order]

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The steps. Raises InputError for a network that makes no mistake here."""
        HiddenNodes(network, self.images.shape)  # refuses what does not see them
        if len(self.table) != network.sizes[-1]:
            given = f"of {len(self.table)} digits"
            raise InputError("confusions", given, f"{network.sizes[-1]}, as outputs")
        said = Said(network, self.images)
        if not len(said.wrong):
            raise InputError("images", "all named right", "some that are not")
        n, right = int(self.table.sum()), int(np.trace(self.table))
        often = [int(self.table[cell]) for cell in self.commonest]
        truth, answer = self.commonest[0]
        highest = f"{said.outputs[said.wrong[0]].max():.2f}"
        titles = (
            f"{n - right} of {n:,} images are misread, with outputs up to {highest}",
            "Outputs are no probabilities: their sum is "
            f"{said.sum(said.most)}, or {said.sum(said.least)}",
            f"{CELLS} of {len(self.table) * (len(self.table) - 1)} ways to be wrong "
            f"make up {sum(often)} of {n - right} mistakes",
            f"{a_digit(truth).capitalize()} is taken for {a_digit(answer)} most often: "
            f"{often[0]} times",
        )
        alike = said.mistaken(truth, answer)[:SHOWN]
        pair, examples = [said.most, said.least], [*alike[:1], said.most]
        some = list(dict.fromkeys([*pair, *examples, *said.surest]))[:SHOWN]
        surest = sorted(some, key=said.wrong.tolist().index)
        glyphs = (
            partial(shown, said, surest),
            partial(outputs, said, pair),
            partial(tabled, said, self.table, self.commonest, examples),
            partial(shown, said, alike),
        )
        notes = SAYS, BARS, TABLE, SAYS
        return tuple(
            GlyphStep(*step) for step in zip(titles, glyphs, notes, strict=True)
        )


def shown(said: Said, numbers: Sequence[int], room: Room) -> Iterator[Glyph]:
    """Images, what they are, and what is said of them."""
    check_room(room)
    columns = 4 if is_wide(room) else 2 if is_tall(room) else 3
    rows = -(-len(numbers) // columns)
    for cell, k in zip(Part.of(room).grid(rows, columns), numbers, strict=False):
        answer = int(said.answers[k])
        texts = (
            f"{a_digit(int(said.images.labels[k]))}, it says {answer}: "
            f"${said.outputs[k, answer]:.2f}$",
        )
        yield from _image(said, k, cell.without(AIR, 0, AIR, AIR), room, texts)


def tabled(
    said: Said,
    table: np.ndarray,
    marked: Sequence[tuple[int, int]],
    numbers: Sequence[int],
    room: Room,
) -> Iterator[Glyph]:
    """The table of confusions, and some images that are counted in it."""
    check_room(room)
    if is_wide(room):
        cell, side = Part.of(room).across(0.77, 0.23)
        parts = side.down(*[1.0] * len(numbers))
    else:
        cell, side = Part.of(room).down(0.7, 0.3)
        parts = side.across(*[1.0] * len(numbers))
    yield from confusion_table(table, marked, cell, room)
    for part, k in zip(parts, numbers, strict=True):
        texts = (f"{a_digit(int(said.images.labels[k]))}, it says {said.answers[k]}",)
        yield from _image(said, k, part.without(AIR, AIR, 0, AIR), room, texts)


def outputs(said: Said, numbers: Sequence[int], room: Room) -> Iterator[Glyph]:
    """Images, the ten outputs of each as bars, and their sums."""
    check_room(room)
    cell = Part.of(room)
    parts = cell.across(1, 1) if is_wide(room) else cell.down(1, 1)
    for part, k in zip(parts, numbers, strict=True):
        picture, bars = part.without(AIR, AIR, AIR, AIR).across(0.42, 0.58)
        texts = (f"{a_digit(int(said.images.labels[k]))}, it says {said.answers[k]}",)
        yield from _image(said, k, picture.without(right=2 * AIR), room, texts)
        yield from _bars(said, k, bars, room)


def _image(
    said: Said, k: int, cell: Part, room: Room, texts: Sequence[str]
) -> Iterator[Glyph]:
    images = said.images
    key, pixels = ("image", int(images.numbers[k])), images.inputs()[k]
    yield from captioned(key, cell, room, pixels, images.shape, texts, 1.0, "light")


def _bars(said: Said, k: int, cell: Part, room: Room) -> Iterator[Glyph]:
    """The outputs of an image as lying bars, and what they add up to."""
    values, n = said.outputs[k].tolist(), len(said.outputs[k])
    step = min(cell.height / (n + 1), 1.7 * line_height(room))
    top = cell.centre[1] + (n + 1) * step / 2
    left, long = cell.left + 2.2 * room.small, cell.width - 5.4 * room.small
    image = int(said.images.numbers[k])
    for number, value in enumerate((*values, sum(values))):
        y, key = top - (number + 0.5) * step, ("output", image, number)
        name = str(number) if number < n else "sum"
        yield words((*key, "name"), name, left - AIR, y, room.small, "right", "note")
        if number < n:
            for form, wide in (("bar", value * long), ("box", long)):
                place, size = (left + wide / 2, y), (wide, 0.6 * step)
                yield Shape((*key, form), form, place, size, opacity=OPACITY[form])
        end = left + (long if number < n else 0.0) + AIR
        label = words(key, f"${value:.2f}$", end, y, room.small, "left")
        yield replace(label, emphasis=float(number == n))
