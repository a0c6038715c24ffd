"""Plots of nodes: what they compute, shown as a view shows an output."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from typing import TypeVar

import numpy as np

from model import Layer, Network
from render.plot.axes import BoxAxes, FlatAxes
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.contours import Contours
from render.plot.marks.curve import Curve
from render.plot.marks.fading import fade
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.plot.marks.surface import Surface
from render.plot.plots import Plot
from render.plot.titles import Title, as_title
from render.view.contours import contours
from render.view.curves import Curves
from render.view.focus import Focus, Node, name_of
from render.view.surfaces import Surfaces
from render.view.views import Moment, covering, reach, window

OTHERS = 0.5  # opacity and width of the curves of other nodes, as shares
LABEL = "output of the node"
# Half an arrow, its head, and how far it is from the middle, where names are, in
# half-widths of the box; and the angle of its head, in radians.
LONG, HEAD, ASIDE, OPEN = 0.7, 0.16, 0.4, 0.4
STEPS = 41  # points of an arrow
BEHIND = 0.3  # opacity of a surface through which the lines of others are seen

View = Curves | Surfaces
Range = tuple[float, float]
M = TypeVar("M", bound=Mark)


def node_plot(
    view: View, network: Network, focuses: tuple[Focus, ...], position: float
) -> Plot:
    """The values of the node that is shown at a position, and of others looked at.

    Between two positions, the values of one node become those of the next. Over one
    input, other nodes have thin curves; over two, each has a line on the floor, where
    its value is in the middle, and a single node of the first layer has an arrow in the
    direction in which it rises.
    view: without parts. focuses, position: as a FocusedDiagram's.
    """
    view, stop = _fitted(view, network), int(position)
    share, ends = position - stop, (focuses[stop], focuses[(stop + 1) % len(focuses)])
    output = _plot(view, network, (len(network.layers), 1))
    before, after = (_plot(view, network, focus.shown) for focus in ends)
    start, end = (_others(view, network, focus) for focus in ends)
    others = fade(start, end, share)
    names = Title(tuple(_name(view, network, f) for f in focuses), position)
    axes = output.axes
    if isinstance(axes, FlatAxes):
        curve = _curve(_one(before, Curve), _one(after, Curve), share)
        marks = (*others, replace(curve, name=names))
        texts = tuple(dict.fromkeys(names.texts))
        return Plot(replace(axes, y=replace(axes.y, label=LABEL), names=texts), marks)
    assert isinstance(axes, BoxAxes)
    surface = _surface(_one(before, Surface), _one(after, Surface), share)
    solid = [BEHIND if _is_shared(focus) else 1.0 for focus in ends]
    opacity = solid[0] + share * (solid[1] - solid[0])
    floor = _floor(_one(output, Contours), surface, axes.levels)
    seen = 1 - max((mark.opacity for mark in others), default=0.0)
    marks = (*others, floor.faded(seen), replace(surface, name=names, opacity=opacity))
    marks += tuple(_arrows(view, network, ends, share))
    return Plot(replace(axes, y=replace(axes.y, label=LABEL)), marks)


def node_key(view: View, network: Network, focus: Focus) -> str:
    """What is to be said of the lines in a plot where something is looked at."""
    view, (layer, _) = _fitted(view, network), focus.shown
    output = as_title(_plot(view, network, (len(network.layers), 1)).note).text
    words = list(_words(view, network, focus))
    if not _is_shared(focus):
        words = [output, *words]
    if layer < len(network.layers):
        words.append(f"({layer}): layer {layer}.")
    return " ".join(filter(None, words))


def _words(view: View, network: Network, focus: Focus) -> Iterator[str]:
    """What is to be said of lines that outputs alone do not have."""
    if view.n_inputs == 1 and _is_shared(focus):
        yield "Thin: the layer's other nodes."
    elif _is_shared(focus):
        floor = _one(_plot(view, network, focus.shown), Contours)
        level = f"{floor.threshold:g}".replace("-", "\N{MINUS SIGN}")
        yield f"Each line: where one node of the layer is {level}."
    elif _has_arrow(view, focus):
        yield "Arrow: its direction."


def _fitted(view: View, network: Network) -> View:
    """The view with room for the values of all layers, whatever their activations."""
    ends = window if view.n_inputs == 1 else reach
    ranges = {ends(layer.activation) for layer in network.layers}
    given = view.y if isinstance(view, Curves) else view.z
    if given or len(ranges) == 1:
        return view
    if isinstance(view, Curves):
        return replace(view, y=covering(ranges))
    return replace(view, z=covering(ranges))


@lru_cache(maxsize=256)
def _plot(view: View, network: Network, node: Node) -> Plot:
    """The plot of one node's values, as if it were a network's output."""
    number, k = node
    *before, last = network.layers[:number]
    alone = Layer(last.weights[:, [k - 1]], last.activation)
    return view.plot(Moment(Network([*before, alone])))


def _one(plot: Plot, kind: type[M]) -> M:
    """The mark of a kind that a plot has."""
    return next(mark for mark in plot.marks if isinstance(mark, kind))


def _name(view: View, network: Network, focus: Focus) -> str:
    """What the values shown are called; "" for a surface that is seen through."""
    is_behind = view.n_inputs == 2 and _is_shared(focus)
    return "" if is_behind else name_of(network, focus.shown)


def _is_shared(focus: Focus) -> bool:
    """Whether nodes are looked at of which only one is shown in full."""
    return bool(focus.layer) and len(focus.nodes) > 1


@lru_cache(maxsize=64)
def _others(view: View, network: Network, focus: Focus) -> tuple[Mark, ...]:
    """What is seen of nodes that are looked at with the one shown in full."""
    if not _is_shared(focus):
        return ()
    layer, shown = focus.shown
    if view.n_inputs == 1:
        curves = [
            _one(_plot(view, network, (layer, node)), Curve)
            for node in focus.nodes
            if node != shown
        ]
        return tuple(replace(c, opacity=OTHERS, width=OTHERS) for c in curves)
    plots = [_plot(view, network, (layer, node)) for node in focus.nodes]
    floors = [_floor(_one(plot, Contours), _one(plot, Surface)) for plot in plots]
    return (Boundaries(tuple(line.points for f in floors for line in f.lines)),)


def _has_arrow(view: View, focus: Focus) -> bool:
    """Whether the direction is shown in which the node looked at rises."""
    return view.n_inputs == 2 and focus.layer == 1 and len(focus.nodes) == 1


def _arrows(
    view: View, network: Network, ends: tuple[Focus, Focus], share: float
) -> Iterator[Paths]:
    """The arrow of each end that has one, on a surface a share of the way."""
    for focus, seen in zip(ends, (1 - share, share), strict=True):
        w = network.layers[0].weights[1:, focus.shown[1] - 1]
        if seen and _has_arrow(view, focus) and w.any():
            arrow = _arrow(w, view.ranges)
            start, end = (
                [_values(network, f.shown, line) for line in arrow] for f in ends
            )
            heights = [a + share * (b - a) for a, b in zip(start, end, strict=True)]
            lines = map(np.column_stack, zip(arrow, heights, strict=True))
            yield Paths(tuple(lines), opacity=seen)


def _arrow(w: np.ndarray, ranges: tuple[Range, ...]) -> list[np.ndarray]:
    """The lines of an arrow beside the middle of two inputs, each (n_points, 2).

    w: its direction (2,). ranges: of the inputs.
    """
    low, high = np.array(ranges).T
    half = (high - low) / 2
    way = w * (half[0] / half)  # as the floor's sides are long
    along = way / np.hypot(*way)
    across = np.array([-along[1], along[0]])
    foot, tip = (ASIDE * across + s * LONG * along for s in (-1, 1))
    sides = [np.cos(OPEN) * along + s * np.sin(OPEN) * across for s in (-1, 1)]
    corners = [(foot, tip), *((tip, tip - HEAD * side) for side in sides)]
    steps = np.linspace(0, 1, STEPS)[:, None]
    lines = [start + steps * (end - start) for start, end in corners]
    return [(low + high) / 2 + half * line for line in lines]


def _values(network: Network, node: Node, points: np.ndarray) -> np.ndarray:
    """The values of a node at points (n_points, 2): (n_points,)."""
    layer, k = node
    values: np.ndarray = list(network.nodes(points))[layer][:, k - 1]
    return values


def _curve(before: Curve, after: Curve, share: float) -> Curve:
    """A curve part of the way to another: exactly, as both are straight in between."""
    if not share:
        return before
    x = np.union1d(before.x, after.x)
    start, end = (np.interp(x, curve.x, curve.y) for curve in (before, after))
    return replace(before, x=x, y=start + share * (end - start))


def _surface(before: Surface, after: Surface, share: float) -> Surface:
    """A surface part of the way to another over the same grid."""
    return replace(before, y=before.y + share * (after.y - before.y))


def _floor(
    plain: Contours, surface: Surface, levels: tuple[float, ...] | None = None
) -> Contours:
    """The contours of a surface; levels: None for the threshold alone."""
    if levels is None:
        levels = () if plain.threshold is None else (plain.threshold,)
    lines = contours(surface.x_1, surface.x_2, surface.y[None], levels)
    return replace(plain, lines=lines)
