"""Pictures of nodes: the values of each, as a curve or as a map."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy as np

from model import IDENTITY, Network, jumps
from render.errors import InputError
from render.plot.drawings import Drawing
from render.plot.glyphs import Picture, Shape
from render.style.heights import ends
from render.view.diagram_keys import Colors
from render.view.views import reach

CURVE, MAP = 129, 48  # samples along each input
FINER = 4  # times as many where networks jump
TORN = 0.02  # of what is shown: the least jump between two samples
MOST_VALUES = 3_000_000  # of all nodes together that are computed at a time
LARGEST = 1e100  # value that is shown; of larger ones, differences overflow

Values = Mapping[tuple[int, int], np.ndarray]  # (n_points,), by layer and node


def with_pictures(
    drawing: Drawing,
    network: Network,
    x: tuple[float, float],
    fitted: bool,
    categories: bool,
) -> Drawing:
    """The drawing with a picture in each square: the values of its node.

    x, fitted, categories: as a Diagram's.
    Raises InputError for more than two inputs, or values above LARGEST.
    """
    n_inputs = network.sizes[0]
    if n_inputs > 2:
        words = "only for networks of one input or two"
        raise InputError("pictures", f"of {n_inputs} inputs", words)
    boxes = [g for g in drawing.glyphs if isinstance(g, Shape) and g.form == "box"]
    n = CURVE if n_inputs == 1 else MAP
    if any(layer.activation.jumps for layer in network.layers):
        n *= FINER
    values = _values(network, _points(x, n_inputs, n), boxes)
    spans = [x, *_spans(network, values, fitted)]
    if n_inputs == 1:
        _tear(values, spans, np.searchsorted(np.linspace(*x, n), jumps(network, *x)))
    pictures, last = [], len(spans) - 1
    for box in boxes:
        _, layer, node = box.key
        series = node - 1 if layer == last else 0
        y = values[layer, node].reshape((n,) * n_inputs)
        key = ("picture", layer, node)
        sides = _sides(network, layer, node) if categories else None
        look = spans[layer], series, sides
        pictures.append(Picture(key, box.centre, box.size, y, *look))
    return replace(drawing, glyphs=drawing.glyphs + tuple(pictures))


def color_words(
    network: Network, x: tuple[float, float], fitted: bool, categories: bool
) -> Colors | None:
    """What the colours of a network's maps mean; None if there are no maps.

    They are numbers where all layers have the same range.
    """
    if network.sizes[0] != 2:
        return None
    if categories and network.sizes[-1] == 1:
        return Colors("low", "high", (0, 1, 0.0))
    spans = {ends(reach(layer.activation)) for layer in network.layers}
    is_open = any(layer.activation.upper == np.inf for layer in network.layers)
    if len(spans) > 1 or (fitted and is_open):
        return Colors("below 0", "above 0")
    (span,) = spans
    low, high = map(_signed, span)
    if span == ends(x):
        return Colors(low, high)
    inputs = "{} (inputs: {} to {})".format(high, *map(_signed, ends(x)))
    return Colors(low, inputs)


def _sides(network: Network, layer: int, node: int) -> tuple[int, int, float] | None:
    """The categories whose colours a node's map has; None for those of heights.

    With one output they are the two that it tells apart: the first is where it is high.
    Of several each has its own. layer: 0 for the inputs.
    """
    n = network.sizes[-1]
    f = network.layers[layer - 1].activation if layer else IDENTITY
    low, high = reach(f)
    if n == 1:
        return 0, 1, (low + high) / 2 if np.isfinite(f.upper) else 0.0
    return (node - 1, node - 1, low) if layer == len(network.layers) else None


def _signed(value: float) -> str:
    return f"{value:g}".replace("-", "\N{MINUS SIGN}")


def _values(network: Network, points: np.ndarray, boxes: Iterable[Shape]) -> Values:
    """The values of the nodes with boxes at points (n_points, n_inputs).

    Raises InputError for values above LARGEST.
    """
    places = [(layer, node) for _, layer, node in (box.key for box in boxes)]
    values = {place: np.empty(len(points)) for place in places}
    n = max(1, MOST_VALUES // sum(network.sizes))  # points that are computed at a time
    for start in range(0, len(points), n):
        here = slice(start, start + n)
        with np.errstate(all="ignore"):
            layers = list(network.nodes(points[here]))
        if not all((np.abs(nodes) <= LARGEST).all() for nodes in layers):
            words = f"weights that keep them below {LARGEST:g}"
            raise InputError("pictures", "of such large values", words)
        for layer, node in places:
            values[layer, node][here] = layers[layer][:, node - 1]
    return values


def _spans(
    network: Network, values: Values, fitted: bool
) -> Iterator[tuple[float, float]]:
    """The lowest and highest value that the pictures of each layer show."""
    for number, layer in enumerate(network.layers, start=1):
        f = layer.activation
        low, high = reach(f)
        if fitted and f.upper == np.inf:
            largest = [abs(y).max() for (k, _), y in values.items() if k == number]
            high = float(max(largest)) or high
            low = max(f.lower, -high)
        yield low, high


def _tear(
    values: Values, spans: Sequence[tuple[float, float]], after: np.ndarray
) -> None:
    """Break curves with a nan where they jump.

    spans: of each layer. after: the numbers of the first samples after jumps.
    """
    for (layer, _), y in values.items():
        low, high = spans[layer]
        rise = np.abs(y[after] - y[after - 1])
        y[after[rise > TORN * (high - low)]] = np.nan


@lru_cache(maxsize=4)
def _points(x: tuple[float, float], n_inputs: int, n: int) -> np.ndarray:
    """Where nodes are sampled, n times along each input: (n ** n_inputs, n_inputs)."""
    line = np.linspace(*x, n)
    grids = np.meshgrid(*[line] * n_inputs, indexing="ij")
    points = np.stack(grids, axis=-1).reshape(-1, n_inputs)
    points.setflags(write=False)
    return points
