"""Films: a scene painted in one size and style, by its timeline, into files."""

import hashlib
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from render.encode import Coding
from render.errors import InputError
from render.formats import FORMATS, numbered
from render.scene import Scene
from render.style import Style
from render.timeline import Shot, Timeline

MOST_FRAMES = 100_000

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

    @property
    def positions(self) -> list[float]:
        """Where its pictures are, in order."""
        return [shot.position for shot in self.shots]

    def write(
        self,
        files: Mapping[Path, Coding],
        progress: Progress = lambda done, total: None,
        paint: "Paint | None" = None,
    ) -> dict:
        """Paint every frame once, into all files.

        files: by their ending .gif, .mp4, .webm, .webp; and without one a folder of
            numbered frames.
        paint: gives the frames, in order; in this process if not given.
        Returns how many frames there were, and their digest: the BLAKE2b of their
        CRC-32s, in order. Raises RenderError where a file cannot be written.
        """
        writers = {f".{kind}": format.write for kind, format in FORMATS.items()}
        writers |= {"": numbered}
        shots, digest = self.shots, hashlib.blake2b(digest_size=16)
        times = [*(shot.start for shot in shots), shots[-1].end]
        with ExitStack() as stack:
            writes = [
                stack.enter_context(
                    writers[path.suffix](path, self.size, times, coding)
                )
                for path, coding in files.items()
            ]
            for done, frame in enumerate((paint or paint_here)(self)):
                progress(done, len(shots))
                for write in writes:
                    write(frame)
                digest.update(zlib.crc32(frame).to_bytes(4, "big"))
            progress(len(shots), len(shots))
        return {"count": len(shots), "digest": digest.hexdigest()}


Paint = Callable[[Film], Iterable[np.ndarray]]  # a film's frames, in order


def paint_here(film: Film) -> Iterator[np.ndarray]:
    """A film's frames, painted in this process when they are asked for."""
    from render.paint import Painter

    painter = Painter(film.size, film.style)
    for position in film.positions:
        yield painter(film.scene.draw(position))
