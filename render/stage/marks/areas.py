"""Areas on the floor of a box, or on a map."""

from collections.abc import Sequence

from matplotlib.artist import Artist
from matplotlib.collections import LineCollection, PathCollection
from matplotlib.colors import to_rgba

from render.plot.marks.areas import Areas
from render.plot.plots import Plot
from render.stage.floor import category_colors, floor_path
from render.stage.ground import Floor


class ShownAreas:
    """Areas in the colours of categories, with a frame around the floor."""

    def __init__(self, ground: Floor) -> None:
        self._ground, ax, style = ground, ground.ax, ground.style
        self._areas = PathCollection([], linewidths=0, animated=True)
        self._frame = LineCollection(
            [], linewidths=style.frame_width, joinstyle="round", animated=True
        )
        for artist in (self._areas, self._frame):
            ax.add_collection(artist, autolim=False)
        self._areas.set_transform(ax.transData)
        self._colors = category_colors(style, ground.axes.n_outputs)

    def show(self, marks: Sequence[Areas], _: Plot) -> list[Artist]:
        """The artists that make up the marks, in the order they are drawn in."""
        (mark,) = marks
        self._set_areas(mark)
        border = mark.atlas.areas[0].rings
        self._frame.set_segments(self._ground.on_floor(border))
        self._frame.set_color(to_rgba(self._ground.style.frame, mark.opacity))
        # Areas cover the box's own frame.
        return [self._areas, self._frame]

    def _set_areas(self, mark: Areas) -> None:
        areas = mark.atlas.areas
        # Areas lie on each other, which leaves no seams. Faint ones would show what is
        # below, so each of those has a hole where the next one lies.
        above = [area.rings if mark.opacity < 1 else () for area in areas[1:]]
        holes = [tuple(ring[::-1] for ring in rings) for rings in [*above, ()]]
        pairs = zip(areas, holes, strict=True)
        self._areas.set_paths(
            [floor_path(self._ground, area.rings + hole) for area, hole in pairs]
        )
        self._areas.set_facecolor(
            [to_rgba(self._colors[area.category], mark.opacity) for area in areas]
        )
