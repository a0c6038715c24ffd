"""Budgets: films in no more bytes than are allowed."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from render.encode.coding import Coding
from render.encode.formats import format_of
from render.encode.ladder import Rung, described, ladder
from render.errors import InputError
from render.make.film import Film, write_film
from render.make.watch import Progress


def fit(
    film: Film, path: Path, coding: Coding, most_bytes: int, progress: Progress
) -> str:
    """Make a film's file again if it is too large: as good as the bytes allow.

    The rate is lowered first, then the width, then the colours.

    path: the film's file, which exists. coding: what it was made with.
    progress: as in write_film, for each attempt.
    Returns what was lowered, in words; "" if nothing was.
    Raises InputError if no film can be as small as that.
    """
    if path.stat().st_size <= most_bytes:
        return ""
    format = format_of(path)
    start = Rung(film.timeline.fps, format.width(film.size, coding), coding.level)

    def size(rung: Rung) -> int:
        lower = replace(film, timeline=replace(film.timeline, fps=rung.fps))
        new = replace(coding, width=rung.width, level=rung.level)
        write_film(lower, {path: new}, progress=progress)
        return path.stat().st_size

    rungs = list(ladder(start, film.timeline, format))
    least = size(rungs[-1])
    if least > most_bytes:
        words = f"at least {least} for {path.name}"
        raise InputError("max-bytes", most_bytes, words)
    rung = _first(rungs, lambda rung: size(rung) <= most_bytes)
    size(rung)
    return described(start, rung, format)


def _first(rungs: Sequence[Rung], fits: Callable[[Rung], bool]) -> Rung:
    """The first rung that fits, by bisection; the last one is known to fit."""
    low, high = 0, len(rungs) - 1
    while low < high:
        middle = (low + high) // 2
        if fits(rungs[middle]):
            high = middle
        else:
            low = middle + 1
    return rungs[high]
