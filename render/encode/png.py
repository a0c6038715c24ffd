"""PNG: single frames, and folders of numbered ones."""

import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count, pairwise
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from render.encode.coding import PLAIN, Coding
from render.encode.ffmpeg import Write
from render.style.paper import resolution


def save_frame(frame: np.ndarray, file: Path | BinaryIO) -> None:
    """Write a frame as a .png file: the same frame, the same bytes.

    The file gives its resolution: on paper it is as large as a .pdf of the same size.
    """
    dpi = resolution(frame.shape[1::-1])
    Image.fromarray(frame).save(file, "png", dpi=(dpi, dpi))


@contextmanager
def numbered_frames(
    folder: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes frames into a folder: 00000.png, 00001.png, ...

    There are coding.fps per second: a frame that is seen for longer has more numbers,
    which are links to one file if there can be links.
    """
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
def first_frame(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes the first frame, and skips the others."""
    numbers = count()
    yield lambda frame: None if next(numbers) else save_frame(frame, path)


def link(path: Path, other: Path) -> None:
    """Give a file another name as well: by a link, or a copy if there can be none."""
    try:
        other.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, other)
