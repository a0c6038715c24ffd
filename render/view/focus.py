"""Focus: diagrams in which some nodes, and the lines that make them, stand out."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from model import Network
from render.plot.blending import blend_glyphs
from render.plot.drawings import Arrangement, Drawing, Room
from render.plot.glyphs import GAP, Glyph, Key, Label, Line, Shape, name
from render.view.diagrams import Diagram

PAST, WAITING = 0.5, 0.35  # opacity of nodes before those looked at, and after them
FAINT = 0.15  # of lines into nodes that are not looked at
WEAKEST = 0.3  # of a line of no weight into one that is
Node = tuple[int, int]  # a layer, 0 for the inputs, and a node in it, counted from 1


@dataclass(frozen=True)
class Focus:
    """What is looked at in a diagram: nodes of one layer, and the lines into them.

    layer: its number, 0 for the inputs; None to look at all that there is.
    nodes: their numbers, counted from 1.
    shown: the node whose values are seen beside the diagram.
    """

    layer: int | None
    nodes: tuple[int, ...]
    shown: Node

    def has(self, layer: int, node: int) -> bool:
        """Whether a node is one of those that are looked at."""
        return layer == self.layer and node in self.nodes

    def opacity(self, layer: int, node: int) -> float:
        """How much is seen of a node: all of those that the lines come from, too."""
        if self.layer is None or layer == self.layer - 1:
            return 1.0
        if self.has(layer, node) or (layer, node) == self.shown:
            return 1.0
        return PAST if layer < self.layer else WAITING


@dataclass(frozen=True, eq=False)
class FocusedDiagram(Arrangement):
    """A network as a diagram shows it, with something that is looked at.

    focuses: one after the other. position: which of them, counted from 0, or where
        between two; after the last comes the first.
    """

    view: Diagram
    network: Network
    focuses: tuple[Focus, ...]
    position: float

    def fitted(self, room: Room) -> Drawing:
        """The diagram in points, in the middle of the room.

        Raises InputError if it does not fit.
        """
        stop = int(self.position)
        before, after = (
            _focused(self.view, self.network, room, self.focuses[k])
            for k in (stop, (stop + 1) % len(self.focuses))
        )
        share = self.position - stop
        if not share:
            return before
        return replace(before, glyphs=blend_glyphs(before.glyphs, after.glyphs, share))


def name_of(network: Network, node: Node) -> str:
    """The name of a node's value, as mathematics: y for a single output."""
    layer, number = node
    last = len(network.layers)
    if layer == last and network.sizes[-1] == 1:
        return "$y$"
    layers = "" if layer == last else f"^{{({layer})}}"
    return f"$y_{{{number - 1}}}{layers}$"


@lru_cache(maxsize=64)
def _focused(view: Diagram, network: Network, room: Room, focus: Focus) -> Drawing:
    drawing = _drawing(view, network, room)
    glyphs = [_seen(glyph, focus) for glyph in drawing.glyphs]
    if focus.shown[0] < len(network.layers):  # outputs have their names already
        glyphs += _named(drawing, focus.shown, name_of(network, focus.shown))
    return replace(drawing, glyphs=tuple(glyphs))


@lru_cache(maxsize=8)
def _drawing(view: Diagram, network: Network, room: Room) -> Drawing:
    return view.drawing(network, room)


def _seen(glyph: Glyph, focus: Focus) -> Glyph:
    """A glyph as it is seen; weak weights step back."""
    match glyph.key:
        case ("edge", layer, _, j) if isinstance(glyph, Line):
            strength = abs(1.0 if glyph.strength is None else glyph.strength)
            strong = WEAKEST + (1 - WEAKEST) * strength
            is_seen = focus.layer is None or focus.has(layer + 1, j + 1)
            return replace(glyph, opacity=strong if is_seen else FAINT)
        case ("dots", layer, _):
            several = layer == focus.layer and len(focus.nodes) > 1
            return replace(glyph, opacity=1.0 if several else focus.opacity(layer, 0))
    node = _node(glyph.key)
    if node is None:
        return glyph
    emphasis = float(focus.has(*node) if focus.layer else node == focus.shown)
    return replace(glyph, opacity=focus.opacity(*node), emphasis=emphasis)


def _node(key: Key) -> Node | None:
    """The node that a glyph is of; None for others."""
    match key:
        case ("node" | "picture", layer, node) | ("name", "node" | "x", layer, node):
            return layer, node
        case ("name", "y", layer, j):
            return layer + 1, j + 1
    return None


def _named(drawing: Drawing, node: Node, text: str) -> Iterator[Label]:
    """The name of a hidden node, right of it, if there is room and others have names.

    It is not part of the layout, which is the same whatever is looked at.
    """
    key = "node", *node
    shapes = [glyph for glyph in drawing.glyphs if isinstance(glyph, Shape)]
    names = [glyph for glyph in drawing.glyphs if isinstance(glyph, Label)]
    size = next((label.size for label in names if label.key[1] == "y"), 0.0)
    for own in [shape for shape in shapes if shape.key == key and size]:
        x, y = float(own.bounds[1, 0]) + GAP, own.centre[1]
        label = replace(name(key, text, x, y, size, "left"), emphasis=1.0)
        after = min(s.bounds[0, 0] for s in shapes if s.bounds[0, 0] > x)
        if label.bounds[1, 0] + GAP <= after:
            yield label
