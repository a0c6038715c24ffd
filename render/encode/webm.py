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
    scaled_filter,
)
from render.encode.coding import PLAIN, Coding
from render.encode.ffmpeg import Write, piped
from render.encode.times import held_to_the_end, repeating_last

TICK = 0.001  # seconds: what WebM counts times in


@contextmanager
def webm(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that writes frames, in order, into a .webm file: VP9.

    All as in mp4, but frames may be clear.
    """
    times = held_to_the_end(times, TICK)
    pixels = "yuva420p" if coding.clear else "yuv420p"
    arguments = [
        *frames_from_pipe(size, times, coding),
        *["-vf", filters(times, scaled_filter(size, coding, pixels), TAG), *AS_TIMED],
        *["-c:v", "libvpx-vp9", "-crf", str(24 + 8 * coding.level), "-b:v", "0"],
        # No looking ahead: VP9's hidden frames cannot have an alpha channel.
        *["-auto-alt-ref", "0", "-lag-in-frames", "0", "-g", "60"],
        *["-deadline", "good", "-cpu-used", "5", "-row-mt", "1", "-threads", "2"],
        *BIT_EXACT,
    ]
    with piped([*arguments, *into(path, "webm")]) as write:
        yield repeating_last(len(times) - 1, write)
