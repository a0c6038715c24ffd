"""Jobs: making several things, one by one or several at a time.

Whatever happens, what is made is whole, and what is not made leaves nothing behind.
"""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from contextlib import contextmanager
from typing import TypeVar

import click

from render.errors import RenderError, StoppedError
from render.film import Progress

MOST_JOBS = 60  # what every system's process pools can do
SIGNALS = (signal.SIGINT, signal.SIGTERM)  # Ctrl-C, and kill

T, R = TypeVar("T"), TypeVar("R")


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST_JOBS)
    return min(os.cpu_count() or 1, MOST_JOBS)


def each(
    do: Callable[[T, Progress], R],
    things: Mapping[str, T],
    at_once: int,
    check: Callable[[], None],
) -> Iterator[R]:
    """What is done with each thing, as soon as it is; several at once in threads.

    things: by name.
    check: as of `interruption`.
    """
    if at_once == 1:
        for name, thing in things.items():
            with _progress(name) as progress:
                done = do(thing, lambda *count, show=progress: (check(), show(*count)))
            check()
            yield done
        return
    threads = ThreadPoolExecutor(at_once)
    try:
        with _progress("scenes") as progress:
            under_way = [threads.submit(do, t, _quiet) for t in things.values()]
            for n, future in enumerate(as_completed(under_way), start=1):
                yield future.result()
                check()
                progress(n, len(things))
    finally:
        threads.shutdown(cancel_futures=True)


def _quiet(done: int, total: int) -> None:
    pass


@contextmanager
def interruption() -> Iterator[Callable[[], None]]:
    """Give a check that raises StoppedError once Ctrl-C was pressed, or kill sent.

    Between two frames everything can be tidied up; at other moments Python may be in
    the middle of tidying up itself. A second one interrupts at once.
    """
    came: list[int] = []

    def note(number: int, _) -> None:
        came.append(number)
        signal.signal(number, before[number])

    def check() -> None:
        if came:
            raise StoppedError(came[0])

    before = {number: signal.signal(number, note) for number in SIGNALS}
    try:
        yield check
    except (RenderError, StoppedError):  # a terminal's Ctrl-C ends ffmpeg, too
        check()
        raise
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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
