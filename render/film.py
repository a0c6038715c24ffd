"""Films: a scene painted in one size and style, by its timeline, into files."""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from render.encode import Coding, palette_of
from render.errors import InputError
from render.formats import FORMATS, first, numbered
from render.scene import Scene, drawn
from render.style import Style
from render.timeline import Shot, Timeline

MOST_FRAMES = 100_000
SAMPLE = 32  # frames that a palette is made from
MOST_KEPT = 2**27  # bytes of them

Progress = Callable[[int, int], None]  # frames painted, frames in all


@dataclass(frozen=True)
class Film:
    """What is painted of a scene.

    size: width and height of the frames in pixels.
    Raises InputError for more frames than a film can have.
    """

    scene: Scene
    timeline: Timeline
    size: tuple[int, int]
    style: Style

    def __post_init__(self) -> None:
        steps = max(1, self.timeline.morph * self.timeline.fps)
        if self.scene.stops * steps > MOST_FRAMES:
            words = f"a film of at most {MOST_FRAMES} pictures"
            raise InputError("morph", f"{self.timeline.morph:g}", words)

    @property
    def shots(self) -> list[Shot]:
        """Its pictures, one frame each."""
        return list(self.timeline.shots(self.scene.stops))

    def write(
        self,
        files: Mapping[Path, Coding],
        progress: Progress = lambda done, total: None,
        paint: "Paint | None" = None,
    ) -> dict:
        """Paint every frame once, into all files.

        files: by their ending .gif, .mp4, .webm, .webp; .png for the first frame alone;
            and without one a folder of numbered frames.
        paint: gives frames; in this process if not given.
        Returns how many frames there were, and their digest: the BLAKE2b of their
        CRC-32s, in order. Raises RenderError where a file cannot be written.
        """
        writers = {f".{kind}": format.write for kind, format in FORMATS.items()}
        writers |= {".png": first, "": numbered}
        shots, digest = self.shots, hashlib.blake2b(digest_size=16)
        times = [*(shot.start for shot in shots), shots[-1].end]
        in_colors = any(path.suffix == ".gif" for path in files)
        sample = sampled(len(shots), self.size) if in_colors else []
        order = [*sample, *sorted({*range(len(shots))} - {*sample})]
        coming = (paint or paint_here)(self, [shots[n].position for n in order])
        early = {number: next(coming) for number in sample}
        with ExitStack() as stack:
            writes = [
                stack.enter_context(
                    writers[path.suffix](path, self.size, times, coding)
                )
                for path, coding in with_palettes(files, early).items()
            ]
            for number in range(len(shots)):
                progress(number, len(shots))
                frame = early.pop(number) if number in early else next(coming)
                for write in writes:
                    write(frame)
                digest.update(zlib.crc32(frame).to_bytes(4, "big"))
            progress(len(shots), len(shots))
        return {"count": len(shots), "digest": digest.hexdigest()}


# Gives the frames of a film at positions, in their order.
Paint = Callable[[Film, Sequence[float]], Iterator[np.ndarray]]


def paint_here(film: Film, positions: Sequence[float]) -> Iterator[np.ndarray]:
    """Frames of a film, painted in this process when they are asked for."""
    from render.paint import Painter

    painter = Painter(film.size, film.style)
    return (painter(drawn(film.scene, position)) for position in positions)


def sampled(count: int, size: tuple[int, int]) -> list[int]:
    """The numbers of the frames, of so many, that a film's palette is made from.

    They are kept until their turn comes, so there are fewer where frames are large.
    """
    n = min(SAMPLE, max(8, MOST_KEPT // (3 * size[0] * size[1])), count)
    return [round(i * (count - 1) / max(1, n - 1)) for i in range(n)]


def with_palettes(
    files: Mapping[Path, Coding], sample: Mapping[int, np.ndarray]
) -> dict[Path, Coding]:
    """Files with their codings, those of GIFs with the palette of a film's sample."""
    frames = list(sample.values())
    return {
        path: replace(coding, palette=palette_of(frames, coding))
        if path.suffix == ".gif"
        else coding
        for path, coding in files.items()
    }
