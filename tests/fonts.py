"""Fonts made for tests: every sign is a box, as wide as the test says."""

import string

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM = 1000  # units of a size
HEIGHT = 700  # of every box, from the baseline
LATIN = string.ascii_letters + string.digits + " .,:()-"


def make_font(path, name="Boxes", advance=500, signs=LATIN):
    """Write a .ttf whose boxes fill their signs' advance, without any space between."""
    names = {sign: f"u{ord(sign):04x}" for sign in signs}
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder([".notdef", *names.values()])
    builder.setupCharacterMap({ord(sign): glyph for sign, glyph in names.items()})
    glyphs = {
        glyph: _box(0 if sign == " " else advance) for sign, glyph in names.items()
    }
    builder.setupGlyf({".notdef": _box(0), **glyphs})
    builder.setupHorizontalMetrics(dict.fromkeys([".notdef", *glyphs], (advance, 0)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": name, "styleName": "Regular"})
    builder.setupOS2()
    builder.setupPost()
    builder.save(path)
    return path


def _box(width):
    """The outline of a box; of none if it has no width."""
    pen = TTGlyphPen(None)
    if width:
        pen.moveTo((0, 0))
        for corner in ((0, HEIGHT), (width, HEIGHT), (width, 0)):
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
