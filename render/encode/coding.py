"""Codings: how wide, how fine and how coloured the pictures in a file are."""

from dataclasses import dataclass

PICTURE_WIDTH = 640  # pixels, of films that are inserted as pictures: GIF and WebP
LEVELS = 4  # of coarseness


@dataclass(frozen=True)
class Coding:
    """How frames are put into a file.

    width: of the picture in pixels, at most; None for the format's own.
    level: how coarse the colours are, from 0, the finest, to LEVELS - 1.
    clear: whether frames have an alpha channel.
    fps: how many numbered frames there are per second.
    palette: the colours of a GIF, 256 at most, three bytes each: see gif.palette_of.
    """

    width: int | None = None
    level: int = 0
    clear: bool = False
    fps: float = 30.0
    palette: bytes = b""


PLAIN = Coding()


def height_of(size: tuple[int, int], width: int) -> int:
    """How high a picture of a size is when it is made this wide, in pixels."""
    return max(1, int(size[1] * width / size[0] + 0.5))


def width_of(kind: str, size: tuple[int, int], coding: Coding) -> int:
    """How wide the pictures in a file of a kind are, in pixels; size: of the frames."""
    own = PICTURE_WIDTH if kind in ("gif", "webp") else size[0]
    return min(coding.width or own, size[0])
