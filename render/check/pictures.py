"""Checking pictures: GIF, WebP and PNG files, whose pictures are all decoded."""

import os
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from PIL import Image, ImageSequence

from render.check.found import Found, at_most, count, seconds, those

SHORTEST = 20  # milliseconds; browsers slow down pictures that are shown for less
MOST_DECODED = 20_000_000_000  # pixels of all pictures; they take a few minutes
MOST_WEBP = 200_000_000  # bytes, which are all read at once

PNG_END = b"IEND\xaeB`\x82"  # the last bytes of every whole .png


def gif(path: Path) -> Found:
    """Check a .gif: whether it is whole, keeps its time, and repeats for ever."""
    with path.open("rb") as file:
        own = list(_own_palettes(file))
    with _opened(path) as image:
        findings = _animation(image, "GIF", len(own))
    local = those((any(own), count(sum(own), "local palette")))
    return Found(findings.facts + local, findings.faults, findings.pixels)


def webp(path: Path) -> Found:
    """Check a .webp: whether it is whole, keeps its time, and repeats for ever."""
    at_most(path, MOST_WEBP)
    with path.open("rb") as file:
        whole = int.from_bytes(file.read(8)[4:], "little") + 8
    size = path.stat().st_size
    cut = those((whole != size, f"{size} bytes: expected {whole}, as its header says"))
    with _opened(path) as image:
        findings = _animation(image, "WebP", _n_pictures(image))
    return Found(findings.facts, cut + findings.faults, findings.pixels)


def png(path: Path) -> Found:
    """Check a .png: whether it is whole, and one picture."""
    with _opened(path) as image:
        image.verify()  # the checksums of all but the end
    with path.open("rb") as file:
        file.seek(-len(PNG_END), os.SEEK_END)
        is_whole = file.read() == PNG_END
    with _opened(path) as image:
        image.load()
        n = _n_pictures(image)
        faults = those(
            (not is_whole, "no IEND at its end: expected a whole file"),
            (n > 1, f"{n} pictures: expected one"),
        )
        size = f"{image.width}x{image.height}"
        return Found(("PNG", size), faults, image.width * image.height)


@contextmanager
def _opened(path: Path) -> Iterator[Image.Image]:
    """Open a file of pictures. Raises an error if one is too large to be decoded."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=[path.suffix[1:].upper()]) as image:
            yield image


def _n_pictures(image: Image.Image) -> int:
    """How many pictures a file says that it holds."""
    return int(getattr(image, "n_frames", 1))  # which not all images have


def _animation(image: Image.Image, kind: str, n: int) -> Found:
    """Decode all pictures of a file, which should be n. kind: its format's name."""
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
        (True, kind),
        (True, f"{image.width}x{image.height}"),
        (moves, f"{n} pictures"),
        (moves, lasts),
    )
    return Found(facts, faults, pixels)


def _own_palettes(file: BinaryIO) -> Iterator[bool]:
    """For each picture of a GIF, whether it has a palette of its own.

    Source: CompuServe's GIF89a specification. Blocks are read up to the trailer.
    Raises ValueError if the file ends before that.
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
    """Read past a palette, if a block's flags say that there is one."""
    if flags & 0x80:
        _exactly(file, 3 * 2 ** ((flags & 7) + 1))


def _exactly(file: BinaryIO, n: int) -> bytes:
    """The next n bytes. Raises ValueError if there are fewer."""
    if len(data := file.read(n)) < n:
        raise ValueError("cut short")
    return data
