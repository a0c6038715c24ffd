"""Parts: what each node of the last hidden layer gives to each output."""

import numpy as np

from model.layer import Layer
from model.network import Network


def liked(weights: np.ndarray, n: int) -> tuple[int, ...]:
    """The nodes of the n highest weights, (n_nodes,), counted from 0, highest first."""
    return tuple(np.argsort(-weights, kind="stable")[:n].tolist())


def disliked(weights: np.ndarray, n: int) -> tuple[int, ...]:
    """The nodes of the n lowest weights, (n_nodes,), counted from 0, lowest first."""
    return tuple(np.argsort(weights, kind="stable")[:n].tolist())


def contributions(network: Network, point: np.ndarray) -> np.ndarray:
    """What each node of the last hidden layer adds to each output's sum.

    That is its weight times its value for a point (n_inputs,): (n_nodes, n_outputs).
    """
    *_, values, _ = network.nodes(point[None])
    return values[0][:, None] * network.layers[-1].weights[1:]


def cosines(layer: Layer) -> np.ndarray:
    """How alike the weights of each two nodes of a layer are: (n_nodes, n_nodes).

    The cosine of the angle between them: 1 for the same direction, 0 for nothing in
    common, -1 for the opposite. Biases are left out; a node without weights has 0.
    """
    weights = layer.weights[1:]
    lengths = np.sqrt((weights**2).sum(axis=0))
    units = weights / np.where(lengths > 0, lengths, 1.0)
    return np.einsum("ia,ib->ab", units, units)


def alike(network: Network, output: int) -> tuple[int, int, float]:
    """The liked and the disliked node of an output that are most alike.

    Both are nodes of the last hidden layer, counted from 0: one whose weight to the
    output is above 0, one whose weight is below; then the cosine of their own weights.
    Raises ValueError for a network without a hidden layer, or an output that does not
    both like and dislike.
    """
    *_, hidden, last = network.layers
    weights = last.weights[1:, output]
    above, below = np.flatnonzero(weights > 0), np.flatnonzero(weights < 0)
    if not (len(above) and len(below)):
        raise ValueError(f"output {output}: expected weights above and below 0")
    pairs = cosines(hidden)[np.ix_(above, below)]
    row, column = np.unravel_index(int(pairs.argmax()), pairs.shape)
    return int(above[row]), int(below[column]), float(pairs[row, column])


def with_nodes(network: Network, nodes: tuple[int, ...]) -> Network:
    """The network with some nodes of its last hidden layer alone, counted from 0.

    The others give nothing to any output; biases stay.
    """
    *before, last = network.layers
    kept = np.isin(np.arange(last.n_inputs), nodes)
    weights = last.weights * np.concatenate([[True], kept])[:, None]
    return Network([*before, Layer(weights, last.activation)])
