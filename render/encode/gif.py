"""GIF: one palette for all frames of a film."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import numpy as np
from PIL import Image

from render.encode.arguments import from_pipe, into, timing
from render.encode.coding import Coding, height_of, width_of
from render.encode.ffmpeg import Write, piped
from render.encode.palette import indexer, palette
from render.encode.times import SHORTEST, long_enough, only


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
    width, index = width_of("gif", size, coding), indexer(coding.palette)
    arguments = [
        *from_pipe("pal8", (width, height_of(size, width)), times),
        *["-vf", timing([*starts, times[-1]])],
        *["-fps_mode", "passthrough", "-enc_time_base", "1:100"],
        *["-loop", "0", "-final_delay", str(last)],
    ]
    colors = _in_memory(coding.palette)

    def indexed(frame: np.ndarray) -> np.ndarray:
        return np.concatenate([index(_narrow(frame, width)).ravel(), colors])

    with piped([*arguments, *into(path, "gif")]) as write:
        yield only(numbers, lambda frame: write(indexed(frame)))


def palette_of(frames: Sequence[np.ndarray], coding: Coding) -> bytes:
    """The palette of a GIF of these frames, for a coding: see Coding."""
    width = width_of("gif", frames[0].shape[1::-1], coding)
    return palette([_narrow(frame, width) for frame in frames], 256 >> coding.level)


def _narrow(frame: np.ndarray, width: int) -> Image.Image:
    """A frame as a picture of a width, whose pixels are means over the frame's."""
    size = width, height_of(frame.shape[1::-1], width)
    return Image.fromarray(frame).resize(size, Image.Resampling.BOX, reducing_gap=1)


def _in_memory(palette: bytes) -> np.ndarray:
    """A palette as ffmpeg takes it behind a picture's indices: 256 times BGRA."""
    colors = np.full((256, 4), 255, np.uint8)
    rgb = np.frombuffer(palette, np.uint8).reshape(-1, 3)
    colors[: len(rgb), :3] = rgb[:, ::-1]
    return colors.ravel()


SAMPLE = 32  # frames that a palette is made from
MOST_KEPT = 2**27  # bytes that these frames may take


def palette_sample(count: int, size: tuple[int, int]) -> list[int]:
    """The numbers of the frames that a film's palette is made from.

    count: of the film's frames; size: of each. The frames are kept until their turn
    comes, so there are fewer if they are large.
    """
    n = min(SAMPLE, max(8, MOST_KEPT // (3 * size[0] * size[1])), count)
    return [round(i * (count - 1) / max(1, n - 1)) for i in range(n)]


def with_palettes(
    files: Mapping[Path, Coding], sample: Sequence[np.ndarray]
) -> dict[Path, Coding]:
    """Files with their codings; GIFs have the palette of a sample of frames."""
    return {
        path: replace(coding, palette=palette_of(sample, coding))
        if path.suffix.lower() == ".gif"
        else coding
        for path, coding in files.items()
    }
