"""GIF: one palette for all frames of a film."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import numpy as np

from render.encode.arguments import from_pipe, into, timing
from render.encode.coding import Coding
from render.encode.ffmpeg import Write, piped
from render.encode.findings import Findings, count, those
from render.encode.format import Format
from render.encode.palette import indexer, palette
from render.encode.pictures import animation, opened
from render.encode.times import SHORTEST, long_enough, only
from render.encode.widths import height_of, narrowed


@contextmanager
def gif(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding
) -> Iterator[Write]:
    """Give a function that writes frames, in order, into a .gif file.

    The picture is PICTURE_WIDTH wide if nothing else is asked for, or as wide as the
    frames if they are narrower, and repeats for ever. Each pixel has the nearest
    colour of the coding's palette.
    size: width and height of the frames.
    times: as for mp4; frames too short for a GIF are left out.
    Raises RenderError if ffmpeg fails, which may leave a part of the file.
    """
    numbers = long_enough(times)
    starts = [times[number] for number in numbers]
    last = round(100 * max(times[-1] - starts[-1], SHORTEST))
    width, index = GIF.width(size, coding), indexer(coding.palette)
    arguments = [
        *from_pipe("pal8", (width, height_of(size, width)), times),
        *["-vf", timing([*starts, times[-1]])],
        *["-fps_mode", "passthrough", "-enc_time_base", "1:100"],
        *["-loop", "0", "-final_delay", str(last)],
    ]
    colors = _in_memory(coding.palette)

    def indexed(frame: np.ndarray) -> np.ndarray:
        return np.concatenate([index(narrowed(frame, width)).ravel(), colors])

    with piped([*arguments, *into(path, "gif")]) as write:
        yield only(numbers, lambda frame: write(indexed(frame)))


def palette_of(frames: Sequence[np.ndarray], coding: Coding) -> bytes:
    """The palette of a GIF of these frames, for a coding: see Coding."""
    width = GIF.width(frames[0].shape[1::-1], coding)
    return palette([narrowed(frame, width) for frame in frames], 256 >> coding.level)


def _in_memory(palette: bytes) -> np.ndarray:
    """A palette as ffmpeg takes it behind a picture's indices: 256 times BGRA."""
    colors = np.full((256, 4), 255, np.uint8)
    rgb = np.frombuffer(palette, np.uint8).reshape(-1, 3)
    colors[: len(rgb), :3] = rgb[:, ::-1]
    return colors.ravel()


def check(path: Path) -> Findings:
    """Check a .gif: whether it is whole, keeps its time, and repeats for ever."""
    with path.open("rb") as file:
        own = list(_own_palettes(file))
    with opened(path, "GIF") as image:
        findings = animation(image, GIF.label, len(own))
    local = those((any(own), count(sum(own), "local palette")))
    return Findings(findings.facts + local, findings.faults, findings.pixels)


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


GIF = Format(
    name="gif",
    label="GIF",
    ending=".gif",
    sign=rb"GIF8[79]a",
    write=gif,
    check=check,
    is_film=True,
    is_picture=True,
    palette=palette_of,
    coarser=("128 colours", "64 colours", "32 colours"),
)
