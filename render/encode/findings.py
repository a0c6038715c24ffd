"""Findings: what checks find in a file, and how they put it into words."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

MOST_NAMES = 3  # that a line spells out


@dataclass(frozen=True)
class Findings:
    """What a file of one kind is, and what is wrong with it.

    facts: a few words each. faults: what the file has and what would do, a line each.
    pixels: how many one picture has; None for a file without pixels.
    is_clear: whether the background shows through a film or an animation.
    """

    facts: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    pixels: int | None = None
    is_clear: bool = False


def those(*claims: tuple[object, str]) -> tuple[str, ...]:
    """The words of those claims that are true; each claim is (whether, words)."""
    return tuple(words for is_true, words in claims if is_true)


def some(names: Iterable[str]) -> str:
    """Names in one line: the first few, and how many more there are."""
    names = list(dict.fromkeys(names))
    more = len(names) - MOST_NAMES
    return ", ".join(names[:MOST_NAMES]) + (f" and {more} more" if more > 0 else "")


def count(number: int, name: str) -> str:
    """A number and a noun: 1 slide, 8 slides."""
    return f"{number} {name}{'' if number == 1 else 's'}"


def seconds(duration: float) -> str:
    """A duration in seconds, in words: 49 s."""
    return f"{round(duration, 2):g} s"


def at_most(path: Path, most: int) -> None:
    """Raise ValueError for a file of more bytes, which might fill the memory."""
    if path.stat().st_size > most:
        raise ValueError(f"more than {most / 1e6:.0f} MB of its kind are not looked at")


def beside(path: Path, name: str) -> bool:
    """Whether a file or folder of a name, or path, is beside a file."""
    try:
        return (path.parent / name).exists()
    except OSError:  # the name is too long
        return False
