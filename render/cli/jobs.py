"""Jobs: how many there may be, how they are stopped, and how far they are."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from render.errors import RenderError, StoppedError
from render.film import Progress

MOST_JOBS = 60  # what every system's process pools can do
SIGNALS = (signal.SIGINT, signal.SIGTERM)  # Ctrl-C, and kill


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST_JOBS)
    return min(os.cpu_count() or 1, MOST_JOBS)


@contextmanager
def interruption() -> Iterator[Callable[[], None]]:
    """Give a check that raises StoppedError once Ctrl-C was pressed, or kill sent.

    Between two frames everything can be tidied up; at other moments Python may be in
    the middle of tidying up itself. A second Ctrl-C interrupts at once.
    """
    came: list[int] = []

    def note(number: int, _) -> None:
        came.append(number)
        if number == signal.SIGINT:
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
def progress_of(name: str) -> Iterator[Progress]:
    """A bar on stderr where that is a terminal."""
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda done, total: None
        return
    with click.progressbar(length=1, label=name, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show
