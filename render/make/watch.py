"""Watching: who is told how far making is, and may have it stop."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int], None]  # pictures painted, pictures in all


def unwatched(done: int, total: int) -> None:
    """A progress that is told to nobody."""


class Watch:
    """Whoever looks on while files are made; this one says and stops nothing."""

    def check(self) -> None:
        """Raise StoppedError if all is to stop. Called every so often."""

    def say(self, words: str) -> None:
        """Tell a person one line."""

    @contextmanager
    def progress(self, name: str) -> Iterator[Progress]:
        """Give what is told how much of something is done; name: of what."""
        yield lambda done, total: self.check()
