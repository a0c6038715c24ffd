"""Activations: a network's nodes, lit by what they give for one point."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal

import numpy as np

from model import IDENTITY, Network
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Arrangement, Drawing, Room
from render.plot.glyphs import Label, Line, Pixels, Shape, ink_on, words
from render.plot.plots import Plot
from render.type.typeset import width
from render.view.named import Named, Names
from render.view.node_places import NodePlaces
from render.view.views import Moment
from render.view.weights import decimal

Links = Literal["weights", "products"]
LINKS = ("weights", "products")
PICTURE, GAP = (0.36, 84.0), 16.0  # of the room's shorter side, and points at most
INSIDE = 3.0  # points that a number leaves free in its node
TIED = 1e-9  # outputs that differ by less are equal
PAST = 0.4  # opacity of links that are not looked at, and of nodes without a value


@dataclass(frozen=True)
class Activations:
    """A network's nodes, each as light as its value, and links between them.

    Nodes run from black, for -1 and below, through grey, for 0, to white, for 1 and
    above, and have their values in them where there is room.

    at: the point: a value for each input. others: more of them, for steps.
    shape: rows and columns of the picture that inputs are the pixels of; None for none.
    links: what lines are as wide as: "weights", or "products" of a weight and the value
        it is multiplied by. Negative ones are dashed.
    strongest: the magnitude with the widest line, which larger ones have too.
    names: of the outputs, the highest of which is the answer, and marked.
    titles: of the steps of layers; if empty, they are plain.

    Raises InputError for values that are none of these.
    """

    at: tuple[float, ...]
    others: tuple[tuple[float, ...], ...] = ()
    shape: tuple[int, int] | None = None
    links: Links = "products"
    strongest: float = 1.0
    names: Names = Names()
    titles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for point in (self.at, *self.others):
            if not (len(point) == len(self.at) and np.isfinite(point).all()):
                given = ",".join(map(str, point))
                raise InputError("at", given, f"{len(self.at)} finite numbers")
        if self.shape and np.prod(self.shape) != len(self.at):
            given = " by ".join(map(str, self.shape))
            raise InputError("shape", given, f"{len(self.at)} pixels")
        if self.links not in LINKS:
            raise InputError("links", self.links, ", ".join(LINKS))
        if not 0 < self.strongest < np.inf:
            raise InputError("strongest", self.strongest, "a number above 0")

    @property
    def note(self) -> str:
        """The small words below."""
        times = "; from lit nodes, weight times value, none where that is 0"
        lines = f"Lines: weights{times if self.links == 'products' else ''}."
        return f"Black: \N{MINUS SIGN}1. Grey: 0. White: 1. {lines} Dashed: negative."

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of another number of inputs or layers."""
        if sizes[0] != len(self.at):
            layers = ",".join(map(str, sizes))
            raise InputError("layers", layers, f"the first to be {len(self.at)}")
        if self.titles and len(self.titles) != len(sizes) - 1:
            layers = ",".join(map(str, sizes))
            raise InputError("layers", layers, f"{len(self.titles)}, as titles are")

    def plot(self, moment: Moment) -> Plot:
        """The nodes of a network, all lit, as a plot."""
        self.fit(moment.network.sizes)
        n_lit = len(moment.network.sizes)
        lit = LitNetwork(self, moment.network, self.at, n_lit, True)
        return Plot(DrawingAxes(), (lit,), note=self.note)

    def steps(self, network: Network) -> tuple["LitNetwork", ...]:
        """A point's way through a network layer by layer, and then the other points.

        Raises InputError for a network of another number of inputs.
        """
        self.fit(network.sizes)
        n = len(network.sizes)
        stages = [(k, False) for k in range(n + 1)] + [(n, True)]
        walk = [LitNetwork(self, network, self.at, *stage) for stage in stages]
        return *walk, *(LitNetwork(self, network, x, n, True) for x in self.others)


