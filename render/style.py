"""Styles: colours, sizes of type and widths of lines, as one value."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Style:
    """How pictures look. Type and lines are in points on a picture 8 inches wide."""

    background: str = "#000000"
    text: str = "#ffffff"
    frame: str = "#ffffff"
    zero: str = "#8a8a8a"
    pane: str = "#232323"
    floor: str = "#1a1a1a"
    grid: str = "#4d4d4d"
    outputs: tuple[str, ...] = (
        "#bfbbd9",
        "#fa8174",
        "#81b1d2",
        "#fdb462",
        "#b3de69",
        "#bc82bd",
        "#ccebc4",
        "#ffed6f",
        "#8dd3c7",
        "#feffb3",
    )
    colormap: str = "RdYlGn"
    title_size: float = 14.0
    label_size: float = 11.5
    tick_size: float = 10.5
    curve_width: float = 3.0
    frame_width: float = 0.8
    grid_width: float = 0.6
    contour_width: float = 1.4
    shade: float = 0.7  # how much darker a surface is that faces away from the light
    shine: float = 0.4  # how much paler one that faces it


# The colours of matplotlib's dark_background, as in the original production.
DARK = Style()
