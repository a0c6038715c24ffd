"""Lines on surfaces: the floor's contours once more, where nothing hides them."""

from functools import lru_cache
from typing import NamedTuple

import numpy as np

from render.plot.axes import BoxAxes
from render.plot.marks.contours import Contours
from render.plot.marks.paths import Paths
from render.plot.plots import Plot
from render.stage import relief
from render.stage.heights import ramp
from render.stage.isolines import Isolines
from render.style.colors import WEIGHTS, linear
from render.style.heights import shares
from render.style.styles import Style

THIN, HEAVY = 0.7, 1.4  # points
FAINT, STRONG = 0.35, 0.8  # opacity of thin and heavy lines
DARK = 0.09  # the luminance of a colour on which lines are white, not black
ALONE = 0.5  # of the span: how far the heavy line is taken to be from another such


class Strength(NamedTuple):
    """How strong lines are.

    thin, heavy: their opacity, 0 to 1.
    threshold: the level of the heavy one; None for none.
    """

    thin: float
    heavy: float
    threshold: float | None


def strength(plot: Plot) -> Strength | None:
    """How strong the lines on a plot's surface are; None for a surface without any.

    They are as faint as on the floor. The heavy one goes as a white one comes.
    """
    contours = [mark for mark in plot.marks if isinstance(mark, Contours)]
    if not contours or not contours[0].opacity:
        return None
    mark = contours[0]
    white = [
        path.opacity
        for path in plot.marks
        if isinstance(path, Paths) and path.part == "threshold"
    ]
    heavy = mark.opacity * (1 - max(white, default=0.0))
    return Strength(FAINT * mark.opacity, STRONG * heavy, mark.threshold)


@lru_cache(maxsize=8)
def surface_lines(
    style: Style, axes: BoxAxes, strength: Strength, dpi: float
) -> Isolines | None:
    """Lines at the axes' levels; None for several surfaces, which have none.

    dpi: pixels an inch.
    """
    if axes.n_outputs > 1 or not axes.levels:
        return None
    (low, high), levels = axes.span, np.array(axes.levels)
    tones = relief.TONES - 1
    level = tones * (levels - low) / (high - low) + 0.5  # as tones are rounded down
    threshold = np.nan if strength.threshold is None else strength.threshold
    is_heavy = np.isclose(levels, threshold)
    gap = np.diff(level, prepend=0.5, append=tones + 0.5).max()
    colors = linear(ramp(style, 0, 1, shares(levels, axes.span)))
    parts = (
        level,
        np.where(is_heavy, HEAVY, THIN) * dpi / 72,
        np.where(is_heavy, strength.heavy, strength.thin),
        np.where((colors * WEIGHTS).sum(axis=-1) < DARK, 255, 0),
        np.where(is_heavy, ALONE * tones, gap),
    )
    return Isolines(
        relief.TONES, relief.LIGHTS, *(part.astype(np.float32) for part in parts)
    )
