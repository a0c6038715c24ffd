"""What one might hope that a network finds: edges, loops and lines, and digits."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Label, Line, Place, Shape, words
from render.view.images import hand_drawn
from render.view.images.captioned import line_height
from render.view.images.framed import framed
from render.view.images.weight_key import key_height, weight_key
from render.view.parts import AIR, Part, check_room, is_wide

LOOP, LINE, LOWER = range(3)  # the parts; the lower loop is the loop, turned
PARTS = (hand_drawn.loop(), hand_drawn.line(), hand_drawn.turned(hand_drawn.loop()))
NINE = hand_drawn.together(PARTS[LOOP], PARTS[LINE])
OWN_EDGES = (*hand_drawn.loop_pieces(), *hand_drawn.line_pieces())  # the nine's
EDGES = (*OWN_EDGES, *map(hand_drawn.turned, hand_drawn.loop_pieces()))
PART_OF = (LOOP,) * 4 + (LINE,) * 2 + (LOWER,) * 4  # of each edge
PARTS_OF = {9: (LOOP, LINE), 8: (LOOP, LOWER), 1: (LINE,)}  # of digits
PICTURES = ((NINE,), EDGES, PARTS)  # of the layers but the last
NAMES = ("a picture", "edges", "loops and lines", "digits")
LIT = ((0,), range(len(OWN_EDGES)), PARTS_OF[9], (9,))  # nodes that a nine lights
FAINT = 0.3  # opacity of nodes that are not lit, and of their links
FILL, MOST = 0.88, 0.22  # of its share of a layer, and of the way: a node
APART = 0.78  # of a column's width: a picture among signs


@dataclass(frozen=True)
class Layers:
    """Places of nodes, layer after layer, from left to right or from the top down.

    counts: nodes in each layer. along: how far each layer is along the way.
    """

    room: Room
    counts: tuple[int, ...]
    along: tuple[float, ...]

    @property
    def cell(self) -> Part:
        """What they fill; in a wide room, below words."""
        cell = Part.of(self.room)
        return cell.without(top=line_height(self.room)) if self.is_wide else cell

    @property
    def is_wide(self) -> bool:
        """Whether they go from left to right."""
        return is_wide(self.room)

    def place(self, layer: int, number: int) -> Place:
        """The middle of a node."""
        cell, share = self.cell, (number + 0.5) / self.counts[layer]
        across, down = self.along[layer], share
        if not self.is_wide:
            across, down = down, across
        return cell.left + across * cell.width, cell.top - down * cell.height

    def side(self, layer: int) -> float:
        """How wide and high a layer's nodes are."""
        across, way = self.cell.height, self.cell.width
        if not self.is_wide:
            across, way = way, across
        return min(FILL * across / self.counts[layer], MOST * way)

    def link(self, layer: int, i: int, j: int, opacity: float, new: bool) -> Line:
        """A line from a node's edge to one of the next layer."""
        (x, y), (right, low) = self.place(layer, i), self.place(layer + 1, j)
        before, after = self.side(layer) / 2, self.side(layer + 1) / 2
        ends = ((x + before, y), (right - after, low))
        if not self.is_wide:
            ends = ((x, y - before), (right, low + after))
        key = ("link", layer, i, j)
        return Line(key, *ends, emphasis=float(new), opacity=opacity)


def taken_apart(has_edges: bool, room: Room) -> Iterator[Glyph]:
    """A nine on the right, its loop and its line, and perhaps their edges."""
    check_room(room)
    layers = Layers(room, (len(OWN_EDGES), 2, 1), (0.15, 0.5, 0.85))
    pictures = (OWN_EDGES, PARTS[:2], (NINE,))
    names = ("edge", "part", "whole")
    for layer in range(0 if has_edges else 1, 3):
        new = layer == (0 if has_edges else 1)
        for k, picture in enumerate(pictures[layer]):
            place, side = layers.place(layer, k), layers.side(layer)
            key, shape = (names[layer], k), picture.shape
            yield from framed(key, place, side, picture, shape, form="light")
            if layer < 2:
                goal = PART_OF[k] if layer == 0 else 0
                line = layers.link(layer, k, goal, 1.0, new)
                yield replace(line, key=("whole", layer, k))


