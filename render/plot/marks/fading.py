"""Fading: from the marks of one plot to those of another."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from render.plot.marks.mark import Mark

Name = tuple[type[Mark], str, int]


def fade(
    before: Iterable[Mark], after: Iterable[Mark], share: float
) -> tuple[Mark, ...]:
    """The marks part of the way from before to after.

    What is new fades in. What both have is as after has it, its opacity on the way.
    What goes fades out with the first step of what is new; what will be covered stays
    until all that is new is there.
    share: of the way, from 0 to 1.
    """
    if share in (0, 1):
        return tuple(after if share else before)
    old, new = _by_name(before), _by_name(after)
    n_steps = max((mark.n_steps for mark in new.values()), default=1)
    left = max(1 - share * n_steps, 0.0)
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
        start = old[name].opacity
        opacity = start + (mark.opacity - start) * share
        marks.append(replace(mark, opacity=opacity))
    return tuple(marks)


def _by_name(marks: Iterable[Mark]) -> dict[Name, Mark]:
    """Marks by kind, part and number among those of the same kind and part."""
    counts: Counter[tuple[type[Mark], str]] = Counter()
    named = {}
    for mark in marks:
        kind = type(mark), mark.part
        named[*kind, counts[kind]] = mark
        counts[kind] += 1
    return named
