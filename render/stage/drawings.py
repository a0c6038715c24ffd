"""Drawings on a figure of matplotlib, an artist for each kind of glyph."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, TypeAlias

import numpy as np
from matplotlib.artist import Artist, allow_rasterization
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.transforms import Affine2D
from matplotlib.typing import LineStyleType

from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Arrangement, Room
from render.plot.glyphs import INSET, Glyph, Label, Line, Picture, Shape
from render.plot.marks.mark import Mark
from render.plot.plots import Plot
from render.stage.area import Area, extent, in_points, size_in_points
from render.stage.forms import FILLED, FORMS
from render.stage.heights import side_tones, tones
from render.stage.images import NodeImages, lookup, over
from render.stage.inks import EMPHASIS, Rgba, ink, rgb
from render.stage.paths import placed
from render.stage.pixels import PixelTiles
from render.stage.words import Word, Words
from render.style.heights import shares
from render.style.styles import Style
from render.type.typeset import capital

PAD = 12.0  # points around a drawing
DASH, SPACE = 4.5, 3.0  # of lines with negative weights, in points
HAIR = 0.001  # points: thinner lines are left out; a PDF would show one of width 0

Artists: TypeAlias = (
    "Lines | NodeMaps | NodeImages | NodeCurves | PixelTiles | Shapes | Labels"
)


class DrawingStage:
    """The glyphs of a drawing, in points, on a figure. All of them may move.

    room: what there is for drawings.
    transform: from places in the room to pixels, which count from below.
    """

    def __init__(self, figure: Area, _axes: DrawingAxes, style: Style) -> None:
        self._figure = figure
        self._glyphs: dict[str, list[Any]] = {}  # by kind, as drawn last
        width, height = (
            max(1.0, x - 2 * PAD) for x in map(float, size_in_points(figure))
        )
        sizes = style.title_size, style.label_size, style.small_size
        self.room = Room(width, height, *sizes, style.fonts)
        self.transform = Affine2D().translate(PAD, PAD) + in_points(figure)
        self._artists: dict[str, Artists] = {
            "image": NodeImages(style),  # below lines, which may begin at a pixel
            "line": Lines(style),
            "map": NodeMaps(style),
            "curve": NodeCurves(style),
            "pixels": PixelTiles(style),
            "shape": Shapes(style),
            "label": Labels(style, figure),
        }
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        for order, artist in enumerate(self._artists.values()):
            artist.set(transform=self.transform, animated=True, clip_on=False)
            artist.set(zorder=2 + order, snap=False)  # on whole pixels it would jerk
            ax.add_artist(artist)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        corners = [(0.0, 0.0), (self.room.width, self.room.height)]
        return [extent(self._figure, self.transform.transform(corners))]

    def show(self, plot: Plot) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in.

        Raises InputError for a mark that has no place here, or too little of it.
        """
        drawn = [glyph for mark in plot.marks for glyph in self._glyphs_of(mark)]
        for kind, artist in self._artists.items():
            glyphs: list[Any] = [glyph for glyph in drawn if glyph.kind == kind]
            if glyphs != self._glyphs.get(kind):
                artist.set_glyphs(glyphs)
            self._glyphs[kind] = glyphs
        return [artist for kind, artist in self._artists.items() if self._glyphs[kind]]

    def _glyphs_of(self, mark: Mark) -> tuple[Glyph, ...]:
        """The glyphs of a mark, which fills the room."""
        if not isinstance(mark, Arrangement):
            words = "Drawing, or another that arranges itself in a room"
            raise InputError("mark", type(mark).__name__, words)
        return mark.fitted(self.room).glyphs


class Lines(LineCollection):
    """Lines. Those with weights are the wider the stronger, and dashed if negative."""

    def __init__(self, style: Style) -> None:
        super().__init__([], capstyle="butt")
        self._style = style
        self._signs = [rgb(sign) for sign in style.signs]  # negative, positive

    def set_glyphs(self, glyphs: Sequence[Line]) -> None:
        """Set what is drawn next; the strongest weights are drawn last."""
        glyphs = sorted(glyphs, key=lambda glyph: abs(glyph.strength or 0.0))
        glyphs = [glyph for glyph in glyphs if self._width(glyph) >= HAIR]
        self.set_linewidth(1.0)  # with widths of before, there would be all pairs
        self.set(
            segments=[(glyph.start, glyph.end) for glyph in glyphs],
            color=np.array([self._color(glyph) for glyph in glyphs]).reshape(-1, 4),
            linestyle=[self._dashes(glyph) for glyph in glyphs] or "solid",
            linewidth=[self._width(glyph) for glyph in glyphs],
        )

    def _width(self, glyph: Line) -> float:
        """A line's width in points."""
        if glyph.strength is not None:
            return self._style.weight_width * abs(glyph.strength)
        width = (
            self._style.grid_width if glyph.role == "frame" else self._style.line_width
        )
        return width * (1 + EMPHASIS * glyph.emphasis)

    def _color(self, glyph: Line) -> Rgba:
        if glyph.strength is None:
            return ink(self._style, glyph)
        return *self._signs[glyph.strength >= 0], glyph.opacity

    def _dashes(self, glyph: Line) -> LineStyleType:
        """A line's dashes, as long on thin lines as on wide ones."""
        if glyph.strength is None or glyph.strength >= 0:
            return "solid"
        unit = 1 / self._width(glyph)  # matplotlib counts in widths
        return 0, (DASH * unit, SPACE * unit)


