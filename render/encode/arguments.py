"""Arguments for ffmpeg, which takes frames from a pipe and writes a file."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path

import numpy as np

from render.encode.coding import Coding
from render.encode.ffmpeg import url

TICKS = 90000  # per second: what times are counted in
AS_TIMED = ["-fps_mode", "passthrough", "-enc_time_base", f"1:{TICKS}"]
BIT_EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
# RGB is converted with the matrix that the tags name, or players shift the colours.
CONVERT = "in_range=full:out_range=tv:out_color_matrix=bt709"
TAG = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"


def into(path: Path, container: str) -> list[str]:
    """Arguments: write a file; container: its kind, as ffmpeg calls it."""
    return ["-f", container, url(path)]


def frames_from_pipe(
    size: tuple[int, int], times: Sequence[float], coding: Coding
) -> list[str]:
    """Arguments: take frames from standard input.

    size: width and height in pixels.
    times: in seconds, when each frame begins, and when the last ends.
    """
    return from_pipe("rgba" if coding.clear else "rgb24", size, times)


def from_pipe(pixels: str, size: tuple[int, int], times: Sequence[float]) -> list[str]:
    """Arguments: take pictures from standard input.

    pixels: their format, as ffmpeg calls it. size, times: as in frames_from_pipe.
    """
    # The rate says how long the last frame lasts: others end where the next begins.
    rate = 1 / (times[-1] - times[-2])
    width, height = size
    raw = ["-f", "rawvideo", "-pix_fmt", pixels, "-video_size", f"{width}x{height}"]
    return [*raw, "-framerate", f"{rate:.9g}", "-i", "pipe:0"]


def keyframes(coding: Coding, n_frames: int) -> list[str]:
    """Arguments: begin anew at some of n frames, where players can then begin, too.

    The frames that repeat the last one come after those, and need not begin anew.
    """
    if not coding.stride:
        return []
    chosen = f"not(mod(n,{coding.stride}))*lt(n,{n_frames})"
    return ["-force_key_frames", f"expr:{chosen}"]


def scaled_filter(size: tuple[int, int], width: int, pixels: str) -> str:
    """The filter that scales frames and converts their colours; sides become even.

    size: of the frames. width: of the film, at least.
    pixels: their format in the film, as ffmpeg calls it.
    """
    width -= width % 2
    height = 2 * round(size[1] * width / size[0] / 2)
    return f"scale={width}:{height}:flags=area:{CONVERT},format={pixels}"


def filters(times: Sequence[float], *filters: str) -> str:
    """The filter that gives frames their times, followed by other filters."""
    return ",".join([timing(times), *filters])


def timing(times: Sequence[float]) -> str:
    """The filter that gives frame number N its time.

    It is an expression: all frames last as long as most do, plus a term for each run of
    frames that last longer or shorter.
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
    """The sum of terms, nested evenly: ffmpeg takes expressions a hundred deep."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return f"({_sum(terms[:half])}+{_sum(terms[half:])})"
