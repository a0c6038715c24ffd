"""Steps: drawings that turn into each other, one at each stop."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Protocol

import numpy as np

from render.plot.blending import blend_glyphs, emphasise
from render.plot.drawings import Arrangement, Drawing, Room
from render.plot.glyphs import Glyph
from render.view.equations import CARD


class Drawn(Protocol):
    """What is drawn at a stop."""

    @property
    def heading(self) -> str:
        """The words above it: what is new."""
        ...

    @property
    def emphasis(self) -> bool:
        """Whether what the step before does not have is emphasised."""
        ...

    @property
    def note(self) -> str:
        """Small words below it."""
        ...

    def drawing(self, room: Room) -> Drawing:
        """It in a room. Raises InputError if there is too little of it."""
        ...


@dataclass(frozen=True, eq=False)
class Steps(Arrangement):
    """Steps that turn into each other; position: from 0 up to how many there are."""

    steps: tuple[Drawn, ...]
    position: float

    def fitted(self, room: Room) -> Drawing:
        """The step at the position, or what is half-way to the next, in a room.

        Raises InputError if there is too little of it.
        """
        stop, size = int(self.position), (room.width, room.height)
        glyphs = _drawing_at(self.steps, stop, room).glyphs
        if self.position > stop:
            after = _drawing_at(self.steps, (stop + 1) % len(self.steps), room).glyphs
            glyphs = blend_glyphs(glyphs, _put(glyphs, after), self.position - stop)
        return Drawing(glyphs, size)


@lru_cache(maxsize=64)
def _drawing_at(steps: tuple[Drawn, ...], stop: int, room: Room) -> Drawing:
    """A step, with emphasis on what the step before does not have."""
    drawing = steps[stop].drawing(room)
    if stop == 0 or not steps[stop].emphasis:
        return drawing
    before = steps[stop - 1].drawing(room)
    return Drawing(emphasise(drawing.glyphs, before.glyphs), drawing.size)


def _put(before: Sequence[Glyph], after: Sequence[Glyph]) -> Sequence[Glyph]:
    """The glyphs after a step, whose card fades in where it would cross the diagram.

    It would if the two cards have no place in common.
    """
    cards = [glyph.bounds for glyph in (*before, *after) if glyph.key == CARD]
    if len(cards) < 2:
        return after
    low, high = np.max(cards, axis=0)[0], np.min(cards, axis=0)[1]
    if (low < high).all():
        return after
    return [
        replace(glyph, key=("put", *glyph.key))
        if glyph.key[0] in ("card", "equation")
        else glyph
        for glyph in after
    ]