def hoped_network(n_lit: int, room: Room) -> Iterator[Glyph]:
    """The network that is hoped for, so many of its layers lit by a nine.

    The picture is the first of them. What is not lit is faint.
    """
    check_room(room)
    counts = (1, len(EDGES), len(PARTS), 10)
    layers = Layers(room, counts, (0.11, 0.42, 0.7, 0.95))
    for layer, i, j in _links():
        lit = _is_lit(layer, i, n_lit) and _is_lit(layer + 1, j, n_lit)
        new = lit and layer + 2 == n_lit
        yield layers.link(layer, i, j, 1.0 if lit else FAINT, new)
    for layer, count in enumerate(counts):
        for k in range(count):
            lit = _is_lit(layer, k, n_lit)
            new = lit and layer + 1 == n_lit
            yield from _node(layers, layer, k, 1.0 if lit else FAINT, float(new))
    yield from _names(layers)


def _is_lit(layer: int, node: int, n_lit: int) -> bool:
    return layer < n_lit and node in LIT[layer]


def _links() -> Iterator[tuple[int, int, int]]:
    """A layer, its node, and that of the next, for all links."""
    yield from ((0, 0, edge) for edge in range(len(EDGES)))
    yield from ((1, edge, part) for edge, part in enumerate(PART_OF))
    for digit, parts in PARTS_OF.items():
        yield from ((2, part, digit) for part in parts)


def _node(
    layers: Layers, layer: int, k: int, opacity: float, new: float
) -> Iterator[Glyph]:
    """A node as the picture that lights it; a digit in a circle."""
    place, side = layers.place(layer, k), layers.side(layer)
    key = (("input", "edge", "part", "digit")[layer], k)
    if layer < len(PICTURES):
        picture = PICTURES[layer][k]
        yield from framed(
            key, place, side, picture, picture.shape, 1.0, "light", new, opacity
        )
        return
    yield Shape(key, "circle", place, (side, side), emphasis=new, opacity=opacity)
    label = words(key, str(k), *place, layers.room.small)
    yield replace(label, emphasis=new)


def _names(layers: Layers) -> Iterator[Label]:
    """What layers find, above each; left out where links would cross the words."""
    if layers.is_wide:
        room, y = layers.room, layers.cell.top + line_height(layers.room) / 2
        for layer, text in enumerate(NAMES):
            x = layers.place(layer, 0)[0]
            yield words(("layer", layer), text, x, y, room.small, role="note")


def fitted_loop(room: Room) -> Iterator[Glyph]:
    """A node that fits the upper loop, and its sums for this loop and the lower one."""
    check_room(room)
    weights, foot = PARTS[LOOP], key_height(room)
    yield from weight_key(1.0, (room.width / 2, foot / 2), room.width, room)
    heads, cell = Part.of(room).raised(foot + AIR).below(line_height(room))
    for head, text in zip(
        heads.across(1, 1, 1), ("weights", "a picture", "sum"), strict=True
    ):
        yield words(("head", text), text, *head.centre, room.small, role="note")
    for row, part in zip(cell.down(1, 1), (LOOP, LOWER), strict=True):
        cells, picture = row.across(1, 1, 1), PARTS[part]
        side = min(FILL * row.height, APART * cells[0].width)
        pairs = (("weights", weights, "weights"), ("part", picture, "light"))
        for place, (name, values, form) in zip(cells, pairs, strict=False):
            key, shape = (name, part), values.shape
            yield from framed(key, place.centre, side, values, shape, 1.0, form)
        yield from _sum(part, float((weights * picture).sum()), cells, room)


def _sum(part: int, total: float, cells: Sequence[Part], room: Room) -> Iterator[Label]:
    """The signs between pictures, and what they come to."""
    y = cells[0].centre[1]
    for x, text in ((cells[1].left, r"$\times$"), (cells[2].left, "$=$")):
        yield words(("sign", part, text), text, x, y, room.label)
    label = words(("sum", part), f"${total:.1f}$", cells[2].centre[0], y, room.title)
    yield replace(label, emphasis=float(part == LOOP))
