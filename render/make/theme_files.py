"""Themes in files: a user's own style, in TOML.

The format: https://toml.io/en/v1.0.0
"""

import tomllib
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

from render.errors import InputError
from render.style.colors import contrast
from render.style.styles import Style
from render.style.themes import THEMES
from render.type.fonts import SUFFIXES, Font, find_font

MOST_BYTES = 100_000
FONTS = ("font", "spare_fonts")  # fields of a Style that are found by name
OF_TEXT, OF_LINES = 4.5, 3.0  # contrasts that WCAG 2.2 asks for
LINES = ("frame", "zero", "divider", "line", "accent", "layer_frame")


def read_theme(path: Path) -> Style:
    """The style in a .toml file: base, the name of a theme, and fields of a Style.

    Without a base it is the dark one's. The font is a name, or a file, whose path
    begins where the theme's file is. Raises InputError for a file that cannot be read,
    and for anything that no style has.
    """
    table = _table(path)
    base, font = table.pop("base", "dark"), table.pop("font", None)
    if base not in list(THEMES):  # a base may be of any kind, such as a list
        raise InputError("theme", f"{path} with base {base!r:.40}", ", ".join(THEMES))
    known = [field.name for field in fields(Style) if field.name not in FONTS]
    for name, value in table.items():
        if name not in known:
            words = f"base, font, {', '.join(known)}"
            raise InputError("theme", f"{path} with {name[:40]!r}", words)
        if not _fits(value, getattr(Style(), name)):
            kind = type(getattr(Style(), name)).__name__
            words = {"str": "text", "float": "a number", "tuple": "a list"}[kind]
            raise InputError("theme", f"{path} with {name} = {value!r:.40}", words)
    try:
        style = replace(THEMES[base], **{k: _frozen(v) for k, v in table.items()})
        return style if font is None else replace(style, font=_font(font, path))
    except InputError as error:
        given = f"{path} with {error.name} {error.value}"
        raise InputError("theme", given, error.expected) from error
    except (TypeError, ValueError) as error:
        raise InputError("theme", path, "fields as a Style has them") from error


def _font(given: object, path: Path) -> Font:
    """The font that a theme in a file asks for."""
    if not isinstance(given, str):
        raise InputError("font", given, "text")
    is_file = given.lower().endswith(SUFFIXES)
    return find_font(str(path.parent / given) if is_file else given)


def faint(style: Style) -> str:
    """What is too faint in a style, in words; "" if nothing is.

    Text has to have a contrast of 4.5 to its background, lines and outputs one of 3.
    """
    if style.is_clear:  # whatever lies behind
        return ""
    words = [f"{name} {value:.1f}, not {least:g}" for name, value, least in _low(style)]
    return f"contrasts to the background are low: {'; '.join(words)}" if words else ""


def _low(style: Style) -> Iterator[tuple[str, float, float]]:
    """The name, the contrast and the least contrast of what is too faint."""
    ground = style.background[:7]
    asked = [("text", style.text, ground, OF_TEXT)]
    asked += [("card_text", style.card_text, style.card, OF_TEXT)]
    asked += [("card_accent", style.card_accent, style.card, OF_TEXT)]
    asked += [(name, getattr(style, name), ground, OF_LINES) for name in LINES]
    for names in ("outputs", "signs"):
        colors = enumerate(getattr(style, names))
        asked += [(f"{names}[{k}]", color, ground, OF_LINES) for k, color in colors]
    for name, color, behind, least in asked:
        # Rounded down: 4.46 is not 4.5.
        value = int(contrast(color, behind) * 10) / 10
        if value < least:
            yield name, value, least


def _table(path: Path) -> dict[str, Any]:
    """What a .toml file says."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            words = f"a .toml file of at most {MOST_BYTES:,} bytes"
            raise InputError("theme", path, words)
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        words = f"a file that can be read ({error.strerror})"
        raise InputError("theme", path, words) from error
    except (tomllib.TOMLDecodeError, UnicodeError, RecursionError) as error:
        line = " ".join(str(error).split())
        raise InputError("theme", path, f"TOML: {line}") from error


def _fits(value: object, usual: object) -> bool:
    """Whether a value is of the kind of a usual one; a colour map may be of either."""
    if isinstance(usual, float):
        return isinstance(value, int | float) and not isinstance(value, bool)
    if isinstance(usual, str):
        return isinstance(value, str | list)
    return isinstance(value, list | str)


def _frozen(value: Any) -> Any:
    """Lists as tuples, and whole numbers as they are."""
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
