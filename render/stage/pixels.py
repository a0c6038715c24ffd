"""Pictures of few pixels: squares of grey with rims, checkerboards, and discs."""

from collections.abc import Iterator, Sequence

import numpy as np
from matplotlib.collections import PathCollection
from matplotlib.path import Path

from render.plot.glyphs import Pixels
from render.stage.forms import BOX, FORMS
from render.stage.inks import EMPHASIS, Rgba, ink
from render.stage.paths import placed
from render.style.styles import Style

CHECKS = 4  # squares along each side of a checkerboard
GREYS = 0.32, 0.66  # of its squares
RIM = 0.08  # of a pixel's side: its rim, at most
NONE = (0.0, 0.0, 0.0, 0.0)

# Outline, fill, the rim's colour and width, and whether its edge is smooth.
Part = tuple[Path, Rgba, Rgba, float, bool]


def _checkered() -> Path:
    """Every other square of a checkerboard, in a box of one unit."""
    middles = (np.arange(CHECKS) + 0.5) / CHECKS - 0.5
    places = [(x, y) for i, x in enumerate(middles) for y in middles[i % 2 :: 2]]
    return Path.make_compound_path(*(placed(BOX, at, 1 / CHECKS) for at in places))


CHECKERED = _checkered()


class PixelTiles(PathCollection):
    """Pictures of few pixels, and discs of one."""

    def __init__(self, style: Style) -> None:
        super().__init__([], joinstyle="miter")
        self._style = style

    def set_glyphs(self, glyphs: Sequence[Pixels]) -> None:
        """Set what is drawn next."""
        parts = [part for glyph in glyphs for part in self._parts(glyph)]
        columns = zip(*parts, strict=True) if parts else ((),) * 5
        paths, faces, rims, widths, smooth = columns
        self.set(
            paths=paths,
            facecolor=np.reshape(faces, (-1, 4)),
            edgecolor=np.reshape(rims, (-1, 4)),
            linewidth=widths or [0.0],
            antialiased=smooth or [True],
        )

    def _parts(self, glyph: Pixels) -> Iterator[Part]:
        """What a picture is made of: each pixel's grey, its checks and its rim.

        Pixels without gaps between them have one rim around all, and edges that are on
        the picture's own pixels, or one would see the ground between them.
        """
        is_smooth = glyph.has_gaps or glyph.values.size == 1
        form, width = FORMS[glyph.form], self._style.line_width
        width *= 1 + EMPHASIS * glyph.emphasis
        rim, numbers = (
            ink(self._style, glyph),
            (glyph.values.ravel(), glyph.free.ravel()),
        )
        for (place, size), value, free in zip(glyph.tiles, *numbers, strict=True):
            tile, seen = placed(form, place, size), glyph.opacity
            grey = float(np.clip(value, -1, 1)) / 2 + 0.5
            yield tile, _grey(grey, seen), NONE, 0.0, is_smooth
            if free:
                seen *= float(free)
                checks = placed(CHECKERED, place, size)
                yield tile, _grey(GREYS[0], seen), NONE, 0.0, is_smooth
                yield checks, _grey(GREYS[1], seen), NONE, 0.0, is_smooth
            if glyph.has_gaps:
                yield tile, NONE, rim, min(width, RIM * min(size)), True
        if not glyph.has_gaps:
            yield placed(form, glyph.centre, glyph.size), NONE, rim, width, True


def _grey(lightness: float, opacity: float) -> Rgba:
    return lightness, lightness, lightness, opacity
