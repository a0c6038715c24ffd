"""Ten digits by hand: sixteen edges, and which of them each digit is drawn with.

A network of 28 by 28 pixels, from 0, black, to 1, white, that nobody has trained. The
places of edges, and the edges that a digit likes and dislikes, were chosen by hand and
changed a few times after a look at which training images they get right.
"""

from dataclasses import dataclass

import numpy as np

from model.network import Network

SIDE = 28  # pixels
ALONG, AROUND = 2.0, 4.0  # pixels from an edge: positive weights, then negative ones
LIKED, DISLIKED = 25.0, -12.5  # what the weights of each sign add up to
LEAST = 0.25  # of LIKED: the sum from which on an edge is there
VOTE = 4.0  # the weight of an edge that a digit likes; negative if it dislikes it
LIKE, DISLIKE = -0.7, 0.2  # of VOTE: what each edge adds to a digit's bias


@dataclass(frozen=True)
class Edge:
    """A short edge from one place of an image to another.

    start, end: column and row of pixels, counted from 0 at the top left.
    """

    name: str
    start: tuple[float, float]
    end: tuple[float, float]

    def distances(self, fineness: int = 1) -> np.ndarray:
        """How far places are from the edge, in pixels: (28 n, 28 n) for a fineness n.

        fineness: how many places there are along each side of a pixel; with 1 they are
            the pixels' middles.
        """
        along = (np.arange(SIDE * fineness) + 0.5) / fineness - 0.5
        places = np.stack(np.meshgrid(along, along), axis=-1)
        start, way = np.array(self.start), np.subtract(self.end, self.start)
        share = np.clip((places - start) @ way / (way @ way), 0, 1)
        x, y = np.moveaxis(places - start - share[..., None] * way, -1, 0)
        return np.sqrt(x * x + y * y)

    @property
    def weights(self) -> np.ndarray:
        """A weight for each pixel, (28, 28): positive along it, negative around."""
        distances = self.distances()
        along = distances < ALONG
        around = ~along & (distances < AROUND)
        return LIKED * along / along.sum() + DISLIKED * around / around.sum()


EDGES = (
    Edge("top", (11, 5.5), (17, 5.5)),
    Edge("middle", (11, 13.5), (17, 13.5)),
    Edge("bottom", (11, 21.5), (17, 21.5)),
    Edge("upper left", (8.5, 8), (8.5, 12.5)),
    Edge("lower left", (8.5, 15), (8.5, 19.5)),
    Edge("upper right", (19, 7.5), (19, 12)),
    Edge("lower right", (18.5, 15), (18.5, 19.5)),
    Edge("upper centre", (14, 6), (14, 12)),
    Edge("lower centre", (14, 15), (14, 21)),
    Edge("upper rise", (17.5, 6.5), (14.5, 12)),
    Edge("lower rise", (13.5, 14.5), (9.5, 20.5)),
    Edge("upper fall", (9.5, 7), (14, 12.5)),
    Edge("lower fall", (13.5, 14), (18, 19.5)),
    Edge("upper slant", (16, 6), (14, 13)),
    Edge("lower slant", (13, 15), (11.5, 21)),
    Edge("lower right slant", (17, 14), (14.5, 21)),
)
# Of each digit from 0 on: the edges that it likes, and those that it dislikes.
VOTES = (
    (
        "top, bottom, upper left, lower left, upper right, lower right",
        "middle, upper centre, lower centre, lower slant, lower right slant",
    ),
    (
        "upper centre, lower centre, upper slant, lower slant, upper rise",
        "upper left, lower left, upper right, lower right, top, bottom",
    ),
    (
        "top, lower left, bottom, lower rise, lower slant, upper right",
        "upper left, lower right, upper centre",
    ),
    (
        "top, middle, bottom, lower right, upper slant",
        "upper left, lower left, lower rise, lower slant",
    ),
    (
        "upper left, upper right, middle, lower left, lower right slant",
        "top, bottom, upper centre, upper rise, upper fall",
    ),
    (
        "top, middle, upper fall, lower right, bottom",
        "upper right, lower left, lower right slant, lower centre, lower slant, "
        "upper centre",
    ),
    (
        "upper left, lower left, lower right, lower centre, lower slant, bottom",
        "upper right, upper rise, upper slant, top",
    ),
    (
        "upper right, lower right slant, upper left, lower centre",
        "lower left, lower rise, bottom, middle, lower fall",
    ),
    (
        "top, middle, bottom, upper rise, upper fall, lower rise, lower fall",
        "upper left, lower left, lower right",
    ),
    (
        "upper left, middle, lower right slant, upper right, lower fall",
        "lower left, lower rise, lower slant, upper fall, bottom, upper centre",
    ),
)


def edge_votes() -> np.ndarray:
    """What each edge counts for each digit: (16, 10) of 1 if liked, -1 if disliked."""
    names = [edge.name for edge in EDGES]
    votes = np.zeros((len(EDGES), len(VOTES)))
    for digit, signs in enumerate(VOTES):
        for edges, sign in zip(signs, (1, -1), strict=True):
            for name in edges.split(", "):
                votes[names.index(name), digit] = sign
    return votes


def edge_network() -> Network:
    """The network of edges that reads digits, 784-16-10 of logistic functions.

    An edge is there if the image is light along it and dark around it. Outputs are the
    digits, from 0 on.
    """
    edges = np.array([edge.weights.ravel() for edge in EDGES]).T
    votes = edge_votes()
    biases = LIKE * (votes > 0).sum(axis=0) + DISLIKE * (votes < 0).sum(axis=0)
    layers = [
        np.insert(edges, 0, -LEAST * LIKED, axis=0),
        VOTE * np.insert(votes, 0, biases, axis=0),
    ]
    return Network.from_weights(layers, "logistic")
