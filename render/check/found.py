"""What is found in a file that is checked, and how it is put into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

SHOWN = 3  # of many names


@dataclass(frozen=True)
class Found:
    """What a file of one kind is, and what is wrong with it.

    facts: a few words each. faults: what is found, and what would do.
    pixels: of one picture; None where there are none to count.
    is_clear: whether what lies behind a film or an animation shows through.
    """

    facts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    pixels: int | None = None
    is_clear: bool = False


def those(*claims: tuple[object, str]) -> tuple[str, ...]:
    """The words of the claims that are true."""
    return tuple(words for claim, words in claims if claim)


def some(names: Iterable[str]) -> str:
    """A few of many names, in one line."""
    names = list(dict.fromkeys(names))
    more = len(names) - SHOWN
    return ", ".join(names[:SHOWN]) + (f" and {more} more" if more > 0 else "")


def count(number: int, name: str) -> str:
    """A number of things: 1 slide, 8 slides."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def seconds(duration: float) -> str:
    """A duration as it is read."""
    return f"{round(duration, 2):g} s"


def at_most(path: Path, most: int) -> None:
    """Refuse a file of more bytes than that, before it fills the memory."""
    if path.stat().st_size > most:
        raise ValueError(f"more than {most / 1e6:.0f} MB of its kind are not looked at")


def beside(path: Path, name: str) -> bool:
    """Whether there is something of this name beside a file."""
    try:
        return (path.parent / name).exists()
    except OSError:  # a name too long
        return False
