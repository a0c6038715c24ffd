"""Text as text: for vector files, and for what stays in frames."""

import numpy as np
from matplotlib.backend_bases import GraphicsContextBase, RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, Transform
from numpy.typing import ArrayLike

from render.type import typeset
from render.type.fonts import Font, is_embeddable

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
    origin = np.asarray(start)
    for run in typeset.runs(text, face):
        if not run.is_math and _is_outlined(renderer, gc, run.font):
            turned = Affine2D().scale(float(pixels)).rotate(turn).translate(*origin)
            _fill(renderer, typeset.outline_of(run), turned, color)
            continue
        along = pixels * run.start * direction
        x, y = origin + along
        if renderer.flipy():
            y = renderer.get_canvas_width_height()[1] - y
        font = typeset.properties(run.font).copy()
        font.set_size(size * run.scale)
        renderer.draw_text(gc, x, y, run.text, font, angle, ismath=run.is_math)
    gc.restore()


def _is_outlined(renderer: RendererBase, gc: GraphicsContextBase, font: Font) -> bool:
    """Whether words are outlines: those in a font that does not come with matplotlib.

    In frames they always are, for a font's own program is not to be run; in a PDF, if
    it cannot hold the font.
    """
    if not font.digest or isinstance(renderer, RendererAgg):
        return bool(font.digest)
    from matplotlib.backends.backend_pdf import GraphicsContextPdf  # takes its time

    return isinstance(gc, GraphicsContextPdf) and not is_embeddable(font)


def _fill(
    renderer: RendererBase, path: Path, transform: Transform, color: Rgba
) -> None:
    """Fill a path, without lines around it."""
    gc = renderer.new_gc()
    gc.set_linewidth(0)
    gc.set_alpha(color[3])
    renderer.draw_path(gc, path, transform, color)
    gc.restore()
