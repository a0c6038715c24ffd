"""Typesetting: words and mathematics as outlines, and how large they are.

Mathematics is matplotlib's own; no TeX is needed. matplotlib is imported only when
something is typeset.

Words are in the first of the fonts in force; signs that it lacks are in the first of
the others that has them, and at last in a font that is found on this system.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from functools import lru_cache, wraps
from itertools import groupby
from typing import TYPE_CHECKING, Literal, ParamSpec, TypeVar

import numpy as np

from render.errors import InputError
from render.type.fonts import DEJAVU, Font, file_of, has_sign, spare_font
from render.type.words import clean

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties
    from matplotlib.path import Path

MATH = "stix"  # the font of mathematics, which stands between dollar signs
SHOWN = 8  # signs that an error names
BISECTIONS = 8  # to find lines of about the same length
FIGURE_SPACE = "\N{FIGURE SPACE}"  # as wide as a figure
PIECES = re.compile(r"[ \u2007]|\d|[^ \u2007\d]+")
MATHEMATICS = re.compile(r"(\$[^$]+\$)")
MARKS = ("Mn", "Mc", "Me", "Cf")  # categories of what belongs to the sign before
# Classes of signs that run from right to left, or have others do so.
LEFTWARDS = ("R", "AL", "RLE", "RLO", "RLI")
# Of DejaVu Sans; those of other fonts are in proportion.
MATH_SCALE = 1.15  # mathematics is larger, so that its letters are as high as words'
SPACE = 0.318  # the width of a space, in sizes
CAPITAL = 0.365  # from the baseline up to the middle of capitals, in sizes

Align = Literal["left", "center", "right"]
Face = Literal["mixed", "plain", "bold"]


@dataclass(frozen=True)
class Run:
    """A part of a text that is mathematics, or none.

    scale: its size, as a share of the text's. start: where its baseline begins, to the
        right of the text's, in sizes of the text.
    font: of its words.
    """

    text: str
    is_math: bool
    scale: float
    start: float
    font: Font = DEJAVU


P = ParamSpec("P")
T = TypeVar("T")

_fonts: ContextVar[tuple[Font, ...]] = ContextVar("fonts", default=(DEJAVU,))


@contextmanager
def set_in(fonts: Sequence[Font]) -> Iterator[None]:
    """Put fonts in force for all that is measured and drawn: a style's `fonts`."""
    token = _fonts.set(tuple(fonts))
    try:
        yield
    finally:
        _fonts.reset(token)


def kept(function: Callable[P, T]) -> Callable[P, T]:
    """A function whose results are kept, those of each fonts in force by themselves."""

    @lru_cache(maxsize=4096)
    def call(_fonts: tuple[Font, ...], *args: P.args, **options: P.kwargs) -> T:
        return function(*args, **options)

    @wraps(function)
    def in_fonts(*args: P.args, **options: P.kwargs) -> T:
        return call(_fonts.get(), *args, **options)  # type: ignore[arg-type]

    return in_fonts


@kept
def runs(text: str, face: Face = "mixed") -> tuple[Run, ...]:
    """The parts of a text, from left to right.

    face: "plain" for words without mathematics, dollar signs being themselves; "bold"
        for the same in bold.
    """
    found, start = [], 0.0
    parts = MATHEMATICS.split(text) if face == "mixed" else [text]
    for number, part in enumerate(parts):
        is_math = number % 2 == 1
        for piece, font in [(part, DEJAVU)] if is_math else _in_fonts(part, face):
            scale = math_scale() if is_math else 1.0
            found.append(Run(piece, is_math, scale, start, font))
            start += 0.0 if is_math else _long(piece, font)
        if part and face == "mixed":  # what is next begins where ink and spaces end
            space = _space() * (len(part) - len(part.rstrip()))
            start = float(_right(found[-1]) + space)
    return tuple(found)


def _in_fonts(text: str, face: Face) -> Iterator[tuple[str, Font]]:
    """The parts of words that are in one font each, from left to right."""
    fonts: list[Font] = []
    for sign in text:
        is_mark = fonts and unicodedata.category(sign) in MARKS
        fonts.append(fonts[-1] if is_mark else font_of(sign, face))
    pairs = zip(text, fonts, strict=True)
    for font, part in groupby(pairs, key=lambda pair: pair[1]):
        yield "".join(sign for sign, _ in part), font


@kept
def font_of(sign: str, face: Face = "plain") -> Font:
    """The font that a sign is drawn in. Raises InputError if there is none."""
    own = (font for font in _fonts.get() if has_sign(font, sign))
    font = next(own, None) or spare_font(sign)
    if font is None:
        raise InputError("text", sign, _lacking(sign))
    bold = font.bold if face == "bold" else None
    return bold if bold and has_sign(bold, sign) else font


@kept
def outline(text: str, face: Face = "mixed") -> "Path":
    """A text of size 1, its baseline from the origin to the right, as a Path.

    face: as in runs.
    """
    from matplotlib.path import Path

    check_signs(text)
    parts = [outline_of(run) for run in runs(text, face)]
    if not parts:
        return Path(np.empty((0, 2)), np.empty(0, dtype=Path.code_type))
    vertices = np.concatenate([np.asarray(part.vertices) for part in parts])
    return Path(vertices, np.concatenate([part.codes for part in parts]))


