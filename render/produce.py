"""Producing: a scene's files in the output folder, all of them or none."""

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from render.budget import fit
from render.encode import PLAIN
from render.film import Film, Paint, Progress, paint_here
from render.order import Order
from render.plot import Plot
from render.record import record, standing, strays
from render.scene import Scene, drawn, pace_of, style_of
from render.style import Style
from render.timeline import Timeline
from render.workshop import Lock, publish, remove, workshop


@dataclass(frozen=True)
class Made:
    """What became of a scene's files.

    frames: how many were painted, and their digest, if any film was due.
    fitted: of each film that had a budget, what that took.
    """

    frames: dict = field(default_factory=dict)
    fitted: dict[str, str] = field(default_factory=dict)


Make = Callable[[Order, Collection[str], Path, Progress], Made]


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
    film = Film(scene, timeline or pace_of(scene), size, style or style_of(scene))
    order = Order(film, name, tuple(formats), picture_width, most_bytes)
    return fulfil(order, folder, order.files, progress=progress)


def due(order: Order, folder: Path) -> list[str]:
    """The files of an order that do not stand in the folder as they would be made."""
    kept = standing(order, folder)
    return [file for file in order.files if file not in kept]


def fulfil(
    order: Order,
    folder: Path,
    files: Collection[str],
    make: Make | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Path]:
    """Make these files of an order, and put them into the folder with their record.

    The others that the record tells of stay, if they are of the same film; its strays
    are removed.
    make: makes files in a workshop; make_files if not given.
    Returns the paths of all files ordered. Raises as produce does.
    """
    order.check_targets(folder)
    with workshop(folder, order.name) as work:
        made = (make or make_files)(order, files, work, progress)
        with Lock(folder):  # the record tells of what stands there, too
            order.check_targets(folder)
            others = strays(order, folder)
            _write_record(order, folder, work, made)
            publish(work, folder)
            for name in others:
                remove(folder / name)
    return paths(order, folder)


def _write_record(order: Order, folder: Path, work: Path, made: Made) -> None:
    told = record(order, folder, work, made.frames, made.fitted)
    text = json.dumps(told, indent=2, ensure_ascii=False) + "\n"
    path = work / f"{order.name}.json"
    path.write_text(text, "utf-8", errors="backslashreplace")


def paths(order: Order, folder: Path) -> list[Path]:
    """Where an order's files are, the record last."""
    return [folder / name for name in (*sorted(order.files), f"{order.name}.json")]


def make_files(
    order: Order,
    files: Collection[str],
    work: Path,
    progress: Progress,
    paint: Paint = paint_here,
) -> Made:
    """Make these files of an order in a workshop; paint: gives the film's frames."""
    from threadpoolctl import threadpool_limits

    with threadpool_limits(1, "blas"):
        if f"{order.name}.pdf" in files:
            _make_pages(order, work, progress)
        if order.films(files):
            return _make_films(order, files, work, progress, paint)
        if order.poster in files:
            _make_poster(order, work)
    return Made()


def _make_films(
    order: Order,
    files: Collection[str],
    work: Path,
    progress: Progress,
    paint: Paint,
) -> Made:
    """Make films, numbered frames and the poster, those that are among the files."""
    film, kinds = order.film, order.films(files)
    codings = {work / file: order.coding(kind) for file, kind in kinds.items()}
    poster = {work / order.poster: PLAIN} if order.poster in files else {}
    frames = film.write(codings | poster, progress, paint)
    fitted = {
        path.name: fit(film, path, coding, order.most_bytes, progress)
        for path, coding in codings.items()
        if order.most_bytes and path.suffix
    }
    return Made(frames, fitted)


def _make_poster(order: Order, work: Path) -> None:
    from render.paint import save

    film, path = order.film, work / order.poster
    save(drawn(film.scene, 0), path, film.size, film.style)


def _make_pages(order: Order, work: Path, progress: Progress) -> None:
    from render.pages import save_pages

    film, path = order.film, work / f"{order.name}.pdf"
    save_pages(_plots(film.scene, progress), path, film.size, film.style)


def _plots(scene: Scene, progress: Progress) -> Iterator[Plot]:
    """The plots of a scene's stops, while the progress is told."""
    for stop in range(scene.stops):
        progress(stop, scene.stops)
        yield drawn(scene, stop)
    progress(scene.stops, scene.stops)
