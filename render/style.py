"""Styles: colours, sizes of type and widths of lines, as one value; and themes."""

import math
import re
from dataclasses import dataclass, fields, replace

from render.colors import luminance
from render.errors import InputError

ORIGINAL_ON_DARK = {
    # The first three outputs have the colours of matplotlib's dark_background, as in
    # the original production; the others are as far from them and from each other as
    # can be.
    "outputs": (
        "#bfbbd9",
        "#fa8174",
        "#81b1d2",
        "#ffe96b",
        "#5fdb80",
        "#dd5cbc",
        "#f4a640",
        "#3f9b8b",
        "#5cf2ea",
        "#94923f",
    ),
    "colormap": "RdYlGn",
    "signs": ("#ee613e", "#57b65f"),
}
ORIGINAL_ON_LIGHT = {
    "outputs": (
        "#6a5bb0",
        "#d9483b",
        "#2b7bb9",
        "#976f08",
        "#235604",
        "#b73fa2",
        "#2e9e48",
        "#328185",
        "#520819",
        "#013159",
    ),
    "colormap": "RdYlGn",
    "signs": ("#d62f27", "#178a4a"),
}
# Outputs that the colour-blind tell apart, and dashes for those who cannot; lengths of
# strokes and gaps, in widths of the line.
DASHES = (
    (),
    (5.0, 1.2),
    (2.2, 1.1),
    (6.0, 1.2, 1.4, 1.2),
    (9.0, 1.6),
    (3.0, 1.0, 1.0, 1.0, 1.0, 1.0),
    (2.6, 2.2),
    (1.0, 0.7),
    (9.0, 1.2, 3.0, 1.2),
    (5.0, 1.0, 1.0, 1.0, 1.0, 1.0),
)
SAFE_ON_DARK = {
    "outputs": (
        "#5cb3f0",
        "#f28f3b",
        "#fbeeb8",
        "#aa539a",
        "#168267",
        "#4f7be4",
        "#d3601a",
        "#16a476",
        "#4ceed3",
        "#b7fd57",
    ),
    "colormap": "RdYlBu",
    "signs": ("#ee613e", "#6ba2cb"),
    "dashes": DASHES,
}
SAFE_ON_LIGHT = {  # the first three also differ in lightness
    "outputs": (
        "#2f2f9e",
        "#df6f24",
        "#a8325c",
        "#46130a",
        "#7f81f5",
        "#2a68b1",
        "#6c5500",
        "#4fa46f",
        "#181857",
        "#b184a7",
    ),
    "colormap": "viridis",
    "signs": ("#472d7b", "#1c8f7e"),
    "dashes": DASHES,
}
SAFE_ON_ANY = {  # neither dark nor light
    "outputs": (
        "#2f80d8",
        "#cf6f1f",
        "#899471",
        "#9f5d66",
        "#af1086",
        "#369990",
        "#c54e80",
        "#b53900",
        "#6249c4",
        "#7b603f",
    ),
    "colormap": "RdYlBu",
    "signs": ("#d62f27", "#4a7cbb"),
    "dashes": DASHES,
}


THINNEST, WIDEST = 0.05, 100.0  # points, of lines
SHORTEST = 0.1  # of dashes, in widths of the line: others would be without number
COLOR = re.compile("#[0-9a-fA-F]{6}")
OPAQUE = (  # the fields of colours without an opacity
    *("text", "frame", "zero", "divider", "line", "accent", "layer_frame"),
    *("card", "card_text", "card_accent", "dusk_color"),
)


