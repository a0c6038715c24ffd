"""Styles: colours, sizes of type and widths of lines, as one value."""

import math
import re
from dataclasses import dataclass, fields
from functools import cache
from typing import Any

from render.errors import InputError
from render.style.palettes import COLORMAPS, DASHES, ORIGINAL_ON_DARK
from render.type.fonts import DEJAVU, Font

THINNEST, WIDEST = 0.05, 100.0  # widths of lines in points
SHORTEST = 0.1  # of a dash or gap, in widths of the line: shorter ones are too many
SMALLEST, LARGEST = 1.0, 100.0  # type in points
COLOR = re.compile("#[0-9a-fA-F]{6}")
CLEAR_COLOR = re.compile("#(?:[0-9a-fA-F]{2}){3,4}")
SHARES = ("lightest", "depth", "area", "dusk", "margin", "shade", "shine")
OPAQUE = (  # fields whose colour has no opacity
    *("text", "frame", "zero", "divider", "line", "accent", "layer_frame"),
    *("card", "card_text", "card_accent", "dusk_color"),
)


@dataclass(frozen=True)
class Style:
    """How pictures look. Type and lines are in points; pictures are 8 inches long.

    Type has three sizes: of titles, of labels and names, and of small words such as
    ticks. Nothing in a picture is smaller.

    Colours are "#rrggbb". Those of the background, panes, floor and grid may have an
    opacity, "#rrggbbaa"; with one in the background, frames have an alpha channel.
    There are two colours of outputs or more; of more outputs the colours repeat, with
    other dashes.

    The colour map of heights is a matplotlib name, or two colours "#rrggbb" or more,
    evenly spaced from low to high; zero has the middle of the map.

    font: of words, as find_font gives it; None for DejaVu Sans. Not of mathematics.
    spare_fonts: of signs that neither has. Films find theirs by themselves.

    Raises InputError for a colour, width, size, share or dash that cannot be drawn, and
    for a font that is none.
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
    colormap: str | tuple[str, ...] = ORIGINAL_ON_DARK["colormap"]  # of heights
    signs: tuple[str, str] = ORIGINAL_ON_DARK["signs"]  # of weights: negative, positive
    lightest: float = 1.0  # the luminance of contours, at most
    depth: float = 0.5  # how much darker surfaces of several outputs are at the bottom
    title_size: float = 14.0
    label_size: float = 11.5
    small_size: float = 9.5
    curve_width: float = 3.0
    frame_width: float = 0.8
    grid_width: float = 0.6
    divider: str = "#ffffff"
    contour_width: float = 1.4
    divider_width: float = 1.2
    boundary_width: float = 2.0
    area: float = 0.85  # opacity of the colours of categories on the floor
    dusk: float = 0.2  # opacity of dusk_color over each level of the floor's margin
    dusk_color: str = "#000000"
    margin: float = 0.35  # opacity of the colour between winner and runner-up
    shade: float = 0.7  # how much darker a surface is that faces away from the light
    shine: float = 0.4  # how much paler a surface is that faces the light
    line: str = "#d6d6d6"  # lines of diagrams
    accent: str = "#ffb454"  # what is new in a diagram
    layer_frame: str = "#6f8f8a"
    card: str = "#262626"
    card_text: str = "#f2f2f2"  # equations on a card
    card_accent: str = "#ffb454"  # what is new on a card
    line_width: float = 1.1
    weight_width: float = 1.6  # of the line of the strongest weight
    node_width: float = 1.2  # of the curve in a node's picture
    font: Font | None = None
    spare_fonts: tuple[Font, ...] = ()

    def __post_init__(self) -> None:
        self._check_colors()
        self._check_dashes()
        if not isinstance(self.font, Font | None):
            raise InputError("font", self.font, "what find_font gives, or None")
        for name in (f.name for f in fields(self)):
            value = getattr(self, name)
            if name.endswith("_width"):
                _check(name, value, THINNEST, WIDEST, "points")
            elif name.endswith("_size"):
                _check(name, value, SMALLEST, LARGEST, "points")
            elif name in SHARES:
                _check(name, value, 0, 1)

    def _check_colors(self) -> None:
        """Raise InputError for colours that are none, or too few."""
        plain = [getattr(self, name) for name in OPAQUE]
        for color in (*plain, *self.outputs, *self.signs):
            if not COLOR.fullmatch(str(color)):
                raise InputError("style", color, "a colour #rrggbb")
        for color in (self.background, self.pane, self.floor, self.grid):
            if not CLEAR_COLOR.fullmatch(str(color)):
                raise InputError("style", color, "a colour #rrggbb or #rrggbbaa")
        self._check_colormap()
        if len(self.outputs) < 2:
            raise InputError(
                "outputs", f"of {len(self.outputs)}", "two colours or more"
            )
        if len(self.signs) != 2:
            words = "two colours, of negative weights and of positive ones"
            raise InputError("signs", f"of {len(self.signs)}", words)

    def _check_colormap(self) -> None:
        """Raise InputError for a colour map that is neither known nor of colours."""
        if not isinstance(self.colormap, tuple):
            if not _is_colormap(self.colormap):
                words = "a colour map of matplotlib, or colours"
                raise InputError("colormap", self.colormap, words)
        elif len(self.colormap) < 2:
            words = "two colours or more"
            raise InputError("colormap", f"of {len(self.colormap)}", words)
        else:
            for color in self.colormap:
                if not COLOR.fullmatch(str(color)):
                    raise InputError("colormap", color, "a colour #rrggbb")

    def _check_dashes(self) -> None:
        """Raise InputError for dashes that cannot be drawn, or are not for all."""
        for dashes in self.dashes:
            if len(dashes) % 2:
                words = "strokes and gaps in turn, an even number of lengths"
                raise InputError("style", f"dashes of {len(dashes)} lengths", words)
            for length in dashes:
                if not SHORTEST <= length < math.inf:
                    words = f"{SHORTEST:g} widths of the line or more"
                    raise InputError("style", f"dashes of {length:g}", words)
        if len(self.dashes) not in (0, len(self.outputs)):
            words = f"of {len(self.outputs)}, as there are outputs, or none"
            raise InputError("style", f"of {len(self.dashes)} dashes", words)

    def color(self, series: int | None) -> str:
        """The colour of a numbered output, counted from 0; None: that of words."""
        if series is None:
            return self.text
        return self.outputs[series % len(self.outputs)]

    def dash(self, series: int | None) -> tuple[float, ...]:
        """Strokes and gaps of a numbered output's curve, in widths of the line.

        They are empty for an unbroken line, as of no output. Outputs of one colour have
        other dashes.
        """
        if series is None:
            return ()
        again, number = divmod(series, len(self.outputs))
        if not self.dashes:
            return DASHES[again % len(DASHES)]
        return self.dashes[(number + again) % len(self.dashes)]

    @property
    def fonts(self) -> tuple[Font, ...]:
        """The fonts of words: the first that has a sign draws it."""
        own = (self.font,) if self.font else ()
        return (*own, DEJAVU, *self.spare_fonts)

    @property
    def facts(self) -> dict[str, Any]:
        """The fields, of fonts what they are and not where: for keys and records."""
        facts: dict[str, Any] = {f.name: getattr(self, f.name) for f in fields(self)}
        facts["font"] = self.font.facts if self.font else None
        return facts | {"spare_fonts": [font.facts for font in self.spare_fonts]}

    @property
    def is_clear(self) -> bool:
        """Whether what lies behind the picture shows through."""
        return len(self.background) == 9 and not self.background.endswith("ff")


@cache
def _is_colormap(name: str) -> bool:
    """Whether matplotlib has a colour map of this name."""
    if name in COLORMAPS:  # without importing matplotlib, which takes its time
        return True
    from matplotlib import colormaps

    return name in colormaps


def _check(name: str, value: float, low: float, high: float, unit: str = "") -> None:
    """Raise InputError for a number that is not from low to high."""
    if not low <= value <= high:
        raise InputError(name, value, f"{low:g} to {high:g} {unit}".rstrip())
