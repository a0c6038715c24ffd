"""Dusk on the floor of a box, or on a map."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgba

from render.plot.marks.dusk import Dusk
from render.plot.plots import Plot
from render.stage.floor import floor_path
from render.stage.ground import Floor


class ShownDusk:
    """Shades over the colours of the floor."""

    def __init__(self, ground: Floor) -> None:
        self._ground = ground
        self._artist = PathCollection(
            [], linewidths=0, facecolors=[(0, 0, 0, 0)], animated=True
        )
        ground.ax.add_collection(self._artist, autolim=False)
        self._artist.set_transform(ground.ax.transData)

    def show(self, marks: Sequence[Dusk], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        (mark,) = marks
        style = self._ground.style
        self._artist.set_paths(
            [floor_path(self._ground, rings) for rings in mark.levels]
        )
        self._artist.set_facecolor(to_rgba(style.dusk_color, style.dusk * mark.opacity))
        return [self._artist]
