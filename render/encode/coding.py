"""Encoding: from frames to films, through ffmpeg."""

from dataclasses import dataclass

PICTURE_WIDTH = 640  # of films that are inserted as pictures: GIF and WebP
LEVELS = 4  # of coarseness


@dataclass(frozen=True)
class Coding:
    """What becomes of frames on their way into a file.

    width: of the picture at most, in pixels; None for the format's own.
    level: of coarseness, from 0, the finest, to LEVELS - 1: fewer colours, or less of
        them.
    clear: whether frames have an alpha channel.
    fps: of numbered frames, how many there are to a second.
    palette: of a GIF, three bytes for each of at most 256 colours: see palette_of.
    """

    width: int | None = None
    level: int = 0
    clear: bool = False
    fps: float = 30.0
    palette: bytes = b""


PLAIN = Coding()


def _height(size: tuple[int, int], width: int) -> int:
    """How high a picture is that has a width instead of the size's own."""
    return max(1, int(size[1] * width / size[0] + 0.5))


def width_of(kind: str, size: tuple[int, int], coding: Coding) -> int:
    """How wide the picture in a file of a kind is, in pixels."""
    own = PICTURE_WIDTH if kind in ("gif", "webp") else size[0]
    return min(coding.width or own, size[0])
