"""Palettes: colours of outputs, heights and weights, on dark and on light backgrounds.

The safe ones can be told apart by colour-blind people, too.
"""

from typing import TypedDict


class Palette(TypedDict):
    """The fields of a Style that tell outputs, heights and signs of weights apart."""

    outputs: tuple[str, ...]
    dashes: tuple[tuple[float, ...], ...]
    colormap: str | tuple[str, ...]
    signs: tuple[str, str]


# Heights, from red through yellow to green. The hues are those of ColorBrewer's RdYlGn
# (Cynthia Brewer), whose ends are equally dark. Here peaks are lighter than pits, in
# grey, too: the ends have an L* of 38 and 60. A smooth curve in Oklab leads from end to
# end, and the steps of each half are equal by CIEDE2000.
HEIGHTS_ON_DARK = (
    *("#b31630", "#cd3435", "#df503a", "#e96c3f"),
    *("#f08645", "#f49f4d", "#f8b759", "#fed26a"),
    "#fae876",
    *("#e9e970", "#d0e265", "#b5db5f", "#9ad25c"),
    *("#7fc85b", "#62be5c", "#44b25c", "#27a65c"),
)


HEIGHTS_ON_LIGHT = (  # a yellow that stands out from white
    *("#b31630", "#c93331", "#d84c33", "#e26435"),
    *("#e77c39", "#ea923e", "#eea846", "#f3bf53"),
    "#efd25c",
    *("#e0d458", "#cbd052", "#b4cc50", "#9cc751"),
    *("#83c054", "#68b957", "#49b05a", "#27a65c"),
)


ORIGINAL_ON_DARK: Palette = {
    # The first three are those of matplotlib's dark_background, as in the original
    # production; the others are as far from them and from each other as possible.
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
    "dashes": (),
    "colormap": HEIGHTS_ON_DARK,
    "signs": ("#ff8fc8", "#3d86ff"),
}


ORIGINAL_ON_LIGHT: Palette = {
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
    "dashes": (),
    "colormap": HEIGHTS_ON_LIGHT,
    "signs": ("#b8609f", "#1d3fc8"),
}


# For those who cannot tell colours apart: the lengths of strokes and gaps of each
# output's curve, in widths of the line.
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


SAFE_ON_DARK: Palette = {
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
    "dashes": DASHES,
    "colormap": "RdYlBu",
    "signs": ("#ee613e", "#6ba2cb"),
}


SAFE_ON_LIGHT: Palette = {  # the first three also differ in lightness
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
    "dashes": DASHES,
    "colormap": "viridis",
    "signs": ("#472d7b", "#1c8f7e"),
}


SAFE_ON_ANY: Palette = {  # neither dark nor light
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
    "dashes": DASHES,
    "colormap": "RdYlBu",
    "signs": ("#d62f27", "#4a7cbb"),
}


# The outputs are the safe ones here, too; lines are unbroken, and heights and weights
# have the original's hues.
ORIGINAL_ON_ANY: Palette = {
    "outputs": SAFE_ON_ANY["outputs"],
    "dashes": (),
    "colormap": HEIGHTS_ON_LIGHT,
    "signs": ("#b9729a", "#4a55ee"),
}


SAFE = SAFE_ON_DARK, SAFE_ON_LIGHT, SAFE_ON_ANY
COLORMAPS = {palette["colormap"] for palette in SAFE}
