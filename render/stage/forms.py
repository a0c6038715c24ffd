"""Forms: the outlines of shapes in drawings, each one unit wide and high."""

from matplotlib.path import Path

from render.stage.paths import placed


def _dots() -> Path:
    """Three discs, one below the other, in a box five times as high as wide."""
    disc = Path.circle(radius=0.5)
    discs = [placed(disc, (0, y), (1, 0.2)) for y in (-0.4, 0.0, 0.4)]
    return Path.make_compound_path(*discs)


BOX = Path([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (0, 0)], closed=True)
FORMS = {
    "circle": Path.circle(radius=0.5),
    "box": BOX,
    "card": BOX,
    "bar": BOX,
    "weight": BOX,
    "triangle": Path([(-0.5, -0.5), (0.5, 0), (-0.5, 0.5), (0, 0)], closed=True),
    "dots": _dots(),
}
FILLED = ("card", "bar", "dots")  # forms without an outline
