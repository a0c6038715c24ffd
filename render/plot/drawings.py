"""Drawings: diagrams and cards as glyphs, without a colour or a pixel.

x runs to the right, y up. What is drawn in the room of a picture has lengths in points.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from render.errors import InputError
from render.plot.glyphs import (
    TYPE,
    Glyph,
    Key,
    Label,
    Place,
    scaled,
    shifted,
    times,
)
from render.plot.marks.mark import Mark
from render.type.fonts import DEJAVU, Font


@dataclass(frozen=True)
class Room:
    """What a picture has for a drawing, in points.

    width, height: at most. title, label, small: the sizes of type that there are.
    fonts: that words are set in, for layouts that are kept.
    """

    width: float
    height: float
    title: float = 14.0
    label: float = 11.5
    small: float = 9.5
    fonts: tuple[Font, ...] = (DEJAVU,)

    @property
    def centre(self) -> Place:
        """The middle of the room."""
        return self.width / 2, self.height / 2

    @property
    def is_upright(self) -> bool:
        """Whether it is higher than wide."""
        return self.height > self.width

    def refused(self, expected: str) -> InputError:
        """The error for too little room; expected: what would do in its place."""
        points = f"of {self.width:.0f} by {self.height:.0f} points"
        return InputError("room", points, expected)


@dataclass(frozen=True, eq=False, kw_only=True)
class Arrangement(Mark):
    """What arranges itself as a drawing, in the room that a picture has for it."""

    def fitted(self, room: Room) -> "Drawing":
        """A drawing in points, as large as the room, with type of its sizes.

        Raises InputError if it does not fit.
        """
        raise NotImplementedError


@dataclass(frozen=True)
class Drawing(Arrangement):
    """Glyphs between (0, 0) and size, the drawing's width and height.

    In a picture it is as large as fits. Only type is not: labels of the size TYPE or
    above are as large as names in diagrams, smaller ones as small words.
    """

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

    def fitted(self, room: Room) -> "Drawing":
        """The drawing, as large as fits, its labels in type of the room's sizes."""
        width, height = self.size
        drawing = self.scaled(min(room.width / width, room.height / height))
        pairs = zip(self.glyphs, drawing.glyphs, strict=True)
        glyphs = (
            replace(g, size=room.label if old.size >= TYPE else room.small)
            if isinstance(g, Label) and isinstance(old, Label)
            else g
            for old, g in pairs
        )
        return replace(drawing, glyphs=tuple(glyphs)).centred(room)

    def centred(self, room: Room) -> "Drawing":
        """The drawing in the middle of one that is as large as a room."""
        return Drawing(self.at(*room.centre), (room.width, room.height))

    def shifted(self, x: float, y: float) -> "Drawing":
        """The drawing with its glyphs moved by x to the right and by y up."""
        return replace(self, glyphs=tuple(shifted(g, x, y) for g in self.glyphs))

    def at(self, x: float, y: float) -> tuple[Glyph, ...]:
        """The drawing's glyphs, moved so that its middle is at (x, y)."""
        width, height = self.size
        return tuple(
            shifted(glyph, x - width / 2, y - height / 2) for glyph in self.glyphs
        )

    def scaled(self, by: float) -> "Drawing":
        """The drawing, by times as large, type and all."""
        glyphs = tuple(scaled(glyph, by) for glyph in self.glyphs)
        return Drawing(glyphs, times(self.size, by))

    def with_looks(self, looks: "Looks") -> "Drawing":
        """The drawing with some of its glyphs looking otherwise."""
        if not looks:
            return self
        return replace(self, glyphs=tuple(_seen(g, looks) for g in self.glyphs))


@dataclass(frozen=True)
class Look:
    """How glyphs look otherwise than in a plain drawing.

    opacity: a share of their own. emphasis: from 0 to 1. series: the number of the
        output in whose colour nodes and their curves are; None for their own.
    """

    opacity: float = 1.0
    emphasis: float = 0.0
    series: int | None = None


# By the key of a glyph, or the beginning of the keys of several: ("edge", 1) for all
# lines of the second layer. The longest that fits a glyph counts.
Looks = Mapping[Key, Look]


def _seen(glyph: Glyph, looks: Looks) -> Glyph:
    kind, *place = glyph.key
    for n in range(len(place), -1, -1):
        if look := looks.get((kind, *place[:n])):
            return _looking(glyph, look)
    return glyph


def _looking(glyph: Glyph, look: Look) -> Glyph:
    fields: dict[str, Any] = {
        "opacity": glyph.opacity * look.opacity,
        "emphasis": look.emphasis,
    }
    if look.series is not None and hasattr(glyph, "series"):
        fields["series"] = look.series
    return replace(glyph, **fields)


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
