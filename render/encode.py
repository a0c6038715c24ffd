"""Encoding: from frames to films, through ffmpeg."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count, groupby
from pathlib import Path
from typing import BinaryIO

import numpy as np
from PIL import Image

from render.ffmpeg import Write, piped, url
from render.palette import indexer, palette

PICTURE_WIDTH = 640  # of films that are inserted as pictures: GIF and WebP
SHORTEST = 0.02  # seconds; browsers slow down pictures that are shorter
LEVELS = 4  # of coarseness
TICKS = 90000  # a second
TICK_OF_WEBM = 0.001  # seconds
REPEATS = 2  # of a film's last frame
AS_TIMED = ["-fps_mode", "passthrough", "-enc_time_base", f"1:{TICKS}"]
BIT_EXACT = ["-map_metadata", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
# RGB is converted with the matrix that the tags name, or players shift the colours.
CONVERT = "in_range=full:out_range=tv:out_color_matrix=bt709"
TAG = "setparams=range=tv:colorspace=bt709:color_primaries=bt709:color_trc=bt709"


@dataclass(frozen=True)
class Coding:
    """What becomes of frames on their way into a file.

    width: of the picture at most, in pixels; None for the format's own.
    level: of coarseness, from 0, the finest, to LEVELS - 1: fewer colours, or less of
        them.
    clear: whether frames have an alpha channel.
    fps: of numbered frames, how many there are to a second.
    palette: of a GIF, three bytes for each of at most 256 colours: see palette_of.
    """

    width: int | None = None
    level: int = 0
    clear: bool = False
    fps: float = 30.0
    palette: bytes = b""


PLAIN = Coding()


@contextmanager
def mp4(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that takes frames, in order, into an .mp4 file: H.264.

    size: width and height of the frames, both even.
    times: in seconds; frame i is seen from times[i] to times[i + 1].
    The last frame is written again just before the end: see _held_to_the_end.
    Raises RenderError if ffmpeg fails; what it left of the file is of no use then.
    """
    fps = 1 / min(np.diff(times))
    times = _held_to_the_end(times, 1 / TICKS)
    arguments = [
        *_frames_from_pipe(size, times, coding),
        *["-vf", _filters(times, _scaled(size, coding, "yuv420p"), TAG), *AS_TIMED],
        *["-c:v", "libx264", "-profile:v", "high", "-preset", "veryfast"],
        # A quarter less time than veryfast alone takes, for about a tenth more bytes.
        # Its level is that of the film's rate, not of the last picture's.
        *["-x264-params", f"subme=1:me=dia:weightp=0:fps={fps:.3f}"],
        # Without B-frames, which would have the last frame end when another does.
        *["-crf", str(18 + 5 * coding.level), "-bf", "0", "-g", "60", "-threads", "2"],
        *["-video_track_timescale", str(TICKS), "-movflags", "+faststart", *BIT_EXACT],
    ]
    with piped([*arguments, *_into(path, "mp4")]) as write:
        yield _repeating_last(len(times) - 1, write)


