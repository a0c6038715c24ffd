"""Ten digits, one network lit.

From 784 pixels to ten outputs through two layers of sixteen, and what lights up.
"""

from itertools import islice

import numpy as np

from model import UNKNOWN, Images
from render import (
    Activations,
    ImageNeurons,
    Names,
    NoiseAnswers,
    Overlaps,
    Walk,
    WholeFunction,
)
from scenes.recordings.counting_noise import N_DRAWN, NOISY, SURE, noise, shuffled
from scenes.recordings.digits import SIXTEEN, digit_counts, digit_images

IMAGES, COUNTS, NETWORK = digit_images(), digit_counts(), SIXTEEN[0]
NAMES = Names(classes=tuple("0123456789"))
OUTPUTS = NETWORK(IMAGES.inputs())
IS_RIGHT = IMAGES.labels == OUTPUTS.argmax(axis=1)


def _first(label: int) -> int:
    """The place of the first image of a digit that the network gets right."""
    return int(np.flatnonzero(IS_RIGHT & (IMAGES.labels == label))[0])


THREE, SEVEN, FOUR = map(_first, (3, 7, 4))
# The mistake with the highest output.
MISTAKE = int(np.where(IS_RIGHT, 0.0, OUTPUTS.max(axis=1)).argmax())

# How much threes have in common.

LIT = IMAGES.inputs() > 0.5
THREES = np.flatnonzero(IS_RIGHT & (IMAGES.labels == 3))
OTHERS = np.flatnonzero(IS_RIGHT & (IMAGES.labels != 3))


def _shares(lit: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Of the pixels lit in either image, the share that is lit in both; of each pair.

    lit, other: (n, pixels) and (m, pixels); the shares are (n, m).
    """
    both = lit.astype(np.float32) @ other.T.astype(np.float32)
    return both / (lit.sum(axis=1)[:, None] + other.sum(axis=1) - both)


def _unlike(shares: np.ndarray) -> list[int]:
    """The two threes that share least, and one that shares little with both."""
    one, other = np.unravel_index(shares.argmin(), shares.shape)
    third = np.maximum(shares[one], shares[other]).argmin()
    return [int(THREES[k]) for k in (one, other, third)]


SHARES = _shares(LIT[THREES], LIT[THREES])
UNLIKE = _unlike(SHARES)
LIKEST = int(OTHERS[_shares(LIT[UNLIKE[:1]], LIT[OTHERS]).argmax()])
MEDIAN = float(np.median(SHARES[~np.eye(len(THREES), dtype=bool)]))

digits_threes = Walk(
    networks=SIXTEEN,
    view=Overlaps(IMAGES.some(UNLIKE), IMAGES.some([LIKEST]), NAMES),
    title="Three threes",
    caption="Chosen for how little they overlap; two threes share, in the median, "
    f"{MEDIAN:.0%} of the pixels that are lit in either. What makes a three is not "
    "which pixels are lit.",
    poster=1,
)

digits_neurons = Walk(
    networks=SIXTEEN,
    view=ImageNeurons(IMAGES.some([THREE]), NAMES),
    title="An image becomes neurons",
    caption="A neuron holds a number. Those of the first layer hold the image, those "
    "of the last one the answer.",
    poster=3,
)

digits_lit = Walk(
    networks=SIXTEEN,
    view=Activations(
        at=IMAGES.some([THREE]),
        others=IMAGES.some([SEVEN, FOUR, MISTAKE]),
        names=NAMES,
        titles=(
            "Sixteen nodes light up, each by a weighted sum of all pixels",
            "Sixteen more: they see the first sixteen, no pixel",
            "Ten outputs, one for each digit",
        ),
    ),
    title="An image goes through a network",
    caption="Each layer lights the next, and the brightest of ten outputs is the "
    f"answer. Of {(~IS_RIGHT).sum()} mistakes among the {len(IMAGES):,} images here, "
    "the one that is shown has the highest output.",
    poster=4,
)

digits_function = Walk(
    networks=SIXTEEN,
    view=WholeFunction(IMAGES.some([THREE, SEVEN]), NAMES),
    title="A network is a function",
    caption="784 numbers in, ten out: all the nodes between are one function.",
    poster=2,
)

# What it makes of noise.

N_SHOWN = 6


def _of(pixels: list[np.ndarray]) -> Images:
    """Images of no category, each of its pixels in a row."""
    shape = len(pixels), *IMAGES.shape
    return Images(np.reshape(pixels, shape), np.full(len(pixels), UNKNOWN))


def _sure() -> Images:
    """The first of the images that the network is sure of when they are shuffled."""
    numbered = zip(IMAGES.pixels, IMAGES.numbers, strict=True)
    every = (shuffled(image.ravel(), int(n)) for image, n in numbered)
    sure = (x for x in every if NETWORK(_of([x]).inputs()).max() > SURE)
    return _of(list(islice(sure, N_SHOWN)))


def _counts(name: str) -> tuple[int, ...]:
    """How many images each of the networks is sure of."""
    return tuple(map(int, COUNTS[name]))


digits_noise = Walk(
    networks=SIXTEEN,
    view=NoiseAnswers(
        drawn=_of([noise(k) for k in range(N_SHOWN)]),
        surest=_of([noise(int(COUNTS["noise_surest"][0]))]),
        shuffled=_sure(),
        networks=tuple(NOISY.values()),
        counts=(_counts("noise_sure"), _counts("shuffled_sure")),
        out_of=N_DRAWN,
        limit=SURE,
        names=NAMES,
    ),
    title="Sure of nothing",
    caption="It has learned digits alone, and has no output that says that there is "
    "none. Noise rarely makes an output high; shuffled digits, dark in most pixels as "
    "digits are, do so more often.",
)
