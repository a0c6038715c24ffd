"""Watching: how those who wait learn how far the work is, and how they stop it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int], None]  # pictures, or scenes, that are done; and in all


def unwatched(done: int, total: int) -> None:
    """A progress that nobody follows."""


class Watch:
    """Looks on while files are made. This one says nothing and stops nothing."""

    def check(self) -> None:
        """Raise StoppedError if all is to stop. It is called often."""

    def say(self, words: str) -> None:
        """Say one line to a person."""

    @contextmanager
    def progress(self, name: str) -> Iterator[Progress]:
        """Give a function to call with how much is done; name: of what is made."""
        yield lambda done, total: self.check()
