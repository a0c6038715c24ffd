"""Making many orders: the files that are not there yet, in one process or in many."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from render.errors import InputError, LostError, RenderError
from render.make.fulfil import due, fulfil
from render.make.order import Order
from render.make.pool import ALONE, Pool, cores, processes_if_any
from render.make.record import strays
from render.make.watch import Watch
from render.make.workshop import clear, workshop

LONG = 150  # pictures; fewer are painted before other processes have begun

Due = Mapping[str, tuple[Order, list[str]]]  # by name: an order, and its files to make


@dataclass(frozen=True)
class Outcome:
    """What became of an order.

    paths: of its files, the record's last; none if it failed.
    error: why it failed; None if it did not.
    """

    name: str
    paths: tuple[Path, ...] = ()
    error: InputError | RenderError | None = None


def make_all(
    orders: Mapping[str, Order],
    folder: Path,
    jobs: int | None = None,
    dask: str | None = None,
    force: bool = False,
    watch: Watch | None = None,
) -> Generator[Outcome, None, None]:
    """Make the files of orders, and give the outcome of each as soon as it is done.

    Files that are up to date stay as they are. If an order fails, others are made all
    the same.
    orders: by the names that outcomes have.
    jobs: how many processes there may be; None for as many as there are cores.
    dask: the address of a cluster's scheduler; None for this machine alone.
    force: whether files that are up to date are made again.
    Raises InputError for a folder that cannot be written, LostError if nothing can be
    made any more, and what the watch raises.
    """
    watch, todo = watch or Watch(), {}
    for name, order in orders.items():
        if files := list(order.files) if force else due(order, folder):
            todo[name] = order, files
            _warn_of_strays(order, folder, watch)
        else:
            yield Outcome(name, tuple(order.paths(folder)))
    if n_current := len(orders) - len(todo):
        watch.say(f"{n_current} of {len(orders)} up to date")
    if not todo:
        clear(folder)
        return
    with workshop(folder, "render"):
        pass  # raises InputError for a folder that cannot be written
    with _pool(todo, jobs, dask, watch) as pool:
        yield from _outcomes(todo, folder, pool, watch)


def _warn_of_strays(order: Order, folder: Path, watch: Watch) -> None:
    """Say which files will be removed, for they show another variant of the scene."""
    for name in strays(order, folder):
        words = "is of another variant of this scene, and will be removed"
        watch.say(f"{folder / name} {words}")


def _pool(
    todo: Due, jobs: int | None, dask: str | None, watch: Watch
) -> AbstractContextManager[Pool]:
    """A pool of other processes if there is enough to do; else of this one alone."""
    if dask is not None:
        from render.make.cluster import cluster

        return cluster(dask, watch)
    # Where frames come from other processes, ffmpeg has a core to itself.
    jobs = jobs or max(1, cores() - (len(todo) < cores()))
    lengths = [len(order.film.shots) for order, _ in todo.values()]
    workers = jobs if max(lengths) > LONG else min(jobs, len(todo))
    if workers == 1 or sum(lengths) <= LONG:
        return nullcontext(ALONE)
    return processes_if_any(workers, watch)


def _outcomes(todo: Due, folder: Path, pool: Pool, watch: Watch) -> Iterator[Outcome]:
    """Make what is due.

    If there are as many scenes as processes, each process makes whole scenes. Else all
    of them paint the frames of one scene after the other.
    """
    if 1 < pool.workers <= len(todo):
        with watch.progress("scenes") as progress:
            for number, (name, paths) in enumerate(pool.fulfil(todo, folder), start=1):
                yield _outcome(name, paths, watch)
                progress(number, len(todo))
        return
    for name, (order, files) in todo.items():
        with watch.progress(name) as progress:
            paths = partial(fulfil, order, files, folder, pool.paint, progress)
            yield _outcome(name, paths, watch)


def _outcome(name: str, paths: Callable[[], list[Path]], watch: Watch) -> Outcome:
    """The outcome of an order; paths: a function that returns its paths, or raises."""
    try:
        return Outcome(name, tuple(paths()))
    except LostError:
        raise
    except (InputError, RenderError) as error:
        watch.check()  # work that is interrupted fails, too: then this raises
        return Outcome(name, error=error)
