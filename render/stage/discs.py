"""Discs: points, drawn together as one artist.

Many take long. In frames they are drawn once, onto pixels of their own, and these are
laid over frame after frame while the discs stay the same.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
from matplotlib.artist import allow_rasterization
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.backends.backend_agg import RendererAgg
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.path import Path
from matplotlib.transforms import Affine2D, IdentityTransform

from render.plot.marks.points import Points
from render.stage.heights import tones
from render.style.colors import inks
from render.style.heights import shares
from render.style.styles import Style

DISC = Path.circle(radius=0.5)
# Mirrored, its outline goes the other way round, so that nothing fills it.
HOLE = Path.circle(radius=0.22).transformed(Affine2D().scale(1, -1))
RING = Path.make_compound_path(Path.circle(radius=0.6), HOLE)
# A cross of two bars, which has about as much ink as a disc.
ARM, BAR = 0.62, 0.17
CROSS = Path(
    [
        *((BAR, BAR), (BAR, ARM), (-BAR, ARM), (-BAR, BAR), (-ARM, BAR), (-ARM, -BAR)),
        *(
            (-BAR, -BAR),
            (-BAR, -ARM),
            (BAR, -ARM),
            (BAR, -BAR),
            (ARM, -BAR),
            (ARM, BAR),
        ),
        (BAR, BAR),
    ],
    closed=True,
).transformed(Affine2D().rotate_deg(45))
RIM = 0.16  # the width of a disc's rim, as a share of its diameter
MANY = 300  # discs; of more, pixels are kept
MOST_VECTORS = 3000  # discs; more are an image in vector files, too
TONES = 256  # colours of heights


@dataclass(frozen=True, eq=False)
class Looks:
    """How n discs look.

    fills, rims: colours with their opacity, (n, 4). diameters: in points, (n,).
    hollow: whether each is a ring, (n,); None for none. crossed: whether it is a cross.
    """

    fills: np.ndarray
    rims: np.ndarray
    diameters: np.ndarray
    hollow: np.ndarray | None = None
    crossed: np.ndarray | None = None

    def of(self, order: np.ndarray) -> "Looks":
        """The looks of some of them."""
        shapes = (x if x is None else x[order] for x in (self.hollow, self.crossed))
        parts = self.fills[order], self.rims[order], self.diameters[order]
        return Looks(*parts, *shapes)

    def faded(self, share: np.ndarray) -> "Looks":
        """The same with shares (n,) of their opacity."""
        faded = np.ones((len(share), 4))
        faded[:, 3] = share
        return replace(self, fills=self.fills * faded, rims=self.rims * faded)


class Discs(PathCollection):
    """Discs at places in units of ax; or other outlines, as large as these.

    path: of a disc of size 1 about its place.
    """

    def __init__(self, ax: Axes, path: Path = DISC) -> None:
        super().__init__(
            [path],
            transform=IdentityTransform(),  # of discs; their places have another
            offset_transform=ax.transData,
            animated=True,
        )
        self._path = path
        self._known: Hashable = None
        self._kept: _Kept | None = None
        self._n = 0
        ax.add_collection(self, autolim=False)

    def set_discs(self, places: np.ndarray, looks: Looks) -> None:
        """Set what is drawn next, later ones over earlier ones; places: (n, 2)."""
        self._kept, self._n = None, len(places)
        self.set(offsets=places, facecolor=looks.fills, edgecolor=looks.rims)
        self.set(sizes=looks.diameters**2, linewidths=RIM * looks.diameters)
        self.set_paths(self._paths_of(looks))
        self.set_rasterized(len(places) > MOST_VECTORS)

    def _paths_of(self, looks: Looks) -> list[Path]:
        """The outline of each, or one for all."""
        if looks.hollow is None and looks.crossed is None:
            return [self._path]
        none = np.zeros(self._n, bool)
        hollow = none if looks.hollow is None else looks.hollow
        crossed = none if looks.crossed is None else looks.crossed
        pairs = zip(crossed, hollow, strict=True)
        paths = (
            CROSS if cross else RING if ring else self._path for cross, ring in pairs
        )
        return [*paths] or [self._path]

    def is_set(self, known: Hashable) -> bool:
        """Whether discs are known by the same as before, so that they need no setting.

        known: marks, which are never changed.
        """
        before, self._known = self._known, known
        return known == before

    @allow_rasterization  # type: ignore[untyped-decorator]  # matplotlib's
    def draw(self, renderer: RendererBase) -> None:
        """Draw the discs; many of them onto a frame as pixels that are kept."""
        if self._n <= MANY or not isinstance(renderer, RendererAgg):
            super().draw(renderer)
            return
        size = int(renderer.width), int(renderer.height), float(renderer.dpi)
        if self._kept is None or self._kept.size != size:
            self._kept = self._pixels(*size)
        self._kept.lay_on(np.asarray(renderer.buffer_rgba()))

    def _pixels(self, width: int, height: int, dpi: float) -> "_Kept":
        """The pixels of all discs on a picture."""
        alone = RendererAgg(width, height, dpi)
        super().draw(alone)
        pixels = np.asarray(alone.buffer_rgba()).reshape(-1, 4)
        alpha = pixels[:, 3]
        whole, part = np.flatnonzero(alpha == 255), np.flatnonzero(alpha % 255)
        parts = whole, pixels[whole].view(np.uint32)[:, 0], part, pixels[part]
        return _Kept((width, height, dpi), *parts)


@dataclass(frozen=True, eq=False)
class _Kept:
    """Pixels that lie on others.

    size: width, height and resolution of the picture. whole, part: places of opaque
    pixels and of others in the flat picture, (n_whole,) and (n_part,). colors: of the
    opaque ones, all four parts as one number. faint: of the others, (n_part, 4) uint8.
    """

    size: tuple[int, int, float]
    whole: np.ndarray
    colors: np.ndarray
    part: np.ndarray
    faint: np.ndarray

    def lay_on(self, canvas: np.ndarray) -> None:
        """Lay the pixels on a picture (height, width, 4) uint8."""
        flat = canvas.view(np.uint32).reshape(-1)
        flat[self.whole] = self.colors
        below = flat[self.part].view(np.uint8).reshape(-1, 4)
        flat[self.part] = over(below, self.faint).view(np.uint32)[:, 0]


def over(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """Pixels (n, 4) uint8 on others; there are none where both are clear."""
    if (below[:, 3] == 255).all():
        return _over_opaque(below, above)
    below, above = below.astype(np.float32), above.astype(np.float32)
    share = above[:, 3:] / 255
    left = below[:, 3:] * (1 - share)
    alpha = above[:, 3:] + left
    mixed = below + (above - below) * (above[:, 3:] / alpha)
    mixed[:, 3:] = alpha
    return (mixed + 0.5).astype(np.uint8)


def _over_opaque(below: np.ndarray, above: np.ndarray) -> np.ndarray:
    """The same on pixels that are opaque, in whole numbers: in a third of the time."""
    share = above[:, 3:].astype(np.uint16)
    opaque = above.astype(np.uint16)
    opaque[:, 3] = 255
    mixed: np.ndarray = opaque * share + below * (255 - share) + np.uint16(128)
    mixed += mixed >> 8  # which then divides by 255
    return (mixed >> 8).astype(np.uint8)


def looks_of(
    style: Style,
    marks: Sequence[Points],
    span: tuple[float, float] = (0.0, 1.0),
    rim: str = "",
) -> Looks:
    """How the discs of marks look, one mark's after the other's.

    span: the lowest and highest height that colours tell apart.
    rim: its colour; "" for black or white, whichever stands out from a disc, and so
    from a ground of the same colour.
    """
    parts = [np.zeros((0, 9))]
    for mark in marks:
        n = len(mark.places)
        fills = _fills(style, mark, span)
        rims = np.array(to_rgb(rim)) if rim else inks(fills)
        opacity = np.full((n, 1), mark.opacity)
        diameter = np.full((n, 1), style.curve_width * mark.size)
        rims = np.broadcast_to(rims, fills.shape)
        parts.append(np.hstack([fills, opacity, rims, opacity, diameter]))
    table = np.concatenate(parts)
    shapes = (_joined(marks, name) for name in ("hollow", "crossed"))
    return Looks(table[:, :4], table[:, 4:8], table[:, 8], *shapes)


def _joined(marks: Sequence[Points], name: str) -> np.ndarray | None:
    """Which of all marks' discs are of a shape; None if none of the marks says so."""
    of_each = [getattr(mark, name) for mark in marks]
    if all(of is None for of in of_each):
        return None
    pairs = zip(marks, of_each, strict=True)
    return np.concatenate(
        [np.zeros(len(mark.places), bool) if of is None else of for mark, of in pairs]
    )


def _fills(style: Style, mark: Points, span: tuple[float, float]) -> np.ndarray:
    """The colours of a mark's discs, (n_points, 3)."""
    n = len(mark.places)
    if mark.heights is not None:
        numbers = np.rint(shares(mark.heights, span) * (TONES - 1)).astype(int)
        return _tones(style)[numbers]
    return series_colors(style, mark.series, n)


def series_colors(style: Style, series: int | np.ndarray | None, n: int) -> np.ndarray:
    """The colours (n, 3) of numbered series; None for that of words."""
    if series is None:
        return np.broadcast_to(to_rgb(style.text), (n, 3))
    colors = np.array([to_rgb(color) for color in style.outputs])
    return np.broadcast_to(colors[np.asarray(series) % len(colors)], (n, 3))


@lru_cache(maxsize=4)
def _tones(style: Style) -> np.ndarray:
    """Colours of heights, (TONES, 3), from the map's low end."""
    return tones(style, np.linspace(0, 1, TONES))
