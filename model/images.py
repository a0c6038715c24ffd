"""Images: grey pictures of one size, and what each of them shows."""

import hashlib
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

WHITE = 255  # the value of a white pixel
UNKNOWN = -1  # the label of an image whose category nobody knows


@dataclass(frozen=True, eq=False)
class Images:
    """Grey pictures, each with the number of its category.

    pixels: (n_images, rows, columns) whole numbers from 0, black, to 255, white.
    labels: the category of each, (n_images,), or UNKNOWN.
    numbers: where each stands in the set it is taken from, (n_images,), from 0; of the
        whole set if none are given.

    Arrays are copied, and read-only. Raises ValueError for other shapes and types.
    """

    pixels: np.ndarray
    labels: np.ndarray
    numbers: np.ndarray = field(default_factory=lambda: np.zeros(0, int))

    def __post_init__(self) -> None:
        pixels, labels = np.array(self.pixels), np.array(self.labels)
        if pixels.dtype != np.uint8 or pixels.ndim != 3 or 0 in pixels.shape:
            given = f"pixels of {pixels.dtype} and shape {pixels.shape}"
            raise ValueError(f"{given}: expected uint8 (n_images, rows, columns)")
        numbers = np.array(self.numbers, np.int64)
        if not len(numbers):
            numbers = np.arange(len(pixels))
        for name, row in (("labels", labels), ("numbers", numbers)):
            if row.dtype.kind not in "iu" or row.shape != (len(pixels),):
                words = f"expected ({len(pixels)},) whole numbers"
                raise ValueError(f"{name} of shape {row.shape}: {words}")
        arrays = {"pixels": pixels, "labels": labels.astype(np.int64)}
        for name, array in {**arrays, "numbers": numbers}.items():
            array.setflags(write=False)
            object.__setattr__(self, name, array)

    def __len__(self) -> int:
        return len(self.pixels)

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns of each."""
        _, rows, columns = self.pixels.shape
        return rows, columns

    def inputs(self) -> np.ndarray:
        """What networks take: (n_images, rows * columns) from 0, black, to 1, white.

        Pixels are in rows, from the top left.
        """
        return self.pixels.reshape(len(self), -1) / WHITE

    def some(self, places: np.ndarray | list[int]) -> "Images":
        """Some of the images, by their places here, from 0."""
        kept = np.asarray(places, int)
        return Images(self.pixels[kept], self.labels[kept], self.numbers[kept])

    def of(self, label: int) -> "Images":
        """Those of one category."""
        return self.some(np.flatnonzero(self.labels == label))

    @cached_property
    def digest(self) -> str:
        """A digest of everything: equal images, equal digests."""
        digest = hashlib.blake2b(repr(self.pixels.shape).encode(), digest_size=16)
        for array in (self.pixels, self.labels, self.numbers):
            digest.update(array.tobytes())
        return digest.hexdigest()

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Images):
            return NotImplemented
        return self.digest == other.digest

    def __hash__(self) -> int:
        return hash(self.digest)

    def __repr__(self) -> str:
        rows, columns = self.shape
        return f"Images({len(self)} of {rows} by {columns}, {self.digest})"

    def __reduce__(self) -> tuple[type["Images"], tuple[object, ...]]:
        # Rebuilt rather than restored: pickle forgets that arrays are read-only.
        return Images, (self.pixels, self.labels, self.numbers)
