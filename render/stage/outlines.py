"""Outlines: lines, bars and letters in points, drawn together as one artist."""

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.collections import PathCollection
from matplotlib.path import Path
from matplotlib.typing import LineStyleType

from render.stage.ground import FlatGround

Rgba = tuple[float, float, float, float]


@dataclass(frozen=True)
class Outline:
    """A letter, a bar or a line: its outline in points, and how it is drawn."""

    path: Path
    fill: Rgba = (0, 0, 0, 0)
    line: Rgba = (0, 0, 0, 0)
    dashes: LineStyleType = "solid"


class Outlines(PathCollection):
    """Outlines as one artist: drawing a second takes as long as the first."""

    def __init__(self, ground: FlatGround) -> None:
        super().__init__([], transform=ground.points, clip_on=False, animated=True)
        self.set_linewidth(ground.style.divider_width)
        ground.ax.add_collection(self, autolim=False)

    def set_outlines(self, outlines: Sequence[Outline]) -> None:
        """Set what is drawn next."""
        self.set_paths([outline.path for outline in outlines])
        self.set_facecolor([outline.fill for outline in outlines])
        self.set_edgecolor([outline.line for outline in outlines])
        self.set_linestyle([outline.dashes for outline in outlines])
