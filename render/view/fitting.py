"""Fitting: diagrams, and their equations, in the room that a picture has for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

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
    words = f"more for a diagram of {','.join(map(str, sizes))}"
    raise room.refused(f"{words}: another shape, or smaller type")


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
    is_wide = space.width > WIDE * space.height and not is_long
    for axis in (0, 1) if is_wide else (1, 0):
        drawing = _joined(layout, space, most, less, _cards(blocks, paper, axis), axis)
        if drawing and space.holds(drawing):
            yield drawing


def _cards(blocks: Sequence[Block], paper: bool, axis: int) -> Iterator[Drawing]:
    """Equations as they may stand beside a diagram, axis 0, or below it, axis 1.

    The first is the narrowest of all beside it, the flattest of all below it.
    """
    if axis == 0:
        for n in range(1, len(blocks) + 1):
            yield card(blocks, n, paper=paper)
        return
    each = [(equation,) for block in blocks for equation in block]
    yield card(each, len(each), paper=paper)
    for n in range(len(blocks), 0, -1):
        yield card(blocks, n, paper=paper)


def _joined(
    layout: Layout,
    space: Space,
    most: int,
    less: int,
    cards: Iterator[Drawing],
    axis: int,
) -> Drawing | None:
    """A diagram with the first of some cards that fits; None if none does.

    axis: 0 for a card beside the diagram, 1 for one below it.
    """
    room = [space.width, space.height]
    one = next((one for one in cards if one.size[1 - axis] <= room[1 - axis]), None)
    if one is None:
        return None
    room[axis] -= BETWEEN + one.size[axis]
    rest = replace(space, width=room[0], height=room[1])
    drawing = layout(rest, most, less) if room[axis] > 0 else None
    return (beside, above)[axis](drawing, one, BETWEEN) if drawing else None
