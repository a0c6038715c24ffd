"""Large networks, lit: a picture, layers of nodes, and the ways to the answer.

Of all links only the strongest are drawn: the one with the largest product into each
node of the layer that is lit; in the end some into the answer, into each node that such
a link comes from, and so on back to the pixels.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from math import copysign
from typing import TYPE_CHECKING

import numpy as np

from model import Network
from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Glyph, Image, Label, Line, Pixels, Shape, ink_on, words
from render.type.typeset import Align
from render.view.images.framed import framed
from render.view.lit import Lit
from render.view.lit_places import MOST, LitPlaces
from render.view.weights import decimal

if TYPE_CHECKING:
    from render.view.activations import Activations

PAST = 0.4  # opacity of nodes without a value
WIDTHS = 0.25, 1.0  # of lines, as shares of the widest: of none, and of the strongest

# Layer, node it comes from, node it leads into, both from 0, and the product.
Link = tuple[int, int, int, float]


@dataclass(frozen=True, eq=False)
class LitPaths(Lit):
    """A network of many inputs; fields as Lit has them."""

    @property
    def lines(self) -> str:
        """What lines are, in words."""
        if self.n_lit < 2:
            return ""
        n, into = 1, "each node"
        if self.is_done:
            n, into = self.view.most, "the answer and each node on the way there"
        what = self.view.links if n > 1 else self.view.links[:-1]
        times = ", weight times value," if self.view.links == "products" else ""
        largest = f"{n} largest {what}" if n > 1 else f"largest {what}"
        wide = "Wider: larger. Dashed: negative."
        return f"Lines: the {largest}{times} into {into}. {wide}"

    def fitted(self, room: Room) -> Drawing:
        """The network in points. Raises InputError for too little room."""
        shape = self.view.picture_shape
        first = _on_ways(self.view, self.network)
        places = LitPlaces(self.network.sizes, room, shape, self.names, first)
        glyphs: list[Glyph] = [*self._picture(places), *self._links(places)]
        for k in range(len(self.network.sizes)):
            if places.has_nodes(k):
                glyphs += [*self._nodes(k, places), *self._numbers(k, places)]
        glyphs += [*places.dots(), *self._counts(places), *self._outputs(places)]
        return Drawing(tuple(glyphs), (room.width, room.height))

    @property
    def links(self) -> tuple[Link, ...]:
        """The strongest links: into the layer that is lit, or on ways to the answer."""
        last = len(self.network.sizes) - 1
        if self.is_done:
            return tuple(self._ways(last - 1, self.winners))
        if self.n_lit < 2:
            return ()
        k = self.n_lit - 2
        nodes = range(self.network.sizes[k + 1])
        return tuple(link for j in nodes for link in self._into(k, j, 1))

    def _ways(self, k: int, nodes: Iterable[int]) -> Iterator[Link]:
        """The strongest links into some nodes behind layer k, and those before them."""
        most = self.view.most
        links = [link for j in nodes for link in self._into(k, j, most)]
        yield from links
        if k:
            yield from self._ways(k - 1, sorted({i for _, i, _, _ in links}))

    def _into(self, k: int, j: int, most: int) -> Iterator[Link]:
        """The strongest links from layer k into a node of the next."""
        strengths = self.network.layers[k].weights[1:, j]
        if self.view.links == "products":
            strengths = strengths * self.values[k]
        order = np.argsort(-np.abs(strengths), kind="stable")[:most]
        yield from ((k, int(i), j, float(strengths[i])) for i in order)

    def _links(self, places: LitPlaces) -> Iterator[Line | Shape]:
        """Lines, and a mark on each pixel that one comes from."""
        links = [link for link in self.links if link[3]]
        pixels = self._image(places)
        if pixels is not None:
            numbers = sorted({i for k, i, _, _ in links if k == 0})
            yield from (_mark(i, pixels) for i in numbers)
        for k, i, j, strength in links:
            widest = max(abs(link[3]) for link in links if link[0] == k)
            start = pixels.pixel(i) if k == 0 and pixels is not None else None
            ends = places.ends(k, i + 1, j + 1, start)
            low, high = WIDTHS
            share = low + (high - low) * abs(strength) / widest
            yield Line(("edge", k, i, j), *ends, strength=copysign(share, strength))

    def _image(self, places: LitPlaces) -> Image | None:
        """The inputs as an image, without its rim."""
        parts = self._picture(places)
        return next((glyph for glyph in parts if isinstance(glyph, Image)), None)

    def _picture(self, places: LitPlaces) -> Iterator[Image | Shape]:
        """The inputs as an image, from black to white, in a rim."""
        shape = self.view.picture_shape
        if shape is not None:
            values, new = (self.lights[0] + 1) / 2, float(self.n_lit == 1)
            yield from framed(
                ("picture",),
                places.picture,
                places.side,
                values,
                shape,
                form="light",
                emphasis=new,
            )

    def _nodes(self, k: int, places: LitPlaces) -> Iterator[Shape | Pixels]:
        """The nodes of a layer: rims, and discs if they are lit."""
        is_lit = k < self.n_lit
        for j in places.columns[k].heights:
            place, size = places.node(k, j), (places.diameters[k],) * 2
            key, emphasis = ("node", k, j), self._emphasis(k, j - 1)
            opacity = 1.0 if is_lit else PAST
            form = "circle" if k else "box"
            yield Shape(key, form, place, size, emphasis=emphasis, opacity=opacity)
            if is_lit:
                value = np.array([[self.lights[k][j - 1]]])
                yield Pixels(("lit", k, j), place, size, value, form=form, into=key)

    def _emphasis(self, k: int, j: int) -> float:
        """Whether a node is looked at: its layer, or the answer alone."""
        if self.is_done:
            return float(k == len(self.network.sizes) - 1 and j in self.winners)
        return float(k == self.n_lit - 1)

    def _numbers(self, k: int, places: LitPlaces) -> Iterator[Label]:
        """The values of a layer's nodes, if they are lit."""
        if k >= self.n_lit:
            return
        size, is_inside = places.room.small, places.is_inside(k)
        align: Align = "center" if is_inside else places.align
        for j, (x, y) in places.numbers(k):
            text = f"${decimal(float(self.values[k][j - 1]))}$"
            role = ink_on(self.lights[k][j - 1]) if is_inside else "value"
            label = words(("number", k, j), text, x, y, size, align, role)
            yield replace(label, emphasis=self.is_done * self._emphasis(k, j - 1))

    def _counts(self, places: LitPlaces) -> Iterator[Label]:
        """How many pixels there are, and nodes in a layer that is not shown whole."""
        size, align = places.room.small, places.align
        for k, n in enumerate(self.network.sizes):
            if places.has_nodes(k) and not places.is_whole(k):
                x, y = places.count(k)
                yield words(("count", k), f"of {n:,}", x, y, size, align, "note")
        picture = self._image(places)
        if picture is not None:
            yield _caption(picture, f"{self.network.sizes[0]:,} pixels", places)

    def _outputs(self, places: LitPlaces) -> Iterator[Label]:
        """The names of outputs, the answer's large."""
        last, room = len(self.network.sizes) - 1, places.room
        for j in places.columns[last].heights:
            is_answer = self.is_done and j - 1 in self.winners
            size = room.title if is_answer else room.label
            label = words(
                ("name", j), self.names[j - 1], *places.name(j), size, places.align
            )
            yield replace(label, emphasis=float(is_answer))


