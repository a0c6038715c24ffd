"""Additions: how the curves of hidden nodes add up to an output."""

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import numpy as np

from model import Network, Networks, knots
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Look, Looks
from render.plot.glyphs import Key
from render.plot.marks.curve import Curve
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.scene.notes import described
from render.scene.scenes import check_position
from render.scene.timeline import Timeline
from render.scene.variants import other_networks, words_for
from render.view.curves import Curves
from render.view.diagrams import Diagram, NetworkDiagram
from render.view.sampling import trace

MOST_TERMS = 9  # hidden nodes: as many as there are colours beside the sum's
WAITING, ADDED, PAST = 0.2, 0.6, 0.35  # opacity of terms to come, added, and at the end
BIAS = 2  # the stop at which the bias stands alone
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
FAINT = 0.2  # opacity of weights that curves are not multiplied by yet
SHARES = (0.85, 1.0)  # of the width, for the diagram and the curves
BIAS_NAME, SUM_NAME, OUTPUT_NAME = "bias", "sum", "$y$"
TERM = 0.6  # the width of a term's curve, as a share of the sum's
DIAGRAM = Diagram(bias="last", weights=True, pictures=True)


@dataclass(frozen=True)
class State:
    """What is seen at a position; every number is from 0, not at all, to 1, fully.

    scaled: how far each node's curve is multiplied by its weight.
    added: how much of each term is in the sum, (n_terms,).
    bent: how far the activation has turned the sum into y.
    terms: the opacity of each term's curve, (n_terms,); sum: that of their sum.
    fresh: how far each term is the one being added, (n_terms,); bias: the same for the
        bias.
    """

    scaled: float
    added: np.ndarray
    bent: float
    terms: np.ndarray
    fresh: np.ndarray
    bias: float
    sum: float

    def towards(self, other: "State", share: float) -> "State":
        """The state a share of the way to another."""
        ends = vars(other)
        return State(**{k: a + (ends[k] - a) * share for k, a in vars(self).items()})


