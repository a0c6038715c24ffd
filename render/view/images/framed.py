"""Images in frames: weights as colours, or grey pictures, with a rim around each."""

from collections.abc import Iterator, Sequence

import numpy as np

from render.plot.glyphs import Image, Key, Place, Shape


def framed(
    key: Key,
    centre: Place,
    side: float,
    values: Sequence[float] | np.ndarray,
    shape: tuple[int, int],
    strongest: float = 1.0,
    form: str = "weights",
    emphasis: float = 0.0,
    opacity: float = 1.0,
) -> Iterator[Image | Shape]:
    """An image of numbers, row by row, and its rim.

    side: of the longer side. shape: rows and columns. strongest, form: as an Image's.
    """
    rows, columns = shape
    size = side * min(1.0, columns / rows), side * min(1.0, rows / columns)
    pixels = np.reshape(values, shape)
    yield Image(key, centre, size, pixels, strongest, form, opacity=opacity)
    yield Shape(key, "box", centre, size, emphasis=emphasis, opacity=opacity)
