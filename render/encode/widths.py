"""Widths: frames made narrower, for films that are inserted as pictures."""

import numpy as np
from PIL import Image


def height_of(size: tuple[int, int], width: int) -> int:
    """How high a picture of a size is when it is made this wide, in pixels."""
    return max(1, int(size[1] * width / size[0] + 0.5))


def narrowed(frame: np.ndarray, width: int) -> Image.Image:
    """A frame as a picture of a width, whose pixels are means over the frame's."""
    size = width, height_of(frame.shape[1::-1], width)
    return Image.fromarray(frame).resize(size, Image.Resampling.BOX, reducing_gap=1)
