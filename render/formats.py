"""Formats: the kinds of files that a scene is made into."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, pairwise
from pathlib import Path

import numpy as np

from render import encode
from render.encode import PLAIN, Coding
from render.ffmpeg import Write
from render.workshop import link


@dataclass(frozen=True)
class Format:
    """One kind of file.

    write: a context that takes frames to a path; None where pages are drawn instead.
    is_film: whether it is one file that moves.
    is_picture: whether that is inserted as a picture, and narrower than frames.
    is_even: whether its sides must be even.
    can_be_clear: whether it holds an alpha channel.
    """

    write: Callable | None
    is_film: bool = False
    is_picture: bool = False
    is_even: bool = False
    can_be_clear: bool = False


@contextmanager
def numbered(
    folder: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes frames into a folder: 00000.png, 00001.png, ...

    There are coding.fps to a second: a frame that is seen for longer has more numbers,
    all of them links to one file where there can be links.
    """
    from render.paint import save_frame

    folder.mkdir()
    starts = iter(pairwise(round(time * coding.fps) for time in times))

    def write(frame: np.ndarray) -> None:
        paths = [folder / f"{number:05d}.png" for number in range(*next(starts))]
        for path in paths[:1]:
            save_frame(frame, path)
        for path in paths[1:]:
            link(paths[0], path)

    yield write


@contextmanager
def first(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes the first frame, and passes over the others."""
    from render.paint import save_frame

    numbers = count()
    yield lambda frame: None if next(numbers) else save_frame(frame, path)


FORMATS = {
    "gif": Format(encode.gif, is_film=True, is_picture=True),
    "mp4": Format(encode.mp4, is_film=True, is_even=True),
    "webm": Format(encode.webm, is_film=True, is_even=True, can_be_clear=True),
    "webp": Format(encode.webp, is_film=True, is_picture=True, can_be_clear=True),
    "png": Format(numbered, can_be_clear=True),
    "pdf": Format(None, can_be_clear=True),
}


def target(name: str, kind: str) -> str:
    """What a format's file, or folder, is called."""
    return name if kind == "png" else f"{name}.{kind}"