@dataclass(frozen=True, eq=False)
class LitNetwork(Arrangement):
    """A network some of whose layers are lit.

    point: the inputs. n_lit: how many layers are, the inputs being the first.
    is_done: whether the answer is marked.
    """

    view: Activations
    network: Network
    point: tuple[float, ...]
    n_lit: int
    is_done: bool

    emphasis = False  # it marks what is new itself

    @property
    def note(self) -> str:
        """The small words below."""
        return self.view.note

    @property
    def heading(self) -> str:
        """What is new."""
        last = len(self.network.sizes)
        if self.is_done:
            return self._answer()
        if self.n_lit < 2:
            kind = "picture" if self.view.shape else "point"
            if self.n_lit == 0:
                return f"What does the network make of a {kind}?"
            return f"The inputs: the numbers of the {kind}"
        number = self.n_lit - 1
        if self.view.titles:
            return self.view.titles[number - 1]
        f = self.network.layers[number - 1].activation
        then = "" if f == IDENTITY else f", then {f.name.replace('_', ' ')}"
        name = "The outputs" if self.n_lit == last else f"Layer {number}"
        return f"{name}: values times weights, added{then}"

    def _answer(self) -> str:
        """Which output is the highest, in words."""
        if len(self.winners) > 1:
            highest, n = float(self.values[-1].max()), len(self.winners)
            return f"A tie: the highest {n} outputs are all {highest:.2f}"
        is_first = self.point == self.view.at
        words = "The highest output is the answer" if is_first else "Another picture"
        return f"{words}: {self._names[self.winners[0]]}"

    @cached_property
    def values(self) -> list[np.ndarray]:
        """The values of each layer's nodes, inputs first."""
        return [row[0] for row in self.network.nodes(np.array([self.point]))]

    @property
    def winners(self) -> tuple[int, ...]:
        """The highest output, counted from 0, or all that tie."""
        outputs = self.values[-1]
        return tuple(map(int, np.flatnonzero(outputs >= outputs.max() - TIED)))

    @property
    def _names(self) -> tuple[str, ...]:
        """What outputs are called."""
        n = self.network.sizes[-1]
        return Named(self.view.names, self.network.sizes[0], n).curves or ("$y$",)

    def fitted(self, room: Room) -> Drawing:
        """The network in points. Raises InputError for too little room."""
        places = self._places(room)
        glyphs = [*self._links(places), *self._nodes(places), *self._outputs(places)]
        glyphs += [*self._numbers(places), *self._picture(places)]
        return Drawing(tuple(glyphs), (room.width, room.height))

    drawing = fitted

    def _places(self, room: Room) -> NodePlaces:
        """Where nodes are, with the picture before them and names behind."""
        before = _side(room) + GAP if self.view.shape else 0.0
        return NodePlaces(self.network.sizes, room, before, names=self._names)

    def _links(self, places: NodePlaces) -> Iterator[Line]:
        """Lines as wide as weights, or as products where the value is known."""
        for line in places.lines():
            _, k, i, j = line.key
            strength = self.network.layers[k].weights[i, j]
            if self.view.links == "products" and k + 1 < self.n_lit:
                strength = strength * self.values[k][i - 1]
            is_seen = self.is_done or self.n_lit in (0, 1, k + 2)
            share = float(np.clip(strength / self.view.strongest, -1, 1))
            opacity = line.opacity * (1 if is_seen else PAST)
            yield replace(line, strength=share, opacity=opacity)

    def _nodes(self, places: NodePlaces) -> Iterator[Shape | Pixels]:
        """Rims, and those that are lit."""
        for shape in places.shapes():
            is_lit = shape.key[1] < self.n_lit
            opacity = 1.0 if is_lit else PAST
            emphasis = self._emphasis(*shape.key[1:])
            yield replace(shape, opacity=opacity, emphasis=emphasis)
            if is_lit and shape.form != "dots":
                k, j = shape.key[1:]
                value = np.array([[self.values[k][j - 1]]])
                pixels = Pixels(("lit", k, j), shape.centre, shape.size, value)
                yield replace(pixels, form=shape.form, into=shape.key)

    def _emphasis(self, k: int, j: int = 0) -> float:
        """Whether a node is looked at: its layer, or the answer alone."""
        if self.is_done:
            return float(k == len(self.network.sizes) - 1 and j - 1 in self.winners)
        return float(k == self.n_lit - 1)

    def _numbers(self, places: NodePlaces) -> Iterator[Label]:
        """The values of lit nodes, where there is room in all of a layer's."""
        size = places.room.small
        for k in range(self.n_lit):
            texts = [f"${decimal(float(x))}$" for x in self.values[k]]
            if size * max(map(width, texts)) + INSIDE > places.diameters[k]:
                continue
            for (layer, j), (x, y) in places.nodes.items():
                if layer == k:
                    role, key = ink_on(self.values[k][j - 1]), ("number", k, j)
                    yield words(key, texts[j - 1], x, y, size, role=role)

    def _picture(self, places: NodePlaces) -> Iterator[Pixels]:
        """The picture whose pixels the inputs are, and these while they are in it."""
        if self.view.shape is None:
            return
        pixels = picture(self.point, self.view.shape, places.room)
        yield pixels
        if self.n_lit == 0:
            for number, (place, size) in enumerate(pixels.tiles, start=1):
                value = np.array([[self.point[number - 1]]])
                yield Pixels(("lit", 0, number), place, size, value)

    def _outputs(self, places: NodePlaces) -> Iterator[Label]:
        """The names of outputs, the answer's emphasised."""
        for label in places.labels():
            is_answer = self.is_done and label.key[1] - 1 in self.winners
            yield replace(label, emphasis=float(is_answer))


def picture(point: Sequence[float], shape: tuple[int, int], room: Room) -> Pixels:
    """The inputs as a picture, on the left of a room, or on top in an upright one."""
    side = _side(room)
    rows, columns = shape
    size = side * min(1.0, columns / rows), side * min(1.0, rows / columns)
    place = side / 2, room.height / 2
    if room.is_upright:
        place = room.width / 2, room.height - side / 2
    return Pixels(("picture",), place, size, np.reshape(point, shape))


def _side(room: Room) -> float:
    """How wide and high the picture of the inputs may be."""
    share, most = PICTURE
    return min(share * min(room.width, room.height), most)
