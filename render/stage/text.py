"""Text as text: for vector files, and for what stays in frames."""

import numpy as np
from matplotlib.backend_bases import RendererBase
from numpy.typing import ArrayLike

from render.type import typeset

Rgba = tuple[float, float, float, float]


def draw_text(
    renderer: RendererBase,
    text: str,
    start: ArrayLike,
    size: float,
    color: Rgba,
    angle: float = 0.0,
    face: typeset.Face = "mixed",
) -> None:
    """Draw a text with a renderer of matplotlib, in words and mathematics.

    start: where its baseline begins, in pixels, counted from below.
    size: in points; angle: in degrees anticlockwise.
    """
    gc = renderer.new_gc()
    gc.set_foreground(color, isRGBA=True)
    gc.set_alpha(color[3])
    turn, pixels = np.radians(angle), np.asarray(renderer.points_to_pixels(size))
    direction = np.array([np.cos(turn), np.sin(turn)])
    for run in typeset.runs(text, face):
        along = pixels * run.start * direction
        x, y = np.asarray(start) + along
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        font = typeset.font(face == "bold").copy()
        font.set_size(size * run.scale)
        renderer.draw_text(gc, x, y, run.text, font, angle, ismath=run.is_math)
    gc.restore()
