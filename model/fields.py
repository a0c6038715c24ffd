"""Receptive fields: the inputs that make a node highest, each from -1 to 1.

They are searched for from corners of the cube of inputs, and from places inside it, for
a node of a trained network may be highest at greys. A place is moved along each input,
and along other directions, by steps that halve when none of them leads up.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from model.family import uniform
from model.network import Network

MOST_INPUTS = 12  # all corners of whose cube are looked at
CORNERS, INSIDE = 16, 16  # places that the search for a node begins at, at most
# The steps of a search, from each to half as far; the best go on to the last.
FIRST, COARSE, FINE = 1.0, 2.0**-3, 2.0**-9
SAME = 2  # decimals in which places are equal that are one
ALONG = 9  # places along an input, or from place to place
HIGHER = 1e-12  # what a step has to lead up by


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
    parts = (Network(network.layers[: k + 1]) for k in range(len(network.layers)))
    return tuple(tuple(_fields(part, share)) for part in parts)


@dataclass(frozen=True, eq=False)
class Places:
    """Places (n_places, n_inputs), of whose nodes each is one, by its number."""

    inputs: np.ndarray
    nodes: np.ndarray

    def at(self, which: np.ndarray) -> "Places":
        """Some of them: booleans, or their numbers."""
        return Places(self.inputs[which], self.nodes[which])

    def values(self, network: Network) -> np.ndarray:
        """What the nodes, outputs of a network, give at their places."""
        return network(self.inputs)[np.arange(len(self.nodes)), self.nodes]

    def different(self) -> "Places":
        """Those without any that are where one of the same node before them is."""
        rows = np.column_stack([self.nodes, self.inputs.round(SAME)])
        _, first = np.unique(rows, axis=0, return_index=True)
        return self.at(np.sort(first))


def _fields(network: Network, share: float) -> Iterator[Field]:
    """The field of each output of a network."""
    starts, lowest = _starts(network)
    places = _climbed(network, starts, FIRST, COARSE)
    values = places.values(network)
    highest = _highest(values, places.nodes)
    near = 2 * share * (highest - lowest)[places.nodes]
    best = values >= highest[places.nodes] - near
    places = _climbed(network, places.at(best).different(), COARSE, FINE)
    values = places.values(network)
    for j, low in enumerate(lowest.tolist()):
        own = np.flatnonzero(places.nodes == j)
        own = own[np.argsort(-values[own], kind="stable")]
        yield _field(network, places.at(own).different(), low, share)


def _starts(network: Network) -> tuple[Places, np.ndarray]:
    """Where searches begin, and the lowest value of each node (n_nodes,) there.

    They are the corners where a node is highest, the middle, and places inside.
    """
    n, n_nodes = network.sizes[0], network.sizes[-1]
    corners = np.array(list(product((1.0, -1.0), repeat=n)))
    inside = np.vstack([np.zeros(n), uniform(INSIDE * n, n, 0).reshape(-1, n)])
    values, others = network(corners), network(inside)
    best = np.argsort(-values, axis=0, kind="stable")[:CORNERS].T  # by node
    starts = [np.vstack([corners[own], inside]) for own in best]
    nodes = np.repeat(np.arange(n_nodes), len(starts[0]))
    lowest = np.minimum(values.min(axis=0), others.min(axis=0))
    return Places(np.vstack(starts), nodes), lowest


def _highest(values: np.ndarray, nodes: np.ndarray) -> np.ndarray:
    """The highest value of each node."""
    return np.array([values[nodes == j].max() for j in range(nodes.max() + 1)])


def _field(network: Network, places: Places, lowest: float, share: float) -> Field:
    """The field of one node, of places that the highest is the first of."""
    highest, n = float(places.values(network)[0]), network.sizes[0]
    if highest - lowest <= HIGHER:
        return Field(np.zeros((1, n)), np.ones((1, n), dtype=bool), highest, lowest)
    least = share * (highest - lowest)
    parts = _parts(network, places, highest - least)
    free = _free(network, parts, least)
    return Field(np.where(free, 0.0, parts.inputs), free, highest, lowest)


def _climbed(
    network: Network, starts: Places, largest: float, smallest: float
) -> Places:
    """Places, each moved up as far as steps lead."""
    inputs, n = starts.inputs.copy(), network.sizes[0]
    others = uniform(2 * n * n, n, 1).reshape(-1, n)
    moves = np.vstack([np.eye(n), -np.eye(n), others])
    steps = np.full(len(inputs), largest)
    heights = starts.values(network)
    while (alive := np.flatnonzero(steps >= smallest)).size:
        tried = np.clip(inputs[alive, None] + steps[alive, None, None] * moves, -1, 1)
        nodes = np.repeat(starts.nodes[alive], len(moves))
        found = Places(tried.reshape(-1, n), nodes).values(network)
        found = found.reshape(len(alive), -1)
        best = found.argmax(axis=1)
        up = found.max(axis=1) > heights[alive] + HIGHER
        inputs[alive[up]] = tried[up, best[up]]
        heights[alive[up]] = found[up, best[up]]
        steps[alive[~up]] /= 2
    return Places(inputs, starts.nodes)


def _free(network: Network, places: Places, least: float) -> np.ndarray:
    """Which inputs change a node by less than so much, each alone, at places."""
    n_places, n = places.inputs.shape
    lines = np.tile(places.inputs[:, None, None], (1, n, ALONG, 1))
    for i in range(n):
        lines[:, i, :, i] = np.linspace(-1, 1, ALONG)
    nodes = np.repeat(places.nodes, n * ALONG)
    values = Places(lines.reshape(-1, n), nodes).values(network)
    return np.ptp(values.reshape(n_places, n, ALONG), axis=-1) < least


def _parts(network: Network, places: Places, high: float) -> Places:
    """One place of each part of the cube in which a node is high.

    A place is of the same part as one before it if the straight way there is high.
    """
    places = places.at(places.values(network) >= high)
    shares = np.linspace(0, 1, ALONG)[:, None]
    kept: list[int] = []
    for k, place in enumerate(places.inputs):
        ways = places.inputs[kept][:, None] * (1 - shares) + place * shares
        nodes = np.repeat(places.nodes[kept], ALONG)
        along = Places(ways.reshape(-1, len(place)), nodes).values(network)
        if not (along.reshape(-1, ALONG) >= high).all(axis=1).any():
            kept.append(k)
    return places.at(np.array(kept))
