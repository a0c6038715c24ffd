"""MP4: the kind of H.264 that plays everywhere."""

import re
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import numpy as np

from render.encode.arguments import (
    AS_TIMED,
    BIT_EXACT,
    TAG,
    TICKS,
    filters,
    frames_from_pipe,
    into,
    keyframes,
    scaled_filter,
)
from render.encode.coding import PLAIN, Coding
from render.encode.ffmpeg import Write, piped
from render.encode.findings import Findings, those
from render.encode.format import COARSER, Format
from render.encode.streams import FAR, read_stream
from render.encode.times import held_to_the_end, repeating_last

PROFILES = {"High", "Main", "Baseline", "Constrained Baseline"}
MOST_BOXES = 100_000  # of an .mp4 that are looked at
MOST_INDEX = 100_000_000  # bytes
MOST_LEVEL = 5.2  # the highest of H.264 that hardware plays
AVC = re.compile(rb"avcC\x01..(.)", re.DOTALL)  # the last byte is ten times the level


@contextmanager
def mp4(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes frames, in order, into an .mp4 file: H.264.

    size: width and height of the frames, both even.
    times: in seconds; frame i is seen from times[i] to times[i + 1].
    The last frame is written again just before the end: see held_to_the_end.
    Raises RenderError if ffmpeg fails, which may leave a part of the file.
    """
    fps, n_frames = 1 / min(np.diff(times)), len(times) - 1
    scaled = scaled_filter(size, MP4.width(size, coding), "yuv420p")
    times = held_to_the_end(times, 1 / TICKS)
    arguments = [
        *frames_from_pipe(size, times, coding),
        *["-vf", filters(times, scaled, TAG), *AS_TIMED],
        *keyframes(coding, n_frames),
        *["-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast"],
        # A quarter less time than veryfast alone takes, for about a tenth more bytes.
        # fps: the film's, or the level would be that of the short last pictures.
        *["-x264-params", f"subme=1:me=dia:weightp=0:fps={fps:.3f}"],
        # No B-frames: with them, the last frame would end at the wrong time.
        *["-crf", str(18 + 5 * coding.level), "-bf", "0", "-g", "60", "-threads", "2"],
        *["-video_track_timescale", str(TICKS), "-movflags", "+faststart", *BIT_EXACT],
    ]
    with piped([*arguments, *into(path, "mp4")]) as write:
        yield repeating_last(len(times) - 1, write)


def check(path: Path) -> Findings:
    """Check an .mp4: whether its film is H.264 of the kind that plays everywhere."""
    film = read_stream(path, "mp4")
    is_h264, size = film.codec == "h264", f"{film.width}x{film.height}"
    level = _level(path)
    faults = those(
        (not is_h264, f"codec {film.codec}: expected H.264"),
        (
            is_h264 and film.profile not in PROFILES,
            f"profile {film.profile}: expected high, main or baseline",
        ),
        (
            is_h264 and level > MOST_LEVEL,
            f"level {level:.1f}: expected {MOST_LEVEL} at most, that hardware plays",
        ),
        (film.format != "yuv420p", f"pixels in {film.format}: expected yuv420p"),
        (
            film.width % 2 or film.height % 2,
            f"{size} pixels: expected an even width and height",
        ),
        (
            not {"tv", "bt709"} <= film.tags,
            "colours not tagged as tv and bt709: expected both, or players shift them",
        ),
        (
            film.is_slow_to_seek,
            f"more than {FAR} pictures between keyframes: expected at most {FAR}, "
            "better 60, or seeking is slow",
        ),
    )
    return film.findings(faults + _order(path))


def _order(path: Path) -> tuple[str, ...]:
    """The faults in the order and the end of an .mp4's outermost boxes."""
    boxes = list(islice(_boxes(path), MOST_BOXES))
    first = next((name for name, _ in boxes if name in {b"moov", b"mdat"}), b"")
    return those(
        (
            first == b"mdat",
            "its index comes last: expected it first, or players wait for all",
        ),
        (boxes[-1][1] > path.stat().st_size, "cut short: expected a whole file"),
    )


def _level(path: Path) -> float:
    """The level of H.264 that an .mp4's index names; 0 if it names none.

    Source: ISO/IEC 14496-15, AVCDecoderConfigurationRecord.
    """
    start = 0
    for name, end in islice(_boxes(path), MOST_BOXES):
        if name == b"moov" and end - start <= MOST_INDEX:
            with path.open("rb") as file:
                file.seek(start)
                match = AVC.search(file.read(end - start))
            return match[1][0] / 10 if match else 0.0
        start = end
    return 0.0


def _boxes(path: Path) -> Iterator[tuple[bytes, int]]:
    """The name of each outermost box of an .mp4, and the byte where it ends.

    Source: ISO/IEC 14496-12, 4.2.
    """
    end, size = 0, path.stat().st_size
    with path.open("rb") as file:
        while end < size:
            file.seek(end)
            # A header that is cut short is filled up, for its box to end too late.
            head = file.read(16).ljust(16, b"\xff")
            length, name, long = struct.unpack(">I4sQ", head)
            if length < 2:
                length = long if length else size - end
            if length < 8:
                raise ValueError(f"a box of {length} bytes")
            end += length
            yield name, end


MP4 = Format(
    name="mp4",
    label="MP4",
    ending=".mp4",
    sign=rb".{4}ftyp",
    write=mp4,
    check=check,
    is_film=True,
    is_even=True,
    coarser=COARSER,
)
