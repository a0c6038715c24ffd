"""Pictures and films of what neural networks learn.

Scene scripts need Tour and a view; the rest is for programs that use parts of this.
matplotlib is imported only when something is painted, or words are measured.
"""

import render.clash  # noqa: F401 -- before imports from a hidden package fail
from render.embed.notebook import show_film, show_still
from render.errors import InputError, RenderError
from render.make.watch import Watch
from render.make.write import paint, write, write_all
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
from render.view.views import View

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
    "Plot",
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
    "View",
    "Watch",
    "function_equations",
    "layer_equations",
    "paint",
    "product_equations",
    "safe",
    "write",
    "write_all",
]

# In notebooks scenes and plots show themselves, by the names that IPython looks for.
for _name, _method, _classes in (
    ("_repr_mimebundle_", show_film, (Tour, Explanation, Story, Addition)),
    ("_repr_png_", show_still, (CurvePlot, SurfacePlot, DiagramPlot, PanelPlot)),
):
    for _class in _classes:
        setattr(_class, _name, _method)
