"""Overlaps: images laid over each other, and how few of their lit pixels meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import combinations

import numpy as np

from model import Images, Network
from model.images import WHITE
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Place, words
from render.view.glyph_steps import GlyphStep
from render.view.images.framed import framed
from render.view.images.image_rows import ImageRows
from render.view.named import Names

LIT = WHITE / 2  # a pixel above this is lit
ALONE = 0.35  # of white: how light a pixel is that is lit in one image alone
SPLIT = 0.42  # of the height: where the images themselves begin


@dataclass(frozen=True)
class Overlaps:
    """Three images of one category, and one of another, laid over each other.

    images: the three. other: the one, with its category. names: of the categories.

    Raises InputError for other numbers of images, and images of other sizes.
    """

    images: Images
    other: Images
    names: Names = field(default_factory=Names)

    note = (
        "A pixel is lit if it is lighter than half of white. Laid over each other: "
        "white where all are lit, grey where some are."
    )

    def __post_init__(self) -> None:
        if len(self.images) != 3 or len(self.other) != 1:
            given = f"of {len(self.images)} and {len(self.other)}"
            raise InputError("images", given, "three, and another one")
        if self.images.shape != self.other.shape:
            raise InputError("images", "of two sizes", "one size")

    def steps(self, _network: Network) -> tuple[GlyphStep, ...]:
        """The three, each two of them, all three, and one of them with the other."""
        name = self.names.classes[int(self.images.labels[0])]
        other = self.names.classes[int(self.other.labels[0])]
        shares = [100 * self._share(pair) for pair in self._pairs]
        low, high = f"{min(shares):.0f}", f"{max(shares):.0f}"
        among = low if low == high else f"{low} to {high}"
        every, some = self._counts([0, 1, 2])
        more = 100 * self._share([0, 3])
        titles = (
            f"To us, each of these is a {name}",
            f"Two of them share {among} of 100 lit pixels",
            f"All three share {every} of {some} lit pixels",
            f"With this {other}, which is no {name}, the first shares {more:.0f}",
        )
        return tuple(
            GlyphStep(title, partial(self._glyphs, k), self.note if k else "")
            for k, title in enumerate(titles)
        )

    @property
    def _pairs(self) -> tuple[tuple[int, int], ...]:
        return tuple(combinations(range(3), 2))

    @property
    def _lit(self) -> np.ndarray:
        """Which pixels are lit: (4, rows, columns), the other image's last."""
        return np.concatenate([self.images.pixels, self.other.pixels]) > LIT

    def _counts(self, numbers: Sequence[int]) -> tuple[int, int]:
        """How many pixels are lit in all of some images, and in any of them."""
        lit = self._lit[list(numbers)]
        return int(lit.all(axis=0).sum()), int(lit.any(axis=0).sum())

    def _share(self, numbers: Sequence[int]) -> float:
        """The pixels that are lit in all of some images, among those lit in any."""
        every, some = self._counts(numbers)
        return every / some

    def _glyphs(self, step: int, room: Room) -> Iterator[Glyph]:
        """What is seen at a step."""
        low = SPLIT + 0.1 if step else 0.0
        own = ImageRows(room, 3, 1, low, 1.0, room.width / 3)
        counts = self._lit.sum(axis=(1, 2))
        for k, place in enumerate(own.places()):
            values = self.images.pixels[k] / WHITE
            text = f"{k + 1}: {counts[k]} lit pixels" if not step else f"{k + 1}"
            yield from self._image(("image", k), values, place, own, text)
        if step == 1:
            yield from self._overlaid(self._pairs, room)
        elif step == 2:
            yield from self._overlaid([(0, 1, 2)], room)
        elif step == 3:
            yield from self._overlaid([(0, 3)], room)

    def _overlaid(self, sets: Sequence[Sequence[int]], room: Room) -> Iterator[Glyph]:
        """Images laid over each other, below the three; the other one beside them."""
        has_other = any(3 in numbers for numbers in sets)
        n = len(sets) + has_other
        rows = ImageRows(room, n, 1, 0.0, SPLIT + 0.1, room.width / max(n, 2))
        places = list(rows.places())
        if has_other:
            key, values = ("image", 3), self.other.pixels[0] / WHITE
            text = self.names.classes[int(self.other.labels[0])]
            yield from self._image(key, values, places.pop(0), rows, f"this {text}")
        for numbers, place in zip(sets, places, strict=True):
            lit = self._lit[list(numbers)]
            values = np.where(lit.all(axis=0), 1.0, ALONE * lit.any(axis=0))
            every, some = self._counts(numbers)
            named = [f"{k + 1}" if k < 3 else "this" for k in numbers]
            text = f"{', '.join(named[:-1])} and {named[-1]}: {every} of {some}"
            yield from self._image(("over", *numbers), values, place, rows, text, 1.0)

    def _image(
        self,
        key: tuple[str, *tuple[int, ...]],
        values: np.ndarray,
        place: Place,
        rows: ImageRows,
        text: str,
        new: float = 0.0,
    ) -> Iterator[Glyph]:
        """An image with words below it."""
        shape = self.images.shape
        yield from framed(key, place, rows.side, values, shape, 1.0, "light", new)
        yield words(("words", *key), text, *rows.line(place), rows.room.small)