def outline_of(run: Run) -> "Path":
    """The outline of a part of a text, where it stands, as outline gives it.

    Words and figures are set one by one: most are in many texts.
    """
    from matplotlib.path import Path

    pieces = [run.text] if run.is_math else PIECES.findall(run.text)
    vertices, x = [np.empty((0, 2))], run.start
    codes: list[np.ndarray] = [np.empty(0, dtype=Path.code_type)]
    for piece in pieces:
        if piece == FIGURE_SPACE:  # which keeps its room at the ends of texts, too
            ends = x, x + _long("0", font_of("0"))
            vertices.append(np.array([(end, 0.0) for end in ends]))
            codes.append(np.full(2, Path.MOVETO))
            x = ends[1]
        elif piece != " ":
            places, kinds = _set(piece, run.is_math, run.font)
            vertices.append(run.scale * places + np.array([x, 0.0]))
            codes.append(kinds)
            x += 0.0 if run.is_math else _long(piece, run.font)
        else:
            x += _space()
    return Path(np.concatenate(vertices), np.concatenate(codes))


@lru_cache(maxsize=4096)
def _set(text: str, is_math: bool, font: Font) -> tuple[np.ndarray, np.ndarray]:
    """Vertices and codes of a word, or of mathematics, as matplotlib sets it."""
    from matplotlib import rc_context
    from matplotlib.textpath import TextPath

    from render.type.settings import SETTINGS

    plain = text if is_math else text.replace("$", r"\$")
    with rc_context(SETTINGS) if is_math else nullcontext():
        # Set large and made small: at size 1, outlines would be rounded.
        path = TextPath((0, 0), plain, size=64, prop=properties(font))
    return np.asarray(path.vertices) / 64, np.asarray(path.codes)


def _right(run: Run) -> float:
    """The right end of a part's ink, in sizes of the text."""
    vertices = np.asarray(outline_of(run).vertices)
    return float(vertices[:, 0].max(initial=run.start))


@kept
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


@lru_cache(maxsize=64)
def properties(font: Font) -> "FontProperties":
    """A font as matplotlib asks for it.

    Raises RenderError if its file is not here.
    """
    from matplotlib.font_manager import FontProperties

    look = {"family": font.name, "weight": font.weight, "math_fontfamily": MATH}
    return FontProperties(fname=file_of(font), **look)  # type: ignore[arg-type]


@kept
def capital() -> float:
    """From the baseline up to the middle of capitals, in sizes."""
    return CAPITAL * _share("H")


@kept
def math_scale() -> float:
    """The size of mathematics, as a share of that of the words beside it."""
    return MATH_SCALE * _share("x")


def _share(letter: str) -> float:
    """The height of a letter, as a share of that of DejaVu Sans."""
    own, usual = (
        _set(letter, False, font)[0][:, 1].max() for font in (_fonts.get()[0], DEJAVU)
    )
    return float(own / usual)


@kept
def _space() -> float:
    """The width of a space, in sizes."""
    font = font_of(" ")
    return SPACE if font == DEJAVU else _long(" ", font)


def check_signs(text: str, name: str = "text") -> None:
    """Raise InputError for signs that cannot be drawn; name: what text is.

    That is what neither DejaVu Sans nor a font of this system has, and letters that run
    from right to left, whose forms depend on each other.
    """
    if text.isascii():
        return
    words = clean(text)
    if any(unicodedata.bidirectional(sign) in LEFTWARDS for sign in words):
        raise InputError(name, text[:20], "words that run from left to right")
    others = dict.fromkeys(s for s in words if not has_sign(DEJAVU, s))
    missing = [sign for sign in others if not spare_font(sign)]
    if missing:
        raise InputError(name, text[:20], _lacking("".join(missing[:SHOWN])))


def _lacking(signs: str) -> str:
    """What would do in place of signs that no font has."""
    return f"signs that {DEJAVU.name} or another font here has, which {signs} are not"


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
    for word in filter(None, text.split(" ")):
        if _width(f"{lines[-1]} {word}".strip(), face) <= room:
            lines[-1] = f"{lines[-1]} {word}".strip()
            continue
        lines.append("")
        for sign in word:
            if _width(lines[-1] + sign) > room:
                lines.append("")
            lines[-1] += sign
    return tuple(line for line in lines if line)


@kept
def _width(text: str, face: Face = "plain") -> float:
    """How wide a text is at size 1; if not mixed, with the space around its letters."""
    if face == "mixed":
        return width(text)
    return sum(_long(part, font) for part, font in _in_fonts(text, face))


def _long(text: str, font: Font) -> float:
    """How wide a text in one font is at size 1, with the space around its letters.

    It is that of its words: of many texts that have most of them in common, as notes
    have, each is measured once.
    """
    first, *others = text.split(" ")
    between = len(others) * _advance(" ", font) if others else 0.0
    return between + sum(_advance(word, font) for word in (first, *others))


@lru_cache(maxsize=4096)
def _advance(text: str, font: Font) -> float:
    """How far it is from the beginning of a text to its end, at size 1."""
    from matplotlib.textpath import text_to_path

    own = properties(font)
    long, _, _ = text_to_path.get_text_width_height_descent(text, own, False)
    return float(long / own.get_size_in_points())
