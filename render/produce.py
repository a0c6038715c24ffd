"""Producing: a scene's files in the output folder, all of them or none."""

import json
import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from render.budget import fit
from render.encode import Coding, width_of
from render.errors import InputError, RenderError
from render.film import Film, Progress
from render.formats import FORMATS, target
from render.plot import Plot
from render.record import record
from render.scene import Scene, pace_of, style_of
from render.style import DARK, Style
from render.timeline import Timeline

MOST_ON_A_SHEET = 400
FRAME = re.compile(r"\d{5,}\.png")  # a numbered frame's name


def produce(
    scene: Scene,
    name: str,
    folder: Path,
    formats: Sequence[str] = (),
    timeline: Timeline | None = None,
    size: tuple[int, int] = (1280, 720),
    style: Style | None = None,
    picture_width: int | None = None,
    most_bytes: int | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Path]:
    """Write a scene's film in each format, its poster and its record.

    NAME.gif, .mp4, .webm and .webp; NAME.pdf, a page for each stop; for png a folder
    NAME of numbered frames; NAME.png, the first stop; and NAME.json, what they were
    made from. Files appear when all are complete; until then, and if anything fails,
    the older ones stay.

    formats: of FORMATS; none for what is usual in the style.
    timeline, style: None for the scene's own.
    size: width and height of the frames in pixels.
    picture_width: of GIF and WebP, in pixels at most; None for their own.
    most_bytes: of each film; those that are larger are made again, smaller.
    progress: called with the number of frames painted, and of all.
    Returns the files' paths. Raises RenderError where they cannot be made, and
    InputError where they cannot be what is asked for.
    """
    from threadpoolctl import threadpool_limits

    from render.paint import save_pages

    film = Film(scene, timeline or pace_of(scene), size, style or style_of(scene))
    formats = formats or usual(film.style)
    check_clear(film.style, formats)
    _check_targets(folder, name, formats)
    with workshop(folder, name) as work, threadpool_limits(1, "blas"):
        told = _write_films(
            film, work / name, formats, picture_width, most_bytes, progress
        )
        if "pdf" in formats:
            plots = _plots(scene, progress)
            save_pages(plots, work / f"{name}.pdf", size, film.style)
        made = [*(target(name, kind) for kind in formats), f"{name}.png"]
        _write_record(record(film, name, made, **told), work / f"{name}.json")
        return _publish(work, folder, name)


def _write_films(
    film: Film,
    base: Path,
    formats: Sequence[str],
    picture_width: int | None,
    most_bytes: int | None,
    progress: Progress,
) -> dict:
    """Write a film in each format, and its poster; base: their path but for endings.

    Returns what a record tells of them.
    """
    coding = Coding(clear=film.style.is_clear)
    narrow = replace(coding, width=picture_width)
    files = {
        base.with_name(target(base.name, kind)): narrow if form.is_picture else coding
        for kind, form in FORMATS.items()
        if kind in formats and form.write
    }
    poster = base.with_name(f"{base.name}.png")
    frames = film.write({**files, poster: coding}, progress)
    fitted = {
        path.name: fit(film, path, coding, most_bytes, progress)
        for path, coding in files.items()
        if most_bytes and path.suffix
    }
    width = width_of("gif", film.size, narrow)
    return {"frames": frames, "fitted": fitted, "picture_width": width}


def _write_record(content: dict, path: Path) -> None:
    text = json.dumps(content, indent=2, ensure_ascii=False) + "\n"
    path.write_text(text, "utf-8", errors="backslashreplace")


def usual(style: Style) -> tuple[str, ...]:
    """The formats of films that are made if nothing else is asked for."""
    return ("webm", "webp") if style.is_clear else ("gif", "mp4")


def check_clear(style: Style, formats: Sequence[str]) -> None:
    """Raise InputError for a format that cannot hold a clear style's frames."""
    clear = [kind for kind, format in FORMATS.items() if format.can_be_clear]
    for kind in formats if style.is_clear else ():
        if kind not in clear:
            words = f"{', '.join(clear)}, for the theme is transparent"
            raise InputError("format", kind, words)


def _check_targets(folder: Path, name: str, formats: Sequence[str]) -> None:
    """Raise InputError for what is in the way of a scene's files."""
    made = [target(name, kind) for kind in formats]
    for file in (*made, f"{name}.png", f"{name}.json"):
        path = folder / file
        if path.suffix and path.is_dir():
            raise InputError("output", path, "a file, or nothing of this name")
        if not path.suffix and path.exists() and not _holds_frames(path):
            words = "a folder of numbered frames alone, or nothing of this name"
            raise InputError("output", path, words)


def _holds_frames(path: Path) -> bool:
    """Whether a folder holds numbered frames alone, which others may replace."""
    return path.is_dir() and all(FRAME.fullmatch(p.name) for p in path.iterdir())


def _plots(scene: Scene, progress: Progress) -> Iterator[Plot]:
    """The plots of a scene's stops, while the progress is told."""
    for stop in range(scene.stops):
        progress(stop, scene.stops)
        yield scene.draw(stop)
    progress(scene.stops, scene.stops)


def write_still(
    plot: Plot,
    path: Path,
    size: tuple[int, int],
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write one picture as .png, .svg or .pdf; until it is whole, an older stays.

    text: whether an svg holds words as text, not as outlines.
    """
    from render.paint import save

    with whole(path) as made:
        save(plot, made, size, style, text)


def write_sheet(
    scene: Scene,
    path: Path,
    size: tuple[int, int],
    style: Style = DARK,
    text: bool = False,
) -> None:
    """Write all stops of a scene, row by row on one page, as write_still does.

    size: of each picture. Raises InputError for more stops than a page holds.
    """
    from render.sheet import save_sheet

    if scene.stops > MOST_ON_A_SHEET:
        words = f"a scene of at most {MOST_ON_A_SHEET} stops"
        raise InputError("sheet", f"of {scene.stops}", words)
    plots = [scene.draw(stop) for stop in range(scene.stops)]
    with whole(path) as made:
        save_sheet(plots, scene.title, made, size, style, text)


@contextmanager
def whole(path: Path, asked: str = "out") -> Iterator[Path]:
    """Give a path to write to; when that is done, the file is in its place.

    asked: the option that asked for it.
    Raises InputError for a path where no file can be.
    """
    check_place(path, asked)
    with workshop(path.parent, path.name, asked) as work:
        yield work / path.name
        (work / path.name).replace(path)


def check_place(path: Path, asked: str = "out") -> None:
    """Raise InputError for a path where no file can be."""
    if not path.parent.is_dir():
        raise InputError(asked, path, "a file in a folder that exists")
    if path.is_dir():
        raise InputError(asked, path, "a file, which is a folder")


@contextmanager
def workshop(folder: Path, name: str, asked: str = "output") -> Iterator[Path]:
    """A hidden folder in the output folder, gone at the end.

    asked: the option that asked for it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        work = tempfile.TemporaryDirectory(prefix=f".{name[:40]}-", dir=folder)
    except OSError as error:
        words = f"a folder that can be written ({error.strerror})"
        raise InputError(asked, folder, words) from error
    with work as path:
        try:
            yield Path(path)
        except OSError as error:
            raise RenderError(f"{name}: {error}") from error


def _publish(work: Path, folder: Path, name: str) -> list[Path]:
    """Move everything from the workshop to its place, the record last."""
    made = sorted(work.iterdir(), key=lambda path: (path.suffix == ".json", path.name))
    for path in made:
        target = folder / path.name
        if target.is_dir() and path.is_dir():
            target.rename(work / f"{name}.old")
        path.replace(target)
    return [folder / path.name for path in made]
