"""Jobs: making the files of several scenes, one by one or several at a time.

Whatever happens, what is made is whole, and what is not made leaves nothing behind.
"""

import signal
import sys
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import islice
from multiprocessing import get_context
from typing import TypeVar

import click

from render.errors import RenderError

MOST_JOBS = 60  # what every system's process pools can do

T = TypeVar("T")
Make = Callable[..., T]  # (what to make, progress=...) -> what is made


def run(make: Make[T], works: Collection[str], jobs: int) -> Iterator[T]:
    """What is made of each work, as soon as it is.

    make: takes a work, and perhaps a progress as produce does; both must pickle.
    works: what is to be made, by name.
    Raises click.Abort after Ctrl-C, and RenderError for what cannot be made.
    """
    with _interruption() as check:
        if min(jobs, len(works)) > 1:
            yield from _at_once(make, works, jobs, check)
            return
        for work in works:
            with _progress(work) as progress:
                made = make(work, progress=lambda *done: (check(), progress(*done)))
            check()
            yield made


def _at_once(
    make: Make[T], works: Collection[str], jobs: int, check: Callable[[], None]
) -> Iterator[T]:
    """Several scenes at a time, a process each; one more whenever one is done."""
    with (
        ProcessPoolExecutor(
            jobs, get_context("spawn"), signal.signal, (signal.SIGINT, signal.SIG_IGN)
        ) as pool,  # Ctrl-C is for the parent, which lets no further scene begin
        _progress("scenes") as progress,
    ):
        coming = iter(works)
        running = {pool.submit(make, work) for work in islice(coming, jobs)}
        finished = 0
        try:
            while running:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                for future in done:
                    yield future.result()
                check()
                following = islice(coming, len(done))
                running |= {pool.submit(make, work) for work in following}
                finished += len(done)
                progress(finished, len(works))
        except BrokenProcessPool as error:
            raise RenderError("a process was killed; fewer --jobs may help") from error


@contextmanager
def _interruption() -> Iterator[Callable[[], None]]:
    """Give a check that raises Abort once Ctrl-C was pressed.

    Between two frames everything can be tidied up; at other moments Python may be in
    the middle of tidying up itself. A second Ctrl-C interrupts at once.
    """
    presses = []

    def note(number: int, _) -> None:
        presses.append(number)
        signal.signal(signal.SIGINT, before)

    def check() -> None:
        if presses:
            raise click.Abort

    before = signal.signal(signal.SIGINT, note)
    try:
        yield check
    except RenderError:  # a terminal's Ctrl-C ends ffmpeg, too
        check()
        raise
    finally:
        signal.signal(signal.SIGINT, before)


@contextmanager
def _progress(name: str):
    """A bar on stderr where that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label=name, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show
