"""Typesetting: words and mathematics as outlines, and how large they are.

Mathematics is matplotlib's own; no TeX is needed. matplotlib is imported only when
something is typeset.
"""

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from render.errors import InputError
from render.type.words import clean

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path

FACE = "DejaVu Sans"  # which comes with matplotlib
MATH = "dejavuserif"  # the font of mathematics, which stands between dollar signs
SECOND = 0.78  # a title's size in two lines, at most, as a share of that in one
SHOWN = 8  # signs that an error names


@lru_cache(maxsize=4096)
def outline(text: str) -> "Path":
    """A text of size 1, its baseline from the origin to the right, as a Path."""
    from matplotlib import rc_context
    from matplotlib.path import Path
    from matplotlib.textpath import TextPath

    from render.type.settings import SETTINGS

    if not text.strip():  # for which matplotlib has no path
        return Path(np.empty((0, 2)))
    check_signs(text)
    with rc_context(SETTINGS):
        # Set large and made small: at size 1, outlines would be rounded.
        path = TextPath((0, 0), text, size=64, prop=font())
    return Path(path.vertices / 64, path.codes)


@lru_cache(maxsize=4096)
def extent(text: str) -> np.ndarray:
    """The left and bottom, right and top of a text's ink at size 1: shape (2, 2)."""
    path = outline(text)
    if not np.size(path.vertices):
        return np.zeros((2, 2))
    box = path.get_extents()
    return np.array([box.min, box.max])


@lru_cache(maxsize=1)
def font() -> "FontProperties":
    """The font of all words and mathematics."""
    from matplotlib.font_manager import FontProperties

    return FontProperties(family=FACE, math_fontfamily=MATH)


def check_signs(text: str, name: str = "text") -> None:
    """Raise InputError for signs that the font does not have; name: what text is."""
    if text.isascii():
        return
    missing = [sign for sign in clean(text) if ord(sign) not in _signs()]
    if missing:
        signs = "".join(list(dict.fromkeys(missing))[:SHOWN])
        words = f"signs that the font {FACE} has, which {signs} are not"
        raise InputError(name, text[:20], words)


@lru_cache(maxsize=1)
def _signs() -> frozenset[int]:
    """The code points that the font has signs for."""
    from matplotlib.font_manager import findfont, get_font

    return frozenset(get_font(findfont(font())).get_charmap())


def fit_title(text: str, size: float, width: float) -> tuple[str, float]:
    """A title and its size: in one line, or in two of about the same length.

    size: of the type in one line, if that is not wider than width; both are in points.
        In two lines the type is smaller, as small as they need.
    Raises InputError for signs that the font does not have.
    """
    text = clean(text)
    check_signs(text, "title")
    if size * _width(text) <= width:
        return text, size
    middle = len(text) // 2
    spaces = [place for place, sign in enumerate(text) if sign == " "]
    place = min(spaces, key=lambda place: abs(place - middle), default=middle)
    lines = text[:place], text[place:].lstrip()
    longest = max(map(_width, lines))
    return "\n".join(lines), min(SECOND * size, width / longest)


def _width(text: str) -> float:
    """How wide a text without mathematics is at size 1; never 0."""
    from matplotlib.textpath import text_to_path

    width, _, _ = text_to_path.get_text_width_height_descent(text, font(), False)
    return float(max(width / font().get_size_in_points(), 0.1))