@dataclass(frozen=True)
class Addition:
    """One network of one hidden layer, whose output is added up term by term.

    First the curves of the hidden nodes are seen; then each times its weight; then the
    bias alone, to which they are added one after the other; at last the activation
    bends the sum.

    networks: where the network comes from, which is the first; of sizes (1, n, 1).
    view: how curves are shown; diagram: how the network beside them is.
    caption: what to notice.
    title: the scene's; if empty, the networks' own. Each stop has its own, too.
    pace: the timeline of its films if nothing else is asked for.
    poster: the stop that stands for it where there is one picture; None for the last.

    Raises InputError for a network of other sizes, or of too many hidden nodes.
    """

    networks: Networks
    view: Curves
    caption: str = ""
    title: str = ""
    diagram: Diagram = DIAGRAM
    pace: Timeline = Timeline(hold=1.5, morph=0.8)
    poster: int | None = None

    options = ("layers", "activation", "seed")

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", getattr(self.networks, "title", ""))
        sizes = self.network.sizes
        if len(sizes) != 3 or sizes[::2] != (1, 1) or sizes[1] > MOST_TERMS:
            words = (
                f"1,n,1 with at most {MOST_TERMS} hidden nodes, as there are colours"
            )
            raise InputError("layers", ",".join(map(str, sizes)), words)
        if not hasattr(self.view, "axes"):
            raise InputError("view", type(self.view).__name__, "Curves")

    @property
    def network(self) -> Network:
        """The network whose output is added up."""
        return self.networks[0]

    @property
    def n_terms(self) -> int:
        """How many hidden nodes there are."""
        return self.network.sizes[1]

    @property
    def stops(self) -> int:
        """How many: the curves, the terms, the bias, each sum, and the output."""
        return self.n_terms + 4

    def draw(self, position: float) -> Grid:
        """The plot at a position; beyond the last stop the first returns."""
        check_position(position, self.stops)
        stop, after = int(position), (int(position) + 1) % self.stops
        state = self._state(stop).towards(self._state(after), position - stop)
        title = Title(tuple(map(self.heading, range(self.stops))), position)
        plots = self._drawing(state), self._curves(state, position)
        return Grid(plots, SHARES, title=title, note=described(self.networks, 0))

    def _state(self, stop: int) -> State:
        """What is seen at a stop."""
        number, last = np.arange(self.n_terms), stop == self.stops - 1
        new = stop - BIAS - 1  # the term that this stop adds
        terms = np.select(
            [stop < BIAS, number == new, number > new, last],
            [1, 1, WAITING, PAST],
            ADDED,
        )
        return State(
            scaled=float(stop > 0),
            added=(number <= new).astype(float),
            bent=float(last),
            terms=terms,
            fresh=(number == new).astype(float),
            bias=float(stop == BIAS),
            sum=float(stop >= BIAS),
        )

    def heading(self, stop: int) -> str:
        """The words above a stop."""
        hidden, last = (layer.activation.name for layer in self.network.layers)
        if stop == 0:
            return f"What each hidden node computes: {hidden}"
        if stop == 1:
            return "Each, times its weight"
        if stop == BIAS:
            return "The sum begins with the bias alone"
        if stop == self.stops - 1:
            return f"At last the sum goes through {last}"
        n = stop - BIAS
        return f"Added up: the bias and {NUMBERS[n]} curve{'s' if n > 1 else ''}"

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: the network, and its views."""
        network = {"source": type(self.networks), "network": self.networks.name(0)}
        views = {"view": self.view, "diagram": self.diagram}
        return {**self.networks.facts(), **network, **views}

    def varied(self, **options: Any) -> "Addition":
        """The addition of another network.

        Raises InputError for options that no addition can have.
        """
        networks = other_networks(self.networks, options)
        caption, title = words_for(self, options)
        return replace(self, networks=networks, caption=caption, title=title)

    def _curves(self, state: State, position: float) -> Plot:
        """The curves of the hidden nodes, the bias, and their sum so far."""
        network, view = self.network, self.view
        x, nodes = _trace(network, view)
        bias, *w = network.layers[1].weights[:, 0]
        terms = nodes * (1 + state.scaled * (np.array(w) - 1))
        total = bias + (nodes * w * state.added).sum(axis=1)
        y = total + state.bent * (network.layers[-1].activation(total) - total)
        axes = view.axes(network)
        y_axis = replace(axes.y, label="curves and their sum")
        axes = replace(axes, y=y_axis, names=(BIAS_NAME, SUM_NAME, OUTPUT_NAME))
        curves = [
            Curve(x, term, series=1 + k, width=TERM, opacity=float(opacity))
            for k, (term, opacity) in enumerate(zip(terms.T, state.terms, strict=True))
        ]
        level = Curve(x, np.full(len(x), bias), width=TERM, opacity=PAST * state.sum)
        names = Title(tuple(map(self._name_of_sum, range(self.stops))), position)
        return Plot(axes, (*curves, level, Curve(x, y, opacity=state.sum, name=names)))

    def _name_of_sum(self, stop: int) -> str:
        """What the sum's curve is called at a stop."""
        if stop <= BIAS:
            return BIAS_NAME
        return OUTPUT_NAME if stop == self.stops - 1 else SUM_NAME

    def name(self, stop: int) -> str:
        """What a stop is called."""
        return f"step {stop + 1}: {self.heading(stop)}"

    def _drawing(self, state: State) -> Plot:
        """The network, each hidden node in the colour of its curve."""
        diagram = NetworkDiagram(self.diagram, self.network, _looks(state))
        return Plot(DrawingAxes(), (diagram,))


def _looks(state: State) -> Looks:
    """How the diagram looks in a state: nodes are in the colours of their curves.

    A node whose term is being added is emphasised; weights of the last layer are faint
    until curves are multiplied by them; the output has no curve before it exists.
    """
    fresh = (state.bias, *map(float, state.fresh))  # of each node; the bias is node 0
    nodes = [Look(emphasis=new, series=node) for node, new in enumerate(fresh)]
    looks: dict[Key, Look] = {("node", 1, k): look for k, look in enumerate(nodes)}
    looks |= {("picture", 1, k): look for k, look in enumerate(nodes)}
    looks["edge", 1] = Look(opacity=FAINT + (1 - FAINT) * state.scaled)
    looks["picture", 2] = Look(opacity=state.bent)
    return looks


@lru_cache(maxsize=4)
def _trace(network: Network, view: Curves) -> tuple[np.ndarray, np.ndarray]:
    """Inputs (n_points,), and the values of the hidden nodes (n_points, n_nodes)."""

    def curves(x: np.ndarray) -> np.ndarray:
        _, nodes, output = network.nodes(x[:, None])
        return np.column_stack([nodes, network.sums(x[:, None]), output])

    x, y = trace(curves, knots(network, *view.x), view.x, view.window(network))
    return x, y[:, :-2]
