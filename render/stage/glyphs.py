"""Glyphs of drawings on matplotlib figures."""

from collections.abc import Sequence
from functools import cache

import matplotlib
import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.cbook import is_math_text
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgb
from matplotlib.figure import FigureBase
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from render.plot.axes import DiagramAxes
from render.plot.glyphs import Label, Line, Picture, Shape
from render.plot.plots import DiagramPlot
from render.stage.area import extent, in_points, size_in_points
from render.style.styles import Style
from render.type import typeset

PAD, TOP = 12.0, 39.0  # around the drawing, and above it if there is a title, in points
LARGEST = 2.2  # times its natural size
EMPHASIS = 1.0  # how much wider lines are that are new
DASH, SPACE = 4.5, 3.0  # of lines with negative weights, in units of the drawing
HAIR = 0.001  # points: thinner lines are left out; a PDF would show one of width 0
INSET = 0.84  # of a square's height: what its curve takes up


def _dots() -> Path:
    """Three discs, one below the other, in a box five times as high as wide."""
    disc = Path.circle(radius=0.5)
    discs = [disc.vertices * (1, 0.2) + (0, y) for y in (-0.4, 0.0, 0.4)]
    return Path(np.concatenate(discs), np.tile(disc.codes, 3))


BOX = Path([(-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5), (0, 0)], closed=True)
FORMS = {  # each one unit wide and high
    "circle": Path.circle(radius=0.5),
    "box": BOX,
    "card": BOX,
    "triangle": Path([(-0.5, -0.5), (0.5, 0), (-0.5, 0.5), (0, 0)], closed=True),
    "dots": _dots(),
}
FILLED = ("card", "dots")


class DiagramStage:
    """Glyphs of a drawing, as large as fits, on a figure. All of them may move."""

    def __init__(self, figure: FigureBase, axes: DiagramAxes, style: Style) -> None:
        self._figure, self._axes, self._glyphs = figure, axes, {}
        width, height = size_in_points(figure)
        room = np.array([width - 2 * PAD, height - PAD - (TOP if axes.title else PAD)])
        scale = float(min(LARGEST, *(room / axes.size)))
        origin = PAD + (room - scale * np.array(axes.size)) / 2
        self._transform = Affine2D().scale(scale).translate(*origin) + in_points(figure)
        self._artists = {
            "line": Lines(style, scale),
            "map": NodeMaps(style),
            "curve": NodeCurves(style, scale),
            "shape": Shapes(style, scale),
            "label": Labels(style, scale),
        }
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        for order, artist in enumerate(self._artists.values()):
            artist.set(transform=self._transform, animated=True, clip_on=False)
            artist.set(zorder=2 + order, snap=False)  # on whole pixels it would jerk
            ax.add_artist(artist)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        corners = self._transform.transform([(0, 0), self._axes.size])
        return [extent(self._figure, corners)]

    def show(self, plot: DiagramPlot) -> list[Artist]:
        """The artists that make up this plot, in the order they are drawn in."""
        for kind, artist in self._artists.items():
            glyphs = [glyph for glyph in plot.glyphs if glyph.kind == kind]
            if glyphs != self._glyphs.get(kind):
                artist.set_glyphs(glyphs)
            self._glyphs[kind] = glyphs
        return [artist for kind, artist in self._artists.items() if self._glyphs[kind]]


