"""Typesetting: words and mathematics as outlines, and how large they are.

Mathematics is matplotlib's own; no TeX is needed. matplotlib is imported only when
something is typeset.
"""

import re
from contextlib import nullcontext
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from render.errors import InputError
from render.type.words import clean

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path

FACE = "DejaVu Sans"  # which comes with matplotlib
MATH = "stix"  # the font of mathematics, which stands between dollar signs
SHOWN = 8  # signs that an error names
BISECTIONS = 8  # to find lines of about the same length
PIECES = re.compile(r" |\d|[^ \d]+")
MATHEMATICS = re.compile(r"(\$[^$]+\$)")
# Mathematics is set larger, so that its letters are as high as those of words.
MATH_SCALE = 1.15
SPACE = 0.318  # the width of a space, in sizes

CAPITAL = 0.365  # from the baseline up to the middle of capitals, in sizes

Align = Literal["left", "center", "right"]
Face = Literal["mixed", "plain", "bold"]


@dataclass(frozen=True)
class Run:
    """A part of a text that is mathematics, or none.

    scale: its size, as a share of the text's. start: where its baseline begins, to the
        right of the text's, in sizes of the text.
    """

    text: str
    is_math: bool
    scale: float
    start: float


@lru_cache(maxsize=4096)
def runs(text: str, face: Face = "mixed") -> tuple[Run, ...]:
    """The parts of a text, from left to right.

    face: "plain" for words without mathematics, dollar signs being themselves; "bold"
        for the same in bold.
    """
    if face != "mixed":
        return (Run(text, False, 1.0, 0.0),)
    found, start = [], 0.0
    for number, part in enumerate(MATHEMATICS.split(text)):
        if part:
            run = Run(part, number % 2 == 1, MATH_SCALE if number % 2 else 1.0, start)
            found.append(run)
            start = float(_right(run, face) + SPACE * (len(part) - len(part.rstrip())))
    return tuple(found)


@lru_cache(maxsize=4096)
def outline(text: str, face: Face = "mixed") -> "Path":
    """A text of size 1, its baseline from the origin to the right, as a Path.

    face: as in runs.
    """
    from matplotlib.path import Path

    check_signs(text)
    parts = [_outline(run, face) for run in runs(text, face)]
    if not parts:
        return Path(np.empty((0, 2)), np.empty(0, dtype=Path.code_type))
    vertices = np.concatenate([np.asarray(part.vertices) for part in parts])
    return Path(vertices, np.concatenate([part.codes for part in parts]))


def _outline(run: Run, face: Face) -> "Path":
    """The outline of a part of a text, where it stands.

    Words and figures are set one by one: most are in many texts.
    """
    from matplotlib.path import Path

    pieces = [run.text] if run.is_math else PIECES.findall(run.text)
    plain: Face = "bold" if face == "bold" else "plain"
    vertices, x = [np.empty((0, 2))], run.start
    codes: list[np.ndarray] = [np.empty(0, dtype=Path.code_type)]
    for piece in pieces:
        if piece != " ":  # for which matplotlib has no path
            places, kinds = _set(piece, run.is_math, face)
            vertices.append(run.scale * places + np.array([x, 0.0]))
            codes.append(kinds)
            x += 0.0 if run.is_math else _width(piece, plain)
        else:
            x += SPACE
    return Path(np.concatenate(vertices), np.concatenate(codes))


@lru_cache(maxsize=4096)
def _set(text: str, is_math: bool, face: Face) -> tuple[np.ndarray, np.ndarray]:
    """Vertices and codes of a word, or of mathematics, as matplotlib sets it."""
    from matplotlib import rc_context
    from matplotlib.textpath import TextPath

    from render.type.settings import SETTINGS

    plain = text if is_math else text.replace("$", r"\$")
    with rc_context(SETTINGS) if is_math else nullcontext():
        # Set large and made small: at size 1, outlines would be rounded.
        path = TextPath((0, 0), plain, size=64, prop=font(face == "bold"))
    return np.asarray(path.vertices) / 64, np.asarray(path.codes)


def _right(run: Run, face: Face) -> float:
    """The right end of a part's ink, in sizes of the text."""
    vertices = np.asarray(_outline(run, face).vertices)
    return float(vertices[:, 0].max(initial=run.start))


@lru_cache(maxsize=4096)
def extent(text: str, face: Face = "mixed") -> np.ndarray:
    """The left and bottom, right and top of a text's ink at size 1: shape (2, 2)."""
    path = outline(text, face)
    # Fonts have points at the outermost places of their curves.
    points = np.asarray(path.vertices)[path.codes != path.CLOSEPOLY]
    if not len(points):
        return np.zeros((2, 2))
    return np.array([points.min(axis=0), points.max(axis=0)])


def width(text: str, face: Face = "mixed") -> float:
    """How wide a text's ink is at size 1; face: as in runs."""
    (left, _), (right, _) = extent(text, face)
    return float(right - left)


@lru_cache(maxsize=2)
def font(is_bold: bool = False) -> "FontProperties":
    """The font of all words and mathematics."""
    from matplotlib.font_manager import FontProperties

    weight = "bold" if is_bold else "normal"
    return FontProperties(family=FACE, math_fontfamily=MATH, weight=weight)


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


def wrap(text: str, size: float, width: float, face: Face = "plain") -> tuple[str, ...]:
    """A text in as few lines as it needs, all about as long; words stay whole.

    A word that is wider than a line is broken.
    size: of the type; width: of a line, at most; both in points. face: as in runs.
    Raises InputError for signs that the font does not have, or no room for one letter.
    """
    text, room = clean(text), width / size
    if not text:
        return ()
    check_signs(text, "title")
    if _width(text, face) <= room:
        return (text,)
    if max(map(_width, text)) > room:
        raise InputError("title", text[:20], "a wider picture, or smaller type")
    lines, low = _lines(text, room, face), 0.0
    for _ in range(BISECTIONS):
        middle = (low + room) / 2
        narrower = _lines(text, middle, face)
        widest = max(_width(line, face) for line in narrower)
        if len(narrower) == len(lines) and widest <= middle:
            lines, room = narrower, middle
        else:
            low = middle
    return lines


def _lines(text: str, room: float, face: Face) -> tuple[str, ...]:
    """A text in lines, each as full as it can be; room: their width at size 1."""
    lines = [""]
    for word in text.split():
        if _width(f"{lines[-1]} {word}".strip(), face) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        lines.append("")
        for sign in word:
            if _width(lines[-1] + sign) > room:
                lines.append("")
            lines[-1] += sign
    return tuple(line for line in lines if line)


@lru_cache(maxsize=4096)
def _width(text: str, face: Face = "plain") -> float:
    """How wide a text is at size 1; if not mixed, with the space around its letters.

    It is that of its words: of many texts that have most of them in common, as notes
    have, each is measured once.
    """
    if face == "mixed":
        return width(text)
    first, *others = text.split(" ")
    between = len(others) * _advance(" ", face) if others else 0.0
    return between + sum(_advance(word, face) for word in (first, *others))


@lru_cache(maxsize=4096)
def _advance(text: str, face: Face) -> float:
    """How far it is from the beginning of a text to its end, at size 1."""
    from matplotlib.textpath import text_to_path

    own = font(face == "bold")
    long, _, _ = text_to_path.get_text_width_height_descent(text, own, False)
    return float(long / own.get_size_in_points())
