"""Small networks, lit: all nodes, the line of every weight, and numbers in nodes."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Label, Line, Pixels, Shape, ink_on, words
from render.type.typeset import width
from render.view.lit import Lit, lightness
from render.view.node_places import NodePlaces
from render.view.weights import decimal

PICTURE, GAP = (0.36, 84.0), 16.0  # of the room's shorter side, and points at most
INSIDE = 3.0  # points that a number leaves free in its node
PAST = 0.4  # opacity of links that are not looked at, and of nodes without a value


@dataclass(frozen=True, eq=False)
class LitNetwork(Lit):
    """A network all of whose inputs are nodes; fields as Lit has them."""

    @property
    def lines(self) -> str:
        """What lines are, in words."""
        times = "; from lit nodes, weight times value, none where that is 0"
        words = f"Lines: weights{times if self.view.links == 'products' else ''}."
        return f"{words} Dashed: negative."

    def fitted(self, room: Room) -> Drawing:
        """The network in points. Raises InputError for too little room."""
        places = self._places(room)
        glyphs = [*self._links(places), *self._nodes(places), *self._outputs(places)]
        glyphs += [*self._numbers(places), *self._picture(places)]
        return Drawing(tuple(glyphs), (room.width, room.height))

    def _places(self, room: Room) -> NodePlaces:
        """Where nodes are, with the picture before them and names behind."""
        before = _side(room) + GAP if self.view.picture_shape else 0.0
        return NodePlaces(self.network.sizes, room, before, names=self.names)

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
                value = np.array([[self.lights[k][j - 1]]])
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
                    role, key = ink_on(self.lights[k][j - 1]), ("number", k, j)
                    yield words(key, texts[j - 1], x, y, size, role=role)

    def _picture(self, places: NodePlaces) -> Iterator[Pixels]:
        """The picture whose pixels the inputs are, and these while they are in it."""
        if self.view.picture_shape is None:
            return
        values = lightness(self.values[0], self.view.inputs_span)
        pixels = picture(values, self.view.picture_shape, places.room)
        yield pixels
        if self.n_lit == 0:
            for number, (place, size) in enumerate(pixels.tiles, start=1):
                value = np.array([[values[number - 1]]])
                yield Pixels(("lit", 0, number), place, size, value)

    def _outputs(self, places: NodePlaces) -> Iterator[Label]:
        """The names of outputs, the answer's emphasised."""
        for label in places.labels():
            is_answer = self.is_done and label.key[1] - 1 in self.winners
            yield replace(label, emphasis=float(is_answer))


def picture(
    values: Sequence[float] | np.ndarray, shape: tuple[int, int], room: Room
) -> Pixels:
    """The inputs as a picture, on the left of a room, or on top in an upright one."""
    side = _side(room)
    rows, columns = shape
    size = side * min(1.0, columns / rows), side * min(1.0, rows / columns)
    place = side / 2, room.height / 2
    if room.is_upright:
        place = room.width / 2, room.height - side / 2
    return Pixels(("picture",), place, size, np.reshape(values, shape))


def _side(room: Room) -> float:
    """How wide and high the picture of the inputs may be."""
    share, most = PICTURE
    return min(share * min(room.width, room.height), most)
