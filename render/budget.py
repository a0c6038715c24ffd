"""Budgets: films in no more bytes than there may be."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from render.encode import LEVELS, Coding, width_of
from render.errors import InputError
from render.film import Film, Progress
from render.timeline import Timeline

RATES = (25.0, 20.0, 15.0, 12.5, 10.0)  # pictures a second
WIDTHS = (1600, 1280, 1120, 960, 800, 640, 560, 480, 400, 320)  # pixels
COARSER = {
    "gif": ("128 colours", "64 colours", "32 colours"),
    "mp4": ("coarser colours", "much coarser colours", "the coarsest colours"),
}


@dataclass(frozen=True)
class Rung:
    """One way of making a film smaller: a rate, a width and coarser colours."""

    fps: float
    width: int
    level: int


def fit(
    film: Film, path: Path, coding: Coding, most_bytes: int, progress: Progress
) -> str:
    """Make the file of a film anew, if it is too large: as well as the bytes allow.

    path: a film file that is there already.
    coding: as it was made with. progress: as of Film.write, for each attempt.
    The rate is lowered first, then the width, then the colours.
    Returns what was done, in words; nothing if nothing had to be.
    Raises InputError if it can not be made as small as that.
    """
    if path.stat().st_size <= most_bytes:
        return ""
    kind = path.suffix[1:]
    start = Rung(film.timeline.fps, width_of(kind, film.size, coding), coding.level)

    def size(rung: Rung) -> int:
        lower = replace(film, timeline=replace(film.timeline, fps=rung.fps))
        new = replace(coding, width=rung.width, level=rung.level)
        lower.write({path: new}, progress)
        return path.stat().st_size

    rungs = list(_ladder(start, film.timeline))
    least = size(rungs[-1])
    if least > most_bytes:
        words = f"at least {least} for {path.name}"
        raise InputError("max-bytes", most_bytes, words)
    rung = _first(rungs, lambda rung: size(rung) <= most_bytes)
    size(rung)
    return _described(start, rung, kind)


def _ladder(start: Rung, timeline: Timeline) -> Iterator[Rung]:
    """Ways of making a film smaller and smaller.

    The rate matters only where something glides, and pictures may not be left out
    altogether.
    """
    rung, longest = start, max(timeline.hold, timeline.morph)
    for fps in RATES:
        if timeline.morph and 1 / longest <= fps < start.fps:
            rung = replace(rung, fps=fps)
            yield rung
    for width in WIDTHS:
        if width < start.width:
            rung = replace(rung, width=width)
            yield rung
    for level in range(start.level + 1, LEVELS):
        yield replace(rung, level=level)


def _first(rungs: Sequence[Rung], fits: Callable[[Rung], bool]) -> Rung:
    """The first rung that fits, found by halving; the last one does."""
    low, high = 0, len(rungs) - 1
    while low < high:
        middle = (low + high) // 2
        if fits(rungs[middle]):
            high = middle
        else:
            low = middle + 1
    return rungs[high]


def _described(start: Rung, rung: Rung, kind: str) -> str:
    """What became of a film."""
    parts = []
    if rung.fps < start.fps:
        parts.append(f"{rung.fps:g} pictures a second")
    if rung.width < start.width:
        parts.append(f"{rung.width} pixels wide")
    if rung.level > start.level:
        words = COARSER.get(kind, COARSER["mp4"])
        parts.append(words[rung.level - start.level - 1])
    return ", ".join(parts)