@contextmanager
def webm(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that takes frames, in order, into a .webm file: VP9.

    All as of mp4, but frames may be clear.
    """
    times = _held_to_the_end(times, TICK_OF_WEBM)
    pixels = "yuva420p" if coding.clear else "yuv420p"
    arguments = [
        *_frames_from_pipe(size, times, coding),
        *["-vf", _filters(times, _scaled(size, coding, pixels), TAG), *AS_TIMED],
        *["-c:v", "libvpx-vp9", "-crf", str(24 + 8 * coding.level), "-b:v", "0"],
        # Hidden frames, which VP9 would look ahead for, cannot have an alpha channel.
        *["-auto-alt-ref", "0", "-lag-in-frames", "0", "-g", "60"],
        *["-deadline", "good", "-cpu-used", "5", "-row-mt", "1", "-threads", "2"],
        *BIT_EXACT,
    ]
    with piped([*arguments, *_into(path, "webm")]) as write:
        yield _repeating_last(len(times) - 1, write)


@contextmanager
def webp(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding = PLAIN
) -> Iterator[Write]:
    """Give a function that takes frames, in order, into an animated .webp file.

    All as of gif, but frames may be clear, and have all their colours.
    """
    shown = _long_enough(times)
    starts = [times[i] for i in shown]
    starts.append(max(times[-1], starts[-1] + SHORTEST))
    arguments = [
        *_frames_from_pipe(size, times, coding),
        *["-vf", _filters(starts, _narrowed(size, coding), "format=bgra")],
        *["-fps_mode", "passthrough", "-enc_time_base", "1:1000"],
        *["-c:v", "libwebp_anim", "-quality", str(90 - 20 * coding.level)],
        *["-compression_level", "4", "-loop", "0", *BIT_EXACT],
    ]
    with piped([*arguments, *_into(path, "webp")]) as write:
        yield _only(shown, write)
    _set_duration(path, starts[-1])


def _set_duration(path: Path, seconds: float) -> None:
    """Have the last picture of a .webp file last until the end: libwebp has to guess.

    Source: WebP Container Specification: 12 bytes into a chunk ANMF, 24 bits.
    """
    with path.open("r+b") as file:
        spent, last, place = 0, 0, 12
        while len(head := _read_at(file, place, 8)) == 8:
            if head[:4] == b"ANMF":  # a picture alone has no such chunk
                last = place + 8 + 12
                spent += int.from_bytes(_read_at(file, last, 3), "little")
            length = int.from_bytes(head[4:], "little")
            place += 8 + length + length % 2
        if last:
            spent -= int.from_bytes(_read_at(file, last, 3), "little")
            left = min(round(1000 * seconds) - spent, 2**24 - 1)
            file.seek(last)
            file.write(left.to_bytes(3, "little"))


def _read_at(file: BinaryIO, place: int, n: int) -> bytes:
    file.seek(place)
    return file.read(n)


@contextmanager
def gif(
    path: Path, size: tuple[int, int], times: Sequence[float], coding: Coding
) -> Iterator[Write]:
    """Give a function that takes frames, in order, into a .gif file.

    The picture is PICTURE_WIDTH wide if nothing else is asked for, or as wide as the
    frames where they are narrower, and repeats for ever. Each pixel has the nearest
    colour of the coding's palette.
    size, times: as of an mp4; frames too short for a GIF are left out.
    Raises RenderError if ffmpeg fails; what it left of the file is of no use then.
    """
    shown = _long_enough(times)
    starts = [times[i] for i in shown]
    last = round(100 * max(times[-1] - starts[-1], SHORTEST))
    width, index = width_of("gif", size, coding), indexer(coding.palette)
    arguments = [
        *_from_pipe("pal8", (width, _height(size, width)), times),
        *["-vf", _timing([*starts, times[-1]])],
        *["-fps_mode", "passthrough", "-enc_time_base", "1:100"],
        *["-loop", "0", "-final_delay", str(last)],
    ]
    colors = _in_memory(coding.palette)

    def indexed(frame: np.ndarray) -> np.ndarray:
        return np.concatenate([index(_narrow(frame, width)).ravel(), colors])

    with piped([*arguments, *_into(path, "gif")]) as write:
        yield _only(shown, lambda frame: write(indexed(frame)))


def palette_of(frames: Sequence[np.ndarray], coding: Coding) -> bytes:
    """The palette, for a coding, of a GIF of frames like these."""
    width = width_of("gif", frames[0].shape[1::-1], coding)
    return palette([_narrow(frame, width) for frame in frames], 256 >> coding.level)


def _narrow(frame: np.ndarray, width: int) -> Image.Image:
    """A frame as a picture so wide: means over areas, in whole steps where they fit."""
    size = width, _height(frame.shape[1::-1], width)
    return Image.fromarray(frame).resize(size, Image.Resampling.BOX, reducing_gap=1)


def _height(size: tuple[int, int], width: int) -> int:
    """How high a picture is that has a width instead of the size's own."""
    return max(1, int(size[1] * width / size[0] + 0.5))


def _in_memory(palette: bytes) -> np.ndarray:
    """A palette as ffmpeg has it behind a picture's indices: 256 times BGRA."""
    colors = np.full((256, 4), 255, np.uint8)
    rgb = np.frombuffer(palette, np.uint8).reshape(-1, 3)
    colors[: len(rgb), :3] = rgb[:, ::-1]
    return colors.ravel()


def width_of(kind: str, size: tuple[int, int], coding: Coding) -> int:
    """How wide the picture in a file of a kind is, in pixels."""
    own = PICTURE_WIDTH if kind in ("gif", "webp") else size[0]
    return min(coding.width or own, size[0])


def _into(path: Path, container: str) -> list[str]:
    return ["-f", container, url(path)]


def _frames_from_pipe(
    size: tuple[int, int], times: Sequence[float], coding: Coding
) -> list[str]:
    return _from_pipe("rgba" if coding.clear else "rgb24", size, times)


def _from_pipe(pixels: str, size: tuple[int, int], times: Sequence[float]) -> list[str]:
    # A frame's own duration is the last one's: the others end where the next begins.
    rate = 1 / (times[-1] - times[-2])
    width, height = size
    raw = ["-f", "rawvideo", "-pix_fmt", pixels, "-video_size", f"{width}x{height}"]
    return [*raw, "-framerate", f"{rate:.9g}", "-i", "pipe:0"]


def _scaled(size: tuple[int, int], coding: Coding, pixels: str) -> str:
    """The filter from frames to what films hold; both sides stay even."""
    width = width_of("mp4", size, coding)
    width -= width % 2
    height = 2 * round(size[1] * width / size[0] / 2)
    return f"scale={width}:{height}:flags=area:{CONVERT},format={pixels}"


def _narrowed(size: tuple[int, int], coding: Coding) -> str:
    """The filter from frames to what is inserted as a picture."""
    return f"scale={width_of('gif', size, coding)}:-1:flags=area"


def _filters(times: Sequence[float], *filters: str) -> str:
    return ",".join([_timing(times), *filters])


def _timing(times: Sequence[float]) -> str:
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


def _long_enough(times: Sequence[float]) -> list[int]:
    """The frames left when each must last as long as the shortest picture."""
    shown = [0]
    for i, time in enumerate(times[1:-1], start=1):
        if time - times[shown[-1]] > SHORTEST - 1e-6:
            shown.append(i)
    return shown


def _held_to_the_end(times: Sequence[float], tick: float) -> list[float]:
    """Times of a film whose last frame is seen REPEATS more times, a tick each.

    VLC ends where the last picture but one begins, and who seeks in a film finds no
    picture that has begun before: with these, the last is seen until the end.
    """
    end = max(times[-1], times[-2] + 2 * (REPEATS + 1) * tick)
    return [*times[:-1], *(end - tick * k for k in range(REPEATS, -1, -1))]


def _repeating_last(n_frames: int, write: Write) -> Write:
    """Write frames, and the last again, until there are so many."""
    numbers = count(1)

    def writes(frame: np.ndarray) -> None:
        write(frame)
        if next(numbers) == n_frames - REPEATS:
            for _ in range(REPEATS):
                write(frame)

    return writes


def _only(numbers: Sequence[int], write: Write) -> Write:
    """Write the frames of these numbers, and pass over the others."""
    wanted, frames = set(numbers), count()
    return lambda frame: write(frame) if next(frames) in wanted else None
