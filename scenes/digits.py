"""Ten digits, one network lit.

From 784 pixels to ten outputs through two layers of sixteen, and what lights up.
"""

from functools import cache
from itertools import islice

import numpy as np

from model import UNKNOWN, Images
from render import (
    Activations,
    Deferred,
    ImageNeurons,
    Names,
    NoiseAnswers,
    Overlaps,
    Walk,
    WholeFunction,
)
from scenes.recordings.counting_noise import N_DRAWN, NOISY, SURE, noise, shuffled
from scenes.recordings.digits import SIXTEEN, digit_counts, digit_images

NAMES = Names(classes=tuple("0123456789"))


@cache
def outputs() -> np.ndarray:
    """What the network gives for each image, (n_images, 10)."""
    return SIXTEEN[0](digit_images().inputs())


def right() -> np.ndarray:
    """Which images it gets right, (n_images,)."""
    return digit_images().labels == outputs().argmax(axis=1)


def clearest(digit: int) -> int:
    """The place of the image of a digit that has that digit's highest output."""
    own = np.where(digit_images().labels == digit, outputs()[:, digit], -1.0)
    return int(own.argmax())


def surest_mistake() -> int:
    """The place of the mistake with the highest output."""
    return int(np.where(right(), 0.0, outputs().max(axis=1)).argmax())


# How much threes have in common.


def shares(lit: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of the pixels lit in either image, the share that is lit in both; of each pair.

    lit, other: (n, pixels) and (m, pixels); the shares are (n, m).
    """
    both = lit.astype(np.float32) @ other.T.astype(np.float32)
    return both / (lit.sum(axis=1)[:, None] + other.sum(axis=1) - both)


def _unlike(shared: np.ndarray) -> list[int]:
    """The two images that share least, and one that shares little with both."""
    one, other = np.unravel_index(shared.argmin(), shared.shape)
    third = np.maximum(shared[one], shared[other]).argmin()
    return [int(one), int(other), int(third)]


@Deferred
def digits_threes() -> Walk:
    """Three threes that share few pixels, and another digit that shares more."""
    images = digit_images()
    known = images.some(np.flatnonzero(right()))
    threes, others = known.of(3), known.some(np.flatnonzero(known.labels != 3))
    lit, other_lit = threes.inputs() > 0.5, others.inputs() > 0.5
    shared = shares(lit, lit)
    unlike = _unlike(shared)
    likest = int(shares(lit[unlike[:1]], other_lit).argmax())
    median = np.median(shared[~np.eye(len(threes), dtype=bool)])
    return Walk(
        networks=SIXTEEN,
        view=Overlaps(threes.some(unlike), others.some([likest]), NAMES),
        title="Three threes",
        caption="Chosen for how little they overlap; two threes share, in the median, "
        f"{median:.0%} of the pixels that are lit in either. What makes a three is not "
        "which pixels are lit.",
        poster=1,
    )


@Deferred
def digits_neurons() -> Walk:
    """An image, its numbers, a neuron for each, and the network's layers."""
    return Walk(
        networks=SIXTEEN,
        view=ImageNeurons(digit_images().some([clearest(3)]), NAMES),
        title="An image becomes neurons",
        caption="A neuron holds a number. Those of the first layer hold the image, "
        "those of the last one the answer.",
        poster=3,
    )


@Deferred
def digits_lit() -> Walk:
    """One image layer by layer, then others, a mistake among them."""
    images, n_right = digit_images(), int(digit_counts()["right_16_16"][0])
    return Walk(
        networks=SIXTEEN,
        view=Activations(
            at=images.some([clearest(3)]),
            others=images.some([clearest(7), clearest(4), surest_mistake()]),
            names=NAMES,
            titles=(
                "Sixteen nodes light up, each by a weighted sum of all pixels",
                "Sixteen more see the first sixteen, and not the pixels",
                "Ten outputs, one for each digit",
            ),
        ),
        title="An image goes through a network",
        caption="Each layer lights the next, and the brightest of ten outputs is the "
        f"answer: the right one for {n_right:,} of 10,000 test images. Of each digit, "
        "and of the mistakes kept here, the image shown has the highest output.",
        poster=4,
    )


@Deferred
def digits_function() -> Walk:
    """All nodes between pixels and outputs, as one function."""
    return Walk(
        networks=SIXTEEN,
        view=WholeFunction(digit_images().some([clearest(3), clearest(7)]), NAMES),
        title="A network is a function",
        caption="784 numbers in, ten out: all the nodes between are one function.",
        poster=2,
    )


# What it makes of noise.

N_SHOWN = 6


def _of(pixels: list[np.ndarray]) -> Images:
    """Images of no category, each of its pixels in a row."""
    shape = len(pixels), *digit_images().shape
    return Images(np.reshape(pixels, shape), np.full(len(pixels), UNKNOWN))


def _sure() -> Images:
    """The first of the images that the network is sure of when they are shuffled."""
    numbered = zip(digit_images().pixels, digit_images().numbers, strict=True)
    every = (shuffled(image.ravel(), int(n)) for image, n in numbered)
    sure = (x for x in every if SIXTEEN[0](_of([x]).inputs()).max() > SURE)
    return _of(list(islice(sure, N_SHOWN)))


def _counts(name: str) -> tuple[int, ...]:
    """How many images each of the networks is sure of."""
    return tuple(map(int, digit_counts()[name]))


@Deferred
def digits_noise() -> Walk:
    """Noise and shuffled images, answers to them, and how often these are sure."""
    return Walk(
        networks=SIXTEEN,
        view=NoiseAnswers(
            drawn=_of([noise(k) for k in range(N_SHOWN)]),
            surest=_of([noise(*_counts("noise_surest"))]),
            shuffled=_sure(),
            networks=tuple(NOISY.values()),
            counts=(_counts("noise_sure"), _counts("shuffled_sure")),
            out_of=N_DRAWN,
            limit=SURE,
            names=NAMES,
        ),
        title="Sure of nothing",
        caption="It has learned digits alone, and no output says that there is none. "
        "How often a network is sure of a digit all the same differs from one network "
        "to another.",
    )