@dataclass(frozen=True)
class Style:
    """How pictures look. Type and lines are in points on a picture 8 inches wide.

    Colours are "#rrggbb". Those of the background, panes, floor and grid may have an
    opacity, "#rrggbbaa"; with one in the background, frames have an alpha channel.
    """

    background: str = "#000000"
    text: str = "#ffffff"
    frame: str = "#ffffff"
    zero: str = "#8a8a8a"
    pane: str = "#232323"
    floor: str = "#1a1a1a"
    grid: str = "#4d4d4d"
    outputs: tuple[str, ...] = ORIGINAL_ON_DARK["outputs"]
    dashes: tuple[tuple[float, ...], ...] = ()  # of each output's curve; () for none
    colormap: str = ORIGINAL_ON_DARK["colormap"]
    signs: tuple[str, str] = ORIGINAL_ON_DARK["signs"]  # of weights: negative, positive
    lightest: float = 1.0  # luminance that contours have at most
    depth: float = 0.5  # how much darker the lowest places of several outputs are
    title_size: float = 14.0
    label_size: float = 11.5
    tick_size: float = 10.5
    curve_width: float = 3.0
    frame_width: float = 0.8
    grid_width: float = 0.6
    divider: str = "#ffffff"
    contour_width: float = 1.4
    divider_width: float = 1.2
    boundary_width: float = 2.0
    area: float = 0.75  # how strong the colours of categories are on the floor
    dusk: float = 0.2  # how much of another colour each level of the margin has there
    dusk_color: str = "#000000"
    margin: float = 0.35  # how strong the colour between winner and runner-up is
    shade: float = 0.7  # how much darker a surface is that faces away from the light
    shine: float = 0.4  # how much paler one that faces it
    line: str = "#d6d6d6"  # of diagrams; accent: what is new in them
    accent: str = "#ffb454"
    layer_frame: str = "#6f8f8a"
    card: str = "#ffffff"
    card_text: str = "#14202b"  # equations on a card; card_accent: what is new there
    card_accent: str = "#b5420c"
    line_width: float = 1.1
    weight_width: float = 1.6  # of a line for the strongest weight
    node_width: float = 1.2  # of a curve in a node

    def __post_init__(self) -> None:
        plain = [getattr(self, name) for name in OPAQUE]
        for color in (*plain, *self.outputs, *self.signs):
            if not COLOR.fullmatch(color):
                raise InputError("style", color, "a colour #rrggbb")
        for color in (self.background, self.pane, self.floor, self.grid):
            if not COLOR.fullmatch(color[:7]) or len(color) not in (7, 9):
                raise InputError("style", color, "a colour #rrggbb or #rrggbbaa")
        for name in (f.name for f in fields(self) if f.name.endswith("_width")):
            if not THINNEST <= getattr(self, name) <= WIDEST:
                words = f"{THINNEST:g} to {WIDEST:g} points"
                raise InputError(name, getattr(self, name), words)
        for length in (length for dashes in self.dashes for length in dashes):
            if not SHORTEST <= length < math.inf:
                words = f"{SHORTEST:g} widths of the line or more"
                raise InputError("style", f"dashes of {length:g}", words)
        if len(self.dashes) not in (0, len(self.outputs)):
            words = f"of {len(self.outputs)}, as there are outputs, or none"
            raise InputError("style", f"of {len(self.dashes)} dashes", words)

    @property
    def is_clear(self) -> bool:
        """Whether what lies behind the picture shows through."""
        return len(self.background) == 9 and not self.background.endswith("ff")


DARK = Style()

# The original's drawings: the Retro Rocks palette.
RETRO = Style(
    background="#04253a",
    text="#e1ddbf",
    frame="#d4d2b7",
    zero="#4c837a",
    pane="#0b3049",
    floor="#082b42",
    grid="#2c5664",
    divider="#e1ddbf",
    line="#d4d2b7",
    layer_frame="#4c837a",
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
    card="#f4f1e4",
)

# Whatever it is copied with, paper is white and ink may be grey.
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

# Text of this grey has a contrast above 4.5 to both black and white; and lines whose
# luminance is between 0.1 and 0.3 have one above 3.
TRANSPARENT = Style(
    background="#ffffff00",
    text="#757575",
    frame="#757575",
    zero="#808080",
    pane="#8080801f",
    floor="#80808033",
    grid="#80808066",
    **SAFE_ON_ANY | {"dashes": ()},
    lightest=0.25,
    depth=0.25,
    divider="#757575",
    line="#757575",
    accent="#c8641e",
    layer_frame="#5f8a83",
)

THEMES = {
    "dark": DARK,
    "retro": RETRO,
    "light": LIGHT,
    "print": PRINT,
    "transparent": TRANSPARENT,
}


def safe(style: Style) -> Style:
    """The style in colours that the colour-blind tell apart, and with dashes."""
    if style.is_clear:
        return replace(style, **SAFE_ON_ANY)
    is_light = luminance(style.background) > 0.18  # as far from black as from white
    return replace(style, **(SAFE_ON_LIGHT if is_light else SAFE_ON_DARK))
