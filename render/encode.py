"""Encoding: from frames to files. Only this part starts ffmpeg."""

import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import groupby
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import BinaryIO

import numpy as np

from render.errors import RenderError

Write = Callable[[np.ndarray], None]

GIF_WIDTH = 640
GIF_SHORTEST = 0.02  # seconds; browsers slow down whatever is shorter
WAITING = 3  # frames that may wait for ffmpeg
TICKS = 90000  # a second
AS_TIMED = ["-fps_mode", "passthrough", "-enc_time_base", f"1:{TICKS}"]


@contextmanager
def film(path: Path, size: tuple[int, int], times: Sequence[float]) -> Iterator[Write]:
    """Give a function that takes frames, in order, into an .mp4 file.

    size: width and height of the frames, both even.
    times: in seconds; frame i is seen from times[i] to times[i + 1].
    Raises RenderError if ffmpeg fails; what it left of the file is of no use then.
    """
    # RGB is converted with the matrix that the tags name, or players shift the colours.
    convert = "scale=in_range=full:out_range=tv:out_color_matrix=bt709,format=yuv420p"
    tag = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"
    arguments = [
        *_frames_from_pipe(size, times),
        *["-vf", f"{_timing(times)},{convert},{tag}", *AS_TIMED],
        *["-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast", "-crf", "18"],
        # Without B-frames, which would have the last frame end when another does.
        *["-bf", "0", "-g", "60", "-threads", "2"],
        *["-video_track_timescale", str(TICKS), "-movflags", "+faststart"],
        *["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"],
    ]
    with _piped([*arguments, str(path)]) as write:
        yield write


@contextmanager
def gif(path: Path, size: tuple[int, int], times: Sequence[float]) -> Iterator[Write]:
    """Give a function that takes frames, in order, into a .gif file.

    The picture is GIF_WIDTH wide, or as wide as the frames where they are narrower,
    and repeats for ever. Its one palette is made from all frames: they are kept,
    without loss, in a file beside the path until it is known.
    size, times: as of a film; frames too short for a GIF are left out.
    Raises RenderError if ffmpeg fails; what it left of the file is of no use then.
    """
    shown = _long_enough(times)
    starts = [times[i] for i in shown]
    width = min(GIF_WIDTH, size[0])
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        frames, palette = Path(folder, "frames.nut"), Path(folder, "palette.png")
        prepare = (
            f"{_timing([*starts, times[-1]])},scale={width}:-1:flags=area,format=gbrp,"
            "split[frames][all];[all]palettegen=stats_mode=full[palette]"
        )
        arguments = [
            *_frames_from_pipe(size, times),
            *["-filter_complex", prepare, *AS_TIMED],
            *["-map", "[frames]", "-c:v", "utvideo", str(frames)],
            *["-map", "[palette]", "-update", "1", str(palette)],
        ]
        with _piped(arguments) as write:
            yield _only(shown, write)
        last = round(100 * max(times[-1] - starts[-1], GIF_SHORTEST))
        colored = "paletteuse=dither=none:diff_mode=rectangle"
        arguments = [
            *["-i", str(frames), "-i", str(palette), "-filter_complex", colored],
            *["-fps_mode", "passthrough", "-enc_time_base", "1:100"],
            *["-loop", "0", "-final_delay", str(last)],
        ]
        with _ffmpeg([*arguments, str(path)]):
            pass


def _frames_from_pipe(size: tuple[int, int], times: Sequence[float]) -> list[str]:
    # A frame's own duration is the last one's: the others end where the next begins.
    rate = 1 / (times[-1] - times[-2])
    width, height = size
    raw = ["-f", "rawvideo", "-pix_fmt", "rgb24", "-video_size", f"{width}x{height}"]
    return [*raw, "-framerate", f"{rate:.9g}", "-i", "pipe:0"]


