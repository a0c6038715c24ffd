"""Parameters: the weights and biases of a network, counted on its diagram."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from model import Network
from render.errors import InputError
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Label, shifted, words
from render.view.glyph_steps import GlyphStep
from render.view.node_places import NodePlaces

LAYERS, FIRST, WEIGHTS, BIASES, TOTAL = range(5)  # the steps
ROWS = 6  # of a layer, at most
LINE = 17.0  # points from line to line of numbers
FAINT = 0.35  # opacity of lines that are not counted
TIMES = "\N{MULTIPLICATION SIGN}"
NODE = 18.0  # points: a node, at most
NOTE = "Of each layer a few nodes stand for all."
BESIDE = 34.0  # points beside the outer layers, for their numbers


@dataclass(frozen=True)
class Parameters:
    """What a network learns, counted: a weight for each link, a bias for each neuron.

    others: the layers of other networks that are counted afterwards, inputs first.
    """

    others: tuple[tuple[int, ...], ...] = ()

    def steps(self, network: Network) -> tuple[GlyphStep, ...]:
        """The layers, the weights, the biases and all together; then the others.

        Raises InputError for a network of one layer of weights.
        """
        counts = Counts.of(network)
        if len(counts.sizes) < 3:
            layers = ",".join(map(str, counts.sizes))
            raise InputError("layers", layers, "a hidden layer or more")
        first, total, biases = counts.weights[0], counts.total, sum(counts.biases)
        links = f"{counts.sizes[0]} {TIMES} {counts.sizes[1]} = {first:,}"
        titles = (
            f"{_listed(counts.sizes)} nodes: how many numbers to learn?",
            f"A weight for each link: {links} from the pixels",
            f"From layer to layer: {sum(counts.weights):,} weights in all",
            f"A bias for each node but the pixels: {biases} more",
            f"{total:,} numbers to learn, and that is all there is to it",
        )
        others = [Counts.from_sizes(sizes) for sizes in self.others]
        return (
            *(
                GlyphStep(title, partial(_glyphs, counts, step), NOTE)
                for step, title in enumerate(titles)
            ),
            *(
                GlyphStep(
                    f"Layers of {_listed(other.sizes)}: {other.total:,} to learn",
                    partial(_glyphs, other, TOTAL),
                    NOTE,
                )
                for other in others
            ),
        )


@dataclass(frozen=True)
class Counts:
    """How many nodes, weights and biases a network has, layer by layer.

    sizes: nodes, inputs first. weights: of each pair of layers. biases: of each layer
    but the inputs.
    """

    sizes: tuple[int, ...]
    weights: tuple[int, ...]
    biases: tuple[int, ...]

    @classmethod
    def of(cls, network: Network) -> "Counts":
        """What is counted in a network's arrays."""
        arrays = [layer.weights for layer in network.layers]
        weights = tuple(array[1:].size for array in arrays)
        return cls(network.sizes, weights, tuple(array[0].size for array in arrays))

    @classmethod
    def from_sizes(cls, sizes: Sequence[int]) -> "Counts":
        """What a network of layers has."""
        pairs = pairwise(sizes)
        return cls(tuple(sizes), tuple(m * n for m, n in pairs), tuple(sizes[1:]))

    @property
    def total(self) -> int:
        """All weights and biases."""
        return sum(self.weights) + sum(self.biases)


def _listed(sizes: Sequence[int]) -> str:
    """Sizes in words: "784, 16, 16 and 10"."""
    *most, last = map(str, sizes)
    return f"{', '.join(most)} and {last}"


def _glyphs(counts: Counts, step: int, room: Room) -> Iterator[Glyph]:
    """A network and what is counted of it at a step, in a room."""
    low = 5 * LINE
    height = min(room.height - low - LINE, 0.6 * room.width)
    if height < 2 * LINE:
        raise room.refused("more for a network and its counts: a larger picture")
    up = low + (room.height - low - LINE - height) / 2
    inner = replace(room, height=height)
    nodes = NodePlaces(counts.sizes, inner, BESIDE, BESIDE, largest=NODE, most=ROWS)
    for glyph in _network(nodes, step):
        yield shifted(glyph, 0.0, up)
    for k, n in enumerate(counts.sizes):
        x, y = nodes.place(k, 0.0)[0], up + height + LINE / 2
        new = float(step == LAYERS)
        yield _new(words(("size", k), str(n), x, y, room.label), new)
    yield from _counted(counts, step, nodes, up - LINE / 2)


def _network(nodes: NodePlaces, step: int) -> Iterator[Glyph]:
    """The links and nodes, those emphasised that are counted."""
    for line in nodes.lines():
        is_counted = step == WEIGHTS or (step == FIRST and line.key[1] == 0)
        opacity = line.opacity * (1.0 if is_counted else FAINT)
        yield replace(line, emphasis=float(is_counted), opacity=opacity)
    for shape in nodes.shapes():
        is_counted = step == BIASES and shape.key[1] > 0
        yield replace(shape, emphasis=float(is_counted))


def _counted(
    counts: Counts, step: int, nodes: NodePlaces, top: float
) -> Iterator[Glyph]:
    """The numbers below the network: weights, biases and their sum."""
    room, small = nodes.room, nodes.room.small
    middles = [nodes.place(k + 0.5, 0.0)[0] for k in range(len(counts.weights))]
    if step >= FIRST:
        seen = counts.weights[: 1 if step == FIRST else None]
        for k, (x, n) in enumerate(zip(middles, seen, strict=False)):
            new = float(step in (FIRST, WEIGHTS))
            before, after = counts.sizes[k : k + 2]
            text = f"{before} {TIMES} {after}"
            yield _new(words(("product", k), text, x, top, small), 0.0)
            yield _new(words(("weights", k), f"{n:,}", x, top - LINE, small), new)
    if step >= BIASES:
        for k, n in enumerate(counts.biases, start=1):
            x, new = nodes.place(k, 0.0)[0], float(step == BIASES)
            yield _new(words(("biases", k), f"+ {n}", x, top - 2 * LINE, small), new)
    if step == TOTAL:
        place = room.width / 2, top - 3.7 * LINE
        text = f"= {counts.total:,}"
        yield _new(words(("total",), text, *place, room.title), 1.0)


def _new(label: Label, emphasis: float) -> Label:
    return replace(label, emphasis=emphasis)
