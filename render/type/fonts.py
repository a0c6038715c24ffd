"""Fonts: the files that words are set in, and which of them has a sign.

matplotlib is imported only when a font is looked for, or read. Of several fonts in one
file (.ttc) the first counts.
"""

import hashlib
import logging
import string
import unicodedata
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache, lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from render.errors import InputError, RenderError

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

SUFFIXES = (".ttf", ".otf")  # of files that users bring
MOST_BYTES = 100_000_000  # of a font's file
UPRIGHT = ("regular", "book", "normal", "roman", "")  # styles of fonts for words
NO_SIGNS = "last resort"  # begins the name of fonts whose signs are all boxes
NEEDED = string.ascii_letters + string.digits
SHOWN = 8  # characters of a digest in errors


@dataclass(frozen=True)
class Font:
    """A font's file, wherever it is.

    name: of the family. digest: the file's BLAKE2b, 32 hexadecimal digits; "" for fonts
        that come with matplotlib.
    weight: "normal" or "bold".
    bold: of the same family; None to have bold words like others.
    path: where the file was found, which is no part of what the font is.
    """

    name: str
    digest: str
    weight: str = "normal"
    bold: "Font | None" = None
    path: str = field(default="", compare=False)

    @property
    def facts(self) -> dict[str, object]:
        """Name and digest, for keys and records."""
        facts: dict[str, object] = {"name": self.name, "digest": self.digest}
        return facts | ({"bold": self.bold.facts} if self.bold else {})


# The font of all words that have no other.
DEJAVU = Font("DejaVu Sans", "", bold=Font("DejaVu Sans", "", "bold"))
FILES = {"normal": "DejaVuSans.ttf", "bold": "DejaVuSans-Bold.ttf"}  # by weight


class Face(NamedTuple):
    """What a file of the system says of its font."""

    name: str
    style: str
    path: str


def find_font(given: str) -> Font:
    """The font of this name on this system, or in a .ttf or .otf file.

    Raises InputError for a file that cannot be read or has no font for words, and for
    an unknown name, with the nearest.
    """
    if given.lower().endswith(SUFFIXES) or Path(given).name != given:
        return _read(Path(given))
    family = [face for face in installed() if face.name.lower() == given.lower()]
    if not family:
        raise InputError("font", given[:60], _suggestion(given))
    font = _font(min(family, key=lambda face: face.style.lower() not in UPRIGHT))
    _check(font, given)
    return font


def _read(path: Path) -> Font:
    """The font in a file that a user brings."""
    if path.suffix.lower() not in SUFFIXES:
        words = "the name of a font of this system, or a .ttf or .otf file"
        raise InputError("font", path, words)
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            words = f"a file of at most {MOST_BYTES:,} bytes"
            raise InputError("font", path, words)
        digest = _digest(path)
        name = _open(str(path)).family_name
    except OSError as error:
        words = f"a file that can be read ({error.strerror})"
        raise InputError("font", path, words) from error
    except (RuntimeError, UnicodeError) as error:
        raise InputError("font", path, "a font that is whole") from error
    font = Font(name or path.stem, digest, path=str(path.resolve()))
    _check(font, str(path))
    return font


def _check(font: Font, given: str) -> None:
    """Raise InputError for a font that has no outlines of Latin letters and digits."""
    opened = _open(font.path)
    if not all(_has_outline(opened, sign) for sign in NEEDED):
        words = "a font with outlines of all Latin letters and digits"
        raise InputError("font", given, words)


def _suggestion(given: str) -> str:
    """The names that a wrong one may have meant, or how many there are, in words."""
    names = {face.name.lower(): face.name for face in installed()}
    near = get_close_matches(given.lower(), names, n=3, cutoff=0.5)
    if near:
        return " or ".join(names[name] for name in near)
    return f"one of the {len(names)} fonts of this system, or a .ttf or .otf file"


@cache
def spare_font(sign: str) -> Font | None:
    """A font of this system that has a sign; None if none has.

    Upright ones come first, sans before others. Signs for private use are in none.
    """
    if unicodedata.category(sign) == "Co":
        return None
    for face in sorted(installed(), key=_rank):
        if _has_outline(_open(face.path), sign):
            return _font(face)
    return None


def _rank(face: Face) -> tuple[bool, bool, bool, Face]:
    """The less, the more like the font of all words."""
    is_upright = face.style.lower() in UPRIGHT
    return not is_upright, "Sans" not in face.name, "Mono" in face.name, face


