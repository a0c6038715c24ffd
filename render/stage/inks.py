"""Inks: the colours that the lines and words of drawings have in a style."""

from functools import cache

from matplotlib.colors import to_rgb

from render.plot.glyphs import Label, Line, Pixels, Shape
from render.style.styles import Style

EMPHASIS = 1.0  # how much wider the lines of new glyphs are, as a share of their width
SLOPES = 2  # the output whose colour slopes have

Rgba = tuple[float, float, float, float]

rgb = cache(to_rgb)


def ink(style: Style, glyph: Line | Shape | Label | Pixels) -> Rgba:
    """A glyph's colour, the nearer to the accent the more emphasised, and opacity."""
    if isinstance(glyph, Shape) and glyph.series is not None:
        return *rgb(style.color(glyph.series)), glyph.opacity
    role = glyph.form if isinstance(glyph, Shape | Pixels) else glyph.role
    plain, strong = {
        "card": (style.card, style.card),
        "print": (style.card_text, style.card_accent),
        "frame": (style.layer_frame, style.accent),
        "weight": (style.layer_frame, style.accent),
        "note": (style.text, style.text),
        "black": ("#000000", "#000000"),
        "white": ("#ffffff", "#ffffff"),
        "value": (style.text, style.accent),
        "slope": (style.color(SLOPES), style.accent),
    }.get(role, (style.line, style.accent))
    if isinstance(glyph, Label) and role == "frame":  # words need more contrast
        plain = style.line
    ends = zip(rgb(plain), rgb(strong), strict=True)
    red, green, blue = (a + (b - a) * glyph.emphasis for a, b in ends)
    return red, green, blue, glyph.opacity
