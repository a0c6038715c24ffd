"""Keys of weights: a strip of their colours from the most negative to the strongest."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Place, words
from render.type.typeset import width
from render.view.images.framed import framed
from render.view.weights import number

LONG, HIGH, SHADES = 150.0, 9.0, 129  # points of the strip, and its values
BESIDE, BELOW = 7.0, 2.0  # points to words and numbers
SIDES = "dislikes", "likes"
ENDS = "\N{MINUS SIGN}", "+"  # where images have scales of their own


def key_height(room: Room) -> float:
    """How high a key is: its strip, and numbers below."""
    return HIGH + BELOW + room.small


def weight_key(
    strongest: float | None, centre: Place, wide: float, room: Room
) -> Iterator[Glyph]:
    """A strip of colours with words beside it and numbers below, as wide as fits.

    strongest: the weight at its right end; None where each image has its own.
    centre: of all of it. wide: what there is for it. Raises InputError for too little.
    """
    size = room.small
    beside = 2 * (max(map(width, SIDES)) * size + BESIDE)
    long, x = min(LONG, wide - beside), centre[0]
    y = centre[1] + (key_height(room) - HIGH) / 2
    ends = ENDS
    if strongest is not None:
        ends = f"$-{number(strongest)}$", f"${number(strongest)}$"
    if long < 2 * (width(ends[0]) * size + BESIDE):
        raise room.refused("more for the colours of weights: a larger picture")
    yield from _strip(strongest or 1.0, (x, y), (long, HIGH))
    for side, word in zip((-1, 1), SIDES, strict=True):
        align, away = ("right", "left")[side > 0], side * (long / 2 + BESIDE)
        yield words(("key", word), word, x + away, y, size, align, "note")  # type: ignore[arg-type]
    below = y - HIGH / 2 - BELOW - size / 2
    for share, text in zip((-0.5, 0.0, 0.5), (ends[0], "$0$", ends[1]), strict=True):
        yield words(("key", share), text, x + share * long, below, size, role="note")


def _strip(strongest: float, centre: Place, size: Place) -> Iterator[Glyph]:
    """The strip and its rim."""
    values = strongest * np.linspace(-1.0, 1.0, SHADES)
    for glyph in framed(("key",), centre, size[0], values, (1, SHADES), strongest):
        yield replace(glyph, size=size)
