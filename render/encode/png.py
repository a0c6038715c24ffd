"""PNG: single frames, and folders of numbered ones."""

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from render.encode.coding import PLAIN, Coding
from render.encode.ffmpeg import Write
from render.encode.findings import Findings, those
from render.encode.format import Format
from render.encode.pictures import n_pictures, opened
from render.encode.times import only
from render.style.paper import resolution

SIGN = rb"\x89PNG\r\n\x1a\n"
END = b"IEND\xaeB`\x82"  # the last bytes of every whole file


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
def poster(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes the frame of number coding.poster alone."""
    yield only([coding.poster], lambda frame: save_frame(frame, path))


def link(path: Path, other: Path) -> None:
    """Give a file another name as well: by a link, or a copy if there can be none."""
    try:
        other.hardlink_to(path)
    except OSError:
        shutil.copyfile(path, other)


def check(path: Path) -> Findings:
    """Check a .png: whether it is whole, and one picture."""
    faults = damage(path)
    with opened(path, "PNG") as image:
        image.load()
        n, size = n_pictures(image), f"{image.width}x{image.height}"
        faults += those((n > 1, f"{n} pictures: expected one"))
        return Findings(("PNG", size), faults, image.width * image.height)


def damage(path: Path) -> tuple[str, ...]:
    """The fault of a .png or .apng without an end; none if it has one.

    Raises an error if one of its checksums is wrong.
    """
    with opened(path, "PNG") as image:
        image.verify()  # the checksums of all but the end
    with path.open("rb") as file:
        file.seek(-len(END), os.SEEK_END)
        is_whole = file.read() == END
    return those((not is_whole, "no IEND at its end: expected a whole file"))


FRAMES = Format(
    name="png", label="Frames", ending="", write=numbered_frames, can_be_clear=True
)
POSTER = Format(
    name="poster",
    label="PNG",
    ending=".png",
    sign=SIGN,
    write=poster,
    check=check,
    can_be_clear=True,
)
