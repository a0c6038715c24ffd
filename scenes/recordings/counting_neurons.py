"""What is counted over all test images for the chapter on one neuron."""

from collections.abc import Mapping

import numpy as np

from model import Network, edge_network

DIGITS = 10
HIGH = 10.0  # a sum that a bias of -10 still lets through


def right_of_each(
    network: Network, inputs: np.ndarray, labels: np.ndarray
) -> np.ndarray:
    """How many images of each digit have that digit as the highest output, (10,)."""
    answers = network.sums(inputs).argmax(axis=1)
    return np.bincount(labels[answers == labels], minlength=DIGITS)


def neuron_counts(
    networks: Mapping[str, Network], inputs: np.ndarray, labels: np.ndarray
) -> dict[str, np.ndarray]:
    """Counts over images (n, 784), from 0, black, to 1, white, with labels (n,).

    networks: by name; "digits_16_16" is used, and the network of edges by hand.

    test_digits: how many images of each digit there are, (10,).
    by_hand_right, sixteen_right: how many of these each of the two gets right, (10,).
    sixteen_active: of each node of the first hidden layer, how many images have a sum
        without its bias above 0, and above 10, and with its bias above 0: (16, 3).
    """
    sixteen = networks["digits_16_16"]
    bias, *weights = sixteen.layers[0].weights
    sums = inputs @ np.array(weights)
    active = [(sums > 0), (sums > HIGH), (sums + bias > 0)]
    return {
        "test_digits": np.bincount(labels, minlength=DIGITS),
        "by_hand_right": right_of_each(edge_network(), inputs, labels),
        "sixteen_right": right_of_each(sixteen, inputs, labels),
        "sixteen_active": np.stack([part.sum(axis=0) for part in active], axis=1),
    }
