"""Receptive fields: in each node, the pictures that make it highest."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from model import Field, Network, receptive_fields
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Arrangement, Drawing, Room
from render.plot.glyphs import Line, Pixels, Shape
from render.plot.plots import Plot
from render.view.named import Named, Names
from render.view.node_places import NodePlaces
from render.view.views import Moment

LARGEST = 46.0  # points: a field
MOST, BEHIND = 4, 2  # fields of a node, and of an output, that are shown
APART, CLOSE = 5.0, 2.0  # points between them, and in one place
PAST = 0.4  # opacity of links that are not looked at, and of nodes without fields


@dataclass(frozen=True)
class ReceptiveFields:
    """In each node of a network the inputs that make it highest, as pictures.

    Inputs run from -1, black, to 1, white. A node may have several pictures; those of
    an output stand side by side, those of another node share its place. A pixel is a
    checkerboard where it changes the node by less than a share of its range.

    shape: rows and columns of the picture that inputs are the pixels of.
    share: that of the range, as `model.receptive_fields` has it.
    strongest: the magnitude of the weight with the widest line.
    names: of the outputs. titles: of the steps of layers; if empty, they are plain.

    Raises InputError for values that are none of these.
    """

    shape: tuple[int, int] = (2, 2)
    share: float = 0.05
    strongest: float = 1.0
    names: Names = Names()
    titles: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if min(self.shape) < 1:
            given = " by ".join(map(str, self.shape))
            raise InputError("shape", given, "1 or more rows and columns")
        if not 0 < self.share < 1:
            raise InputError("share", self.share, "between 0 and 1")
        if not 0 < self.strongest < np.inf:
            raise InputError("strongest", self.strongest, "a number above 0")

    @property
    def note(self) -> str:
        """The small words below."""
        return (
            "In each node: the picture that makes it highest; several where several "
            f"do. Checkered: a pixel that hardly matters, under {self.share:.0%} of "
            "its range. Dashed: negative weight."
        )

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of other inputs than pixels, or many."""
        layers = ",".join(map(str, sizes))
        if sizes[0] != np.prod(self.shape):
            words = f"the first to be {np.prod(self.shape)}, the pixels"
            raise InputError("layers", layers, words)
        if self.titles and len(self.titles) != len(sizes) - 1:
            raise InputError("layers", layers, f"{len(self.titles)}, as titles are")

    def plot(self, moment: Moment) -> Plot:
        """The fields of all nodes, as a plot."""
        self.fit(moment.network.sizes)
        drawn = FieldDiagram(self, moment.network, len(moment.network.sizes), False)
        return Plot(DrawingAxes(), (drawn,), note=self.note)

    def steps(self, network: Network) -> tuple["FieldDiagram", ...]:
        """The inputs' fields, and then those of layer after layer.

        Raises InputError for a network of other inputs.
        """
        self.fit(network.sizes)
        counts = range(1, len(network.sizes) + 1)
        return tuple(FieldDiagram(self, network, n, True) for n in counts)


@dataclass(frozen=True, eq=False)
class FieldDiagram(Arrangement):
    """A network, and the fields of the nodes of some of its layers.

    n_seen: how many layers' are seen, the inputs being the first.
    is_step: whether what is new is emphasised.
    """

    view: ReceptiveFields
    network: Network
    n_seen: int
    is_step: bool

    emphasis = False  # it marks what is new itself

    @property
    def note(self) -> str:
        """The small words below."""
        return self.view.note

    @property
    def heading(self) -> str:
        """What is new."""
        number = self.n_seen - 1
        if number == 0:
            return "Which picture makes a node highest? An input: its own pixel"
        if self.view.titles:
            return self.view.titles[number - 1]
        name = "an output" if self.n_seen == len(self.network.sizes) else "it"
        return f"Layer {number}: the pictures that make {name} highest"

    def fitted(self, room: Room) -> Drawing:
        """The network in points. Raises InputError for too little room."""
        places = self._places(room)
        glyphs = [*self._links(places), *self._nodes(places), *places.labels()]
        return Drawing(tuple(glyphs), (room.width, room.height))

    drawing = fitted

    def _places(self, room: Room) -> NodePlaces:
        """Where nodes are, with room for more fields of each output."""
        places = NodePlaces(self.network.sizes, room, largest=LARGEST)
        after = (BEHIND - 1) * (places.diameters[-1] + APART)
        return replace(places, after=after, names=self._output_names)

    @property
    def _output_names(self) -> tuple[str, ...]:
        """What outputs are called."""
        n = self.network.sizes[-1]
        return Named(self.view.names, self.network.sizes[0], n).curves or ("$y$",)

    def _links(self, places: NodePlaces) -> Iterator[Line]:
        """Lines as wide as weights."""
        for line in places.lines():
            _, k, i, j = line.key
            weight = self.network.layers[k].weights[i, j]
            share = float(np.clip(weight / self.view.strongest, -1, 1))
            is_seen = not self.is_step or self.n_seen in (1, k + 2)
            opacity = line.opacity * (1 if is_seen else PAST)
            yield replace(line, strength=share, opacity=opacity)

    def _nodes(self, places: NodePlaces) -> Iterator[Shape | Pixels]:
        """The fields of nodes, or where they will be."""
        for shape in places.shapes():
            k = shape.key[1]
            if shape.form == "dots" or k >= self.n_seen:
                yield replace(shape, opacity=PAST)
            else:
                new = float(self.is_step and k == self.n_seen - 1)
                for field in self._pictures(shape, places):
                    yield replace(field, emphasis=new)

    def _pictures(self, node: Shape, places: NodePlaces) -> Iterator[Pixels]:
        """The fields of a node: of an output behind each other, else in its place."""
        _, k, j = node.key
        field = self._field(k, j)
        is_output = k == len(self.network.sizes) - 1
        (x, y), side = node.centre, node.size[0]
        n = min(len(field.inputs), BEHIND if is_output else MOST)
        for number in range(n):
            values, free = (
                a[number].reshape(self.view.shape) for a in (field.inputs, field.free)
            )
            place, size = (x, y), side
            if is_output:
                away = number * (side + APART)
                place = (x, y - away) if places.is_upright else (x + away, y)
            elif n > 1:
                size = (side - CLOSE) / 2
                row, column = divmod(number, 2)
                half = (size + CLOSE) / 2
                place = x + (2 * column - 1) * half, y + (1 - 2 * row) * half * (n > 2)
            key = ("field", k, j, number)
            yield Pixels(key, place, (size, size), values, free, into=node.key)

    def _field(self, k: int, j: int) -> Field:
        """Where a node is highest: an input, at white."""
        if k:
            return _fields(self.network, self.view.share)[k - 1][j - 1]
        own = np.eye(self.network.sizes[0])[j - 1 : j]
        return Field(own, own == 0, 1.0, -1.0)


@lru_cache(maxsize=8)
def _fields(network: Network, share: float) -> tuple[tuple[Field, ...], ...]:
    try:
        return receptive_fields(network, share)
    except ValueError as error:
        given, _, expected = str(error).partition(": expected ")
        raise InputError("inputs", given, expected) from error
