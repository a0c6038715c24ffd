"""Pictures of one's own, made like those that networks learned digits from.

MNIST's digits are white on black, fit into a box of 20 by 20 pixels, and have their
centre of mass in the middle of 28 by 28 (LeCun, Cortes and Burges 1998).
"""

import logging
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from model.files.content import content
from model.images import WHITE

if TYPE_CHECKING:
    from PIL.Image import Image

SUFFIXES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff")
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
KINDS = "PNG, JPEG, GIF, WebP, BMP or TIFF"
ORIENTATION = 0x0112  # the tag of EXIF that says how a camera was held
MOST_PIXELS = 25_000_000  # of a picture; four bytes each are taken
LONGEST = 1000  # pixels of the longer side: larger pictures are made smaller first
INK, LEAST = 0.2, 0.1  # of the range of greys: what is there, and what is nothing
BOX = 20 / 28  # of a side: what is there fits into as much
FAINT = 0.9  # of white: lines that get paler than this are brightened
# What damaged files make readers of pictures raise.
DAMAGE = (
    *(ArithmeticError, AssertionError, AttributeError, EOFError, LookupError),
    *(MemoryError, OSError, RuntimeError, SyntaxError, TypeError, ValueError),
    struct.error,
)


@dataclass(frozen=True, eq=False)
class Prepared:
    """A picture as a network takes it.

    pixels: (rows, columns) uint8 from 0, black, to 255, white. changes: what was done
        to it, in words; none for a picture that is taken as it is.
    """

    pixels: np.ndarray
    changes: tuple[str, ...]


def picture(path: Path, shape: tuple[int, int]) -> Prepared:
    """The picture in a file as (rows, columns) pixels, light on dark.

    One of exactly these pixels, light on dark, is taken as it is. Of any other what is
    there is cut out, fits into 20/28 of the box, and has its centre of mass in the
    middle. What is transparent is white; of an animation the first picture counts.

    Raises OSError for a file that cannot be read, and ValueError for what is no
    picture, is damaged, shows nothing, or has more than 25 million pixels.
    """
    try:
        with _in_silence():
            return _prepared(content(path), shape)
    except ValueError as error:
        raise ValueError(f"{path} does not hold a picture: {error}") from error


@contextmanager
def _in_silence() -> Iterator[None]:
    """Nothing that Pillow says of a file is printed: errors say it in one line."""
    log, handler = logging.getLogger("PIL"), logging.NullHandler()
    log.addHandler(handler)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.removeHandler(handler)


def _prepared(data: bytes, shape: tuple[int, int]) -> Prepared:
    """The picture in the bytes of a file, as `picture` gives it."""
    image, turned = _upright(_opened(data))
    greys = _greys(image, max(LONGEST, *shape))
    ground = float(np.median(_border(greys)))
    light, dark = float(greys.max()) - ground, ground - float(greys.min())
    if max(light, dark) < LEAST:
        words = "something dark on light, or light on dark"
        raise ValueError(f"it shows nothing: expected {words}")
    if light >= dark and image.size[::-1] == shape:
        return Prepared(_bytes(greys), turned)
    ink = (greys - ground) / light if light >= dark else (ground - greys) / dark
    drawn, changes = _centred(np.maximum(ink, 0.0), shape)
    inverted = ("inverted",) if dark > light else ()
    return Prepared(_bytes(drawn), (*turned, *inverted, *changes))


def _opened(data: bytes) -> "Image":
    """The picture in a file, none of whose pixels has been read yet."""
    from PIL import Image

    most = f"at most {MOST_PIXELS:,} pixels"
    try:
        image = Image.open(BytesIO(data), formats=FORMATS)
    except Image.DecompressionBombError as error:
        raise ValueError(f"it is too large: expected {most}") from error
    except DAMAGE as error:
        raise ValueError(f"expected {KINDS}") from error
    columns, rows = image.size
    if columns * rows > MOST_PIXELS:
        raise ValueError(f"it has {columns} by {rows} pixels: expected {most}")
    return image


