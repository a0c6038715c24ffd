"""Making what is ordered: what is not there yet, in one process or in many."""

import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from pathlib import Path

import click

from render.cli.jobs import cores, interruption, processes_if_any, progress_of
from render.errors import InputError, LostError, RenderError
from render.order import Order
from render.pool import Pool
from render.produce import due, fulfil, make_files, paths
from render.record import strays
from render.words import clean
from render.workshop import clear, workshop

LONG = 150  # pictures; fewer are painted before other processes have begun

Todo = Mapping[str, tuple[Order, list[str]]]  # by name, and which files of them


def make_all(
    orders: Mapping[str, Order],
    folder: Path,
    jobs: int | None,
    dask: str | None,
    force: bool,
) -> None:
    """Make the files of orders, and print their paths; those up to date are left.

    If a scene fails, the others are made all the same.
    jobs: how many processes there may be; None for as many as there are cores.
    dask: the address of a cluster's scheduler. force: make all files again.
    Raises RenderError where any fails, LostError where none can be made any more, and
    StoppedError after Ctrl-C.
    """
    with interruption() as check:
        todo = {}
        for name, order in orders.items():
            if files := list(order.files) if force else due(order, folder):
                todo[name] = order, files
                _say_strays(order, folder)
            else:
                _say(paths(order, folder))
        if len(todo) < len(orders):
            kept = len(orders) - len(todo)
            click.echo(f"render: {kept} of {len(orders)} up to date", err=True)
        if todo:
            with workshop(folder, "render"):
                pass  # a folder that cannot be written is told of before work begins
        else:
            clear(folder)
        with _pool(todo, jobs, dask, check) as pool:
            failed = list(_make(todo, folder, pool, check))
    if failed:
        words = f"{len(failed)} of {len(orders)} scenes failed"
        raise RenderError(f"{words}: {', '.join(failed)}")


def _make(
    todo: Todo, folder: Path, pool: Pool | None, check: Callable[[], None]
) -> Iterator[str]:
    """Make what is to be done, and give the names of scenes that failed.

    If it is one alone, its error says all.
    """
    for name, result in _results(todo, folder, pool, check):
        try:
            _say(result())
        except LostError:
            raise
        except (InputError, RenderError) as error:
            check()
            if len(todo) == 1:
                raise
            click.echo(f"render: {name}: {clean(str(error))}", err=True)
            yield name
        check()


def _results(
    todo: Todo, folder: Path, pool: Pool | None, check: Callable[[], None]
) -> Iterator[tuple[str, Callable[[], list[Path]]]]:
    """Of each scene what gives its paths, or raises why there are none.

    With as many scenes as other processes or more, each of these makes whole scenes;
    else they paint one scene's frames after the other.
    """
    if not pool or len(todo) < pool.workers:
        make = partial(make_files, paint=pool.paint) if pool else make_files
        for name, (order, files) in todo.items():
            with progress_of(name, check) as show:
                yield name, partial(fulfil, order, folder, files, make, show)
        return
    with progress_of("scenes", check) as show:
        for n, found in enumerate(pool.fulfil(todo, folder), start=1):
            yield found
            show(n, len(todo))


def _pool(
    todo: Todo, jobs: int | None, dask: str | None, check: Callable[[], None]
) -> AbstractContextManager:
    """Other processes, where there is enough for them to do; else none."""
    if not todo:
        return nullcontext()
    if dask is not None:
        from render.cluster import cluster

        return cluster(dask, check)
    # Where frames come from other processes, ffmpeg has a core to itself.
    jobs = jobs or max(1, cores() - (len(todo) < cores()))
    lengths = [len(order.film.shots) for order, _ in todo.values()]
    workers = jobs if max(lengths) > LONG else min(jobs, len(todo))
    if workers == 1 or sum(lengths) <= LONG:
        return nullcontext()
    return processes_if_any(workers, check)


def _say_strays(order: Order, folder: Path) -> None:
    """Say which files go, for they are of another film of the same name."""
    for name in strays(order, folder):
        words = "is of another variant of this scene, and will be removed"
        click.echo(f"render: {clean(str(folder / name))} {words}", err=True)


def _say(made: list[Path]) -> None:
    """Print what was made, and what it took to keep films within their bytes."""
    for path in made:
        click.echo(click.format_filename(path))
    told = json.loads(made[-1].read_text("utf-8"))["made"] if made else {}
    for path in made[:-1]:
        if words := told[path.name].get("fitted"):
            n_bytes = path.stat().st_size
            words = clean(f"{path.name}: {words}, for {n_bytes:,} bytes")
            click.echo(f"render: {words}", err=True)
