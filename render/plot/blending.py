"""Blending: how one drawing's glyphs become another's.

Glyphs of the same kind and key glide into each other. Others go into the glyph that
stands for them in the simpler of two drawings, or come out of it, where there is one;
or fade where they are.
"""

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from render.plot.glyphs import Glyph, Label, Length, Line, Place, Shape, times

OUT = 0.4  # the share of the way by which what goes is gone; what comes mirrors that
# Where on the way the old look of what stays fades, and the new one appears: half-way
# the old one is gone.
OLD, NEW = (0.25, 0.5), (0.3, 0.55)
MERGE = (0.5, 0.95)  # where on the way what goes into another glyph fades
MERGE_NAMES = (0.25, 0.75)  # the same for names and words
WHOLE = (0.25, 0.7)  # where on the way a broken line becomes whole
TINY = 1e-12  # the square of the length of a line that is a point
SHRINK = 0.6  # of its size, for a shape that goes into another

Glyphs = Mapping[Hashable, Sequence[Glyph]]  # by kind and key: pieces of lines, or one


def blend_glyphs(
    start: Iterable[Glyph], end: Iterable[Glyph], share: float
) -> tuple[Glyph, ...]:
    """The glyphs part of the way from start to end; share: how far, from 0 to 1.

    Of one that changes its text or form, the old look fades out while the new one fades
    in, both on their way. Gaps of a broken line close where the line is whole.
    """
    before, after = _by_key(start), _by_key(end)
    glyphs: list[Glyph] = []
    for identity in dict.fromkeys([*before, *after]):
        if identity not in after:
            glyphs += _gone(before[identity], before, after, share)
        elif identity not in before:
            glyphs += _gone(after[identity], after, before, 1 - share)
        else:
            glyphs += _kept(before[identity], after[identity], share)
    return tuple(glyph for glyph in glyphs if glyph.opacity > 0)


