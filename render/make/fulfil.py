"""Fulfilling orders: their files in the output folder, all of them or none."""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from render.make.budget import fit
from render.make.film import Paint, write_film, write_pages
from render.make.order import Order
from render.make.record import record, standing, strays
from render.make.stills import save_still
from render.make.watch import Progress, unwatched
from render.make.workshop import Lock, publish, remove, workshop
from render.scene.scenes import plot_at


@dataclass(frozen=True)
class Made:
    """What is known of files once they are made.

    frames: how many frames were painted, and their digest; empty if none were.
    fitted: what was lowered to fit each file with a budget, in words.
    """

    frames: dict[str, object] = field(default_factory=dict)
    fitted: dict[str, str] = field(default_factory=dict)


def due(order: Order, folder: Path) -> list[str]:
    """The files of an order that a folder lacks, or has otherwise than ordered."""
    current = standing(order, folder)
    return [file for file in order.files if file not in current]


def fulfil(
    order: Order,
    files: Collection[str],
    folder: Path,
    paint: Paint | None = None,
    progress: Progress = unwatched,
) -> list[Path]:
    """Make some files of an order, and put them into a folder with their record.

    paint: gives the film's frames; None to paint them in this process.
    Returns the paths of all files ordered, the record's last. Raises RenderError if
    they cannot be made, and InputError if something is in their way.
    """
    order.check_targets(folder)
    with workshop(folder, order.name) as work:
        result = make_files(order, files, work, paint, progress)
        settle(order, result, work, folder)
    return order.paths(folder)


def make_files(
    order: Order,
    files: Collection[str],
    work: Path,
    paint: Paint | None = None,
    progress: Progress = unwatched,
) -> Made:
    """Make some files of an order in a workshop, with one thread for BLAS.

    paint: as in fulfil.
    """
    from threadpoolctl import threadpool_limits

    film = order.film
    formats = {file: format for file, format in order.files.items() if file in files}
    with threadpool_limits(1, "blas"):
        for file, format in formats.items():
            if format.write_pages:
                write_pages(film, work / file, progress)
        framed = [file for file, format in formats.items() if format.write]
        if framed == [order.poster]:  # the one frame that it shows will do
            plot = plot_at(film.scene, film.poster)
            save_still(plot, work / order.poster, film.size, film.style)
        elif framed:
            return _make_films(order, framed, work, paint, progress)
    return Made()


def settle(order: Order, made: Made, work: Path, folder: Path) -> None:
    """Move an order's files from a workshop into the folder, with their record.

    Of the files that the folder's older record lists, those of the same film stay, and
    those of another variant are removed.
    """
    with Lock(folder):  # the new record depends on what is there
        order.check_targets(folder)
        others = strays(order, folder)
        facts = record(order, folder, work, made.frames, made.fitted)
        text = json.dumps(facts, indent=2, ensure_ascii=False) + "\n"
        path = work / f"{order.name}.json"
        path.write_text(text, "utf-8", errors="backslashreplace")
        publish(work, folder)
        for name in others:
            remove(folder / name)


def _make_films(
    order: Order,
    files: Collection[str],
    work: Path,
    paint: Paint | None,
    progress: Progress,
) -> Made:
    """Make files that frames go into: films, numbered ones, the poster."""
    codings = {work / file: order.coding(order.files[file]) for file in files}
    frames = write_film(order.film, codings, paint, progress)
    fitted = {
        path.name: fit(order.film, path, coding, order.most_bytes, progress)
        for path, coding in codings.items()
        if order.most_bytes and order.files[path.name].is_film
    }
    return Made(frames, fitted)
