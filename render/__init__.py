"""Pictures and films of what neural networks learn.

Scene scripts need Tour and a view; the rest is there for those who want parts of it.
matplotlib is imported only when something is painted, or words are measured.
"""

import numpy as np

import render.clash  # noqa: F401 -- first, before what it speaks of fails
from render.embed.notebook import show_film, show_still
from render.errors import InputError, RenderError
from render.make.watch import Watch
from render.make.write import write, write_all
from render.plot.axes import Axis, CurveAxes, DiagramAxes, PanelAxes, SurfaceAxes
from render.plot.camera import Camera
from render.plot.decisions import Parts
from render.plot.plots import CurvePlot, DiagramPlot, PanelPlot, Plot, SurfacePlot
from render.scene.addition import Addition
from render.scene.explanation import Explanation
from render.scene.scenes import Scene
from render.scene.story import Step, Story
from render.scene.timeline import Timeline
from render.scene.tour import Tour
from render.style.styles import Style
from render.style.themes import DARK, LIGHT, PRINT, RETRO, TRANSPARENT, safe
from render.view.curves import Curves
from render.view.diagrams import Diagram, ExplicitDiagram
from render.view.equations import (
    Equation,
    function_equations,
    layer_equations,
    product_equations,
)
from render.view.panels import Panels
from render.view.surfaces import Surfaces

__all__ = [
    "DARK",
    "LIGHT",
    "PRINT",
    "RETRO",
    "TRANSPARENT",
    "Addition",
    "Axis",
    "Camera",
    "CurveAxes",
    "CurvePlot",
    "Curves",
    "Diagram",
    "DiagramAxes",
    "DiagramPlot",
    "Equation",
    "Explanation",
    "ExplicitDiagram",
    "InputError",
    "PanelAxes",
    "PanelPlot",
    "Panels",
    "Parts",
    "RenderError",
    "Scene",
    "Step",
    "Story",
    "Style",
    "SurfaceAxes",
    "SurfacePlot",
    "Surfaces",
    "Timeline",
    "Tour",
    "Watch",
    "function_equations",
    "layer_equations",
    "paint",
    "product_equations",
    "safe",
    "write",
    "write_all",
]


def paint(
    plot: Plot, size: tuple[int, int] = (1280, 720), style: Style = DARK
) -> np.ndarray:
    """A plot as a frame: (height, width, 3) uint8, or 4 if the style is clear.

    plot: what a view makes of a network, or a scene's draw of a position.
    size: width and height in pixels.
    """
    from render.stage.painter import Painter

    return Painter(size, style)(plot)


# In notebooks scenes and plots show themselves, by the names that IPython looks for.
for _scene in (Tour, Explanation, Story, Addition):
    _scene._repr_mimebundle_ = show_film
for _plot in (CurvePlot, SurfacePlot, DiagramPlot, PanelPlot):
    _plot._repr_png_ = show_still
