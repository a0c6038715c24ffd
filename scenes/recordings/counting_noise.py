"""Noise, and how often networks are sure of a digit in it.

Each picture of noise is drawn from a number of its own, so that any of them can be had
without the others.
"""

from collections.abc import Mapping

import numpy as np

from model import Network

GREYS, PIXELS = 256, 784
SURE = 0.9  # an output above this is
N_DRAWN = 10_000
# The networks that are counted, and what pictures call them.
NOISY = {
    "digits_30": "784-30-10",
    "digits_16_16": "784-16-16-10",
    "digits_20": "784-20-10",
    "digits_10": "784-10-10",
}


def noise(number: int) -> np.ndarray:
    """Pixels that are each any of 256 greys, all as likely: (784,) uint8."""
    return np.random.default_rng([0, number]).integers(0, GREYS, PIXELS, np.uint8)


def shuffled(pixels: np.ndarray, number: int) -> np.ndarray:
    """The pixels of a picture, (784,), in an order that is drawn from a number."""
    return np.random.default_rng([1, number]).permutation(pixels)


def noise_counts(
    networks: Mapping[str, Network], inputs: np.ndarray, labels: np.ndarray
) -> dict[str, np.ndarray]:
    """How many pictures of noise have an output above 0.9.

    inputs: (n_images, 784) from 0 to 1; labels are not looked at.

    Of each of NOISY in turn, "noise_sure": of 10,000 pictures of noise, and
    "shuffled_sure": of all images, the pixels of each in an order of its own.
    "noise_surest": the number of the picture of noise with the highest output of
    "digits_16_16".
    """
    del labels
    drawn = np.array([noise(k) for k in range(N_DRAWN)]) / (GREYS - 1)
    mixed = np.array([shuffled(row, k) for k, row in enumerate(inputs)])
    counts = {}
    for name, pictures in (("noise", drawn), ("shuffled", mixed)):
        highest = [networks[n](pictures).max(axis=1) for n in NOISY]
        counts[f"{name}_sure"] = np.array([(row > SURE).sum() for row in highest])
    outputs = networks["digits_16_16"](drawn).max(axis=1)
    return {**counts, "noise_surest": np.array([outputs.argmax()])}
