"""Additions: how the curves of hidden nodes add up to an output."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import isfinite
from typing import Any

import numpy as np

from model import Network, Networks, knots
from render.errors import InputError
from render.plot.axes import DrawingAxes, FlatAxes
from render.plot.drawings import Arrangement, Drawing, Look, Looks, Room
from render.plot.glyphs import Key, Picture
from render.plot.marks.curve import Curve
from render.plot.marks.level import Level
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.scene.notes import described, noted
from render.scene.scenes import check_position
from render.scene.timeline import Timeline
from render.scene.variants import other_networks, words_for
from render.view.curves import Curves
from render.view.diagrams import Diagram, NetworkDiagram
from render.view.node_pictures import CURVE
from render.view.rules import number
from render.view.sampling import trace
from render.view.views import name_of, reach

MOST_TERMS = 9  # hidden nodes: as many as there are colours beside the sum's
PAST = 0.4  # opacity of what was added up, at the end
BIAS = 2  # the stop at which the bias stands alone
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
NAMES = ("bias", "1st", "2nd", "3rd", "4th", "5th", "6th", "7th", "8th", "9th")
WAITING, FAINT = 0.35, 0.15  # opacity of nodes and weights that are not spoken of yet
SHARES = (0.85, 1.0)  # of the width, for the diagram and the curves
SUM_NAME, OUTPUT_NAME = "sum", "$y$"
TERM = 0.6  # the width of a term's curve, as a share of the sum's
DIAGRAM = Diagram(bias="last", names=True, weights=True, pictures=True)


@dataclass(frozen=True)
class State:
    """What is seen at a position; every number is from 0, not at all, to 1, fully.

    scaled: how far each node's curve is multiplied by its weight.
    added: how much of each term is in the sum, (n_terms,).
    bent: how far the activation has turned the sum into y.
    sum: the opacity of the sum.
    curves: those of the terms' curves, the bias first: (n_terms + 1,).
    nodes, weights: those of the nodes and weights that make the terms.
    fresh: how far each term is the one being added.
    """

    scaled: float
    added: np.ndarray
    bent: float
    sum: float
    curves: np.ndarray
    nodes: np.ndarray
    weights: np.ndarray
    fresh: np.ndarray

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
        plots = self._drawing(state), self._curves(state, position)
        words, notes = (
            tuple(map(text, range(self.stops))) for text in (self.heading, self._note)
        )
        title, note = Title(words, position), Title(notes, position)
        return Grid(plots, SHARES, title=title, note=note)

    def _state(self, stop: int) -> State:
        """What is seen at a stop."""
        number = np.arange(self.n_terms + 1)  # of each term; the bias has 0
        new, early, last = stop - BIAS, stop < BIAS, stop == self.stops - 1
        summed = number <= new
        seen = number > 0 if early else summed
        return State(
            scaled=float(stop > 0),
            added=summed[1:].astype(float),
            bent=float(last),
            sum=float(not early),
            curves=seen * (PAST if last else 1.0),
            nodes=WAITING + (1 - WAITING) * seen,
            weights=FAINT + (1 - FAINT) * (seen & (stop > 0)),
            fresh=(number == new).astype(float),
        )

    def heading(self, stop: int) -> str:
        """The words above a stop."""
        hidden, last = (layer.activation.name for layer in self.network.layers)
        if stop == 0:
            return f"Each hidden node computes a curve of its own ({hidden})"
        if stop == 1:
            if (self.network.layers[1].weights[1:] < 0).any():
                return "Each curve times its weight: a negative one flips it"
            return "Each curve is multiplied by its node's weight"
        if stop == BIAS:
            return "The sum begins with the bias: the same for every input"
        if stop == self.stops - 1:
            how = "as it is" if last == "identity" else f"bent by {last}"
            return f"At last the output: the sum, {how}"
        n = stop - BIAS
        every = "all " if 1 < n == self.n_terms else ""
        curves = f"{every}{NUMBERS[n]} weighted curve{'s' if n > 1 else ''}"
        return f"The bias and {curves} added up"

    def _note(self, stop: int) -> str:
        """The small words below a stop."""
        words = "Each curve: a node times its weight."
        if stop == BIAS:
            words = "The bias: 1 times its weight."
        if stop == 0:
            words = "Each curve has its node's colour."
        if stop == self.stops - 1:
            words = "Dashed: the sum. Faint: what was added up."
            if self._bounds:
                ends = " and ".join(map(number, self._bounds))
                last = name_of(self.network.layers[-1].activation)
                words = f"Dashed: the sum. Dotted: the bounds of {last}, {ends}."
        return noted((described(self.networks, 0),), words).text

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
        bias, terms = _terms(self.network, self.view, state.scaled)
        x, total, y = self._sums(state)
        n, named = self.n_terms, position >= BIAS
        added = [
            Curve(
                x,
                values,
                series=k or n + 1,
                width=TERM,
                opacity=float(state.curves[k]),
                name=self._until_last(NAMES[k], position) if named else "",
            )
            for k, values in [*enumerate(terms.T, start=1), (0, np.full(len(x), bias))]
        ]
        summed = Curve(
            x,
            total,
            width=TERM,
            opacity=state.bent,
            is_dashed=True,
            name=SUM_NAME if state.bent else "",
        )
        texts = tuple(
            OUTPUT_NAME if stop == self.stops - 1 else SUM_NAME
            for stop in range(self.stops)
        )
        name = Title(texts, position)
        output = Curve(x, y, opacity=state.sum, name=name)
        axes = self._axes
        bounds = (Level(y, opacity=state.bent) for y in self._bounds if not axes.bounds)
        return Plot(axes, (*bounds, summed, *added, output))

    @property
    def _bounds(self) -> tuple[float, ...]:
        """The values that the output does not go beyond."""
        last = self.network.layers[-1].activation
        return tuple(y for y in (last.lower, last.upper) if isfinite(y))

    def _until_last(self, name: str, position: float) -> Title:
        """The name of a curve, which goes at the last stop."""
        return Title((*[name] * (self.stops - 1), ""), position)

    @property
    def _axes(self) -> FlatAxes:
        """The axes of the curves, with room for their names."""
        axes = self.view.axes(self.network)
        y = replace(axes.y, label="curves and their sum")
        names = *NAMES[: self.n_terms + 1], SUM_NAME, OUTPUT_NAME
        return replace(axes, y=y, names=names)

    def _sums(self, state: State) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Inputs, the sum so far, and what the activation has made of it."""
        x, _ = _trace(self.network, self.view)
        bias, terms = _terms(self.network, self.view, 1.0)
        total = bias + (terms * state.added).sum(axis=1)
        bent = self.network.layers[-1].activation(total)
        return x, total, total + state.bent * (bent - total)

    def _drawing(self, state: State) -> Plot:
        """The network: hidden nodes in their curves' colours, the sum in the output."""
        diagram = replace(self.diagram, x=self.view.ranges[0])
        looks = _looks(state, self.n_terms)
        x, _, y = self._sums(state)
        ends = zip(self.view.window(self.network), self._reach, strict=True)
        low, high = (a + state.bent * (b - a) for a, b in ends)
        drawn = NetworkDiagram(diagram, self.network, looks)
        values = np.interp(np.linspace(*self.view.ranges[0], CURVE), x, y)
        return Plot(DrawingAxes(), (SumDiagram(drawn, values, (low, high)),))

    @property
    def _reach(self) -> tuple[float, float]:
        """The lowest and the highest output that is shown in its node."""
        return reach(self.network.layers[-1].activation)

    def name(self, stop: int) -> str:
        """What a stop is called."""
        return f"step {stop + 1}: {self.heading(stop)}"


