"""Painting and writing scenes and plots, from Python."""

from collections.abc import Mapping, Sequence
from contextlib import closing
from multiprocessing import current_process
from pathlib import Path

import numpy as np

from render.encode.coding import Coding
from render.encode.format import Format
from render.encode.formats import FORMATS, check_clear, check_size
from render.errors import InputError, RenderError
from render.make.film import Film, write_film, write_pages
from render.make.order import Order
from render.make.stills import write_still
from render.make.watch import Watch
from render.make.workshop import whole
from render.plot.plots import Grid, Plot
from render.scene.scenes import Scene, pace_of, style_of
from render.scene.timeline import Timeline
from render.style.paper import check_sides
from render.style.styles import Style
from render.style.themes import DARK

SIZE = (1280, 720)  # pixels, if nothing else is asked for


def paint(
    plot: Plot | Grid, size: tuple[int, int] = SIZE, style: Style = DARK
) -> np.ndarray:
    """The frame of a plot: (height, width, 3) uint8, or 4 if the style is clear.

    plot: what a view's plot gives for a network, or a scene's draw for a position.
    size: width and height in pixels.
    Raises InputError for a size that no picture has.
    """
    from render.stage.painter import Painter

    check_sides(size)
    return Painter(size, style)(plot)


def write(
    shown: Scene | Plot | Grid,
    path: str | Path,
    size: tuple[int, int] = SIZE,
    style: Style | None = None,
    timeline: Timeline | None = None,
) -> Path:
    """Write a scene or a plot into one file; until it is complete, an older one stays.

    shown: a scene for a .gif, .mp4, .webm, .webp or .apng, which moves, or for a .pdf
        with a page for each stop; a plot, such as scene.draw(7), for a .png, .svg or
        .pdf.
    size: width and height in pixels; a .gif, .webp or .apng is at most 640 wide.
    style, timeline: None for the scene's own; a plot's style is dark.
    Returns the path. Raises InputError if an argument is wrong, and RenderError if the
    file cannot be made.
    """
    path = Path(path)
    if isinstance(shown, Plot | Grid):
        write_still(shown, path, size, style or DARK)
        return path
    film = Film(shown, timeline or pace_of(shown), size, style or style_of(shown))
    format = _format_of(path)
    check_clear(film.style, (format.name,))
    check_size(size, (format.name,))
    with whole(path, asked="path") as draft:
        if format.write_pages:
            write_pages(film, draft)
        else:
            write_film(film, {draft: Coding(clear=film.style.is_clear)})
    return path


def _format_of(path: Path) -> Format:
    """The format of a file that holds a scene. Raises InputError for other endings."""
    formats = {f.ending: f for f in FORMATS.values() if f.ending}
    if path.suffix.lower() not in formats:
        *most, last = formats
        words = f"a name that ends in {', '.join(most)} or {last}, for a scene"
        raise InputError("path", path, f"{words}; scene.draw(0) is a still")
    return formats[path.suffix.lower()]


def write_all(
    scenes: Mapping[str, Scene],
    folder: str | Path,
    formats: Sequence[str] = (),
    timeline: Timeline | None = None,
    size: tuple[int, int] = SIZE,
    style: Style | None = None,
    picture_width: int | None = None,
    most_bytes: int | None = None,
    jobs: int | None = None,
    watch: Watch | None = None,
) -> list[Path]:
    """Write the films of scenes, with posters and records, as `render scene` does.

    For each name: NAME.gif, .mp4, .webm, .webp and .apng; NAME.pdf, with a page for
    each stop; for png, a folder NAME of numbered frames; the poster NAME.png, one stop;
    and the record NAME.json, which says what they were made from. Files that are up to
    date stay as they are. A scene's new files appear once all of them are complete;
    until then, and if anything fails, the older ones stay.

    scenes: by the names of their files.
    formats: some of gif, mp4, webm, webp, apng, pdf and png; none for gif and mp4, or,
        if the style is transparent, webm and webp.
    timeline, style: None for each scene's own.
    size: width and height of the frames in pixels.
    picture_width: of GIF, WebP and APNG in pixels, at most; None for their own.
    most_bytes: of each film file; larger ones are made again, smaller.
    jobs: how many processes there may be; None for as many as there are cores. If there
        are several, a script calls this under `if __name__ == "__main__":`.
    watch: is told how far the work is, and may stop it; None for nobody.
    Returns the files' paths. Raises InputError if an argument is wrong, and, once all
    other scenes are made, RenderError for those that fail.
    """
    # Imported here, for most who import render make no other process.
    from render.make.many import make_all
    from render.make.pool import check_jobs

    check_jobs(jobs)
    if jobs != 1 and current_process().name != "MainProcess":
        words = 'a script calls write_all under `if __name__ == "__main__":`, or with'
        raise RenderError(f"this process was started by another: {words} jobs=1")
    orders = {}
    for name, scene in scenes.items():
        look, pace = style or style_of(scene), timeline or pace_of(scene)
        film = Film(scene, pace, size, look)
        orders[name] = Order(film, name, tuple(formats), picture_width, most_bytes)
        check_size(size, orders[name].formats)
    paths: list[Path] = []
    failures: dict[str, InputError | RenderError] = {}
    with closing(make_all(orders, Path(folder), jobs, watch=watch)) as outcomes:
        for outcome in outcomes:
            paths += outcome.paths
            if outcome.error:
                failures[outcome.name] = outcome.error
    if len(failures) == 1:
        raise next(iter(failures.values()))
    if failures:
        words = "; ".join(f"{name}: {error}" for name, error in failures.items())
        raise RenderError(words)
    return paths