@lru_cache(maxsize=32)
def _on_ways(view: "Activations", network: Network) -> tuple[tuple[int, ...], ...]:
    """Of each layer some nodes, from 1: those on the ways to answers, then the first.

    All points count, so that the same nodes are seen of each.
    """
    n_lit = len(network.sizes)
    ways = [LitPaths(view, network, point, n_lit, True) for point in view.points]
    links = [link for way in ways for link in way.links]
    ranked = []
    for k, n in enumerate(network.sizes):
        on = [i + 1 for layer, i, _, _ in links if layer == k]
        on += [j + 1 for layer, _, j, _ in links if layer == k - 1]
        nodes = dict.fromkeys([*on, *range(1, min(n, MOST) + 1)])
        ranked.append(tuple(nodes)[:MOST])
    return tuple(ranked)


def _mark(i: int, image: Image) -> Shape:
    """A box around a pixel of an image."""
    rows, columns = image.values.shape
    size = image.size[0] / columns, image.size[1] / rows
    return Shape(("pixel", i), "box", image.pixel(i), size, emphasis=1.0)


def _caption(image: Image, text: str, places: LitPlaces) -> Label:
    """Words below a picture, or right of it in an upright room."""
    (left, low), (right, _) = image.bounds
    size, key = places.room.small, ("count", 0)
    if places.is_upright:
        return words(key, text, right + 6, image.centre[1], size, "left", "note")
    return words(key, text, (left + right) / 2, low - size, size, "center", "note")
