"""Four pixels: pictures of two by two, and a network made by hand that names them.

Both are from "How Deep Neural Networks Work" (Brandon Rohrer). A pixel is a number from
-1, black, through 0, grey, to 1, white. A picture is four of them: upper left, upper
right, lower left and lower right.
"""

from itertools import product

import numpy as np

from model.data import Data
from model.network import Network

# Of each kind a picture and its negative, one after the other.
FOUR_PIXELS = Data(
    [
        *([1, 1, 1, 1], [-1, -1, -1, -1]),
        *([1, -1, 1, -1], [-1, 1, -1, 1]),
        *([1, -1, -1, 1], [-1, 1, 1, -1]),
        *([-1, -1, 1, 1], [1, 1, -1, -1]),
    ],
    np.repeat(np.arange(4), 2),
    ("upper left", "upper right", "lower left", "lower right"),
    "kind",
    ("solid", "vertical", "diagonal", "horizontal"),
)
BLACK_AND_WHITE = np.array(list(product((-1.0, 1.0), repeat=4)))  # all sixteen, (16, 4)
BLACK_AND_WHITE.setflags(write=False)


def four_pixel_network() -> Network:
    """The network that names pictures, 4-4-4-8-4, without biases.

    Its outputs are the kinds, in their order. 32 of its 96 weights are 1 or -1, the
    others are 0. The original draws two of them, of the last node of the second layer,
    in black, for -1: what it says of that node holds if they are 1.
    """
    columns = [  # the sum and the difference of the left column; of the right column
        [1, 1, 0, 0],
        [0, 0, 1, 1],
        [1, -1, 0, 0],
        [0, 0, 1, -1],
    ]
    kinds = [  # sums added, and subtracted; differences subtracted, and added
        [1, 1, 0, 0],
        [0, 0, 1, 1],
        [1, -1, 0, 0],
        [0, 0, -1, 1],
    ]
    negatives = np.repeat(np.eye(4), 2, axis=1) * np.tile([1, -1], 4)
    either = np.repeat(np.eye(4), 2, axis=0)
    layers = [np.insert(w, 0, 0, axis=0) for w in (columns, kinds, negatives, either)]
    return Network.from_weights(layers, ("tanh", "tanh", "relu", "identity"))
