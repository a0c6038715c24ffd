"""Answers to noise: what a network makes of images that show nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

import numpy as np

from model import Images, Network
from model.images import WHITE
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Line, Place, Shape, words
from render.type.typeset import width
from render.view.glyph_steps import GlyphStep
from render.view.images.framed import framed
from render.view.images.image_rows import ImageRows
from render.view.named import Names
from render.view.weights import decimal

SPLIT = 0.5  # of a wide room: what the surest image has; of an upright one, its height
GAP, BAR = 6.0, 0.62  # points between words and bars, and of a row's height: a bar
SUREST = "image", "surest"  # the key of that image, which the others go into
LINE = 1.35  # from line to line, in sizes of type
WIDTH = 70.0  # points: an image's words
LEAST, THIN = 40.0, 0.5  # points: the longest bar, and the shortest
NOTES = (
    "Noise: each pixel any of 256 greys, all as likely.",
    "Shuffled: the pixels of a test image, each image's in an order of its own.",
)


@dataclass(frozen=True)
class NoiseAnswers:
    """What networks answer where there is nothing to be seen, and how surely.

    drawn: images of noise. surest: of many, the one that the network is surest of.
    shuffled: test images whose pixels are in another order.
    networks: what those are called that were counted. counts: of how many images of
    noise, and of shuffled ones, each has an output above a limit: (2, n_networks).
    out_of: how many images there were. limit: that of the outputs.
    names: of the outputs.

    Raises InputError for counts of other networks, or more than there were.
    """

    drawn: Images
    surest: Images
    shuffled: Images
    networks: tuple[str, ...]
    counts: tuple[tuple[int, ...], tuple[int, ...]]
    out_of: int = 10_000
    limit: float = 0.9
    names: Names = field(default_factory=Names)

    def __post_init__(self) -> None:
        n = self.out_of
        for row in self.counts:
            if len(row) != len(self.networks) or not 0 <= min(row) <= max(row) <= n:
                words = f"{len(self.networks)}, from 0 to {self.out_of:,}"
                raise InputError("counts", row, words)

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """Noise, its answers, the surest, shuffled images, and how often that is so."""
        of, best = f"{self.out_of:,}", network(self.surest.inputs())[0]
        sure = f"{min(self.counts[0]):,} to {max(self.counts[0]):,}"
        meant = f"Sure: an output above {self.limit:g}."
        noise = partial(self._images, network, self.drawn, "noise")
        mixed = partial(self._images, network, self.shuffled, "shuffled", True)
        highest = f"{self._name(best)}, at {decimal(float(best.max()))}"
        return (
            GlyphStep("Noise: nothing is to be read", partial(noise, False), NOTES[0]),
            GlyphStep(
                f"Even for noise one of {len(best)} outputs is the highest",
                partial(noise, True),
                NOTES[0],
            ),
            GlyphStep(
                f"Of {of} images of noise, it is surest of this: {highest}",
                partial(self._surest, network),
                NOTES[0],
            ),
            GlyphStep(
                f"{len(self.shuffled)} digits with shuffled pixels: it is sure of each",
                mixed,
                f"{NOTES[1]} {meant}",
            ),
            GlyphStep(
                f"Networks are sure of {sure} of {of} noise images",
                self._counted,
                " ".join((*NOTES, meant)),
            ),
        )

    def _name(self, outputs: np.ndarray) -> str:
        """What the highest output is called."""
        return self.names.classes[int(outputs.argmax())]

    def _images(
        self,
        network: Network,
        images: Images,
        kind: str,
        has_answers: bool,
        room: Room,
    ) -> Iterator[Glyph]:
        """Images, with the highest output below each."""
        rows = ImageRows(room, len(images), 1, words=WIDTH)
        outputs = network(images.inputs())
        for k, place in enumerate(rows.places()):
            key, values = ("image", kind, k), images.pixels[k] / WHITE
            look = values, images.shape, 1.0, "light"
            for glyph in framed(key, place, rows.side, *look):
                yield replace(glyph, into=SUREST)
            if has_answers:
                text = f"{self._name(outputs[k])}: {decimal(float(outputs[k].max()))}"
                label = words(("answer", kind, k), text, *rows.line(place), room.small)
                yield replace(label, emphasis=float(outputs[k].max() > self.limit))

    def _surest(self, network: Network, room: Room) -> Iterator[Glyph]:
        """The image it is surest of, and all outputs as bars."""
        wide, high = room.width, room.height
        side = (
            min(0.45 * high, 0.8 * wide) if room.is_upright else min(high, 0.4 * wide)
        )
        place = (side / 2, high / 2)
        area = (side + 4 * GAP, 0.0, wide, high)
        if room.is_upright:
            place, area = (
                (wide / 2, high - side / 2),
                (0.0, 0.0, wide, high - side - 12),
            )
        values = self.surest.pixels[0] / WHITE
        look = values, self.surest.shape, 1.0, "light"
        yield from framed(SUREST, place, side, *look)
        outputs = network(self.surest.inputs())[0]
        names = self.names.classes
        rows = [(name, (float(x),)) for name, x in zip(names, outputs, strict=True)]
        texts = [(decimal(float(x)),) for x in outputs]
        new = int(outputs.argmax())
        yield from _bars("output", rows, texts, 1.0, area, room, new)

    def _counted(self, room: Room) -> Iterator[Glyph]:
        """A bar for each network and kind of image."""
        rows = [
            (name, tuple(map(float, pair)))
            for name, *pair in zip(self.networks, *self.counts, strict=True)
        ]
        kinds = "noise", "shuffled"
        texts = [
            tuple(f"{n:,.0f} {kind}" for n, kind in zip(pair, kinds, strict=True))
            for _, pair in rows
        ]
        most = max(max(row) for row in self.counts) or 1
        area = (0.0, 0.0, room.width, room.height)
        for glyph in _bars("count", rows, texts, float(most), area, room):
            into = ("image", "shuffled", glyph.key[1])
            yield replace(glyph, into=into) if isinstance(glyph, Shape) else glyph


def _bars(
    kind: str,
    rows: Sequence[tuple[str, tuple[float, ...]]],
    texts: Sequence[tuple[str, ...]],
    most: float,
    area: tuple[float, float, float, float],
    room: Room,
    new: int | None = None,
) -> Iterator[Glyph]:
    """Bars from the left, in rows with names before and numbers behind.

    rows: a name, and how long its bars are, below each other. most: the longest.
    area: left, low, right and high of what there is. new: the row that is emphasised.
    Raises InputError for too little room.
    """
    left, low, right, high = area
    size = room.small
    names = size * max(width(name) for name, _ in rows)
    behind = size * max(width(text) for row in texts for text in row)
    long = right - left - names - behind - 3 * GAP
    n_bars = len(rows[0][1])
    pitch = min((high - low) / len(rows), 3 * LINE * size * n_bars)
    if long < LEAST or pitch < LINE * size * n_bars:
        raise room.refused("more for bars: a larger picture")
    thick, start = pitch / (n_bars + 0.5), left + names + GAP
    up, middle = len(rows) * pitch / 2, (low + high) / 2
    yield Line((kind, "zero"), (start, middle - up), (start, middle + up), "frame")
    for i, ((name, values), row) in enumerate(zip(rows, texts, strict=True)):
        y = middle + ((len(rows) - 1) / 2 - i) * pitch
        emphasis = float(i == new)
        label = words((kind, i), name, start - GAP, y, size, "right")
        yield replace(label, emphasis=emphasis)
        for k, (value, text) in enumerate(zip(values, row, strict=True)):
            at = y + ((n_bars - 1) / 2 - k) * thick
            extent = max(long * value / most, THIN)
            series = None if n_bars == 1 else k
            place: Place = (start + extent / 2, at)
            bar = Shape((kind, i, k), "bar", place, (extent, BAR * thick), series)
            yield replace(bar, emphasis=emphasis)
            key, end = (kind, i, k), start + extent + GAP
            yield replace(words(key, text, end, at, size, "left"), emphasis=emphasis)
