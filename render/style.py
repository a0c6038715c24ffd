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
        "#ffe96b",
        "#5fdb80",
        "#dd5cbc",
        "#f4a640",
        "#3f9b8b",
        "#5cf2ea",
        "#94923f",
    )
    colormap: str = "RdYlGn"
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
    dusk: float = 0.2  # how much darker each level of the margin is there
    margin: float = 0.35  # how strong the colour between winner and runner-up is
    shade: float = 0.7  # how much darker a surface is that faces away from the light
    shine: float = 0.4  # how much paler one that faces it
    line: str = "#d6d6d6"  # of diagrams; accent: what is new in them
    accent: str = "#ffb454"
    layer_frame: str = "#6f8f8a"
    card: str = "#ffffff"
    print: str = "#14202b"  # equations on a card; print_accent: what is new there
    print_accent: str = "#b5420c"
    line_width: float = 1.1
    weight_width: float = 1.6  # of a line for the strongest weight
    node_width: float = 1.2  # of a curve in a node


# The first three outputs have the colours of matplotlib's dark_background, as in the
# original production; the others are as far from them and from each other as can be.
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