class Lines(LineCollection):
    """Lines: those with weights as wide as these are strong, dashed if negative."""

    def __init__(self, style: Style, scale: float) -> None:
        super().__init__([], capstyle="butt")
        self._style, self._scale = style, scale
        self._signs = [_rgb(sign) for sign in style.signs]  # negative, positive

    def set_glyphs(self, glyphs: Sequence[Line]) -> None:
        """What is drawn next, the strongest weights last."""
        glyphs = sorted(glyphs, key=lambda glyph: abs(glyph.strength or 0.0))
        glyphs = [glyph for glyph in glyphs if self._width(glyph) >= HAIR]
        self.set_segments([(glyph.start, glyph.end) for glyph in glyphs])
        self.set_color(
            np.array([self._color(glyph) for glyph in glyphs]).reshape(-1, 4)
        )
        self.set_linestyle([self._dashes(glyph) for glyph in glyphs] or "solid")
        self.set_linewidth([self._width(glyph) for glyph in glyphs])

    def _width(self, glyph: Line) -> float:
        """In points."""
        if glyph.strength is not None:
            return self._style.weight_width * self._scale * abs(glyph.strength)
        width = (
            self._style.grid_width if glyph.role == "frame" else self._style.line_width
        )
        return width * self._scale * (1 + EMPHASIS * glyph.emphasis)

    def _color(self, glyph: Line) -> tuple[float, ...]:
        if glyph.strength is None:
            return _ink(self._style, glyph)
        return *self._signs[glyph.strength >= 0], glyph.opacity

    def _dashes(self, glyph: Line) -> str | tuple:
        """Dashes are as long on thin lines as on wide ones."""
        if glyph.strength is None or glyph.strength >= 0:
            return "solid"
        unit = self._scale / self._width(glyph)  # matplotlib counts in widths
        return 0, (DASH * unit, SPACE * unit)


class Shapes(PathCollection):
    """Outlines of nodes and boxes; cards and dots are filled."""

    def __init__(self, style: Style, scale: float) -> None:
        super().__init__([], joinstyle="miter")
        self._style, self._scale = style, scale

    def set_glyphs(self, glyphs: Sequence[Shape]) -> None:
        """What is drawn next."""
        inks = np.array([_ink(self._style, glyph) for glyph in glyphs])
        filled = np.array([glyph.form in FILLED for glyph in glyphs])
        self.set_paths([_placed(glyph) for glyph in glyphs])
        self.set_facecolor(inks * filled[:, None])
        self.set_edgecolor(inks * ~filled[:, None])
        width = self._style.line_width * self._scale
        self.set_linewidth(
            [width * (1 + EMPHASIS * glyph.emphasis) for glyph in glyphs]
        )


class Labels(PathCollection):
    """Words and names: outlines in frames, and text in files that can hold it."""

    def __init__(self, style: Style, scale: float) -> None:
        super().__init__([], linewidths=0, edgecolors="none")
        self._style, self._scale, self._glyphs = style, scale, ()

    def set_glyphs(self, glyphs: Sequence[Label]) -> None:
        """What is drawn next."""
        self._glyphs = glyphs
        self.set_facecolor(np.array([_ink(self._style, glyph) for glyph in glyphs]))
        self.set_paths([_set(glyph) for glyph in glyphs])

    def draw(self, renderer) -> None:
        """Draw all of them."""
        if isinstance(renderer, RendererAgg):  # whose text would sit on whole pixels
            super().draw(renderer)
            return
        if not self.get_visible():
            return
        for glyph, color in zip(self._glyphs, self.get_facecolor(), strict=True):
            gc = renderer.new_gc()
            gc.set_foreground(tuple(color), isRGBA=True)
            gc.set_alpha(glyph.opacity)
            x, y = self.get_transform().transform(glyph.start)
            if renderer.flipy():
                y = renderer.height - y
            font = typeset.font().copy()
            font.set_size(glyph.size * self._scale)
            is_math = is_math_text(glyph.text)
            renderer.draw_text(gc, x, y, glyph.text, font, 0.0, ismath=is_math)
            gc.restore()


class NodeCurves(LineCollection):
    """What nodes compute over one input, each over a line through zero."""

    def __init__(self, style: Style, scale: float) -> None:
        super().__init__([], joinstyle="round")
        self._zero = _rgb(style.zero)
        self._colors = [_rgb(color) for color in style.outputs]
        self._widths = [style.grid_width * scale, style.node_width * scale]

    def set_glyphs(self, glyphs: Sequence[Picture]) -> None:
        """What is drawn next."""
        zeros = [_polyline(glyph, np.zeros(2)) for glyph in glyphs]
        self.set_segments(zeros + [_polyline(glyph, glyph.values) for glyph in glyphs])
        inks = [self._zero] * len(glyphs) + [self._colors[m.series] for m in glyphs]
        seen = np.tile([glyph.opacity for glyph in glyphs], 2)
        self.set_color(np.column_stack([inks, seen]))
        self.set_linewidth(np.repeat(self._widths, len(glyphs)))