def emphasise(glyphs: Iterable[Glyph], known: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs, with emphasis on those that are not known, but frames and notes."""
    old = set(map(_subject, known))
    return tuple(
        replace(glyph, emphasis=float(_subject(glyph) not in old))
        if getattr(glyph, "role", "") not in ("frame", "note")
        else glyph
        for glyph in glyphs
    )


def _by_key(glyphs: Iterable[Glyph]) -> Glyphs:
    found: dict[Hashable, list[Glyph]] = {}
    for glyph in glyphs:
        found.setdefault((type(glyph), glyph.key), []).append(glyph)
    return found


def _subject(glyph: Glyph) -> Hashable:
    """What a glyph shows; that of an equation is the same anywhere on a card."""
    key = glyph.key[:1] if glyph.key[0] == "equation" else glyph.key
    return type(glyph), key, _look(glyph)


def _look(glyph: Glyph) -> Hashable:
    """What cannot change little by little: its kind, text or form."""
    if isinstance(glyph, Label):
        return glyph.text, glyph.align
    return glyph.form if isinstance(glyph, Shape) else glyph.kind


def _kept(
    start: Sequence[Glyph], end: Sequence[Glyph], share: float
) -> Iterator[Glyph]:
    """A glyph that both drawings have, or the pieces of a line, on the way."""
    if len(start) == len(end):
        for a, b in zip(start, end, strict=True):
            yield from _moved(a, b, share)
    else:
        yield from _joined(start, end, share)


def _moved(start: Glyph, end: Glyph, share: float) -> Iterator[Glyph]:
    """A glyph on its way; where its look changes, the old and the new."""
    same = _look(start) == _look(end)
    if not same:
        start, end = _from_left(start), _from_left(end)
    fields = _between(start, end, share)
    if same:
        yield replace(end, **fields)
        return
    yield _faded(replace(start, **fields), 1 - _ramp(share, *OLD))
    yield _faded(replace(end, **fields), _ramp(share, *NEW))


def _joined(
    start: Sequence[Glyph], end: Sequence[Glyph], share: float
) -> Iterator[Glyph]:
    """A line on its way from some pieces to others, which have other gaps.

    The line with fewer is seen through the gaps of the other more and more.
    """
    fields = _between(start[0], end[0], share)
    ends = zip(_span(start), _span(end), strict=True)
    first, last = (_mix(a, b, share) for a, b in ends)
    seen = _ramp(share if len(start) > len(end) else 1 - share, *WHOLE)
    for pieces in (start, end):
        is_whole = len(pieces) == min(len(start), len(end))
        opacity = seen if is_whole else float(seen < 1)
        for piece in pieces:
            at = (_along(place, *_span(pieces)) for place in _span([piece]))
            fields["start"], fields["end"] = (_mix(first, last, part) for part in at)
            yield _faded(replace(piece, **fields), opacity)


def _gone(
    pieces: Sequence[Glyph], own: Glyphs, others: Glyphs, share: float
) -> Iterator[Glyph]:
    """A glyph that others do not have, a share of the way to where it is gone."""
    for glyph in pieces:
        place = _place(glyph, own, others)
        if place is None:
            yield _faded(glyph, 1 - _ramp(share, 0, OUT))
        else:
            yield _merged(glyph, place, share)


def _merged(glyph: Glyph, place: Place, share: float) -> Glyph:
    """A glyph on its way into another at a place."""
    ends = MERGE_NAMES if isinstance(glyph, Label) else MERGE
    opacity = glyph.opacity * (1 - _ramp(share, *ends))
    if isinstance(glyph, Line):
        start, end = (_mix(old, place, share) for old in (glyph.start, glyph.end))
        return replace(glyph, start=start, end=end, opacity=opacity)
    if isinstance(glyph, Label):
        middle, (x, y) = _middle(glyph), glyph.place
        goal = place[0] + x - middle[0], place[1] + y - middle[1]
        return replace(glyph, place=_mix(glyph.place, goal, share), opacity=opacity)
    centre, size = _mix(glyph.centre, place, share), _mix(1.0, SHRINK, share)
    return replace(glyph, centre=centre, size=times(glyph.size, size), opacity=opacity)


def _place(glyph: Glyph, own: Glyphs, others: Glyphs) -> Place | None:
    """Where a glyph goes that others do not have; None if it stays where it is.

    It is the middle of the shape that stands for it, or as far along the line.
    """
    if glyph.into is None:
        return None
    shape = others.get((Shape, glyph.into))
    if shape:
        return _middle(shape[0])
    line, here = others.get((Line, glyph.into)), own.get((Line, glyph.into))
    if not line:
        return None
    part = _along(_middle(glyph), *_span(here)) if here else 0.5
    return _mix(*_span(line), part)


def _middle(glyph: Glyph) -> Place:
    (left, low), (right, high) = glyph.bounds
    return float(left + right) / 2, float(low + high) / 2


def _span(pieces: Sequence[Glyph]) -> tuple[Place, Place]:
    """The ends of a line that may be broken."""
    first, last = pieces[0], pieces[-1]
    assert isinstance(first, Line)
    assert isinstance(last, Line)
    return first.start, last.end


def _along(place: Place, start: Place, end: Place) -> float:
    """How far along a line a place is: 0 at its start, 1 at its end."""
    x, y = end[0] - start[0], end[1] - start[1]
    dot = (place[0] - start[0]) * x + (place[1] - start[1]) * y
    return dot / max(x * x + y * y, TINY)


def _between(start: Glyph, end: Glyph, share: float) -> dict[str, Any]:
    """The fields that move, part of the way."""
    ends = ((name, getattr(start, name), getattr(end, name)) for name in end.moving)
    return {
        name: b if a is None or b is None else _mix(a, b, share) for name, a, b in ends
    }


def _from_left(glyph: Glyph) -> Glyph:
    """The glyph where it is; a label is placed by its left end."""
    if not isinstance(glyph, Label):
        return glyph
    return replace(glyph, place=(glyph.bounds[0, 0], glyph.place[1]), align="left")


def _faded(glyph: Glyph, share: float) -> Glyph:
    return glyph if share == 1 else replace(glyph, opacity=glyph.opacity * share)


def _ramp(share: float, low: float, high: float) -> float:
    """From 0 at low to 1 at high, slowly at both."""
    t = min(max((share - low) / (high - low), 0.0), 1.0)
    return t * t * (3 - 2 * t)


def _mix(start: Length, end: Length, share: float) -> Length:
    if isinstance(start, tuple) and isinstance(end, tuple):
        (x, y), (x_end, y_end) = start, end
        return x + (x_end - x) * share, y + (y_end - y) * share
    return start + (end - start) * share
