"""Views of networks of one's own: what suits them, over the ranges of their data."""

from collections.abc import Sequence
from dataclasses import replace
from math import ceil, floor, isqrt, log10, sqrt

import numpy as np

from model import LOGISTIC, SOFTMAX, Data, Network, Networks
from render.errors import InputError
from render.view.curves import Curves
from render.view.diagrams import Diagram
from render.view.images.node_images import squarest
from render.view.images.weight_images import WeightImages
from render.view.maps import Maps
from render.view.named import Names
from render.view.panels import Panels
from render.view.surfaces import Surfaces
from render.view.views import USUAL, View, check_networks, covering

WALK, LIT = "backpropagation", "activations"  # what is a walk through one network
# How many inputs each shows.
KINDS = {"curve": 1, "surface": 2, "map": 2, "diagram": None, "weights": None}
COLORED = 0.99  # of weights that colours of images tell apart


def own_view(
    networks: Networks,
    kinds: Sequence[str],
    data: Data | None,
    names: Names,
    misfits: bool = False,
    pixels: tuple[int, int] | None = None,
) -> View:
    """The view of networks: one, or panels.

    kinds: some of KINDS; none for the one that suits the number of inputs.
    data: of the same inputs, whose points are shown and whose ranges are seen.
    misfits: whether maps have crosses for points whose category a network gets wrong.
    pixels: the width and height of the images that weights are shown as; None for a
        square.
    Raises InputError for kinds that do not fit the networks, and networks that cannot
    be shown.
    """
    network = networks[0]
    n_inputs = network.sizes[0]
    kinds = tuple(kinds) or kinds_of(n_inputs)[:1]
    for kind in kinds:
        _check_kind(kind, n_inputs)
    if pixels and "weights" not in kinds:
        given = "x".join(map(str, pixels))
        raise InputError("pixels", given, f"--view weights or {LIT}, of images")
    views = [
        _images(n_inputs, pixels, names)
        if kind == "weights"
        else _view(kind, networks, data, names, misfits)
        for kind in kinds
    ]
    view = views[0] if len(views) == 1 else Panels(views)
    check_networks(view, networks)
    return view


def kinds_of(n_inputs: int) -> tuple[str, ...]:
    """The kinds of views of a network of some inputs, the usual one first."""
    flat = {1: ("curve",), 2: ("map", "surface")}
    return *flat.get(n_inputs, ()), "diagram", *(("weights",) if n_inputs > 2 else ())


def compete(network: Network, data: Data | None) -> bool:
    """Whether the highest of several outputs names the category.

    It does where they are a softmax's, or data has categories; it does not where data
    has several columns of targets, nor, if nobody says, for logistic outputs.
    """
    last = network.layers[-1].activation
    if last == SOFTMAX or (data is not None and data.categories):
        return True
    if data is not None and data.targets is not None and data.targets.ndim > 1:
        return False
    return last != LOGISTIC


def _check_kind(kind: str, n_inputs: int) -> None:
    """Raise InputError for a kind of view that networks of some inputs do not have."""
    if KINDS[kind] in (None, n_inputs):
        return
    words = ", ".join(kinds_of(n_inputs))
    if n_inputs > 1:
        words += f", or --axes {'1' if KINDS[kind] == 1 else '1,2'} for a slice"
    raise InputError("view", f"{kind} of {n_inputs} inputs", words)


def _view(
    kind: str, networks: Networks, data: Data | None, names: Names, misfits: bool
) -> View:
    """One view of a kind."""
    if kind == "curve":
        return Curves(data=data, names=names)
    if kind == "surface":
        return Surfaces(data=data, names=names)
    if kind == "map":
        return _maps(networks[0], Maps(data=data, names=names, misfits=misfits))
    ranges = data.ranges() if data else (USUAL,) * networks[0].sizes[0]
    return _diagram(networks, ranges)


def _images(
    n_inputs: int, pixels: tuple[int, int] | None, names: Names
) -> WeightImages:
    """Images of the first layer's weights.

    Raises InputError where nobody says of which size, and for another number of pixels.
    """
    side = isqrt(n_inputs)
    if pixels is None and side * side != n_inputs:
        rows, columns = squarest(n_inputs)
        words = f"width and height of images of {n_inputs} inputs, such as "
        raise InputError("pixels", "not given", f"{words}{columns}x{rows}")
    columns, rows = pixels or (side, side)
    if columns * rows != n_inputs:
        words = f"{n_inputs} pixels, as many as there are inputs"
        raise InputError("pixels", f"{columns}x{rows}", words)
    return WeightImages(shape=(rows, columns), quantile=COLORED, names=names)


def _maps(network: Network, view: Maps) -> View:
    """One map, or one for each of several outputs that do not compete, in rows."""
    n_outputs = network.sizes[-1]
    if n_outputs == 1 or compete(network, view.data):
        return view
    maps = [replace(view, output=k) for k in range(n_outputs)]
    across = n_outputs if n_outputs <= 3 else ceil(sqrt(n_outputs))
    starts = range(0, n_outputs, across)
    rows = [Panels(maps[start : start + across]) for start in starts]
    return rows[0] if len(rows) == 1 else Panels(rows, down=True)


def _diagram(networks: Networks, ranges: Sequence[tuple[float, float]]) -> Diagram:
    """A diagram with weights and, of one input or two, what each node computes.

    The widest line has the strongest weight of all the networks, if they are several.
    """
    strongest = None
    if len(networks) > 1:
        every = (networks[k] for k in range(len(networks)))
        weights = (layer.weights for network in every for layer in network.layers)
        strongest = float(max(np.abs(w[1:]).max() for w in weights)) or None
    return Diagram(
        names=True,
        weights=True,
        pictures=len(ranges) <= 2,
        strongest=strongest,
        x=_rounded(*covering(ranges)),
        fitted=True,
    )


def _rounded(low: float, high: float) -> tuple[float, float]:
    """A range with ends of few digits, not much wider than another."""
    step = 10.0 ** floor(log10((high - low) / 10))
    digits = max(0, -floor(log10(step)))
    return (
        round(floor(low / step) * step, digits),
        round(ceil(high / step) * step, digits),
    )