@cache
def installed() -> tuple[Face, ...]:
    """The fonts of this system, and those that come with matplotlib, by name."""
    from matplotlib.font_manager import findSystemFonts

    own = map(str, _folder().glob("*.ttf"))
    faces = (_face(path) for path in {*findSystemFonts(), *own})
    return tuple(sorted(face for face in faces if face))


def _face(path: str) -> Face | None:
    """What a file says of its font; None for one that nothing can be set in."""
    try:
        if Path(path).stat().st_size > MOST_BYTES:
            return None
        font = _open(path)
    except (OSError, RuntimeError, ValueError, UnicodeError):
        return None
    is_font = font.scalable and not font.family_name.lower().startswith(NO_SIGNS)
    return Face(font.family_name, font.style_name, path) if is_font else None


def _font(face: Face) -> Font:
    """A font of this system, with the bold one of its family, if there is one."""
    digest = _digest(Path(face.path))
    if face.style.lower() == "bold":
        return Font(face.name, digest, "bold", path=face.path)
    others = (other for other in installed() if other.name == face.name)
    bold = next((other for other in others if other.style.lower() == "bold"), None)
    return Font(face.name, digest, bold=_font(bold) if bold else None, path=face.path)


@cache
def has_sign(font: Font, sign: str) -> bool:
    """Whether a font has a sign, which is not broken.

    Raises RenderError if the font is not here.
    """
    if not font.digest:
        return ord(sign) in _signs_of(font)
    return _has_outline(_opened(font), sign)


def _has_outline(font: "FT2Font", sign: str) -> bool:
    """Whether a font has a sign that is drawn with lines, or is a space."""
    from matplotlib.ft2font import LoadFlags

    index = font.get_char_index(ord(sign))
    if not index:
        return False
    try:
        font.set_size(64, 72)
        font.load_glyph(index, LoadFlags.NO_HINTING)  # the font's own program
    except RuntimeError:
        return False
    return bool(len(font.get_path()[0])) or sign.isspace()


@cache
def _signs_of(font: Font) -> frozenset[int]:
    """The code points of all signs that a font has."""
    return frozenset(_opened(font).get_charmap())


@lru_cache(maxsize=8)
def _opened(font: Font) -> "FT2Font":
    """A font that is here, opened. Raises RenderError if it is not."""
    return _open(file_of(font))


@cache
def file_of(font: Font) -> str:
    """The path of a font's file on this machine.

    Raises RenderError if there is none with the same bytes.
    """
    if not font.digest:
        return str(_folder() / FILES[font.weight])
    for path in (font.path, *(f.path for f in installed() if f.name == font.name)):
        try:
            if Path(path).is_file() and _digest(Path(path)) == font.digest:
                return path
        except OSError:
            continue
    words = f"the file of digest {font.digest[:SHOWN]} on every machine that works"
    raise RenderError(f"font {font.name}: expected {words}")


@cache
def is_embeddable(font: Font) -> bool:
    """Whether matplotlib's PDFs can hold a font: whole, and with TrueType's outlines.

    Of PostScript's outlines (CFF, as in most .otf files) they would say TrueType, too.
    """
    if not font.digest:
        return True
    from fontTools.subset import Subsetter
    from fontTools.ttLib import TTFont

    # It warns of what does no harm, again and again.
    logging.getLogger("fontTools").setLevel(logging.CRITICAL)
    try:
        with TTFont(file_of(font), fontNumber=0) as file:
            subset = Subsetter()
            subset.populate(text=NEEDED)
            subset.subset(file)
            file.save(BytesIO())
            return "glyf" in file
    except Exception:  # what is broken raises anything
        return False


def _open(path: str) -> "FT2Font":
    """A font's file, opened. Raises RuntimeError if it is broken."""
    from matplotlib.ft2font import FT2Font

    return FT2Font(path)


def _folder() -> Path:
    """Where the fonts that come with matplotlib are."""
    from matplotlib import get_data_path

    return Path(get_data_path(), "fonts", "ttf")


def _digest(path: Path) -> str:
    """A digest of a file. Raises OSError if it cannot be read."""
    with path.open("rb") as file:
        new = lambda: hashlib.blake2b(digest_size=16)  # noqa: E731
        return hashlib.file_digest(file, new).hexdigest()
