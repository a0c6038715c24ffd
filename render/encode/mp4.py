"""MP4: the kind of H.264 that plays everywhere."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
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
    scaled_filter,
)
from render.encode.coding import PLAIN, Coding
from render.encode.ffmpeg import Write, piped
from render.encode.times import held_to_the_end, repeating_last


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
    fps = 1 / min(np.diff(times))
    times = held_to_the_end(times, 1 / TICKS)
    arguments = [
        *frames_from_pipe(size, times, coding),
        *[
            "-vf",
            filters(times, scaled_filter(size, coding, "yuv420p"), TAG),
            *AS_TIMED,
        ],
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
