"""Checking pictures: GIF, WebP and PNG, every one of them decoded."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageSequence

from render.check.found import Found, at_most, count, seconds, those

SHORTEST = 20  # milliseconds; browsers slow down whatever is shorter
MOST_DECODED = 20_000_000_000  # pixels of all pictures: a few minutes
MOST_WEBP = 200_000_000  # bytes, which are read at once

PNG_END = b"IEND\xaeB`\x82"


def gif(path: Path) -> Found:
    """A .gif: whether it is whole, keeps its time, and repeats for ever."""
    with path.open("rb") as file:
        own = list(_own_palettes(file))
    with _opened(path) as image:
        found = _animation(image, len(own))
    local = those((any(own), count(sum(own), "local palette")))
    return Found(found.facts + local, found.faults, found.pixels)


def webp(path: Path) -> Found:
    """A .webp: whether it is whole, keeps its time, and repeats for ever."""
    at_most(path, MOST_WEBP)
    with path.open("rb") as file:
        told = int.from_bytes(file.read(8)[4:], "little") + 8
    size = path.stat().st_size
    cut = those((told != size, f"{size} bytes: expected {told}, as its header says"))
    with _opened(path) as image:
        found = _animation(image, image.n_frames)
    return Found(found.facts, cut + found.faults, found.pixels)


def png(path: Path) -> Found:
    """A .png: whether it is whole, and one picture."""
    with _opened(path) as image:
        image.verify()  # checksums, of all but the end
    with path.open("rb") as file:
        file.seek(-len(PNG_END), os.SEEK_END)
        is_whole = file.read() == PNG_END
    with _opened(path) as image:
        image.load()
        moves = getattr(image, "is_animated", False)
        faults = those(
            (not is_whole, "no IEND at its end: expected a whole file"),
            (moves, f"{moves and image.n_frames} pictures: expected one"),
        )
        size = f"{image.width}x{image.height}"
        return Found(("PNG", size), faults, image.width * image.height)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """A picture that is not too large to be decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=[path.suffix[1:].upper()]) as image:
            yield image


def _animation(image: Image.Image, n: int) -> Found:
    """A file of n pictures, all of which are decoded."""
    pixels = image.width * image.height
    if n * pixels > MOST_DECODED:
        raise ValueError(f"{n} pictures of {pixels} pixels are too many to look at")
    delays = []
    for picture in ImageSequence.Iterator(image):
        picture.load()
        delays.append(picture.info.get("duration", 0))
    moves, loop, shortest = n > 1, image.info.get("loop"), min(delays)
    faults = those(
        (len(delays) != n, f"{len(delays)} whole pictures: expected {n}"),
        (
            moves and shortest < SHORTEST,
            f"a delay of {shortest} ms: expected {SHORTEST} or more, or browsers "
            "slow it down",
        ),
        (moves and loop is None, "it plays once: expected that it repeats for ever"),
        (moves and loop, f"it ends after {loop} repeats: expected none, for ever"),
    )
    lasts = seconds(sum(delays) / 1000)
    facts = those(
        (True, "WebP" if image.format == "WEBP" else image.format),
        (True, f"{image.width}x{image.height}"),
        (moves, f"{n} pictures"),
        (moves, lasts),
    )
    return Found(facts, faults, pixels)


def _own_palettes(file: BinaryIO) -> Iterator[bool]:
    """Whether each picture of a GIF has a palette of its own.

    Goes from block to block, as CompuServe's GIF89a specification has them, to the
    trailer. Raises ValueError where a file ends before it.
    """
    _exactly(file, 10)
    _palette(file, _exactly(file, 3)[0])
    while (sign := _exactly(file, 1)) != b"\x3b":
        if sign == b"\x2c":
            flags = _exactly(file, 9)[8]
            yield bool(flags & 0x80)
            _palette(file, flags)
        elif sign != b"\x21":
            raise ValueError(f"a block of kind {sign.hex()}")
        _exactly(file, 1)
        while length := _exactly(file, 1)[0]:
            _exactly(file, length)


def _palette(file: BinaryIO, flags: int) -> None:
    if flags & 0x80:
        _exactly(file, 3 * 2 ** ((flags & 7) + 1))


def _exactly(file: BinaryIO, n: int) -> bytes:
    if len(data := file.read(n)) < n:
        raise ValueError("cut short")
    return data
