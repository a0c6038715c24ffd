"""Arguments: what ffmpeg is told of frames that come through a pipe."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from render.encode.coding import Coding, width_of
from render.encode.ffmpeg import url

TICKS = 90000  # a second
AS_TIMED = ["-fps_mode", "passthrough", "-enc_time_base", f"1:{TICKS}"]
BIT_EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
# RGB is converted with the matrix that the tags name, or players shift the colours.
CONVERT = "in_range=full:out_range=tv:out_color_matrix=bt709"
TAG = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"


def into(path: Path, container: str) -> list[str]:
    """Have ffmpeg write to a file of a kind."""
    return ["-f", container, url(path)]


def frames_from_pipe(
    size: tuple[int, int], times: Sequence[float], coding: Coding
) -> list[str]:
    """Have ffmpeg take frames of a size from its standard input."""
    return from_pipe("rgba" if coding.clear else "rgb24", size, times)


def from_pipe(pixels: str, size: tuple[int, int], times: Sequence[float]) -> list[str]:
    """Have ffmpeg take pictures of pixels of a kind from its standard input."""
    # A frame's own duration is the last one's: the others end where the next begins.
    rate = 1 / (times[-1] - times[-2])
    width, height = size
    raw = ["-f", "rawvideo", "-pix_fmt", pixels, "-video_size", f"{width}x{height}"]
    return [*raw, "-framerate", f"{rate:.9g}", "-i", "pipe:0"]


def scaled_filter(size: tuple[int, int], coding: Coding, pixels: str) -> str:
    """The filter from frames to what films hold; both sides stay even."""
    width = width_of("mp4", size, coding)
    width -= width % 2
    height = 2 * round(size[1] * width / size[0] / 2)
    return f"scale={width}:{height}:flags=area:{CONVERT},format={pixels}"


def narrowed_filter(size: tuple[int, int], coding: Coding) -> str:
    """The filter from frames to what is inserted as a picture."""
    return f"scale={width_of('gif', size, coding)}:-1:flags=area"


def filters(times: Sequence[float], *filters: str) -> str:
    """The filter that gives frames their times, and then these."""
    return ",".join([timing(times), *filters])


def timing(times: Sequence[float]) -> str:
    """The filter that gives frame number N its time.

    Runs of frames that last as long as most need no mention.
    """
    durations = [f"{duration:.9f}" for duration in np.diff(times)[:-1]]
    usual = Counter(durations).most_common(1)[0][0] if durations else "0"
    terms, first = [f"{usual}*N"], 0
    for duration, same in groupby(durations):
        n = len(list(same))
        if duration != usual:
            extra = float(duration) - float(usual)
            terms.append(f"{extra:.9f}*clip(N-{first},0,{n})")
        first += n
    return f"settb=1/{TICKS},setpts='round({_sum(terms)}/TB)'"


def _sum(terms: list[str]) -> str:
    """An expression that is as shallow as can be: ffmpeg's go a hundred deep."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return f"({_sum(terms[:half])}+{_sum(terms[half:])})"
