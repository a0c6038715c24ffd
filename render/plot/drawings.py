"""Drawings: diagrams and cards as glyphs, without a colour or a pixel.

Lengths are in units of the drawing, which is painted as large as fits; at its natural
size a unit is a point. x runs to the right, y up.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from render.plot.glyphs import Glyph, Label, Length, Place, scaled, shifted, times
from render.plot.marks.mark import Mark


@dataclass(frozen=True)
class Drawing(Mark):
    """Glyphs between (0, 0) and size, the drawing's width and height."""

    glyphs: tuple[Glyph, ...]
    size: Place

    @classmethod
    def around(cls, glyphs: Iterable[Glyph], pad: float = 0.0) -> "Drawing":
        """A drawing just large enough for the glyphs, with pad on all sides."""
        glyphs = tuple(glyphs)
        bounds = np.array([glyph.bounds for glyph in glyphs])
        low = bounds[:, 0].min(axis=0) - pad
        high = bounds[:, 1].max(axis=0) + pad
        moved = tuple(shifted(glyph, *-low) for glyph in glyphs)
        width, height = map(float, high - low)
        return cls(moved, (width, height))

    def untitled(self) -> "Drawing":
        """The drawing without its heading."""
        glyphs = tuple(glyph for glyph in self.glyphs if glyph.key != ("heading",))
        return replace(self, glyphs=glyphs)

    def at(self, x: float, y: float) -> tuple[Glyph, ...]:
        """The drawing's glyphs, moved so that its middle is at (x, y)."""
        width, height = self.size
        return tuple(
            shifted(glyph, x - width / 2, y - height / 2) for glyph in self.glyphs
        )

    def scaled(self, by: float) -> "Drawing":
        """The drawing, by times as large."""
        glyphs = tuple(scaled(glyph, by) for glyph in self.glyphs)
        return Drawing(glyphs, times(self.size, by))


def beside(left: Drawing, right: Drawing, gap: float) -> Drawing:
    """Two drawings side by side, their middles at the same height."""
    width, height = left.size[0] + gap + right.size[0], max(left.size[1], right.size[1])
    glyphs = (
        *left.at(left.size[0] / 2, height / 2),
        *right.at(width - right.size[0] / 2, height / 2),
    )
    return Drawing(glyphs, (width, height))


def above(top: Drawing, bottom: Drawing, gap: float) -> Drawing:
    """Two drawings one above the other, their middles in line."""
    width, height = max(top.size[0], bottom.size[0]), top.size[1] + gap + bottom.size[1]
    glyphs = (
        *top.at(width / 2, height - top.size[1] / 2),
        *bottom.at(width / 2, bottom.size[1] / 2),
    )
    return Drawing(glyphs, (width, height))


def emphasise(glyphs: Iterable[Glyph], known: Iterable[Glyph]) -> tuple[Glyph, ...]:
    """The glyphs, with emphasis on those that are not known, unless they are frames."""
    old = set(map(_subject, known))
    return tuple(
        replace(glyph, emphasis=float(_subject(glyph) not in old))
        if getattr(glyph, "role", "") != "frame"
        else glyph
        for glyph in glyphs
    )


def blend_glyphs(
    start: Iterable[Glyph], end: Iterable[Glyph], share: float
) -> tuple[Glyph, ...]:
    """The glyphs part of the way from start to end.

    First those that only start has fade out; then those of the same kind and key move;
    last those that only end has fade in. Where a look changes, the old one fades out,
    both move, and the new one fades in.
    """
    before, after = (
        {_identity(glyph): _from_left(glyph) for glyph in glyphs}
        for glyphs in (start, end)
    )
    out, share, into = (float(np.clip(3 * share - part, 0, 1)) for part in range(3))
    out = 1 - out
    glyphs = [_faded(g, out) for identity, g in before.items() if identity not in after]
    for identity, glyph in after.items():
        if identity not in before:
            glyphs.append(_faded(glyph, into))
            continue
        fields = _between(before[identity], glyph, share)
        if _look(before[identity]) == _look(glyph):
            glyphs.append(replace(glyph, **fields))
        else:
            glyphs.append(_faded(replace(before[identity], **fields), out))
            glyphs.append(_faded(replace(glyph, **fields), into))
    return tuple(glyphs)


def _identity(glyph: Glyph) -> Hashable:
    """What stays the same when a glyph moves."""
    return type(glyph), glyph.key


def _subject(glyph: Glyph) -> Hashable:
    """What a glyph shows: the same for all parts of a line, and anywhere on a card."""
    key = glyph.key[:4] if glyph.key[0] in ("edge", "equation") else glyph.key
    return type(glyph), key, _look(glyph)


def _look(glyph: Glyph) -> Hashable:
    """What cannot change little by little: its kind, text or form."""
    return glyph.kind, getattr(glyph, "text", None), getattr(glyph, "form", None)


def _from_left(glyph: Glyph) -> Glyph:
    """The glyph where it is; a label is placed by its left end."""
    if not isinstance(glyph, Label):
        return glyph
    return replace(glyph, place=(glyph.bounds[0, 0], glyph.place[1]), align="left")


def _faded(glyph: Glyph, share: float) -> Glyph:
    return replace(glyph, opacity=glyph.opacity * share)


def _between(start: Glyph, end: Glyph, share: float) -> dict[str, Any]:
    """The fields that move, part of the way."""
    ends = ((name, getattr(start, name), getattr(end, name)) for name in end.moving)
    return {name: _mix(a, b, share) for name, a, b in ends}


def _mix(start: Length | None, end: Length | None, share: float) -> Length | None:
    if start is None or end is None:
        return end
    if isinstance(start, tuple) and isinstance(end, tuple):
        (x, y), (x_end, y_end) = start, end
        return x + (x_end - x) * share, y + (y_end - y) * share
    return start + (end - start) * share
