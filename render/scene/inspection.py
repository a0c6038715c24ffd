"""Inspections: what is inside one network, node by node and layer by layer."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from model import Network, Networks
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.scene.notes import described, noted
from render.scene.scenes import check_position
from render.scene.timeline import Timeline
from render.scene.variants import other_networks, words_for
from render.view.curves import Curves
from render.view.diagrams import Diagram
from render.view.focus import Focus, FocusedDiagram
from render.view.node_plots import node_key, node_plot
from render.view.rows import column
from render.view.surfaces import Surfaces
from render.view.views import check_fit, covering

DIAGRAM = Diagram(bias="last", names=True, weights=True, pictures=True, strongest=None)
SHARES = (1.1, 1.05)  # of the width, for the diagram and the node's values
SAMPLES = 33  # along each input, to find out how far nodes vary


@dataclass(frozen=True)
class Inspection:
    """One network, into which one looks along one path before all of it is seen.

    The first stop asks what is made of the inputs. Then, layer by layer, one node is
    looked at, with the lines into it and beside the diagram its values; and all nodes
    of the layer. Then the output is, and at last everything together. Each node on the
    path is the one that moves the next the most: by its weight times its range.

    networks: where the network comes from, which is the first; of one input or two, one
        hidden layer or more, and one output.
    view: how the values of a node are shown; without parts.
    diagram: how the network beside them is.
    caption: what to notice.
    title: the scene's; if empty, the networks' own.
    titles: the words above each stop, which say what is new; if empty, they are plain.
    pace: the timeline of its films if nothing else is asked for.
    poster: the stop that stands for it where there is one picture; None for the last.

    Raises InputError for a network or a view that it cannot show, or another number of
    titles than there are stops.
    """

    networks: Networks
    view: Curves | Surfaces
    caption: str = ""
    title: str = ""
    titles: tuple[str, ...] = ()
    diagram: Diagram = DIAGRAM
    pace: Timeline = Timeline(hold=2.0, morph=1.0, loop=True)
    poster: int | None = None

    options = ("layers", "activation", "seed")

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", getattr(self.networks, "title", ""))
        if getattr(self.view, "parts", ()) is not None:
            words = "Curves or Surfaces, without parts"
            raise InputError("view", type(self.view).__name__, words)
        sizes = self.network.sizes
        check_fit(self.view, sizes)
        if len(sizes) < 3 or sizes[-1] != 1:
            words = "a hidden layer or more, and one output"
            raise InputError("layers", ",".join(map(str, sizes)), words)
        if len(self.titles) not in (0, self.stops):
            words = f"of {self.stops}, one for each stop, or 0"
            raise InputError("titles", f"of {len(self.titles)}", words)

    @property
    def network(self) -> Network:
        """The network that is looked into."""
        return self.networks[0]

    @property
    def stops(self) -> int:
        """How many there are: two, and one or two for each layer but the inputs."""
        return len(self.focuses)

    @cached_property
    def focuses(self) -> tuple[Focus, ...]:
        """What is looked at, stop by stop."""
        output = len(self.path), 1
        focuses = [Focus(0, self._nodes(0), output)]
        for layer, node in enumerate(self.path, start=1):
            several = self._nodes(layer)
            focuses.append(Focus(layer, (node,), (layer, node)))
            if len(several) > 1:
                focuses.append(Focus(layer, several, (layer, node)))
        return *focuses, Focus(None, (), output)

    @cached_property
    def path(self) -> tuple[int, ...]:
        """The node that is looked at in each layer but the inputs, the output last."""
        network, path = self.network, [1]
        with np.errstate(all="ignore"):  # of weights too large to be drawn
            ranges = [np.ptp(values, axis=0) for values in network.nodes(self._points)]
            for layer in range(len(network.layers) - 1, 0, -1):
                weights = network.layers[layer].weights[1:, path[-1] - 1]
                moved = np.abs(weights) * ranges[layer]
                path.append(max(self._nodes(layer), key=lambda k: float(moved[k - 1])))
        return tuple(reversed(path))

    def draw(self, position: float) -> Grid:
        """The plot at a position; beyond the last stop the first returns."""
        check_position(position, self.stops)
        diagram = replace(self.diagram, x=covering(self.view.ranges))
        drawing = FocusedDiagram(diagram, self.network, self.focuses, position)
        plots = (
            Plot(DrawingAxes(), (drawing,)),
            node_plot(self.view, self.network, self.focuses, position),
        )
        title = Title(tuple(map(self.heading, range(self.stops))), position)
        return Grid(plots, SHARES, title=title, note=Title(self._notes, position))

    def heading(self, stop: int) -> str:
        """The words above a stop."""
        if self.titles:
            return self.titles[stop]
        focus = self.focuses[stop]
        return _heading(focus, self.network.sizes[0], len(self.path))

    def name(self, stop: int) -> str:
        """What a stop is called."""
        return f"step {stop + 1}: {self.heading(stop)}"

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: the network, its views, and the titles."""
        return {
            **self.networks.facts(),
            "source": type(self.networks),
            "network": self.networks.name(0),
            "view": self.view,
            "diagram": self.diagram,
            "titles": self.titles,
        }

    def varied(self, **options: Any) -> "Inspection":
        """The inspection of another network.

        Raises InputError for options that no inspection can have.
        """
        networks = other_networks(self.networks, options)
        caption, title = words_for(self, options)
        return replace(
            self,
            networks=networks,
            caption=caption,
            title=title,
            titles=self.titles if title else (),
        )

    def _nodes(self, layer: int) -> tuple[int, ...]:
        """The nodes of a layer that the diagram has room for, at most."""
        shown = column(self.network.sizes[layer], self.diagram.most).heights
        return tuple(sorted(shown))

    @property
    def _points(self) -> np.ndarray:
        """Inputs all over what is seen, (n_points, n_inputs)."""
        n = self.network.sizes[0]
        grids = np.meshgrid(*(np.linspace(*x, SAMPLES) for x in self.view.ranges))
        return np.stack(grids, axis=-1).reshape(-1, n)

    @cached_property
    def _notes(self) -> tuple[str, ...]:
        """The small words below each stop: the network, and what lines are."""
        name = (described(self.networks, 0),)
        keys = (node_key(self.view, self.network, focus) for focus in self.focuses)
        return tuple(noted(name, key).text for key in keys)


def _heading(focus: Focus, n_inputs: int, last: int) -> str:
    """Plain words for what is looked at; last: the number of the last layer."""
    layer, one = focus.layer, len(focus.nodes) == 1
    if layer is None:
        return "All together: every node is made of those before it"
    if layer == 0:
        inputs = "its input" if n_inputs == 1 else "its two inputs"
        return f"What does the network make of {inputs}?"
    if layer == last:
        return f"The output adds up layer {last - 1}, each node by its weight"
    if layer > 1:
        if one:
            return f"A node of layer {layer} adds up layer {layer - 1}, by its weights"
        return f"Each node of layer {layer} has weights of its own"
    if n_inputs == 1:
        return (
            "A node of layer 1 turns the input into a curve"
            if one
            else "Each node of layer 1 has a curve of its own"
        )
    return (
        "A node of layer 1 changes along one direction only"
        if one
        else "Each node of layer 1 has a direction of its own"
    )
