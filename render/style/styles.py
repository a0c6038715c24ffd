"""Styles: colours, sizes of type and widths of lines, as one value."""

import math
import re
from dataclasses import dataclass, fields

from render.errors import InputError
from render.style.palettes import ORIGINAL_ON_DARK

THINNEST, WIDEST = 0.05, 100.0  # widths of lines in points
SHORTEST = 0.1  # of a dash or gap, in widths of the line: shorter ones are too many
COLOR = re.compile("#[0-9a-fA-F]{6}")
OPAQUE = (  # fields whose colour has no opacity
    *("text", "frame", "zero", "divider", "line", "accent", "layer_frame"),
    *("card", "card_text", "card_accent", "dusk_color"),
)


@dataclass(frozen=True)
class Style:
    """How pictures look. Type and lines are in points on a picture 8 inches wide.

    Colours are "#rrggbb". Those of the background, panes, floor and grid may have an
    opacity, "#rrggbbaa"; with one in the background, frames have an alpha channel.

    Raises InputError for a colour, width or dash that cannot be drawn.
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
    colormap: str = ORIGINAL_ON_DARK["colormap"]  # matplotlib's name of that of heights
    signs: tuple[str, str] = ORIGINAL_ON_DARK["signs"]  # of weights: negative, positive
    lightest: float = 1.0  # the luminance of contours, at most
    depth: float = 0.5  # how much darker surfaces of several outputs are at the bottom
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
    area: float = 0.75  # opacity of the colours of categories on the floor
    dusk: float = 0.2  # opacity of dusk_color over each level of the floor's margin
    dusk_color: str = "#000000"
    margin: float = 0.35  # opacity of the colour between winner and runner-up
    shade: float = 0.7  # how much darker a surface is that faces away from the light
    shine: float = 0.4  # how much paler a surface is that faces the light
    line: str = "#d6d6d6"  # lines of diagrams
    accent: str = "#ffb454"  # what is new in a diagram
    layer_frame: str = "#6f8f8a"
    card: str = "#ffffff"
    card_text: str = "#14202b"  # equations on a card
    card_accent: str = "#b5420c"  # what is new on a card
    line_width: float = 1.1
    weight_width: float = 1.6  # of the line of the strongest weight
    node_width: float = 1.2  # of the curve in a node's picture

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
