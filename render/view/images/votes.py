"""Votes: how hidden nodes together make an answer, and how little each counts."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np

from model import Images, Network, contributions
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, words
from render.view.glyph_steps import GlyphStep
from render.view.hidden_nodes import HiddenNodes
from render.view.images.alike import alike_glyphs, most_alike
from render.view.images.alone import PartCounts, alone_glyphs
from render.view.images.captioned import a_digit, captioned, line_height
from render.view.images.vote_bars import NodeBars
from render.view.parts import AIR, Part, check_room, is_wide
from render.view.weights import decimal

ENDS = 7  # bars at either end that stand by themselves
LONGEST = 110.0  # points: a line of the sum
ADDED = (
    "Bars: a hidden node's value times its weight. With each: what the node likes and "
    "dislikes, and its number."
)
GONE = "Bars: images named right no longer; with each, what the missing node likes."
ALIKE = (
    "Cosine: how alike the weights of two nodes are, 1 for the same, 0 for nothing in "
    "common, \N{MINUS SIGN}1 for opposites."
)
ALONE = (
    "Yes: the digit's output is above one half. Boxes: with all nodes. "
    "Named right: by these six alone for all digits"
)


@dataclass(frozen=True)
class Votes:
    """What hidden nodes add to an answer, and what becomes of it without them.

    image: one image, which the network is given. counts: over many images.

    Raises InputError for more images than one.
    """

    image: Images
    counts: PartCounts

    def __post_init__(self) -> None:
        if len(self.image) != 1:
            raise InputError("image", f"of {len(self.image)}", "1")

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The answer and its rival as sums, two nodes alike, and nodes left out.

        Raises InputError for a network that does not see the image, or is not the one
        that was counted with.
        """
        nodes = HiddenNodes(network, self.image.shape)
        self.counts.fit(network.sizes)
        outputs = network(self.image.inputs())[0]
        first, second = np.argsort(-outputs, kind="stable")[:2].tolist()
        output, liked, disliked = most_alike(nodes)
        rival = f"With other weights the same nodes vote on {a_digit(second)}"
        answer = f"Hidden nodes vote for {a_digit(first)}, and against it"
        pair = f"Nodes {liked + 1} and {disliked + 1} look alike"
        taste = f"the output for {output} likes only {liked + 1}"
        return (
            GlyphStep(answer, Sum(nodes, self.image, first).glyphs, ADDED),
            GlyphStep(rival, Sum(nodes, self.image, second).glyphs, ADDED),
            GlyphStep(f"{pair}: {taste}", partial(alike_glyphs, nodes), ALIKE),
            self._gone(nodes),
            self._alone(nodes),
        )

    def _gone(self, nodes: HiddenNodes) -> GlyphStep:
        """How many images are lost without each node."""
        n, right = sum(self.counts.totals), self.counts.right
        lost = right - np.array(self.counts.right_without)
        least = (right - int(lost.max())) / n
        heading = f"Any one node gone: {least:.1%} right or more, of {right / n:.1%}"
        bars = NodeBars(lost, nodes, span_of(lost), counts=True)

        def glyphs(room: Room) -> Iterator[Glyph]:
            check_room(room)
            yield from bars.glyphs(Part.of(room), room)

        return GlyphStep(spaced(heading), glyphs, GONE)

    def _alone(self, nodes: HiddenNodes) -> GlyphStep:
        """What outputs do with their six favourites alone."""
        counts, totals = self.counts, np.array(self.counts.totals)
        shares = np.array(counts.other_alone) / (totals.sum() - totals)
        worst = int(shares.argmax())
        yes = f"the output for {worst} says yes to {shares[worst]:.0%} of others"
        note = f"{ALONE} ({counts.right / totals.sum():.1%} with all)."
        glyphs = partial(alone_glyphs, counts, worst, nodes)
        return GlyphStep(spaced(f"With six nodes {yes}"), glyphs, spaced(note))


@dataclass(frozen=True, eq=False)
class Sum:
    """How hidden nodes and a bias add up to one output for one image."""

    nodes: HiddenNodes
    image: Images
    output: int

    def glyphs(self, room: Room) -> Iterator[Glyph]:
        """The image, what each node adds, and what that comes to."""
        check_room(room)
        every = contributions(self.nodes.network, self.image.inputs()[0])
        votes = every[:, self.output]
        if is_wide(room):
            own, rest = Part.of(room).across(0.19, 0.81)
            picture, table = own.down(0.45, 0.55)
        else:
            own, rest = Part.of(room).down(0.21, 0.79)
            picture, table = own.across(0.45, 0.55)
        text, pixels = a_digit(self.image.labels[0]), self.image.inputs()[0]
        key, cell, shape = (
            ("image",),
            picture.without(right=AIR, low=AIR),
            self.image.shape,
        )
        yield from captioned(key, cell, room, pixels, shape, [text], 1.0, "light")
        yield from self._table(votes, table, room)
        bars = NodeBars(votes, self.nodes, span_of(every), ends=ENDS)
        yield from bars.glyphs(rest, room)

    def _table(self, votes: np.ndarray, cell: Part, room: Room) -> Iterator[Glyph]:
        """The votes for and against, the bias, their sum, and the output."""
        network = self.nodes.network
        bias = float(network.layers[-1].weights[0, self.output])
        output = float(network(self.image.inputs())[0, self.output])
        parts = float(votes[votes > 0].sum()), float(votes[votes < 0].sum()), bias
        rows = [
            *zip(("for", "against", "bias"), map(decimal, parts), strict=True),
            ("sum", decimal(float(votes.sum()) + bias)),
            (f"output {self.output}", f"{output:.3f}"),
        ]
        step, long = 1.25 * line_height(room), min(cell.width - 3 * AIR, LONGEST)
        top = cell.centre[1] + len(rows) * step / 2
        left = cell.left if is_wide(room) else cell.centre[0] - long / 2
        for number, (text, value) in enumerate(rows):
            y, size = top - (number + 0.5) * step, room.small
            yield words(("row", number), text, left, y, size, "left", "note")
            yield words(("sum", number), f"${value}$", left + long, y, size, "right")


def span_of(values: np.ndarray) -> tuple[float, float]:
    """The lowest and the highest of some values and zero; never the same."""
    low, high = min(0.0, float(values.min())), max(0.0, float(values.max()))
    return (low, high) if low < high else (0.0, 1.0)


def spaced(text: str) -> str:
    """Words with a space before each percent sign, at which no line ends."""
    return text.replace("%", "\N{NO-BREAK SPACE}%")
