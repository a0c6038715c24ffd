"""Codings: how wide, how fine and how coloured the pictures in a file are."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Coding:
    """How frames are put into a file.

    width: of the picture in pixels, at most; None for the format's own.
    level: how coarse the colours are, from 0, the finest; see Format.coarser.
    clear: whether frames have an alpha channel.
    fps: how many numbered frames there are per second.

    What write_film finds out from the whole film:
    palette: the colours of a GIF, 256 at most, three bytes each: see gif.palette_of.
    stride: frames from one keyframe to the next; 0 if keyframes may be anywhere.
    poster: the number of the frame that a file of one picture shows.
    """

    width: int | None = None
    level: int = 0
    clear: bool = False
    fps: float = 30.0
    palette: bytes = b""
    stride: int = 0
    poster: int = 0


PLAIN = Coding()
