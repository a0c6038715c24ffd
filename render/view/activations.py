"""Activations: a network's nodes, lit by what they give for one point."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from model import Images, Network
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.plots import Plot
from render.view.lit import Lit, Point, span_of
from render.view.lit_network import LitNetwork
from render.view.lit_paths import LitPaths
from render.view.named import Names
from render.view.node_places import MOST
from render.view.views import Moment

Links = Literal["weights", "products"]
LINKS = ("weights", "products")


@dataclass(frozen=True)
class Activations:
    """A network's nodes, each as light as its value, and links between them.

    Nodes run from black, for -1 and below, through grey, for 0, to white, for 1 and
    above; those of a layer whose values are all from 0 to 1 from black, for 0, to
    white. Their values are in them, or beside them, where there is room.

    Of a network of more than 16 inputs the inputs are the picture itself, or a column
    with most of them left out, and only the strongest links are drawn: one into each
    node of the layer that is lit; in the end some into the answer, into each node that
    such a link comes from, and so on back to the inputs.

    at: the point: a value for each input, or Images of a single one. others: more of
        them, for steps: a tuple of points, or Images.
    shape: rows and columns of the picture that inputs are the pixels of; None for none.
        Images have their own.
    links: what lines are as wide as: "weights", or "products" of a weight and the value
        it is multiplied by. Negative ones are dashed.
    strongest: the magnitude with the widest line, which larger ones have too; with more
        than 16 inputs the widest is the strongest of its layer.
    most: with more than 16 inputs, how many links lead into the answer and into each
        node on the way there.
    span: the inputs that are black and white; of Images always 0 and 1.
    names: of the outputs, the highest of which is the answer, and marked.
    titles: of the steps of layers; if empty, they are plain.
    remark: small words below, before those on what is seen.

    Raises InputError for values that are none of these.
    """

    at: Point
    others: tuple[Point, ...] | Images = ()
    shape: tuple[int, int] | None = None
    links: Links = "products"
    strongest: float = 1.0
    most: int = 3
    span: tuple[float, float] = (-1.0, 1.0)
    names: Names = Names()
    titles: tuple[str, ...] = ()
    remark: str = ""

    def __post_init__(self) -> None:
        for point in self.points:
            if isinstance(point, Images):
                _check_image(point, self.picture_shape)
            elif not (len(point) == self.n_inputs and np.isfinite(point).all()):
                given = ",".join(map(str, point))
                raise InputError("at", given[:40], f"{self.n_inputs} finite numbers")
        if self.shape and np.prod(self.shape) != self.n_inputs:
            given = " by ".join(map(str, self.shape))
            raise InputError("shape", given, f"{self.n_inputs} pixels")
        if self.links not in LINKS:
            raise InputError("links", self.links, ", ".join(LINKS))
        if not 0 < self.strongest < np.inf:
            raise InputError("strongest", self.strongest, "a number above 0")
        if self.most < 1:
            raise InputError("most", self.most, "1 or more links into a node")
        if not -np.inf < self.span[0] < self.span[1] < np.inf:
            raise InputError("span", self.span, "two numbers, the lower one first")

    @property
    def points(self) -> tuple[Point, ...]:
        """All points, each a tuple or an image."""
        others = self.others
        if isinstance(others, Images):
            others = tuple(others.some([k]) for k in range(len(others)))
        return self.at, *others

    @property
    def n_inputs(self) -> int:
        """How many inputs a network has."""
        at = self.at
        return int(np.prod(at.shape)) if isinstance(at, Images) else len(at)

    @property
    def picture_shape(self) -> tuple[int, int] | None:
        """Rows and columns of the picture that inputs are the pixels of, if any."""
        return self.at.shape if isinstance(self.at, Images) else self.shape

    @property
    def inputs_span(self) -> tuple[float, float]:
        """The inputs that are black and white."""
        return (0.0, 1.0) if isinstance(self.at, Images) else self.span

    def greys(self, network: Network) -> str:
        """Which values are black and white: of inputs, and of nodes if they differ."""
        functions = [layer.activation for layer in network.layers]
        spans = {span_of(f) for f in functions}
        if spans == {self.inputs_span}:
            return _named(self.inputs_span)
        parts = [f"Inputs: {_named(self.inputs_span)}"]
        if len(spans) == 1:
            return " ".join([*parts, f"Nodes: {_named(*spans)}"])
        names = {f.name: span_of(f) for f in functions}
        return " ".join([*parts, *(f"{n}: {_named(s)}" for n, s in names.items())])

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of other inputs, layers or outputs."""
        layers = ",".join(map(str, sizes))
        if sizes[0] != self.n_inputs:
            raise InputError("layers", layers, f"the first to be {self.n_inputs}")
        if self.titles and len(self.titles) != len(sizes) - 1:
            raise InputError("layers", layers, f"{len(self.titles)}, as titles are")
        for point in self.points:
            if isinstance(point, Images) and point.labels.max() >= sizes[-1]:
                label = int(point.labels.max())
                raise InputError("layers", layers, f"an output for category {label}")

    def plot(self, moment: Moment) -> Plot:
        """The nodes of a network, all lit, as a plot."""
        self.fit(moment.network.sizes)
        n_lit = len(moment.network.sizes)
        lit = self._lit(moment.network, self.at, n_lit, True)
        return Plot(DrawingAxes(), (lit,), note=lit.note)

    def steps(self, network: Network) -> tuple[Lit, ...]:
        """A point's way through a network layer by layer, and then the other points.

        Raises InputError for a network of another number of inputs.
        """
        self.fit(network.sizes)
        n = len(network.sizes)
        first = 0 if self.n_inputs <= MOST else 1  # a picture of many stays whole
        stages = [(k, False) for k in range(first, n + 1)] + [(n, True)]
        walk = [self._lit(network, self.at, *stage) for stage in stages]
        return *walk, *(self._lit(network, x, n, True) for x in self.points[1:])

    def _lit(self, network: Network, point: Point, n_lit: int, is_done: bool) -> Lit:
        kind = LitNetwork if self.n_inputs <= MOST else LitPaths
        return kind(self, network, point, n_lit, is_done)


def _check_image(image: Images, shape: tuple[int, int] | None) -> None:
    """Raise InputError for other than one image of a shape."""
    if len(image) != 1 or image.shape != shape:
        size = " by ".join(map(str, image.shape))
        given = f"{len(image)} images of {size}"
        raise InputError("at", given, "one image, of the size of all others")


def _named(span: tuple[float, float]) -> str:
    """Which values are black, grey and white, in words."""
    low, high = (f"{x:g}".replace("-", "\N{MINUS SIGN}") for x in span)
    middle = " Grey: 0." if span[0] == -span[1] else ""
    return f"Black: {low}.{middle} White: {high}."
