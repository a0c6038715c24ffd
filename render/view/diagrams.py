"""Diagrams: views of a network's nodes, weights and operations."""

from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from model import IDENTITY, Network
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Arrangement, Drawing, Looks, Room
from render.plot.plots import Plot
from render.view.equations import Block, equations
from render.view.explicit import Explicit
from render.view.explicit_layer import F
from render.view.fitting import Layout, fit
from render.view.node_pictures import color_words, with_pictures
from render.view.rows import check_rows
from render.view.simplified import Simplified
from render.view.views import Moment, check_range
from render.view.weights import with_weights

Bias = Literal["first", "last", "none"]
Equations = Literal["none", "card", "plain"]
NAMES = ("indexed", "plain")
EQUATIONS = ("none", "card", "plain")
WHOLE = Room(552.0, 300.0)  # a picture of 16 by 9 without its margins
MOST_ROWS, MOST_EXPLICIT_ROWS = 200, 20  # that can be asked for in a layer


@dataclass(frozen=True)
class ExplicitDiagram:
    """Every operation of a network: products, sums and nonlinearities.

    bias: where the bias node x_0 stands: "first", at the top; "last", at the bottom, as
        in the original production; or "none".
    frames: whether there is a numbered frame around each layer.
    names: "indexed" for x_i, w_ij, u_ij, v_j and y_j, with the layer's number where
        there are several; "plain" for the x, m, b and y of a straight line.
    weights: whether boxes hold the weights themselves, and lines show them: the sign by
        colour and dashes, the magnitude by width.
    equations: what the layers compute, beside the diagram or below it: "none", on a
        light "card", or "plain", in the diagram's own colours.
    strongest: the magnitude of the weight with the widest line, which larger ones have
        too; None for the largest that each layer shows.
    most: rows of a layer that are shown, at most; of more nodes, the first and the last
        are, and dots in one row stand for the others.

    In a small room there are fewer rows, then no names of products, then no names.
    Raises InputError for values that are none of these.
    """

    bias: Bias = "last"
    frames: bool = False
    names: Literal["indexed", "plain"] = "indexed"
    weights: bool = False
    equations: Equations = "none"
    strongest: float | None = 1.0
    most: int = 3

    def __post_init__(self) -> None:
        check_rows(self.bias, self.most, MOST_EXPLICIT_ROWS)
        _check(self.strongest, self.equations)
        if self.names not in NAMES:
            raise InputError("names", self.names, ", ".join(NAMES))

    def drawing(
        self,
        network: Network,
        room: Room = WHOLE,
        blocks: tuple[Block, ...] | None = None,
    ) -> Drawing:
        """The diagram of a network, in points, in the middle of the room.

        blocks: the equations with it; None for the network's own, if it has any.
        Raises InputError if there is too little room, and for plain names of anything
        but a straight line.
        """
        functions = _functions(network)
        if self.names == "plain" and (any(functions) or network.sizes != (1, 1)):
            words = "indexed, but for one linear layer, 1,1"
            raise InputError("names", self.names, words)
        layout = Explicit(
            network.sizes, functions, self.bias, self.frames, self.names, self.weights
        )
        is_long = len(network.layers) > 1
        return _drawn(self, layout, network, room, blocks, self.names, is_long)

    def plot(self, moment: Moment) -> Plot:
        """The diagram of a network, as a plot."""
        return Plot(DrawingAxes(), (NetworkDiagram(self, moment.network),))


