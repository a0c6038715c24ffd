"""Stages: what shows plots on a figure, a kind of stage for each kind of axes.

A stage draws what stays when it is made; what moves is shown plot by plot.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, Protocol

import numpy as np
from matplotlib.artist import Artist

from render.plot.axes import Axes, BoxAxes, DrawingAxes, FlatAxes, MapAxes
from render.plot.plots import Grid, Plot
from render.plot.titles import as_title
from render.stage.area import Area, size_in_points
from render.stage.boxes import BoxStage
from render.stage.captions import Caption, bands
from render.stage.drawings import DrawingStage
from render.stage.flat import FlatStage
from render.stage.maps import MapStage
from render.style.styles import Style

STACKED = 0.8  # of its width: the height from which an area has plots below each other


class Stage(Protocol):
    """What every stage has. It shows plots of one layout."""

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        ...

    def show(self, plot: Any) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        ...


Captions = tuple[Caption, Caption]  # a title and a note


class CaptionedStage:
    """A stage for a plot or a grid in what its title and its note leave of an area.

    captions: its own.
    beside: the captions of all plots in a row, for which the same room is kept.
    """

    def __init__(
        self,
        area: Area,
        plot: Plot | Grid,
        style: Style,
        captions: Captions,
        beside: Sequence[Captions] = (),
    ) -> None:
        self._captions = captions
        rows = bands(area, *zip(captions, *beside, strict=True))
        cells = area.add_gridspec(3, 1, height_ratios=rows)
        body = area.add_subfigure(cells[1, 0], facecolor="none")
        self._stage = _bare(body, plot, style)

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        moving = [*self._captions, self._stage]
        return [extent for part in moving for extent in part.extents]

    def show(self, plot: Plot | Grid) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        above, below = self._captions
        words = above.show(as_title(plot.title)) + below.show(as_title(plot.note))
        return [*self._stage.show(plot), *words]


class GridStage:
    """A stage for each plot of a grid, beside each other or below each other."""

    def __init__(self, area: Area, grid: Grid, style: Style) -> None:
        width, height = size_in_points(area)
        down = height > STACKED * width if grid.down is None else grid.down
        n = len(grid.plots)
        cells = area.add_gridspec(
            n if down else 1,
            1 if down else n,
            height_ratios=grid.shares if down else None,
            width_ratios=None if down else grid.shares,
        )
        parts = [area.add_subfigure(cells[k], facecolor="none") for k in range(n)]
        pairs = list(zip(parts, grid.plots, strict=True))
        captions = [_captions(*pair, style, style.label_size) for pair in pairs]
        beside = [] if down else captions
        self._stages = [
            _stage(part, plot, style, own, beside)
            for (part, plot), own in zip(pairs, captions, strict=True)
        ]

    @property
    def extents(self) -> list[np.ndarray]:
        """Left and top, right and bottom of what moves, in pixels: each (2, 2)."""
        return [extent for stage in self._stages for extent in stage.extents]

    def show(self, plot: Grid) -> list[Artist]:
        """The artists that make up a plot, in the order they are drawn in."""
        pairs = zip(self._stages, plot.plots, strict=True)
        return list(chain.from_iterable(stage.show(part) for stage, part in pairs))


STAGES: dict[type[Axes], Callable[[Area, Any, Style], Stage]] = {
    FlatAxes: FlatStage,
    BoxAxes: BoxStage,
    MapAxes: MapStage,
    DrawingAxes: DrawingStage,
}


def stage_on(
    area: Area, plot: Plot | Grid, style: Style, size: float | None = None
) -> Stage:
    """The stage for plots of this layout, on a figure or a part of one.

    size: of the title's type in points; None for that of labels.
    """
    captions = _captions(area, plot, style, size or style.label_size)
    return _stage(area, plot, style, captions)


def _captions(area: Area, plot: Plot | Grid, style: Style, size: float) -> Captions:
    """The title of a plot, in type of a size, and its note."""
    note = Caption(area, as_title(plot.note), style, style.small_size, is_note=True)
    return Caption(area, as_title(plot.title), style, size, is_note=False), note


def _stage(
    area: Area,
    plot: Plot | Grid,
    style: Style,
    captions: Captions,
    beside: Sequence[Captions] = (),
) -> Stage:
    """The stage for a plot, with its captions if there are any."""
    if any(caption.height for pair in (captions, *beside) for caption in pair):
        return CaptionedStage(area, plot, style, captions, beside)
    return _bare(area, plot, style)


def _bare(area: Area, plot: Plot | Grid, style: Style) -> Stage:
    """The stage for plots without their words."""
    if isinstance(plot, Grid):
        return GridStage(area, plot, style)
    return STAGES[type(plot.axes)](area, plot.axes, style)