def _upright(image: "Image") -> tuple["Image", tuple[str, ...]]:
    """The picture as a camera says it was held, and what was done for that."""
    from PIL import ImageOps

    try:
        image.load()
        turned = image.getexif().get(ORIENTATION, 1) in range(2, 9)
        upright = ImageOps.exif_transpose(image)
    except DAMAGE as error:
        reason = " ".join(str(error).split())[:60]
        raise ValueError(f"it is damaged ({reason}): expected a whole one") from error
    return upright, ("turned",) if turned else ()


def _greys(image: "Image", longest: int) -> np.ndarray:
    """How light the pixels of a picture are, from 0 to 1, (rows, columns).

    longest: pixels of its longer side; a larger picture is made smaller.
    """
    from PIL import Image

    if image.mode[0] in "IF":
        greys = Image.fromarray(_numbers(image))
    else:
        if image.has_transparency_data:
            image = image.convert("RGBA")
            image = Image.alpha_composite(Image.new("RGBA", image.size, "white"), image)
        flat = image if image.mode in ("1", "L") else image.convert("RGB")
        greys = flat.convert("L")
    share = longest / max(greys.size)
    if share < 1:
        columns, rows = (max(1, round(share * n)) for n in greys.size)
        greys = greys.resize((columns, rows), Image.Resampling.BOX)
    return np.asarray(greys, float) / (1 if greys.mode == "F" else WHITE)


def _numbers(image: "Image") -> np.ndarray:
    """The numbers of a picture without colours, from 0 to 1 as 32-bit floats.

    Those of 16 bits are divided by 65,535; others from their lowest to their highest,
    unless they are from 0 to 1.
    """
    values = np.asarray(image).astype(float)
    if not np.isfinite(values).all():
        raise ValueError("it has pixels that are no numbers: expected finite ones")
    low, high = (0.0, 65535.0)
    if not image.mode.startswith("I;16"):
        low, high = min(0.0, values.min()), max(1.0, values.max())
    return ((values - low) / (high - low)).astype(np.float32)


def _border(greys: np.ndarray) -> np.ndarray:
    """The pixels along the four sides."""
    return np.concatenate([greys[0], greys[-1], greys[:, 0], greys[:, -1]])


def _centred(
    ink: np.ndarray, shape: tuple[int, int]
) -> tuple[np.ndarray, tuple[str, ...]]:
    """What is there, in a box of its own in the middle; and what was done, in words.

    ink: from 0, nothing, to 1.
    """
    drawn = _resized(_cropped(ink), shape)
    brightened = ("brightened",) if drawn.max() < FAINT else ()
    drawn = np.clip(drawn / drawn.max(), 0.0, 1.0)
    box = np.zeros(shape)
    places = []
    for n, length, axis in zip(shape, drawn.shape, (1, 0), strict=True):
        mass = drawn.sum(axis)
        middle = float((mass * np.arange(length)).sum() / mass.sum())
        place = round((n - 1) / 2 - middle)
        places.append(min(max(place, 0), n - length))
    (row, column), (rows, columns) = places, drawn.shape
    box[row : row + rows, column : column + columns] = drawn
    size = " by ".join(map(str, shape))
    return box, (*brightened, "cropped", "resized", f"centred in {size}")


def _cropped(ink: np.ndarray) -> np.ndarray:
    """The rows and columns in which there is anything."""
    there = ink > INK
    rows, columns = (np.flatnonzero(there.any(axis)) for axis in (1, 0))
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _resized(ink: np.ndarray, shape: tuple[int, int]) -> np.ndarray:
    """A picture of the same proportions that just fits into 20/28 of a box."""
    from PIL import Image

    most = [max(1, round(BOX * n)) for n in shape]
    share = min(n / length for n, length in zip(most, ink.shape, strict=True))
    rows, columns = (max(1, round(share * length)) for length in ink.shape)
    image = Image.fromarray(ink.astype(np.float32))
    size, how = (columns, rows), Image.Resampling.BILINEAR
    return np.asarray(image.resize(size, how), float)


def _bytes(greys: np.ndarray) -> np.ndarray:
    return (greys * WHITE).round().astype(np.uint8)