@dataclass(frozen=True)
class Diagram:
    """A circle for each node of a network and a line for each weight.

    bias, frames, equations, strongest, most: as an ExplicitDiagram's.
    names: whether inputs and outputs have names.
    words: whether small words below say which nodes are inputs, hidden and outputs, if
        there is room.
    weights: whether lines show weights: the sign by colour and dashes, the magnitude by
        width.
    pictures: whether each node shows its values: a curve for one input, outputs in
        their own colours; a map of heights for two. They are as high as the bounds of
        the activation.
    x: the range of each input in pictures.
    fitted: whether pictures of a layer whose activation has no bounds are as high as
        its values.
    categories: whether maps have the colours of the categories that outputs tell apart,
        fainter where these are less clear, in place of those of heights.

    Raises InputError for values that are none of these.
    """

    bias: Bias = "none"
    frames: bool = False
    names: bool = False
    words: bool = False
    weights: bool = False
    pictures: bool = False
    equations: Equations = "none"
    strongest: float | None = 1.0
    most: int = 12
    x: tuple[float, float] = (-6.0, 6.0)
    fitted: bool = False
    categories: bool = False

    def __post_init__(self) -> None:
        check_rows(self.bias, self.most, MOST_ROWS)
        _check(self.strongest, self.equations)
        check_range("x", self.x)

    @property
    def options(self) -> tuple[str, ...]:
        """What can be asked of it: other inputs, if it has pictures."""
        return ("x",) if self.pictures else ()

    def varied(self, x: tuple[float, float] | None = None) -> "Diagram":
        """The diagram with pictures over another range of each input."""
        return replace(self, x=x or self.x)

    def drawing(
        self,
        network: Network,
        room: Room = WHOLE,
        blocks: tuple[Block, ...] | None = None,
    ) -> Drawing:
        """The diagram of a network, in points, in the middle of the room.

        blocks: the equations with it; None for the network's own, if it has any.
        Raises InputError for too little room, for pictures of more than two inputs, or
        of huge values.
        """
        has_maps = self.pictures and network.sizes[0] == 2
        looks = self.x, self.fitted, self.categories
        layout = Simplified(
            network.sizes,
            self.bias,
            self.frames,
            self.names,
            self.words,
            squares=self.pictures,
            weights=self.weights,
            colors=color_words(network, *looks) if has_maps else None,
        )
        drawing = _drawn(self, layout, network, room, blocks)
        if not self.pictures:
            return drawing
        return with_pictures(drawing, network, *looks)

    def plot(self, moment: Moment) -> Plot:
        """The diagram of a network, as a plot."""
        return Plot(DrawingAxes(), (NetworkDiagram(self, moment.network),))


@dataclass(frozen=True, eq=False)
class NetworkDiagram(Arrangement):
    """A network as a diagram shows it, as large as there is room for.

    looks: of glyphs that look otherwise, by their keys or beginnings of these: nodes
        are ("node", layer, node), counted from 1, lines ("edge", layer, i, j), and
        names ("name", "x", 0, i) and ("name", "y", layer, j).
    """

    view: "ExplicitDiagram | Diagram"
    network: Network
    looks: Looks = field(default_factory=dict)

    def fitted(self, room: Room) -> Drawing:
        """The diagram in points, in the middle of the room.

        Raises InputError if it does not fit.
        """
        return self.view.drawing(self.network, room).with_looks(self.looks)


def _drawn(
    view: ExplicitDiagram | Diagram,
    layout: Explicit | Simplified,
    network: Network,
    room: Room,
    blocks: tuple[Block, ...] | None,
    names: str = "indexed",
    is_long: bool = False,
) -> Drawing:
    """A network as a view's layout has it, with its equations and weights.

    names: as an ExplicitDiagram's. is_long: whether it needs the room's whole width.
    """
    if blocks is None:
        blocks = () if view.equations == "none" else equations(network, names)
    paper = view.equations != "plain"
    drawing = _fit(layout, room, network.sizes, view.most, blocks, paper, is_long)
    return with_weights(drawing, network, view.strongest) if view.weights else drawing


@lru_cache(maxsize=64)
def _fit(
    layout: Layout,
    room: Room,
    sizes: tuple[int, ...],
    most: int,
    blocks: tuple[Block, ...],
    paper: bool,
    is_long: bool,
) -> Drawing:
    return fit(layout, room, sizes, most, blocks, paper, is_long)


def _functions(network: Network) -> tuple[str, ...]:
    """The name of each layer's function: f, with its number if there are several.

    It is empty for the identity.
    """
    fs = [layer.activation for layer in network.layers]
    one, numbers = len(set(fs)) == 1, range(1, len(fs) + 1)
    names = (F if one else f"$f^{{({n})}}$" for n in numbers)
    pairs = zip(fs, names, strict=True)
    return tuple("" if f == IDENTITY else name for f, name in pairs)


def _check(strongest: float | None, equations: str) -> None:
    """Raise InputError for a weight not above 0, or unknown ways to show equations."""
    if strongest is not None and not 0 < strongest < np.inf:
        raise InputError("strongest", strongest, "a number above 0")
    if equations not in EQUATIONS:
        raise InputError("equations", equations, ", ".join(EQUATIONS))
