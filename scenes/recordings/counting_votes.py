"""What is counted of mistakes, of a few nodes alone, and of nodes that are gone."""

from collections.abc import Mapping, Sequence

import numpy as np

from model import Layer, Network, disliked, liked, with_nodes

MOST = 3  # nodes that a digit likes, or dislikes, most


def parts_of_30(
    networks: Mapping[str, Network], inputs: np.ndarray, labels: np.ndarray
) -> dict[str, np.ndarray]:
    """What "digits_30" says of all images, also with some of its hidden nodes alone.

    inputs: (n_images, n_pixels) from 0 to 1. labels: the digit of each, (n_images,).

    confusions_30: how many images of each digit get which answer, rows by digits.
    A digit's own six are the hidden nodes that its output likes and dislikes most,
    three each; without a node is as if that were 0 for all images. Of each digit:
    own_yes_30, own_yes_six: its own images for which its output is above one half, with
    all nodes and with its own six; other_yes_30, other_yes_six: the images of other
    digits for which it is. six_right: images that the network names right with a
    digit's own six for all outputs. Of each hidden node: without_right, images that it
    names right without it.
    """
    network = networks["digits_30"]
    *hidden, last = network.layers
    values = inputs
    for layer in hidden:
        values = layer(values)
    every, n = set(range(last.n_inputs)), last.n_outputs
    alone = [_end(network, six(last, k)) for k in range(n)]
    without = [_end(network, tuple(every - {k})) for k in sorted(every)]
    own = labels[:, None] == np.arange(n)
    yes = {"30": last(values) > 0.5}
    yes["six"] = np.column_stack([f(values)[:, k] > 0.5 for k, f in enumerate(alone)])
    table = np.zeros((n, n), int)
    np.add.at(table, (labels, last.sums(values).argmax(axis=1)), 1)
    return {
        "confusions_30": table,
        **{f"own_yes_{name}": (own & says).sum(axis=0) for name, says in yes.items()},
        **{
            f"other_yes_{name}": (says & ~own).sum(axis=0) for name, says in yes.items()
        },
        "six_right": _right(alone, values, labels),
        "without_right": _right(without, values, labels),
    }


def _right(ends: Sequence[Layer], values: np.ndarray, labels: np.ndarray) -> np.ndarray:
    """How many images each of several last layers names right."""
    answers = [end.sums(values).argmax(axis=1) for end in ends]
    return np.array([np.count_nonzero(answer == labels) for answer in answers])


def six(last: Layer, output: int) -> tuple[int, ...]:
    """The nodes that an output likes most, and those that it dislikes most, from 0."""
    weights = last.weights[1:, output]
    return liked(weights, MOST) + disliked(weights, MOST)


def _end(network: Network, nodes: tuple[int, ...]) -> Layer:
    """The last layer with some of its inputs alone."""
    return with_nodes(network, nodes).layers[-1]
