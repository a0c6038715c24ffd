"""WebM: VP9, with or without transparency."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from render.encode.arguments import (
    AS_TIMED,
    BIT_EXACT,
    TAG,
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
from render.encode.streams import read_stream
from render.encode.times import held_to_the_end, repeating_last

TICK = 0.001  # seconds: what WebM counts times in


@contextmanager
def webm(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes frames, in order, into a .webm file: VP9.

    All as in mp4, but frames may be clear.
    """
    n_frames = len(times) - 1
    pixels = "yuva420p" if coding.clear else "yuv420p"
    scaled = scaled_filter(size, WEBM.width(size, coding), pixels)
    times = held_to_the_end(times, TICK)
    arguments = [
        *frames_from_pipe(size, times, coding),
        *["-vf", filters(times, scaled, TAG), *AS_TIMED],
        *keyframes(coding, n_frames),
        *["-c:v", "libvpx-vp9", "-crf", str(24 + 8 * coding.level), "-b:v", "0"],
        # No looking ahead: VP9's hidden frames cannot have an alpha channel.
        *["-auto-alt-ref", "0", "-lag-in-frames", "0", "-g", "60"],
        *["-deadline", "good", "-cpu-used", "5", "-row-mt", "1", "-threads", "2"],
        *BIT_EXACT,
    ]
    with piped([*arguments, *into(path, "webm")]) as write:
        yield repeating_last(len(times) - 1, write)


def check(path: Path) -> Findings:
    """Check a .webm: whether browsers play it."""
    film = read_stream(path, "webm")
    faults = those(
        (
            film.codec not in {"vp8", "vp9", "av1"},
            f"codec {film.codec}: expected VP9, VP8 or AV1",
        ),
        (
            film.format not in {"yuv420p", "yuva420p"},
            f"pixels in {film.format}: expected yuv420p or yuva420p",
        ),
    )
    return film.findings(faults)


WEBM = Format(
    name="webm",
    label="WebM",
    ending=".webm",
    sign=rb"\x1aE\xdf\xa3.{,50}webm",
    write=webm,
    check=check,
    is_film=True,
    is_even=True,
    can_be_clear=True,
    coarser=COARSER,
)
