"""Bands on flat axes."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.collections import PolyCollection
from matplotlib.colors import to_rgb

from render.plot.marks.band import Band
from render.plot.plots import Plot
from render.stage.ground import FlatGround


class ShownBands:
    """Faint areas, cut off where the axes end."""

    def __init__(self, ground: FlatGround) -> None:
        self._style = ground.style
        width = ground.style.grid_width
        self._artist = PolyCollection([], linewidths=width, animated=True)
        ground.ax.add_collection(self._artist, autolim=False)
        self._artist.set_clip_box(ground.room)

    def show(self, marks: Sequence[Band], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        style = self._style
        colors = [(to_rgb(style.color(mark.series)), mark.opacity) for mark in marks]
        self._artist.set_verts([mark.outline for mark in marks])
        self._artist.set_facecolor([(*rgb, style.margin * a) for rgb, a in colors])
        edges = [mark.opacity * mark.has_edge for mark in marks]
        pairs = zip(colors, edges, strict=True)
        self._artist.set_edgecolor([(*rgb, edge) for (rgb, _), edge in pairs])
        return [self._artist]
