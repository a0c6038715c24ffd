"""The floor under surfaces: contours, and which category wins where."""

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from matplotlib import colormaps
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgb, to_rgba
from matplotlib.path import Path

from render.plot.axes import SurfaceAxes
from render.plot.camera import Projection
from render.plot.decisions import Parts, SurfaceDecision
from render.plot.plots import SurfacePlot
from render.style.colors import dimmed
from render.style.styles import Style

CORE = "#ffffff"  # the inner line of boundaries in clear pictures
FAINT = 0.25  # opacity of contours where there are boundaries


class Floor:
    """What moves on the floor of a box, in pixels of ax."""

    def __init__(
        self, ax: Axes, view: Projection, axes: SurfaceAxes, style: Style
    ) -> None:
        self._view, self._low, self._style = view, axes.y.low, style
        self._areas = PathCollection([], linewidths=0)
        self._margin = PathCollection([], linewidths=0, facecolors=[(0, 0, 0, 0)])
        self._contours = LineCollection([], capstyle="butt")
        self._boundaries = LineCollection([])
        self._frame = LineCollection(
            [], linewidths=style.frame_width, joinstyle="round"
        )
        order = [self._contours, self._areas, self._frame]
        order += [self._margin, self._boundaries]
        for number, artist in enumerate(order):
            artist.set(animated=True, zorder=2 + number / 10)
            ax.add_collection(artist, autolim=False)
        for filled in (self._areas, self._margin):
            filled.set_transform(ax.transData)

    def show(self, plot: SurfacePlot) -> list[Artist]:
        """The artists that make up a plot's floor, in the order they are drawn in."""
        decision = plot.decision
        parts = decision.parts if decision else Parts()
        artists: list[Artist] = [self._contours]
        # Contours are faint beside a boundary, and go where an envelope hides surfaces.
        faint = 1 - (1 - FAINT) * parts.boundaries
        self._set_contours(plot, faint * (1 - parts.envelope))
        if decision is None:
            return artists
        if parts.regions:
            self._set_areas(decision, len(plot.y))
            self._frame.set_segments(self._project(decision.atlas.areas[0].rings))
            self._frame.set_color(to_rgba(self._style.frame, parts.regions))
            artists += [self._areas, self._frame]  # areas cover the box's own frame
        if parts.margin:
            self._margin.set_paths([self._path(rings) for rings in decision.margin])
            dusk = self._style.dusk * parts.margin
            self._margin.set_facecolor(to_rgba(self._style.dusk_color, dusk))
            artists.append(self._margin)
        if parts.boundaries:
            self._set_boundaries(decision)
            artists.append(self._boundaries)
        return artists

    def _set_boundaries(self, decision: SurfaceDecision) -> None:
        """Set the lines; clear pictures have light ones inside darker ones.

        So they are seen on any background.
        """
        lines, style = self._project(decision.atlas.boundaries), self._style
        looks = [(style.divider, style.boundary_width)]
        if style.is_clear:
            looks = [(style.divider, 1.8 * style.boundary_width), (CORE, *looks[0][1:])]
        colors = [to_rgba(color, decision.parts.boundaries) for color, _ in looks]
        self._boundaries.set(
            segments=lines * len(looks),
            color=np.repeat(colors, len(lines), axis=0),
            linewidth=np.repeat([width for _, width in looks], len(lines)),
        )

    def _set_contours(self, plot: SurfacePlot, opacity: float) -> None:
        axes, contours = plot.axes, plot.contours
        levels = np.searchsorted(axes.levels, [line.level for line in contours])
        colors, widths = _contour_looks(self._style, axes, len(plot.y))
        colors = colors[[line.output for line in contours], levels]
        colors[:, 3] = opacity
        segments = self._project([line.points for line in contours])
        self._contours.set(segments=segments, color=colors, linewidth=widths[levels])

    def _set_areas(self, decision: SurfaceDecision, n_outputs: int) -> None:
        parts, areas = decision.parts, decision.atlas.areas
        # Areas lie on each other, which leaves no seams. Faint ones would show what is
        # below, so each of those has a hole where the next one lies.
        above = [area.rings if parts.regions < 1 else () for area in areas[1:]]
        holes = [tuple(ring[::-1] for ring in rings) for rings in [*above, ()]]
        pairs = zip(areas, holes, strict=True)
        self._areas.set_paths([self._path(area.rings + hole) for area, hole in pairs])
        looks = category_colors(self._style, n_outputs)
        self._areas.set_facecolor(
            [to_rgba(looks[area.category], parts.regions) for area in areas]
        )

    def _project(self, lines: Sequence[np.ndarray]) -> list[np.ndarray]:
        """Lines on the floor, each (n_points, 2), to thousandths of pixels.

        Unrounded, the last digits would show where points lie on one straight line.
        """
        counts = [len(line) for line in lines]
        points = np.full((sum(counts), 3), self._low)
        points[:, :2] = np.concatenate([np.zeros((0, 2)), *lines])
        pixels = np.round(self._view(points), 3)
        return np.split(pixels, np.cumsum(counts)[:-1]) if counts else []

    def _path(self, rings: Sequence[np.ndarray]) -> Path:
        """One path, in pixels, of closed rings on the floor."""
        if not rings:
            return Path(np.zeros((0, 2)))
        codes = np.full(sum(map(len, rings)), Path.LINETO, dtype=Path.code_type)
        ends = np.cumsum([len(ring) for ring in rings])
        codes[[0, *ends[:-1]]] = Path.MOVETO
        codes[ends - 1] = Path.CLOSEPOLY
        return Path(np.concatenate(self._project(rings)), codes)


def ramp(style: Style, output: int, n: int, heights: np.ndarray) -> np.ndarray:
    """Colours (n_heights, 3) of one of n outputs at heights from 0 to 1.

    A single output has the colour map; several have the colours of their curves,
    darker where they are low.
    """
    if n == 1:
        return colormaps[style.colormap](heights)[:, :3]
    color = np.array(to_rgb(style.outputs[output % len(style.outputs)]))
    return color * (1 - style.depth * (1 - heights[:, None]))


@lru_cache(maxsize=4)
def category_colors(style: Style, n_outputs: int) -> np.ndarray:
    """Colours of categories on the floor, (n_categories, 3).

    The two categories of a single output have those of the colour map's high end and
    low end.
    """
    if n_outputs == 1:
        colors = ramp(style, 0, 1, np.array([0.92, 0.08]))
    else:
        colors = np.array([to_rgb(color) for color in style.outputs])
    floor = np.array(to_rgb(style.floor))
    return floor + style.area * (colors - floor)


@lru_cache(maxsize=4)
def _contour_looks(
    style: Style, axes: SurfaceAxes, n_outputs: int
) -> tuple[np.ndarray, np.ndarray]:
    """Colours (n_outputs, n_levels, 4) and widths (n_levels,) of contours.

    The level at the threshold, where categories divide, is the widest.
    """
    low, high = axes.span
    levels = np.array(axes.levels)
    place = (levels - low) / (high - low)
    colors = [
        dimmed(ramp(style, output, n_outputs, place), style.lightest)
        for output in range(n_outputs)
    ]
    opaque = np.ones((n_outputs, len(levels), 1))
    threshold = np.nan if axes.threshold is None else axes.threshold
    widths = style.contour_width * np.where(np.isclose(levels, threshold), 1.8, 1.0)
    return np.concatenate([colors, opaque], axis=-1), widths
