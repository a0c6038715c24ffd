"""Themes: the styles that pictures come in."""

from dataclasses import replace

from render.style.colors import luminance
from render.style.palettes import (
    ORIGINAL_ON_ANY,
    ORIGINAL_ON_LIGHT,
    SAFE_ON_ANY,
    SAFE_ON_DARK,
    SAFE_ON_LIGHT,
)
from render.style.styles import Style

DARK = Style()
RETRO = Style(  # the palette of the original's drawings, Retro Rocks
    background="#04253a",
    text="#e1ddbf",
    frame="#d4d2b7",
    zero="#4c837a",
    pane="#0b3049",
    floor="#082b42",
    grid="#2c5664",
    signs=("#f59fd0", "#4f8dff"),
    divider="#e1ddbf",
    line="#d4d2b7",
    layer_frame="#4c837a",
    card="#0f3d58",
    card_text="#e1ddbf",
)


LIGHT = Style(
    background="#ffffff",
    text="#1f2328",
    frame="#59636e",
    zero="#8c959f",
    pane="#f3f5f7",
    floor="#e9ecef",
    grid="#ccd2d8",
    **ORIGINAL_ON_LIGHT,
    lightest=0.25,
    depth=0.25,
    dusk_color="#ffffff",
    divider="#1f2328",
    line="#3b444d",
    accent="#b5420c",
    layer_frame="#5f7f7a",
    card="#eef1f4",
    card_text="#1f2328",
    card_accent="#b5420c",
)


# On paper the background is white, and copies may be grey.
PRINT = replace(
    LIGHT,
    **SAFE_ON_LIGHT,
    text="#000000",
    frame="#000000",
    zero="#808080",
    pane="#f7f7f7",
    floor="#efefef",
    grid="#c4c4c4",
    divider="#000000",
    line="#262626",
    layer_frame="#707070",
    card="#f0f0f0",
    card_text="#000000",
)


# Grey text of #757575 has a contrast above 4.5 to both black and white; lines with a
# luminance between 0.1 and 0.3 have one above 3.
TRANSPARENT = Style(
    background="#ffffff00",
    text="#757575",
    frame="#757575",
    zero="#808080",
    pane="#8080801f",
    floor="#80808033",
    grid="#80808066",
    **ORIGINAL_ON_ANY,
    lightest=0.25,
    depth=0.25,
    divider="#757575",
    line="#757575",
    accent="#c8641e",
    layer_frame="#5f8a83",
    card="#ececec",
    card_text="#1f2328",
    card_accent="#b5420c",
)


THEMES = {
    "dark": DARK,
    "retro": RETRO,
    "light": LIGHT,
    "print": PRINT,
    "transparent": TRANSPARENT,
}


def safe(style: Style) -> Style:
    """The style in colours that colour-blind people can tell apart, and with dashes."""
    if style.is_clear:
        return replace(style, **SAFE_ON_ANY)
    is_light = luminance(style.background) > 0.18  # as far from black as from white
    return replace(style, **(SAFE_ON_LIGHT if is_light else SAFE_ON_DARK))