def _timing(times: Sequence[float]) -> str:
    """The filter that gives frame number N its time.

    Runs of frames that last as long as most need no mention.
    """
    durations = [f"{duration:.9f}" for duration in np.diff(times)[:-1]]
    usual = Counter(durations).most_common(1)[0][0] if durations else "0"
    terms, first = [f"{usual}*N"], 0
    for duration, run in groupby(durations):
        count = len(list(run))
        if duration != usual:
            extra = float(duration) - float(usual)
            terms.append(f"{extra:.9f}*clip(N-{first},0,{count})")
        first += count
    return f"settb=1/{TICKS},setpts='round({_sum(terms)}/TB)'"


def _sum(terms: list[str]) -> str:
    """An expression that is as shallow as can be: ffmpeg's go a hundred deep."""
    if len(terms) == 1:
        return terms[0]
    half = len(terms) // 2
    return f"({_sum(terms[:half])}+{_sum(terms[half:])})"


def _long_enough(times: Sequence[float]) -> list[int]:
    """The frames left when each must last as long as a GIF's shortest."""
    shown = [0]
    for i, time in enumerate(times[1:-1], start=1):
        if time - times[shown[-1]] > GIF_SHORTEST - 1e-6:
            shown.append(i)
    return shown


def _only(numbers: Sequence[int], write: Write) -> Write:
    """Write the frames of these numbers, and pass over the others."""
    wanted, count = set(numbers), iter(range(10**9))
    return lambda frame: write(frame) if next(count) in wanted else None


@contextmanager
def _piped(arguments: list[str]) -> Iterator[Write]:
    """Give a function that sends frames to ffmpeg, from a thread of its own."""
    waiting: Queue[np.ndarray | None] = Queue(WAITING)
    failures: list[Exception] = []

    def send(pipe: BinaryIO) -> None:
        while (frame := waiting.get()) is not None:
            try:
                if not failures:
                    pipe.write(np.ascontiguousarray(frame).data)
            except Exception as error:
                failures.append(error)

    def write(frame: np.ndarray) -> None:
        waiting.put(frame)
        if failures:
            raise failures[0]

    with _ffmpeg(arguments) as process:
        thread = Thread(target=send, args=[process.stdin], daemon=True)
        thread.start()
        try:
            yield write
        except BaseException:
            if not failures:  # else ffmpeg has ended by itself, and left its words
                process.kill()
            raise
        finally:
            waiting.put(None)
            thread.join()
        if failures:
            raise failures[0]


@contextmanager
def _ffmpeg(arguments: list[str]) -> Iterator[subprocess.Popen]:
    """Run ffmpeg while the block lasts, and wait for its end.

    Raises RenderError with ffmpeg's last words where it cannot be started, fails, or
    ends before it has taken everything.
    """
    command = [executable(), "-v", "error", "-y", *arguments]
    with tempfile.TemporaryFile() as log:
        try:
            process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=log
            )
        except OSError as error:
            raise RenderError(f"ffmpeg does not start: {error}") from error
        try:
            yield process
            process.stdin.close()
            problem = "" if process.wait() == 0 else f"status {process.returncode}"
        except BrokenPipeError:
            process.wait()
            problem = f"it hung up early, status {process.returncode}"
        finally:
            process.kill()
            process.wait()
            with suppress(BrokenPipeError):
                process.stdin.close()
        if problem:
            log.seek(0)
            words = log.read().decode(errors="replace").strip().splitlines()[-5:]
            raise RenderError("\n".join([f"ffmpeg failed: {problem}", *words]))


def executable() -> str:
    """Where ffmpeg is: imageio-ffmpeg's own, or what IMAGEIO_FFMPEG_EXE names."""
    from imageio_ffmpeg import get_ffmpeg_exe

    try:
        return get_ffmpeg_exe()
    except RuntimeError as error:
        raise RenderError(f"ffmpeg is missing: {error}") from error


def version() -> str:
    """ffmpeg's own version."""
    from imageio_ffmpeg import get_ffmpeg_version

    try:
        return get_ffmpeg_version()
    except (OSError, RuntimeError, subprocess.SubprocessError) as error:
        raise RenderError(f"ffmpeg does not say its version: {error}") from error
