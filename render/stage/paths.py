"""Paths: outlines of letters and shapes, made larger and put in their places."""

import numpy as np
from matplotlib.path import Path
from numpy.typing import ArrayLike


def placed(path: Path, place: ArrayLike, size: ArrayLike = 1.0) -> Path:
    """A path times a size, its origin at a place; a size may be width and height."""
    vertices = np.multiply(path.vertices, size)
    return Path(np.add(vertices, place), path.codes)
