"""Typesetting: words and mathematics as outlines, and how large they are.

Mathematics is matplotlib's own; no TeX is needed. matplotlib is imported only when
something is set.
"""

from functools import lru_cache

import numpy as np

MATH = "dejavuserif"  # the family of what stands between dollar signs


@lru_cache(maxsize=4096)
def outline(text: str):
    """A text of size 1, its baseline from the origin to the right, as a Path."""
    from matplotlib import rc_context
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    from render.settings import SETTINGS

    if not text.strip():  # of which matplotlib makes no path
        return Path(np.empty((0, 2)))
    with rc_context(SETTINGS):
        # Set large and made small: at size 1, outlines would be rounded.
        path = TextPath((0, 0), text, size=64, prop=font())
    return Path(path.vertices / 64, path.codes)


@lru_cache(maxsize=4096)
def extent(text: str) -> np.ndarray:
    """Left and bottom, right and top of its ink at size 1: shape (2, 2)."""
    path = outline(text)
    if not len(path.vertices):
        return np.zeros((2, 2))
    box = path.get_extents()
    return np.array([box.min, box.max])


@lru_cache(maxsize=1)
def font():
    """The FontProperties of all that is set here."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(family="DejaVu Sans", math_fontfamily=MATH)
