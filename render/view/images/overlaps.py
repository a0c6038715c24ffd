"""Overlaps: images laid over each other, and how few of their lit pixels meet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import combinations

import numpy as np

from model import Images, Network
from model.images import WHITE
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Place, words
from render.type.typeset import width
from render.view.glyph_steps import GlyphStep
from render.view.images.framed import framed
from render.view.images.image_rows import ImageRows
from render.view.named import Names

LIT = WHITE / 2  # a pixel above this is lit
ALONE = 0.35  # of white: how light a pixel is that is lit in one image alone
SPLIT = 0.42  # of the height: where the images themselves begin
LETTERS = "ABCD"  # of the three images, and of the other one
OTHER = 3  # the step with the other one
ALL = "over", 0, 1, 2  # the key of all three over each other: pairs go into it
AIR = 6.0  # points between words


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
        "Lit: lighter than half of white. Laid over each other: white where all are "
        "lit, grey where some are. Shared: of the pixels lit in any, those lit in all."
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
        shares = [self._share(pair) for pair in self._pairs]
        low, high = f"{min(shares):.0%}", f"{max(shares):.0%}"
        among = low if low == high else f"{low} to {high}"
        every, some = self._counts([0, 1, 2])
        more = self._share(self._across)
        titles = (
            f"To us, each of these is a {name}",
            f"Two of these {name}s share {among} of their lit pixels",
            f"All three of these {name}s share {every} of {some} lit pixels",
            f"This {other} shares {more:.0%} of lit pixels with {LETTERS[0]}; "
            f"two {name}s at most {high}",
        )
        return tuple(
            GlyphStep(title, partial(self._glyphs, k), self.note if k else "")
            for k, title in enumerate(titles)
        )

    @property
    def _pairs(self) -> tuple[tuple[int, ...], ...]:
        """Each two of the three images."""
        return tuple(combinations(range(3), 2))

    @property
    def _across(self) -> tuple[int, ...]:
        """The first of the three, and the other image."""
        return 0, 3

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
        return every / max(some, 1)

    def _glyphs(self, step: int, room: Room) -> Iterator[Glyph]:
        """What is seen at a step."""
        sets = ((), self._pairs, ((0, 1, 2),), (*self._pairs, self._across))[step]
        n, low = (4 if step == OTHER else 3), (SPLIT + 0.1 if step else 0.0)
        own = ImageRows(room, n, 1, low, 1.0, room.width / n)
        pixels = [*self.images.pixels, *self.other.pixels]
        for k, place in enumerate(own.places()):
            text = LETTERS[k]
            if not step:
                text = f"{text}: {self._lit[k].sum()} lit pixels"
            if k == 3:
                text = f"{text}: this {self.names.classes[int(self.other.labels[0])]}"
            key, values = ("image", k), pixels[k] / WHITE
            yield from self._image(key, values, place, own, text)
        if sets:
            yield from self._overlaid(sets, room.width / n, room)

    def _overlaid(
        self, sets: Sequence[Sequence[int]], wide: float, room: Room
    ) -> Iterator[Glyph]:
        """Images laid over each other, below those; the last one is new, or all.

        wide: from one to the next, if words have room.
        """
        texts = [self._shared(numbers) for numbers in sets]
        wide = max(wide, room.small * max(map(width, texts)) + AIR)
        rows = ImageRows(room, len(sets), 1, 0.0, SPLIT + 0.1, wide)
        for numbers, text, place in zip(sets, texts, rows.places(), strict=True):
            lit = self._lit[list(numbers)]
            values = np.where(lit.all(axis=0), 1.0, ALONE * lit.any(axis=0))
            new = float(self._across not in sets or numbers == self._across)
            yield from self._image(("over", *numbers), values, place, rows, text, new)

    def _shared(self, numbers: Sequence[int]) -> str:
        """What images share, in words."""
        *most, last = (LETTERS[k] for k in numbers)
        (every, some), share = self._counts(numbers), self._share(numbers)
        return f"{', '.join(most)} and {last}: {share:.0%}, {every} of {some}"

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
        look = values, self.images.shape, 1.0, "light"
        into = ALL if key[0] == ALL[0] else None
        for glyph in framed(key, place, rows.side, *look, new):
            yield replace(glyph, into=into)
        yield words(("words", *key), text, *rows.line(place), rows.room.small)
