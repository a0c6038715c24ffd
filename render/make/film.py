"""Films: a scene painted in one size and style, by its timeline, into files."""

import hashlib
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

import numpy as np

from render.encode.coding import Coding
from render.encode.formats import format_of, page_writer, writer
from render.encode.palette import palette_sample
from render.errors import InputError
from render.make.signs import with_spare_fonts
from render.make.watch import Progress, unwatched
from render.plot.plots import Grid, Plot
from render.scene.scenes import Scene, is_tour, plot_at, poster_of
from render.scene.timeline import Shot, Timeline
from render.style.paper import check_sides
from render.style.styles import Style

MOST_FRAMES = 100_000
APART = 0.19  # seconds from keyframe to keyframe, at least: nearer ones take much room


@dataclass(frozen=True)
class Film:
    """A scene, and the timeline, size and style that it is painted in.

    size: width and height of the frames in pixels.
    style: also has, once the film is there, the fonts that its words need besides.
    Raises InputError for a size that no picture has, and more than MOST_FRAMES.
    """

    scene: Scene
    timeline: Timeline
    size: tuple[int, int]
    style: Style

    def __post_init__(self) -> None:
        check_sides(self.size)
        style = with_spare_fonts(self.style, self.scene)
        object.__setattr__(self, "style", style)
        steps = max(1, self.timeline.morph * self.timeline.fps)
        if self.scene.stops * steps > MOST_FRAMES:
            words = f"a film of at most {MOST_FRAMES} pictures"
            raise InputError("morph", f"{self.timeline.morph:g}", words)

    @property
    def shots(self) -> list[Shot]:
        """The film's pictures, one frame each."""
        return list(self.timeline.shots(self.scene.stops))

    @property
    def poster(self) -> int:
        """The stop that the film's poster shows."""
        return poster_of(self.scene)

    @property
    def stride(self) -> int:
        """Frames from one keyframe to the next; 0 if keyframes may be anywhere.

        Films that glide or explain can be stepped through, and cut, at every stop; if
        stops are less than APART from each other, at every second, or third and so on.
        """
        timeline = self.timeline
        if not timeline.morph and is_tour(self.scene):
            return 0
        return timeline.steps * ceil(APART / (min(timeline.holds) + timeline.morph))


# Gives the frames of a film at positions, in their order.
Paint = Callable[[Film, Sequence[float]], Iterator[np.ndarray]]


def write_film(
    film: Film,
    files: Mapping[Path, Coding],
    paint: Paint | None = None,
    progress: Progress = unwatched,
) -> dict[str, object]:
    """Paint every frame of a film once, and write it into all files.

    files: paths that end as formats of frames do, with their codings; a .png has the
        poster's frame alone, a path without an ending is a folder of numbered frames.
    paint: gives the frames; None to paint them in this process.
    progress: called with the number of frames painted, and of all.
    Returns "count", the number of frames, and "digest", the BLAKE2b of their CRC-32s,
    in order. Raises RenderError if a file cannot be written.
    """
    shots, digest = film.shots, hashlib.blake2b(digest_size=16)
    times = [*(shot.start for shot in shots), shots[-1].end]
    has_palette = any(format_of(path).palette for path in files)
    sample = palette_sample(len(shots), film.size) if has_palette else []
    order = [*sample, *sorted({*range(len(shots))} - {*sample})]
    frames = (paint or paint_here)(film, [shots[n].position for n in order])
    early = {number: next(frames) for number in sample}
    with ExitStack() as stack:
        writes = [
            stack.enter_context(writer(path)(path, film.size, times, coding))
            for path, coding in _codings(film, files, list(early.values()))
        ]
        for number in range(len(shots)):
            progress(number, len(shots))
            frame = early.pop(number) if number in early else next(frames)
            for write in writes:
                write(frame)
            digest.update(zlib.crc32(frame.data).to_bytes(4, "big"))
        progress(len(shots), len(shots))
    return {"count": len(shots), "digest": digest.hexdigest()}


def _codings(
    film: Film, files: Mapping[Path, Coding], sample: Sequence[np.ndarray]
) -> Iterator[tuple[Path, Coding]]:
    """Files with their codings, and in these what the whole film decides.

    sample: frames that palettes are made from.
    """
    poster = film.poster * film.timeline.steps
    for path, coding in files.items():
        find = format_of(path).palette
        palette = find(sample, coding) if find else b""
        coding = replace(coding, palette=palette, stride=film.stride, poster=poster)
        yield path, coding


def paint_here(film: Film, positions: Sequence[float]) -> Iterator[np.ndarray]:
    """The frames of a film at positions, each painted here when it is asked for."""
    from render.stage.painter import Painter

    painter = Painter(film.size, film.style)
    return (painter(plot_at(film.scene, position)) for position in positions)


def write_pages(film: Film, path: Path, progress: Progress = unwatched) -> None:
    """Write a file, such as a .pdf, with a page for each stop of a film's scene.

    Raises OSError if the file cannot be written.
    """
    plots = _plots(film.scene, progress)
    page_writer(path)(plots, path, film.size, film.style)


def _plots(scene: Scene, progress: Progress) -> Iterator[Plot | Grid]:
    """The plots of a scene's stops, each drawn when it is asked for."""
    for stop in range(scene.stops):
        progress(stop, scene.stops)
        yield plot_at(scene, stop)
    progress(scene.stops, scene.stops)
