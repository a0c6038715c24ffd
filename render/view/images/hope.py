"""The hope that networks put digits together from edges, and what becomes of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

from model import Network
from render.plot.drawings import Room
from render.plot.glyphs import Glyph
from render.view.glyph_steps import GlyphStep
from render.view.hidden_nodes import HiddenNodes
from render.view.images.captioned import captioned
from render.view.images.hoped import PARTS, fitted_loop, hoped_network, taken_apart
from render.view.images.weight_key import key_height, weight_key
from render.view.parts import AIR, Part, check_room, is_tall
from render.view.weights import decimal

DRAWN = "Drawn by hand: nothing here was learned."
SUMS = f"{DRAWN} Sums: weights times pixels, added up."
HAND = (
    ("The hope: a nine is a loop and a line", partial(taken_apart, False), DRAWN),
    ("A loop is made of edges, and so is a line", partial(taken_apart, True), DRAWN),
    ("So a first layer might find edges", partial(hoped_network, 2), DRAWN),
    (
        "The next layer might see that edges make a loop",
        partial(hoped_network, 3),
        DRAWN,
    ),
    ("And a loop above a line makes a nine", partial(hoped_network, 4), DRAWN),
    ("Weights that fit a loop above get little from one below", fitted_loop, SUMS),
)
HOPED = "hoped: loop", "hoped: line"


@dataclass(frozen=True)
class Hope:
    """A network by hand that finds edges, loops and digits; then what one did learn.

    output: whose most liked hidden nodes are shown at last, counted from 0.
    shape: rows and columns of the inputs' picture.
    """

    output: int = 9
    shape: tuple[int, int] = (28, 28)

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The hope by hand, and the nodes of a network.

        Raises InputError for a network whose first layer does not see the picture.
        """
        nodes = HiddenNodes(network, self.shape)
        steps = [GlyphStep(title, glyphs, note) for title, glyphs, note in HAND]
        heading = f"What {self.output} likes best in a trained network: hardly a loop"
        note = "Computed: each pixel's weight to a hidden node."
        return *steps, GlyphStep(heading, partial(self._learned, nodes), note)

    def _learned(self, nodes: HiddenNodes, room: Room) -> Iterator[Glyph]:
        """What was hoped for, small, and the nodes that the output likes most."""
        check_room(room)
        likes, air = nodes.likes(self.output), (AIR, AIR, AIR, AIR)
        strip, cell = Part.of(room).below(key_height(room) + AIR)
        hands, cells = _halves(cell, len(likes), is_tall(room))
        for part, own in enumerate(hands):
            key, picture, text = ("part", part), PARTS[part], (HOPED[part],)
            own, shape = own.without(*air), picture.shape
            yield from captioned(key, own, room, picture, shape, text, 1.0, "light")
        for slot, node in enumerate(likes):
            weight = decimal(float(nodes.votes[node, self.output]))
            label, own = f"node {node + 1}: ${weight}$", cells[slot].without(*air)
            yield from nodes.glyphs(node, own, room, [label], ("weights", slot))
        yield from weight_key(nodes.strongest, strip.centre, strip.width, room)


def _halves(cell: Part, n: int, is_tall: bool) -> tuple[list[Part], list[Part]]:
    """Two small cells, and n large ones beside them, or below in a tall room."""
    if is_tall:
        small, large = cell.down(1, 1.5 * n)
        return small.across(1, 1), large.down(*[1.0] * n)
    small, large = cell.across(1, 2.2 * n)
    return small.down(1, 1), large.across(*[1.0] * n)
