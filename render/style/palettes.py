"""Palettes: colours of outputs and of weights, for dark and for light ground."""

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
