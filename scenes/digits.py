"""Ten digits, one network lit.

From 784 pixels to ten outputs through two layers of sixteen, and what lights up.
"""

import numpy as np

from model import Images
from render import Activations, Names, Walk
from scenes.recordings.digits import SIXTEEN, digit_images

IMAGES = digit_images()
NAMES = Names(classes=tuple("0123456789"))
OUTPUTS = SIXTEEN[0](IMAGES.inputs())
ANSWERS = OUTPUTS.argmax(axis=1)
IS_RIGHT = IMAGES.labels == ANSWERS


def _first(label: int) -> Images:
    """The first image of a digit that the network gets right."""
    return IMAGES.some(np.flatnonzero(IS_RIGHT & (IMAGES.labels == label))[:1])


def _surest_mistake() -> Images:
    """The image whose wrong answer has the highest output."""
    return IMAGES.some([int(np.where(IS_RIGHT, 0.0, OUTPUTS.max(axis=1)).argmax())])


digits_lit = Walk(
    networks=SIXTEEN,
    view=Activations(
        at=_first(3), others=(_first(7), _first(4), _surest_mistake()), names=NAMES
    ),
    title="A network reads a digit",
    caption="The brightest of ten outputs is the answer.",
    poster=4,
)
