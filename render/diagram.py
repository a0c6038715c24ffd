"""Diagrams: views that show a network itself."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import numpy as np

from model import IDENTITY, Network
from render import explicit, simplified
from render.drawing import Drawing, Line, Mark, Picture, Shape, above, beside, name
from render.equations import card, equations
from render.errors import InputError
from render.plot import DiagramAxes, DiagramPlot
from render.rows import check_rows
from render.style import DARK
from render.view import check_range, reach

Bias = Literal["first", "last", "none"]
NAMES = ("indexed", "numbered", "plain")
EQUATIONS = ("none", "card", "plain")
MOST_EXPLICIT, MOST = 20, 200  # rows that can be asked for
CURVE, MAP = 129, 48  # samples of a node's picture, along each input
MOST_VALUES = 3_000_000  # of a network's nodes that are worked out at a time
LARGEST = 1e100  # value in a node's picture; beyond, differences overflow
KEY_BELOW = 10.0  # from a diagram to the key to its lines
OF_KEY = 0.7  # the strength of lines in it
BETWEEN = 24.0  # a diagram and its equations
WIDE = (16.0, 8.0)  # a picture's proportions, below its title


@dataclass(frozen=True)
class ExplicitDiagram:
    """Every operation of a network: products, sums and nonlinearities.

    bias: where the bias node x_0 stands: "first", at the top; "last", at the bottom, as
        in the original production; or "none".
    frames: whether there is a numbered frame around each layer.
    names: "indexed" for x_i, w_ij, u_ij, v_j and y_j; "numbered" for the same with the
        layer's number; "plain" for the x, m, b and y of a straight line.
    weights: whether boxes hold the weights themselves, and lines show them: their sign
        by colour and dashes, their magnitude by width.
    strongest: the magnitude of weight that has the widest line, beyond which no line
        gets wider; None for the strongest that each layer shows.
    equations: beside it or below, what the layers compute: "none", on a light "card",
        or "plain", in the diagram's own colours.
    most: rows of a layer that are shown; of more nodes the first and the last are, and
        dots in one row stand for the others.

    Raises InputError for what is none of that.
    """

    bias: Bias = "last"
    frames: bool = False
    names: Literal["indexed", "numbered", "plain"] = "indexed"
    weights: bool = False
    equations: Literal["none", "card", "plain"] = "none"
    strongest: float | None = 1.0
    most: int = 3

    n_inputs = threshold = None  # it shows any network
    shows = ()

    def __post_init__(self) -> None:
        check_rows(self.bias, self.most, MOST_EXPLICIT)
        _check(self.strongest, self.equations)
        if self.names not in NAMES:
            raise InputError("names", self.names, ", ".join(NAMES))

    def drawing(self, network: Network) -> Drawing:
        """The diagram of a network.

        Raises InputError for plain names of anything but a straight line.
        """
        nonlinear = tuple(f != IDENTITY for f in network.activations)
        if self.names == "plain" and (any(nonlinear) or network.layers != (1, 1)):
            words = "indexed or numbered, but for one linear layer, 1,1"
            raise InputError("names", self.names, words)
        drawn = laid_out(
            *(explicit.draw, self.weights),
            *(network.layers, nonlinear),
            *(self.bias, self.most, self.frames, self.names),
            self._number(network) if self.weights else "",
        )
        drawn = weighed(drawn, network, self.strongest) if self.weights else drawn
        return _explained(drawn, network, self.equations, self.names)

    def plot(self, network: Network, title: str) -> DiagramPlot:
        """The diagram of a network, as a plot."""
        return _plot(self.drawing(network), title)

    def _number(self, network: Network) -> str:
        """A number as wide as any of the weights, and as wide as the strongest's."""
        largest = max(self.strongest or 0, *(abs(w).max() for w in network.weights))
        return "-" + "0" * len(f"{min(largest, 1e5):.0f}") + ".00"


