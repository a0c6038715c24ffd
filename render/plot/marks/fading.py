"""Fading: from the marks of one plot to those of another."""

from collections import Counter
from collections.abc import Iterable, Sequence

from render.plot.marks.mark import Mark

Name = tuple[type[Mark], str, int]


def fade(
    before: Iterable[Mark], after: Iterable[Mark], share: float
) -> tuple[Mark, ...]:
    """The marks part of the way from before to after.

    What is new fades in. What both have is as after has it, its look on the way, and
    there with the first step of what is new. What goes fades out with that step; what
    will be covered stays until all that is new is there.
    share: of the way, from 0 to 1.
    """
    if share in (0, 1):
        return tuple(after if share else before)
    old, new = _by_name(before), _by_name(after)
    n_steps = max((mark.n_steps for mark in new.values()), default=1)
    way = min(share * n_steps, 1.0)
    left = 1 - way
    gone = [mark for name, mark in old.items() if name not in new]
    marks = [
        mark if mark.is_covered else mark.faded(left)
        for mark in gone
        if left or mark.is_covered
    ]
    for name, mark in new.items():
        if name not in old:
            marks.append(mark.faded(share))
            continue
        marks.append(mark.after(old[name], way))
    return tuple(marks)


def marks_at(stops: Sequence[Iterable[Mark]], position: float) -> tuple[Mark, ...]:
    """The marks at a position among stops; after the last the first come."""
    stop = int(position)
    return fade(stops[stop], stops[(stop + 1) % len(stops)], position - stop)


def _by_name(marks: Iterable[Mark]) -> dict[Name, Mark]:
    """Marks by kind, part and number among those of the same kind and part."""
    counts: Counter[tuple[type[Mark], str]] = Counter()
    named = {}
    for mark in marks:
        kind = type(mark), mark.part
        named[*kind, counts[kind]] = mark
        counts[kind] += 1
    return named