class Shapes(PathCollection):
    """Outlines of nodes and boxes; cards and dots are filled."""

    def __init__(self, style: Style) -> None:
        super().__init__([], joinstyle="miter")
        self._style = style

    def set_glyphs(self, glyphs: Sequence[Shape]) -> None:
        """Set what is drawn next; cards lie below all else."""
        glyphs = sorted(glyphs, key=lambda glyph: glyph.form != "card")
        inks = np.array([ink(self._style, glyph) for glyph in glyphs]).reshape(-1, 4)
        filled = np.array([glyph.form in FILLED for glyph in glyphs], dtype=bool)
        width = self._style.line_width
        self.set(
            paths=[placed(FORMS[g.form], g.centre, g.size) for g in glyphs],
            facecolor=inks * filled[:, None],
            edgecolor=inks * ~filled[:, None],
            linewidth=[width * (1 + EMPHASIS * glyph.emphasis) for glyph in glyphs],
        )


class Labels(Words):
    """Words and names."""

    def __init__(self, style: Style, area: Area) -> None:
        super().__init__(area, moves=True)
        self._style = style

    def set_glyphs(self, glyphs: Sequence[Label]) -> None:
        """Set what is drawn next."""
        self.set_words(_word(self._style, glyph) for glyph in glyphs)


def _word(style: Style, glyph: Label) -> Word:
    """A label as a word, which is placed by the middle of its capitals."""
    x, y = glyph.place
    red, green, blue, opacity = ink(style, glyph)
    return Word(
        glyph.text,
        (x, y + capital() * glyph.size),
        glyph.size,
        (red, green, blue),
        glyph.align,
        opacity=opacity,
    )


class NodeCurves(LineCollection):
    """What nodes compute over one input: curves, each over a line through zero."""

    def __init__(self, style: Style) -> None:
        super().__init__([], joinstyle="round")
        self._style, self._zero = style, rgb(style.zero)
        self._widths = [style.grid_width, style.node_width]

    def set_glyphs(self, glyphs: Sequence[Picture]) -> None:
        """Set what is drawn next."""
        zeros = [polyline(glyph, np.zeros(2)) for glyph in glyphs]
        colors = [rgb(self._style.color(glyph.series)) for glyph in glyphs]
        inks = [self._zero] * len(glyphs) + colors
        opacities = np.tile([glyph.opacity for glyph in glyphs], 2)
        self.set(
            segments=zeros + [polyline(glyph, glyph.values) for glyph in glyphs],
            color=np.column_stack([inks, opacities]),
            linewidth=np.repeat(self._widths, len(glyphs)),
        )


class NodeMaps(Artist):
    """What nodes compute over two inputs: maps as pixels, also in vector files."""

    def __init__(self, style: Style) -> None:
        super().__init__()
        self.set_rasterized(True)
        self._style = style
        self._glyphs: Sequence[Picture] = ()

    def set_glyphs(self, glyphs: Sequence[Picture]) -> None:
        """Set what is drawn next."""
        self._glyphs = glyphs

    @allow_rasterization  # type: ignore[untyped-decorator]  # matplotlib's
    def draw(self, renderer: RendererAgg) -> None:
        """Paint into the pixels of a frame, or of the image in a vector file."""
        if not self.get_visible():
            return
        canvas = np.asarray(renderer.buffer_rgba())
        for glyph in self._glyphs:
            corners = self.get_transform().transform(glyph.bounds).round().astype(int)
            (left, low), (right, high) = corners
            part = canvas[len(canvas) - high : len(canvas) - low, left:right]
            rows, columns = part.shape[:2]
            places = shares(_resampled(glyph.values, columns, rows), glyph.span)
            colors = _tones(self._style, glyph.span, glyph.sides)
            numbers = (places * (len(colors) - 1) + 0.5).astype(int)
            part[:] = over(colors[numbers.T[::-1]], glyph.opacity, part)


@lru_cache(maxsize=32)
def _tones(
    style: Style, span: tuple[float, float], sides: tuple[int, int, float] | None
) -> np.ndarray:
    """All colours of a map, (1024, 4) uint8, from the lowest value to the highest."""
    places = np.linspace(0, 1, 1024)
    own = side_tones(style, span, sides, places) if sides else tones(style, places)
    return lookup(own)


def polyline(glyph: Picture, values: np.ndarray) -> np.ndarray:
    """Values as a line (n_points, 2) in a picture's square, cut where it leaves it."""
    low, high = glyph.span
    x = np.linspace(-0.5, 0.5, len(values))
    y = INSET * ((values - low) / (high - low) - 0.5)
    for limit in (-0.5, 0.5):
        i = np.flatnonzero((y[:-1] - limit) * (y[1:] - limit) < 0)
        share = (limit - y[i]) / (y[i + 1] - y[i])
        x = np.insert(x, i + 1, x[i] + share * (x[i + 1] - x[i]))
        y = np.insert(y, i + 1, limit)
    y = np.where(np.abs(y) <= 0.5, y, np.nan)
    return np.column_stack([x, y]) * glyph.size + glyph.centre


def _resampled(values: np.ndarray, columns: int, rows: int) -> np.ndarray:
    """Values (columns, rows) at the middles of pixels, from (n, n) edge to edge."""
    for axis, n in enumerate((columns, rows)):
        last = values.shape[axis] - 1
        place = (np.arange(n) + 0.5) / n * last
        before = np.minimum(place.astype(int), last - 1)
        share = np.expand_dims(place - before, 1 - axis)
        start, end = (values.take(before + k, axis) for k in (0, 1))
        values = start + (end - start) * share
    return values
