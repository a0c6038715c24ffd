"""Jobs: how many there may be, how they are stopped, and how far they are."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from types import FrameType

import click

from render.errors import AloneError, RenderError, StoppedError
from render.film import Progress
from render.pool import Pool, processes
from render.words import clean

MOST_JOBS = 60  # what every system's process pools can do
SIGNALS = (signal.SIGINT, signal.SIGTERM)  # Ctrl-C, and kill
GRACE = 2.0  # seconds, to get to where one can stop
HAS_ALARM = hasattr(signal, "setitimer")  # not on Windows

Handler = Callable[[int, FrameType | None], None] | int | None


def cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return min(len(os.sched_getaffinity(0)), MOST_JOBS)
    return min(os.cpu_count() or 1, MOST_JOBS)


@contextmanager
def stopping_at_once() -> Iterator[None]:
    """Have Ctrl-C, and kill, raise StoppedError wherever the program is.

    After the first no other is heeded: tidying up is not interrupted.
    """

    def stop(number: int, _) -> None:
        _handle(ignored)
        raise StoppedError(number)

    ignored = dict.fromkeys(SIGNALS, signal.SIG_IGN)
    before = {number: signal.signal(number, stop) for number in SIGNALS}
    after = before
    try:
        yield
    except StoppedError:
        after = ignored  # what is left of the program is not interrupted either
        raise
    finally:
        _handle(after)


@contextmanager
def interruption() -> Iterator[Callable[[], None]]:
    """Give a check that raises StoppedError once Ctrl-C was pressed, or kill sent.

    Between two frames everything can be tidied up; at other moments Python may be in
    the middle of tidying up itself. Who does not get to the check within GRACE seconds
    is interrupted wherever it is, and so by a second Ctrl-C or kill.
    """
    came: list[int] = []

    def note(number: int, _) -> None:
        came.append(number)
        signal.signal(number, before[number])
        _alarm(GRACE)

    def interrupt(*_) -> None:
        raise StoppedError(came[0])

    def check() -> None:
        if came:
            _alarm(0)  # nor is tidying up interrupted
            raise StoppedError(came[0])

    handlers = dict.fromkeys(SIGNALS, note)
    if HAS_ALARM:
        handlers[signal.SIGALRM] = interrupt
    with _handling(handlers) as before:
        try:
            yield check
        except (RenderError, StoppedError):  # a terminal's Ctrl-C ends ffmpeg, too
            check()
            raise
        finally:
            _alarm(0)


def _alarm(seconds: float) -> None:
    """Have SIGALRM come in so many seconds; in none, not at all."""
    if HAS_ALARM:
        signal.setitimer(signal.ITIMER_REAL, seconds)


@contextmanager
def _handling(handlers: Mapping[int, Handler]) -> Iterator[dict[int, Handler]]:
    """Handle signals so for a while; gives the handlers there were before."""
    before = {number: signal.signal(number, f) for number, f in handlers.items()}
    try:
        yield before
    finally:
        _handle(before)


def _handle(handlers: Mapping[int, Handler]) -> None:
    """Handle signals so from now on."""
    for number, handler in handlers.items():
        signal.signal(number, handler)


@contextmanager
def processes_if_any(jobs: int, check: Callable[[], None]) -> Iterator[Pool | None]:
    """A pool of so many processes; where none can be started, no pool, and a word."""
    with ExitStack() as stack:
        try:
            pool = stack.enter_context(processes(jobs, check))
        except AloneError as error:
            words = clean(str(error))
            click.echo(f"render: {words}: all is done in this one", err=True)
            pool = None
        yield pool


@contextmanager
def progress_of(name: str, check: Callable[[], None]) -> Iterator[Progress]:
    """A progress that looks whether to stop; a bar on stderr where that is a terminal.

    check: as of `interruption`.
    """
    if not (sys.stderr and sys.stderr.isatty()):
        yield lambda done, total: check()
        return
    with click.progressbar(length=1, label=name, file=sys.stderr) as bar:

        def show(done: int, total: int) -> None:
            check()
            bar.length = total
            bar.update(done - bar.pos)

        yield show
