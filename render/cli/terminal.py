"""The terminal: how a person stops what is under way, and sees how far it is."""

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType

import click

from render.errors import RenderError, StoppedError
from render.make.watch import Progress, Watch
from render.type.words import clean

SIGNALS = (signal.SIGINT, signal.SIGTERM)  # Ctrl-C, and kill
GRACE = 2.0  # seconds, to get to where one can stop
HAS_ALARM = hasattr(signal, "setitimer")  # not on Windows

Handler = Callable[[int, FrameType | None], None] | int | None


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


class Terminal(Watch):
    """A person at a terminal: bars and words on stderr, and Ctrl-C to stop.

    check: as of `interruption`.
    """

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check

    def check(self) -> None:
        """Raise StoppedError once Ctrl-C was pressed, or kill sent."""
        self._check()

    def say(self, words: str) -> None:
        """Print one line."""
        click.echo(f"render: {clean(words)}", err=True)

    @contextmanager
    def progress(self, name: str) -> Iterator[Progress]:
        """Give a progress that draws a bar, if there is a terminal; it heeds Ctrl-C."""
        if not (sys.stderr and sys.stderr.isatty()):
            yield lambda done, total: self._check()
            return
        with click.progressbar(length=1, label=name, file=sys.stderr) as bar:

            def show(done: int, total: int) -> None:
                self._check()
                bar.length = total
                bar.update(done - bar.pos)

            yield show


@contextmanager
def watching() -> Iterator[Terminal]:
    """Give the terminal as a watch, while Ctrl-C and kill are noted for it."""
    with interruption() as check:
        yield Terminal(check)
