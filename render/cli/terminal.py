"""The terminal: where a person stops the program, and sees how far it is."""

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import Any, TypeAlias

import click

from render.errors import RenderError, StoppedError
from render.make.watch import Progress, Watch
from render.type.words import clean

SIGNALS = (signal.SIGINT, signal.SIGTERM)  # Ctrl-C, and kill
GRACE = 2.0  # seconds, to get to a place where the program can stop
HAS_ALARM = hasattr(signal, "setitimer")  # Windows has none

Handler: TypeAlias = Callable[[int, FrameType | None], Any] | int | None


@contextmanager
def stopping_at_once() -> Iterator[None]:
    """Have Ctrl-C, and kill, raise StoppedError wherever the program is.

    Later signals are ignored, so that tidying up is not interrupted.
    """

    def stop(number: int, _frame: FrameType | None) -> None:
        _handle(ignored)
        raise StoppedError(number)

    ignored: dict[int, Handler] = dict.fromkeys(SIGNALS, signal.SIG_IGN)
    before: dict[int, Handler] = {n: signal.signal(n, stop) for n in SIGNALS}
    after = before
    try:
        yield
    except StoppedError:
        after = ignored  # the end of the program is not interrupted, either
        raise
    finally:
        _handle(after)


@contextmanager
def interruption() -> Iterator[Callable[[], None]]:
    """Give a check that raises StoppedError once Ctrl-C was pressed, or kill sent.

    The check is called between two frames, where everything can be tidied up; at other
    times Python itself may be tidying up. If no check comes within GRACE seconds, or a
    second signal does, StoppedError is raised wherever the program is.
    """
    signals: list[int] = []  # that came

    def note(number: int, _frame: FrameType | None) -> None:
        signals.append(number)
        signal.signal(number, before[number])
        _alarm(GRACE)

    def interrupt(_number: int, _frame: FrameType | None) -> None:
        raise StoppedError(signals[0])

    def check() -> None:
        if signals:
            _alarm(0)  # so that tidying up is not interrupted
            raise StoppedError(signals[0])

    handlers: dict[int, Handler] = dict.fromkeys(SIGNALS, note)
    if HAS_ALARM:
        handlers[signal.SIGALRM] = interrupt
    with _handling(handlers) as before:
        try:
            yield check
        except (RenderError, StoppedError):  # Ctrl-C ends ffmpeg too, which then fails
            check()
            raise
        finally:
            _alarm(0)


def _alarm(seconds: float) -> None:
    """Have SIGALRM come in some seconds; 0: not at all."""
    if HAS_ALARM:
        signal.setitimer(signal.ITIMER_REAL, seconds)


@contextmanager
def _handling(handlers: Mapping[int, Handler]) -> Iterator[dict[int, Handler]]:
    """Set handlers of signals for a while; gives those that they replace."""
    before = {number: signal.signal(number, f) for number, f in handlers.items()}
    try:
        yield before
    finally:
        _handle(before)


def _handle(handlers: Mapping[int, Handler]) -> None:
    """Set handlers of signals."""
    for number, handler in handlers.items():
        signal.signal(number, handler)


class Terminal(Watch):
    """A person at a terminal: bars and words on stderr, and Ctrl-C to stop.

    check: raises StoppedError when all is to stop, as `interruption` gives it.
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
        """Give a progress that heeds Ctrl-C and, on a terminal, draws a bar."""
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
    """Give the terminal, whose check stops the program after Ctrl-C or kill."""
    with interruption() as check:
        yield Terminal(check)
