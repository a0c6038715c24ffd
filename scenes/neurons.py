"""One neuron of hundreds of inputs.

Its weights are an image, its sum is a product of images, and a layer of such neurons
is one matrix.
"""

from functools import cache

import numpy as np

from model import Given, Images, Network, edge_network
from render import (
    BiasShift,
    Deferred,
    EdgesByHand,
    ImageSum,
    LearnedEdges,
    MatrixForm,
    Parameters,
    Walk,
)
from scenes.recordings.counting_neurons import HIGH
from scenes.recordings.digits import SIXTEEN, THIRTY, digit_counts, digit_images


@cache
def _oddness() -> np.ndarray:
    """How far each image is from its digit's average, as a share of what is usual."""
    images = digit_images()
    oddness = np.empty(len(images))
    for digit in range(10):
        inputs = images.of(digit).inputs()
        distances = ((inputs - inputs.mean(axis=0)) ** 2).sum(axis=1)
        oddness[images.labels == digit] = distances / distances.mean()
    return oddness


def _plainest(among: np.ndarray) -> int:
    """The number of the image that is least odd; among: which ones, (n_images,)."""
    return int(np.where(among, _oddness(), np.inf).argmin())


@cache
def _ten() -> Images:
    """A plain image of each digit."""
    images = digit_images()
    return images.some([_plainest(images.labels == digit) for digit in range(10)])


def _undecided(network: Network, image: Images) -> int:
    """The first layer's neuron whose sum is nearest to 2, with and without its bias.

    It is counted from 1.
    """
    layer = network.layers[0]
    with_bias = layer.sums(image.inputs())[0]
    away = np.abs(with_bias - 2) + np.abs(with_bias - layer.weights[0] - 2)
    return int(away.argmin()) + 1


def _spread(network: Network, images: Images) -> int:
    """The neuron with the most sums below 0, up to 10, and above, of each; from 1."""
    layer = network.layers[0]
    sums = layer.sums(images.inputs()) - layer.weights[0]
    ranges = sums < 0, (sums > 0) & (sums < HIGH), sums > HIGH
    return int(np.min([part.sum(axis=0) for part in ranges], axis=0).argmax()) + 1


def _right_and_wrong(network: Network) -> Images:
    """A plain 0 that a network gets right, and a plain image that it gets wrong."""
    images = digit_images()
    is_right = network.sums(images.inputs()).argmax(axis=1) == images.labels
    is_right_0 = is_right & (images.labels == 0)
    return images.some([_plainest(is_right_0), _plainest(~is_right)])


def _counts(name: str) -> tuple[int, ...]:
    """Whole numbers that were counted over all test images."""
    return tuple(digit_counts()[name].tolist())


@Deferred
def digits_weights() -> Walk:
    """One neuron, from an image to its answer, beside an edge."""
    four = _ten().of(4)
    return Walk(
        title="The weights of a neuron are an image",
        networks=SIXTEEN,
        view=ImageSum(four, _undecided(SIXTEEN[0], four)),
        caption="Where the weights are positive, ink counts for the neuron; where they "
        "are negative, against it. The sum of all products, a bias and the logistic "
        "function are all there is to it.",
        poster=4,
    )


@Deferred
def digits_sixteen() -> Walk:
    """Sixteen edges, and the weight images of sixteen neurons."""
    return Walk(
        title="Sixteen neurons, and hardly a pattern",
        networks=SIXTEEN,
        view=LearnedEdges(_ten().of(4)),
        caption="Nobody told the network to look for edges, and it does not. In the "
        "middle its weight images are a mixture; yet its sixteen answers together tell "
        "digits apart.",
        poster=1,
    )


@Deferred
def digits_by_hand() -> Walk:
    """A network of edges that nobody trained."""
    network = edge_network()
    return Walk(
        title="Edges that were set by hand, and how well they read",
        networks=Given([network], ["edges by hand"]),
        view=EdgesByHand(
            _right_and_wrong(network),
            _counts("by_hand_right"),
            _counts("sixteen_right"),
            _counts("test_digits"),
            SIXTEEN.sizes,
        ),
        caption="784-16-10, and all of it by hand, biases too: edges where digits "
        "often have them, and what each digit likes and dislikes. People write too "
        "differently for sixteen places.",
        poster=1,
    )


@Deferred
def digits_bias() -> Walk:
    """The logistic function, moved by a bias."""
    neuron = _spread(SIXTEEN[0], _ten())
    of_layer = digit_counts()["sixteen_active"]
    active = tuple(of_layer[neuron - 1].tolist())
    return Walk(
        title="A bias moves the logistic function",
        networks=SIXTEEN,
        view=BiasShift(_ten(), neuron, active, sum(_counts("test_digits"))),
        caption="The weights say what a neuron looks for, the bias how much of it "
        "there must be before the neuron is active.",
        poster=2,
    )


@Deferred
def digits_parameters() -> Walk:
    """All weights and biases, counted."""
    return Walk(
        title="How many numbers a network learns",
        networks=SIXTEEN,
        view=Parameters(others=(THIRTY.sizes,)),
        caption="To learn is to find these numbers, and nothing else. Most of them are "
        "weights of pixels.",
        poster=4,
    )


@Deferred
def digits_matrix() -> Walk:
    """A layer as one matrix and two vectors."""
    return Walk(
        title="A layer is one matrix",
        networks=SIXTEEN,
        view=MatrixForm(_ten().of(4)),
        caption="Loops over links and products of matrices give the same numbers. W "
        "has a row for each neuron; this program keeps weights the other way round, a "
        "column for each, so that w_ij joins input i to output j.",
        poster=6,
    )
