"""Fitting: diagrams, and their equations, in the room that a picture has for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from render.errors import InputError
from render.plot.drawings import Drawing, Room, above, beside
from render.plot.glyphs import TYPE
from render.view.equations import Block, card
from render.view.rows import FEWEST

SLACK = 1e-6  # of units, for rounding
BETWEEN = 16.0  # from a diagram to its equations
WIDE = 1.25  # of its height: a room's width from which equations stand beside
# What a diagram leaves out where room is small: nothing, names of products, all names,
# all letters.
NAMES, NO_PRODUCTS, NO_NAMES, BARE = range(4)


@dataclass(frozen=True)
class Space:
    """What there is for a diagram, in its own units; names are of the size TYPE.

    small: the size of small words.
    """

    width: float
    height: float
    small: float

    def holds(self, drawing: Drawing) -> bool:
        """Whether a drawing fits."""
        width, height = drawing.size
        return width <= self.width + SLACK and height <= self.height + SLACK


class Layout(Protocol):
    """How a diagram is laid out, as large as it may be."""

    def __call__(self, space: Space, most: int, less: int, /) -> Drawing | None:
        """A drawing for the space; None if there is too little of it.

        most: rows of a layer that are shown. less: what is left out, from NAMES.
        """
        ...


def fit(
    layout: Layout,
    room: Room,
    sizes: tuple[int, ...],
    most: int,
    blocks: Sequence[Block] = (),
    paper: bool = True,
    is_long: bool = False,
) -> Drawing:
    """A diagram of a network with its equations, in points, in the middle of a room.

    Equations stand beside it in a wide room, else below it, or the other way if only
    that fits. If need be, type is small; then there are fewer rows; then names go.
    sizes, most: of the network's layers, and rows of a layer that are shown.
    is_long: whether the diagram needs the room's whole width, above its equations.
    Raises InputError for too little room.
    """
    for size, rows, less in _tries(room, min(most, max(*sizes, FEWEST))):
        unit = size / TYPE
        space = Space(room.width / unit, room.height / unit, TYPE * room.small / size)
        for drawing in _arranged(layout, space, rows, less, blocks, paper, is_long):
            return drawing.scaled(unit).centred(room)
    points = f"of {room.width:.0f} by {room.height:.0f} points"
    words = f"more for a diagram of {','.join(map(str, sizes))}"
    raise InputError("room", points, f"{words}: another shape, or smaller type")


def _tries(room: Room, most: int) -> Iterator[tuple[float, int, int]]:
    """Sizes of type, rows, and what is left out, the best first."""
    yield room.label, most, NAMES
    for less in (NAMES, NO_PRODUCTS, NO_NAMES, BARE):
        for rows in range(most, FEWEST - 1, -1):
            yield room.small, rows, less


def _arranged(
    layout: Layout,
    space: Space,
    most: int,
    less: int,
    blocks: Sequence[Block],
    paper: bool,
    is_long: bool,
) -> Iterator[Drawing]:
    """The ways in which a diagram and its equations fit, the better one first."""
    if not blocks:
        drawing = layout(space, most, less)
        if drawing and space.holds(drawing):
            yield drawing
        return
    ways = (_beside, _below)
    is_wide = space.width > WIDE * space.height and not is_long
    for way in ways if is_wide else reversed(ways):
        drawing = way(layout, space, most, less, blocks, paper)
        if drawing and space.holds(drawing):
            yield drawing


def _beside(
    layout: Layout,
    space: Space,
    most: int,
    less: int,
    blocks: Sequence[Block],
    paper: bool,
) -> Drawing | None:
    """A diagram and its equations beside it; None if they do not fit."""
    cards = (card(blocks, n + 1, paper=paper) for n in range(len(blocks)))
    right = next((one for one in cards if one.size[1] <= space.height), None)
    if right is None:
        return None
    room = replace(space, width=space.width - BETWEEN - right.size[0])
    left = layout(room, most, less) if room.width > 0 else None
    return beside(left, right, BETWEEN) if left else None


def _below(
    layout: Layout,
    space: Space,
    most: int,
    less: int,
    blocks: Sequence[Block],
    paper: bool,
) -> Drawing | None:
    """A diagram and its equations below it; None if they do not fit."""
    each = [(equation,) for block in blocks for equation in block]
    cards = [card(each, len(each), paper=paper)]
    cards += [card(blocks, n, paper=paper) for n in range(len(blocks), 0, -1)]
    bottom = next((one for one in cards if one.size[0] <= space.width), None)
    if bottom is None:
        return None
    room = replace(space, height=space.height - BETWEEN - bottom.size[1])
    top = layout(room, most, less) if room.height > 0 else None
    return above(top, bottom, BETWEEN) if top else None
