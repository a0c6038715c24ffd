"""What a format is: all that is to be known of one kind of file."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from render.encode.coding import Coding
from render.encode.ffmpeg import Write
from render.encode.findings import Findings
from render.plot.plots import Grid, Plot
from render.style.styles import Style

# Takes a path, the size of frames, their times and a coding; gives a function that
# writes the frames, in order, into the file.
Writer = Callable[
    [Path, tuple[int, int], Sequence[float], Coding], AbstractContextManager[Write]
]
# Writes plots, one on each page of a size in pixels, into a file.
PageWriter = Callable[[Iterable[Plot | Grid], Path, tuple[int, int], Style], None]

PICTURE_WIDTH = 640  # pixels, of films that are inserted as pictures
COARSER = ("coarser colours", "much coarser colours", "the coarsest colours")


@dataclass(frozen=True)
class Format:
    """One kind of file: what it is, how it is written, and how it is checked.

    name: what it is asked for by. label: what people call it.
    ending: of its files' names, such as ".gif"; "" for a folder.
    sign: how its files begin, as a regular expression.
    write: writes frames; write_pages: writes plots. A format has one of the two.
    check: says what a file is, and whether it will play; None for a folder.
    is_film: whether it is one file that moves.
    is_picture: whether it is inserted as a picture, and so is narrower than frames.
    is_even: whether its sides must be even.
    can_be_clear: whether it can hold an alpha channel.
    palette: finds the few colours of all frames; None if each may have its own.
    coarser: what its colours are at each level of coarseness, from 1 on, in words.
    """

    name: str
    label: str
    ending: str
    sign: bytes = b""
    write: Writer | None = None
    write_pages: PageWriter | None = None
    check: Callable[[Path], Findings] | None = None
    is_film: bool = False
    is_picture: bool = False
    is_even: bool = False
    can_be_clear: bool = False
    palette: Callable[[Sequence[np.ndarray], Coding], bytes] | None = None
    coarser: tuple[str, ...] = ()

    def width(self, size: tuple[int, int], coding: Coding) -> int:
        """How wide pictures in a file are, in pixels; size: of the frames."""
        own = PICTURE_WIDTH if self.is_picture else size[0]
        return min(coding.width or own, size[0])
