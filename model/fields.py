"""Receptive fields: the inputs that make a node highest, each from -1 to 1.

They are searched for from corners of the cube of inputs, and from places inside it, for
a node of a trained network may be highest at greys. A place is moved along each input,
and along other directions, by steps that halve when none of them leads up.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

import numpy as np

from model.family import uniform
from model.network import Network

MOST_INPUTS = 12  # all corners of whose cube are looked at
CORNERS, INSIDE = 16, 16  # places that a search begins at, at most
# The steps of a search, from each to half as far; the best go on to the last.
FIRST, COARSE, FINE = 1.0, 2.0**-3, 2.0**-9
SAME = 2  # decimals in which places are equal that are one
ALONG = 9  # places along an input, or from place to place
HIGHER = 1e-12  # what a step has to lead up by

# From points (n_points, n_inputs) to values (n_points,).
Function = Callable[[np.ndarray], np.ndarray]


@dataclass(frozen=True, eq=False)
class Field:
    """Where a node is highest, or all but highest.

    inputs: such places, the highest first, (n_places, n_inputs): one of each part of
        the cube in which the node is so high.
    free: which inputs hardly matter there, (n_places, n_inputs); these are 0 in inputs.
    highest, lowest: the node's values, as far as they were found.
    """

    inputs: np.ndarray
    free: np.ndarray
    highest: float
    lowest: float


def receptive_fields(
    network: Network, share: float = 0.05
) -> tuple[tuple[Field, ...], ...]:
    """The field of each node, layer by layer without the inputs.

    share: of a node's range. Where it is lower than at its highest by less, it is high;
        an input that changes it by less, whatever it is while others stay, is free.
    Raises ValueError for more than 12 inputs, and a share not between 0 and 1.
    """
    n = network.sizes[0]
    if n > MOST_INPUTS:
        raise ValueError(f"{n} inputs: expected {MOST_INPUTS} at most")
    if not 0 < share < 1:
        raise ValueError(f"share {share}: expected a number between 0 and 1")
    fields = []
    for k in range(1, len(network.layers) + 1):
        part = Network(network.layers[:k])
        nodes = (_node(part, j) for j in range(part.sizes[-1]))
        fields.append(tuple(_field(node, n, share) for node in nodes))
    return tuple(fields)


def _node(network: Network, j: int) -> Function:
    """The function that an output is."""
    return lambda points: network(points)[:, j]


def _field(node: Function, n: int, share: float) -> Field:
    """The field of a node of n inputs."""
    corners = np.array(list(product((1.0, -1.0), repeat=n)))
    inside = uniform(INSIDE * n, n, 0).reshape(-1, n)
    values = node(corners)
    best = np.argsort(-values, kind="stable")[:CORNERS]
    starts = np.vstack([corners[best], np.zeros(n), inside])
    lowest = float(min(values.min(), node(starts).min()))
    places = _climbed(node, starts, FIRST, COARSE)
    heights = node(places)
    least = share * (heights.max() - lowest)
    places = _different(places[heights >= heights.max() - 2 * least])
    places = _climbed(node, places, COARSE, FINE)
    heights = node(places)
    highest = float(heights.max())
    if highest - lowest <= HIGHER:
        return Field(np.zeros((1, n)), np.ones((1, n), dtype=bool), highest, lowest)
    least = share * (highest - lowest)
    places = _different(places[np.argsort(-heights, kind="stable")])
    places = _parts(node, places, highest - least)
    free = _free(node, places, least)
    return Field(np.where(free, 0.0, places), free, highest, lowest)


def _different(places: np.ndarray) -> np.ndarray:
    """Places without those that are where one before them is."""
    _, first = np.unique(places.round(SAME), axis=0, return_index=True)
    return places[np.sort(first)]


def _climbed(
    node: Function, starts: np.ndarray, largest: float, smallest: float
) -> np.ndarray:
    """Places (n_places, n_inputs), each moved up as far as steps lead."""
    places, n = starts.copy(), starts.shape[1]
    others = uniform(2 * n * n, n, 1).reshape(-1, n)
    moves = np.vstack([np.eye(n), -np.eye(n), others])
    steps = np.full(len(places), largest)
    heights = node(places)
    while (alive := np.flatnonzero(steps >= smallest)).size:
        tried = places[alive, None] + steps[alive, None, None] * moves
        tried = np.clip(tried, -1, 1)
        found = node(tried.reshape(-1, n)).reshape(len(alive), -1)
        best = found.argmax(axis=1)
        up = found.max(axis=1) > heights[alive] + HIGHER
        going, chosen = alive[up], best[up]
        places[going] = tried[up, chosen]
        heights[going] = found[up, chosen]
        steps[alive[~up]] /= 2
    return places


def _free(node: Function, places: np.ndarray, least: float) -> np.ndarray:
    """Which inputs change a node by less than so much, each alone, at places."""
    n_places, n = places.shape
    lines = np.broadcast_to(places[:, None, None], (n_places, n, ALONG, n)).copy()
    for i in range(n):
        lines[:, i, :, i] = np.linspace(-1, 1, ALONG)
    values = node(lines.reshape(-1, n)).reshape(n_places, n, ALONG)
    return np.ptp(values, axis=-1) < least


def _parts(node: Function, places: np.ndarray, high: float) -> np.ndarray:
    """One place of each part of the cube in which a node is high.

    A place is of the same part as one before it if the straight way there is high.
    """
    shares = np.linspace(0, 1, ALONG)[:, None]
    kept: list[np.ndarray] = []
    for place in places[node(places) >= high]:
        ways = (start + shares * (place - start) for start in kept)
        if not any(node(way).min() >= high for way in ways):
            kept.append(place)
    return np.array(kept)
