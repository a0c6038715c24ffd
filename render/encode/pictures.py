"""Pictures: files that hold one or more, all of which are decoded to be checked."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from PIL import Image, ImageSequence

from render.encode.findings import Findings, seconds, those
from render.encode.times import SHORTEST

MOST_DECODED = 20_000_000_000  # pixels of all pictures; they take a few minutes


@contextmanager
def opened(path: Path, kind: str) -> Iterator[Image.Image]:
    """Open a file of pictures of a kind, as Pillow calls it.

    Raises an error if a picture is too large to be decoded.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("error", Image.DecompressionBombWarning)
        with Image.open(path, formats=[kind]) as image:
            yield image


def n_pictures(image: Image.Image) -> int:
    """How many pictures a file says that it holds."""
    return int(getattr(image, "n_frames", 1))  # which not all images have


def animation(image: Image.Image, label: str, n: int, hidden: int = 0) -> Findings:
    """Decode all pictures of a file, which should be n. label: its format's.

    hidden: how many there are before these, which are not shown.
    """
    pixels = image.width * image.height
    if n * pixels > MOST_DECODED:
        raise ValueError(f"{n} pictures of {pixels} pixels are too many to look at")
    delays = []
    for picture in islice(ImageSequence.Iterator(image), hidden, None):
        picture.load()
        delays.append(picture.info.get("duration", 0))
    moves, loop, shortest = n > 1, image.info.get("loop"), round(min(delays))
    least = round(1000 * SHORTEST)
    faults = those(
        (len(delays) != n, f"{len(delays)} whole pictures: expected {n}"),
        (
            moves and shortest < least,
            f"a delay of {shortest} ms: expected {least} or more, or browsers "
            "slow it down",
        ),
        (moves and loop is None, "it plays once: expected that it repeats for ever"),
        (moves and loop, f"it ends after {loop} repeats: expected none, for ever"),
    )
    lasts = seconds(sum(delays) / 1000)
    facts = those(
        (True, label),
        (True, f"{image.width}x{image.height}"),
        (moves, f"{n} pictures"),
        (moves, lasts),
    )
    return Findings(facts, faults, pixels)
