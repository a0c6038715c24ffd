"""Diagrams: views of a network's nodes, weights and operations."""

from dataclasses import dataclass
from typing import Literal

import numpy as np

from model import IDENTITY, Network
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Drawing, above, beside
from render.plot.plots import Plot
from render.view import explicit, simplified
from render.view.equations import card, equations
from render.view.layer_frames import roman
from render.view.node_pictures import with_pictures
from render.view.rows import check_rows
from render.view.views import Moment, check_range
from render.view.weights import with_weights

Bias = Literal["first", "last", "none"]
NAMES = ("indexed", "numbered", "plain")
EQUATIONS = ("none", "card", "plain")
MOST_ROWS, MOST_EXPLICIT_ROWS = 200, 20  # that can be asked for in a layer
BETWEEN = 24.0  # from a diagram to its equations
WIDE = (16.0, 8.0)  # proportions of a picture below its title


@dataclass(frozen=True)
class ExplicitDiagram:
    """Every operation of a network: products, sums and nonlinearities.

    bias: where the bias node x_0 stands: "first", at the top; "last", at the bottom, as
        in the original production; or "none".
    frames: whether there is a numbered frame around each layer.
    names: "indexed" for x_i, w_ij, u_ij, v_j and y_j; "numbered" for the same with the
        layer's number; "plain" for the x, m, b and y of a straight line.
    weights: whether boxes hold the weights themselves, and lines show them: the sign by
        colour and dashes, the magnitude by width.
    equations: what the layers compute, beside the diagram or below it: "none", on a
        light "card", or "plain", in the diagram's own colours.
    strongest: the magnitude of the weight with the widest line, which larger ones have
        too; None for the largest that each layer shows.
    most: rows of a layer that are shown; of more nodes, the first and the last are, and
        dots in one row stand for the others.

    Raises InputError for values that are none of these.
    """

    bias: Bias = "last"
    frames: bool = False
    names: Literal["indexed", "numbered", "plain"] = "indexed"
    weights: bool = False
    equations: Literal["none", "card", "plain"] = "none"
    strongest: float | None = 1.0
    most: int = 3

    def __post_init__(self) -> None:
        check_rows(self.bias, self.most, MOST_EXPLICIT_ROWS)
        _check(self.strongest, self.equations)
        if self.names not in NAMES:
            raise InputError("names", self.names, ", ".join(NAMES))

    def drawing(self, network: Network) -> Drawing:
        """The diagram of a network.

        Raises InputError for plain names of anything but a straight line.
        """
        functions = _functions(network)
        if self.names == "plain" and (any(functions) or network.sizes != (1, 1)):
            words = "indexed or numbered, but for one linear layer, 1,1"
            raise InputError("names", self.names, words)
        drawing = explicit.layout(
            network.sizes,
            functions,
            bias=self.bias,
            most=self.most,
            frames=self.frames,
            names=self.names,
            number=self._number(network) if self.weights else "",
        )
        if self.weights:
            drawing = with_weights(drawing, network, self.strongest)
        return _with_equations(drawing, network, self.equations, self.names)

    def plot(self, moment: Moment) -> Plot:
        """The diagram of a network, as a plot."""
        return _plot(self.drawing(moment.network))

    def _number(self, network: Network) -> str:
        """A number as wide as the widest of the weights and strongest."""
        magnitudes = [abs(layer.weights).max() for layer in network.layers]
        largest = max(self.strongest or 0, *magnitudes)
        return "-" + "0" * len(f"{min(largest, 1e5):.0f}") + ".00"


@dataclass(frozen=True)
class Diagram:
    """A circle for each node of a network and a line for each weight.

    bias, frames, equations, strongest, most: as an ExplicitDiagram's.
    names: whether inputs and outputs have names.
    weights: whether lines show weights: the sign by colour and dashes, the magnitude by
        width.
    pictures: whether each node shows its values: a curve for one input, outputs in
        their own colours; a map of heights for two. They are as high as the bounds of
        the activation.
    x: the range of each input in pictures.
    fitted: whether pictures of a layer whose activation has no bounds are as high as
        its values.

    Raises InputError for values that are none of these.
    """

    bias: Bias = "none"
    frames: bool = False
    names: bool = False
    weights: bool = False
    pictures: bool = False
    equations: Literal["none", "card", "plain"] = "none"
    strongest: float | None = 1.0
    most: int = 12
    x: tuple[float, float] = (-6.0, 6.0)
    fitted: bool = False

    def __post_init__(self) -> None:
        check_rows(self.bias, self.most, MOST_ROWS)
        _check(self.strongest, self.equations)
        check_range("x", self.x)

    def drawing(self, network: Network) -> Drawing:
        """The diagram of a network.

        Raises InputError for pictures of more than two inputs, or of huge values.
        """
        drawing = simplified.layout(
            network.sizes,
            bias=self.bias,
            most=self.most,
            frames=self.frames,
            names=self.names,
            squares=self.pictures,
            has_key=self.weights,
        )
        if self.weights:
            drawing = with_weights(drawing, network, self.strongest)
        if self.pictures:
            drawing = with_pictures(drawing, network, self.x, self.fitted)
        return _with_equations(drawing, network, self.equations)

    def plot(self, moment: Moment) -> Plot:
        """The diagram of a network, as a plot."""
        return _plot(self.drawing(moment.network))


def _functions(network: Network) -> tuple[str, ...]:
    """The name of each layer's function: f, with its number if there are several.

    It is empty for the identity.
    """
    fs = [layer.activation for layer in network.layers]
    one, numbers = len(set(fs)) == 1, range(1, len(fs) + 1)
    names = (explicit.F if one else rf"$f_{{\mathrm{{{roman(n)}}}}}$" for n in numbers)
    pairs = zip(fs, names, strict=True)
    return tuple("" if f == IDENTITY else name for f, name in pairs)


def _check(strongest: float | None, equations: str) -> None:
    """Raise InputError for a weight not above 0, or unknown ways to show equations."""
    if strongest is not None and not 0 < strongest < np.inf:
        raise InputError("strongest", strongest, "a number above 0")
    if equations not in EQUATIONS:
        raise InputError("equations", equations, ", ".join(EQUATIONS))


def _with_equations(
    drawing: Drawing, network: Network, how: str, names: str = "indexed"
) -> Drawing:
    """A diagram with its equations beside or below it, whichever can be larger.

    how: "none", "card" or "plain".
    """
    if how == "none":
        return drawing
    blocks, paper = equations(network, names), how == "card"
    arranged = (
        beside(drawing, card(blocks, paper=paper), BETWEEN),
        above(drawing, card(blocks, across=True, paper=paper), BETWEEN),
    )
    return min(arranged, key=lambda both: max(np.divide(both.size, WIDE)))


def _plot(drawing: Drawing) -> Plot:
    return Plot(DrawingAxes(drawing.size), (drawing,))