class NodeMaps(Artist):
    """What nodes compute over two inputs, as pixels: in vector files the one image."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.set_rasterized(True)
        tones = matplotlib.colormaps[style.colormap](np.linspace(0, 1, 1024))
        self._tones = 255 * tones[:, :3]
        self._glyphs: Sequence[Picture] = ()

    def set_glyphs(self, glyphs: Sequence[Picture]) -> None:
        """What is drawn next."""
        self._glyphs = glyphs

    @allow_rasterization
    def draw(self, renderer) -> None:
        """Paint into an Agg renderer, that of a frame or of a vector file's image."""
        if not self.get_visible():
            return
        canvas = np.asarray(renderer.buffer_rgba())
        for glyph in self._glyphs:
            corners = self.get_transform().transform(glyph.bounds).round().astype(int)
            (left, low), (right, high) = corners
            part = canvas[len(canvas) - high : len(canvas) - low, left:right]
            (low, high), (rows, columns) = glyph.span, part.shape[:2]
            heights = _resampled(glyph.values, columns, rows)
            share = np.clip((heights - low) / (high - low), 0, 1)
            tones = (share * (len(self._tones) - 1) + 0.5).astype(int)
            part[:] = _over(self._tones[tones.T[::-1]], glyph.opacity, part)


def _over(colors: np.ndarray, opacity: float, below: np.ndarray) -> np.ndarray:
    """Colours (H, W, 3), seen so much, over a picture (H, W, 4) uint8."""
    under = below[..., 3:] / 255.0 * (1 - opacity)
    alpha = opacity + under
    mixed = (colors * opacity + below[..., :3] * under) / np.maximum(alpha, 1e-9)
    return (np.concatenate([mixed, 255 * alpha], axis=-1) + 0.5).astype(np.uint8)


_rgb = cache(to_rgb)


def _ink(style: Style, glyph: Line | Shape | Label) -> tuple[float, ...]:
    """The colour and opacity of a glyph: nearer to the accent, the more emphasised."""
    if isinstance(glyph, Shape) and glyph.series is not None:
        return *_rgb(style.outputs[glyph.series]), glyph.opacity
    role = glyph.form if isinstance(glyph, Shape) else glyph.role
    plain, strong = {
        "card": (style.card, style.card),
        "print": (style.card_text, style.card_accent),
        "frame": (style.layer_frame, style.accent),
        "heading": (style.text, style.text),
    }.get(role, (style.line, style.accent))
    ends = zip(_rgb(plain), _rgb(strong), strict=True)
    return *(a + (b - a) * glyph.emphasis for a, b in ends), glyph.opacity


def _placed(glyph: Shape) -> Path:
    form = FORMS[glyph.form]
    return Path(form.vertices * glyph.size + glyph.centre, form.codes)


def _set(glyph: Label) -> Path:
    """A label's outline, where it is."""
    path = typeset.outline(glyph.text)
    return Path(path.vertices * glyph.size + glyph.start, path.codes)


def _polyline(glyph: Picture, values: np.ndarray) -> np.ndarray:
    """Values as a line in a picture's square, cut where it leaves it."""
    low, high = glyph.span
    x = np.linspace(-0.5, 0.5, len(values))
    y = INSET * ((values - low) / (high - low) - 0.5)
    for limit in (-0.5, 0.5):
        i = np.flatnonzero((y[:-1] - limit) * (y[1:] - limit) < 0)
        share = (limit - y[i]) / (y[i + 1] - y[i])
        x = np.insert(x, i + 1, x[i] + share * (x[i + 1] - x[i]))
        y = np.insert(y, i + 1, limit)
    y = np.where(np.abs(y) <= 0.5, y, np.nan)
    return np.column_stack([x, y]) * glyph.side + glyph.centre


def _resampled(values: np.ndarray, columns: int, rows: int) -> np.ndarray:
    """Values (n, n) from edge to edge at the middles of pixels, (columns, rows)."""
    for axis, n in enumerate((columns, rows)):
        last = values.shape[axis] - 1
        place = (np.arange(n) + 0.5) / n * last
        before = np.minimum(place.astype(int), last - 1)
        share = np.expand_dims(place - before, 1 - axis)
        start, end = (values.take(before + k, axis) for k in (0, 1))
        values = start + (end - start) * share
    return values