@dataclass(frozen=True, eq=False)
class SumDiagram(Arrangement):
    """A network of one output, in whose node the sum so far is seen.

    values: of the sum, (n,), evenly spaced. span: the lowest and highest value shown.
    """

    diagram: NetworkDiagram
    values: np.ndarray
    span: tuple[float, float]

    def fitted(self, room: Room) -> Drawing:
        """The diagram in points, in the middle of the room.

        Raises InputError if it does not fit.
        """
        drawing = self.diagram.fitted(room)
        glyphs = (
            replace(glyph, values=self.values, span=self.span)
            if isinstance(glyph, Picture) and glyph.key == ("picture", 2, 1)
            else glyph
            for glyph in drawing.glyphs
        )
        return replace(drawing, glyphs=tuple(glyphs))


def _looks(state: State, n: int) -> Looks:
    """How the diagram looks in a state: nodes are in the colours of their curves.

    n: how many terms there are. A node whose term is being added is emphasised; what
    is not spoken of yet steps back; the output has no curve before there is a sum.
    """
    looks: dict[Key, Look] = {("picture", 2): Look(opacity=state.sum)}
    for k in range(n + 1):
        seen, series = float(state.nodes[k]), k or n + 1
        node = Look(opacity=seen, emphasis=float(state.fresh[k]), series=series)
        looks |= dict.fromkeys([("node", 1, k), ("picture", 1, k)], node)
        looks["name", "node", 1, k] = Look(opacity=seen)
        looks["edge", 1, k] = Look(opacity=float(state.weights[k]))
        for i in (0, 1):
            looks["edge", 0, i, k - 1] = Look(opacity=seen)
    return looks


def _terms(network: Network, view: Curves, scaled: float) -> tuple[float, np.ndarray]:
    """The bias, and the hidden nodes' curves (n_points, n_nodes).

    scaled: how far these are multiplied by their weights.
    """
    bias, *w = network.layers[1].weights[:, 0]
    _, nodes = _trace(network, view)
    return bias, nodes * (1 + scaled * (np.array(w) - 1))


@lru_cache(maxsize=4)
def _trace(network: Network, view: Curves) -> tuple[np.ndarray, np.ndarray]:
    """Inputs (n_points,), and the values of the hidden nodes (n_points, n_nodes)."""

    def curves(x: np.ndarray) -> np.ndarray:
        _, nodes, output = network.nodes(x[:, None])
        return np.column_stack([nodes, network.sums(x[:, None]), output])

    (ends,) = view.ranges
    x, y = trace(curves, knots(network, *ends), ends, view.window(network))
    return x, y[:, :-2]