@dataclass(frozen=True)
class Diagram:
    """A circle for each node of a network and a line for each weight.

    bias, frames, equations, most, strongest: as an ExplicitDiagram's.
    names: whether inputs and outputs have names.
    weights: whether lines show them: their sign by colour and dashes, their magnitude
        by width.
    pictures: whether each node shows what it computes over x, the range of each input:
        a curve for one input, outputs in their own colours; a map of heights for two;
        as high as the activation goes.
    fitted: whether pictures of a layer whose activation has no bounds go as far as its
        values do.

    Raises InputError for what is none of that.
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

    n_inputs = threshold = None
    shows = ()

    def __post_init__(self) -> None:
        check_rows(self.bias, self.most, MOST)
        _check(self.strongest, self.equations)
        check_range("x", self.x)

    def drawing(self, network: Network) -> Drawing:
        """The diagram of a network.

        Raises InputError for pictures of more than two inputs, or of values that
        numbers cannot hold.
        """
        drawn = laid_out(
            *(simplified.draw, self.weights, network.layers),
            *(self.bias, self.most, self.frames, self.names, self.pictures),
        )
        drawn = weighed(drawn, network, self.strongest) if self.weights else drawn
        drawn = self._filled(drawn, network) if self.pictures else drawn
        return _explained(drawn, network, self.equations)

    def plot(self, network: Network, title: str) -> DiagramPlot:
        """The diagram of a network, as a plot."""
        return _plot(self.drawing(network), title)

    def _filled(self, drawing: Drawing, network: Network) -> Drawing:
        """The drawing with a picture of what it computes in each square."""
        n_inputs = network.layers[0]
        if n_inputs > 2:
            words = "only for networks of one input or two"
            raise InputError("pictures", f"of {n_inputs} inputs", words)
        boxes = [m for m in drawing.marks if isinstance(m, Shape) and m.form == "box"]
        values = _shown_values(network, _points(self.x, n_inputs), boxes)
        shape = (CURVE if n_inputs == 1 else MAP,) * n_inputs
        spans = [self.x, *self._spans(network, values)]
        pictures, last = [], len(spans) - 1
        for mark in boxes:
            _, layer, node = mark.key
            series = (node - 1) % len(DARK.outputs) if layer == last else 0
            shown = values[layer, node].reshape(shape), spans[layer], series
            pictures.append(Picture(mark.key, mark.centre, mark.size[0], *shown))
        return replace(drawing, marks=drawing.marks + tuple(pictures))

    def _spans(
        self, network: Network, values: Mapping[tuple[int, int], np.ndarray]
    ) -> Iterator[tuple[float, float]]:
        """From where to where pictures of each layer go; values: as shown there."""
        for layer, f in enumerate(network.activations, start=1):
            low, high = reach(f)
            if self.fitted and f.upper == np.inf:
                shown = [abs(y).max() for (k, _), y in values.items() if k == layer]
                high = float(max(shown)) or high
                low = max(f.lower, -high)
            yield low, high


@lru_cache(maxsize=64)
def laid_out(draw: Callable[..., Drawing], has_key: bool, *options) -> Drawing:
    """A diagram of layers of given sizes, whatever their weights will be.

    has_key: whether there is a key to lines with weights below it.
    """
    drawn = draw(*options)
    if not has_key:
        return drawn
    return above(drawn, Drawing.around(_key()), KEY_BELOW)


def _key() -> Iterator[Mark]:
    """Which lines are positive, and which negative."""
    signs = ("positive weight", 1.0), ("negative weight", -1.0)
    for number, (word, sign) in enumerate(signs):
        key, x = ("key", word), 100.0 * number
        yield Line(key, (x, 0.0), (x + 22.0, 0.0), strength=sign * OF_KEY)
        yield name(key, word, x + 26.0, 0.0, 8.0, "left")


def weighed(drawing: Drawing, network: Network, strongest: float | None) -> Drawing:
    """The drawing with a network's weights on its lines, and in its boxes.

    strongest: as an ExplicitDiagram's.
    """
    shown = _shown(drawing, network)
    marks = []
    for mark in drawing.marks:
        kind, *place = mark.key
        if kind == "edge":
            layer, i, j, _ = place
            share = network.weights[layer][i, j] / (strongest or shown[layer])
            mark = replace(mark, strength=float(np.clip(share, -1, 1)))
        elif kind == "name" and place[0] == "weight":
            _, layer, i, j = place
            mark = replace(mark, text=f"${_written(network.weights[layer][i, j])}$")
        marks.append(mark)
    return replace(drawing, marks=tuple(marks))


def _shown(drawing: Drawing, network: Network) -> dict[int, float]:
    """The magnitude of the strongest weight that is shown of each layer; never 0."""
    strongest: dict[int, float] = {}
    for mark in drawing.marks:
        if mark.key[0] == "edge":
            _, layer, i, j, _ = mark.key
            weight = abs(float(network.weights[layer][i, j]))
            strongest[layer] = max(weight, strongest.get(layer, 0.0))
    return {layer: weight or 1.0 for layer, weight in strongest.items()}


def _written(weight: float) -> str:
    """A weight in as few characters as tell it."""
    if abs(weight) < 1e5:
        return f"{weight:.2f}"
    return f"{weight:.0e}".replace("e+", r"\mathrm{e}")


def _check(strongest: float | None, equations: str) -> None:
    """Raise InputError for what no weight can be, or no way to show equations."""
    if strongest is not None and not 0 < strongest < np.inf:
        raise InputError("strongest", strongest, "a number above 0")
    if equations not in EQUATIONS:
        raise InputError("equations", equations, ", ".join(EQUATIONS))


def _shown_values(
    network: Network, points: np.ndarray, boxes: Iterable[Shape]
) -> dict[tuple[int, int], np.ndarray]:
    """What the nodes with boxes compute, (n_points,) each, by layer and node.

    Raises InputError for values that no picture can show.
    """
    places = [(layer, node) for _, layer, node in (mark.key for mark in boxes)]
    shown = {place: np.empty(len(points)) for place in places}
    n = max(1, MOST_VALUES // sum(network.layers))  # points at a time
    for start in range(0, len(points), n):
        here = slice(start, start + n)
        with np.errstate(all="ignore"):
            layers = list(network.nodes(points[here]))
        if not all((np.abs(values) <= LARGEST).all() for values in layers):
            words = f"weights that keep them below {LARGEST:g}"
            raise InputError("pictures", "of such large values", words)
        for layer, node in places:
            shown[layer, node][here] = layers[layer][:, node - 1]
    return shown


@lru_cache(maxsize=4)
def _points(x: tuple[float, float], n_inputs: int) -> np.ndarray:
    """Where nodes' pictures are sampled: (n_points, n_inputs)."""
    line = np.linspace(*x, CURVE if n_inputs == 1 else MAP)
    grids = np.meshgrid(*[line] * n_inputs, indexing="ij")
    points = np.stack(grids, axis=-1).reshape(-1, n_inputs)
    points.setflags(write=False)
    return points


def _explained(
    drawn: Drawing, network: Network, how: str, names: str = "indexed"
) -> Drawing:
    """A diagram and its equations, beside it or below, whichever can be larger."""
    if how == "none":
        return drawn
    blocks, paper = equations(network, names), how == "card"
    arranged = (
        beside(drawn, card(blocks, paper=paper), BETWEEN),
        above(drawn, card(blocks, across=True, paper=paper), BETWEEN),
    )
    return min(arranged, key=lambda both: max(np.divide(both.size, WIDE)))


def _plot(drawing: Drawing, title: str) -> DiagramPlot:
    return DiagramPlot(DiagramAxes(title, drawing.size), drawing.marks)
