"""Products of images and weights: what one neuron makes of hundreds of pixels."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model import Images, Layer, Network
from render.errors import InputError
from render.view.images.node_images import rounded_up
from render.view.node_sums import Node

CLEAR = 98.0  # per cent of weights: the magnitude that has the strongest colour


@dataclass(frozen=True, eq=False)
class ImageNode:
    """One node of a first layer, and an image.

    pixels: (rows, columns) from 0, black, to 1, white. layer: the node's; number: its
        own, from 1.
    """

    pixels: np.ndarray
    layer: Layer
    number: int

    @cached_property
    def node(self) -> Node:
        """The node, with the pixels as its inputs."""
        return Node(self.pixels.ravel(), self.layer, self.number)

    @property
    def weights(self) -> np.ndarray:
        """A weight for each pixel, (rows, columns)."""
        return self.node.weights.reshape(self.pixels.shape)

    @property
    def products(self) -> np.ndarray:
        """Each pixel times its weight, (rows, columns)."""
        return self.pixels * self.weights

    @property
    def positive(self) -> float:
        """What the products above 0 add up to."""
        return float(np.maximum(self.products, 0).sum())

    @property
    def negative(self) -> float:
        """What the products below 0 add up to."""
        return float(np.minimum(self.products, 0).sum())

    @property
    def sum(self) -> float:
        """The weighted sum, without the bias."""
        return self.positive + self.negative

    @property
    def bias(self) -> float:
        """What is added to the sum."""
        return self.node.bias

    @property
    def answer(self) -> float:
        """What the node gives."""
        return self.node.f(self.sum + self.bias)


def image_nodes(image: Images, network: Network) -> tuple[ImageNode, ...]:
    """All nodes of a network's first layer, given one image.

    Raises InputError for several images, or a network of other inputs.
    """
    check_image(image, network)
    layer = network.layers[0]
    (pixels,) = image.inputs().reshape(-1, *image.shape)
    return tuple(ImageNode(pixels, layer, k + 1) for k in range(layer.n_outputs))


def check_image(image: Images, network: Network) -> None:
    """Raise InputError for several images, or a network of other inputs."""
    if len(image) != 1:
        raise InputError("image", f"of {len(image)} images", "one image")
    if network.sizes[0] != np.prod(image.shape):
        layers = ",".join(map(str, network.sizes))
        raise InputError("layers", layers, f"the first to be {np.prod(image.shape)}")


def clear(weights: np.ndarray) -> float:
    """A magnitude that hardly any of the weights exceeds, for the strongest colour."""
    return rounded_up(float(np.percentile(np.abs(weights), CLEAR)))
