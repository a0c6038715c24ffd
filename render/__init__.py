"""Pictures and films of what neural networks learn.

Scene scripts need Tour and a view; the rest is there for those who want parts of it.
matplotlib is imported only when something is painted, or words are measured.
"""

import render.clash  # noqa: F401 -- first, before what it speaks of fails
from render.addition import Addition
from render.camera import Camera
from render.decision import Parts
from render.diagram import Diagram, ExplicitDiagram
from render.errors import InputError, RenderError
from render.notebook import show_film, show_still
from render.panels import Panels
from render.plot import CurvePlot, DiagramPlot, PanelPlot, SurfacePlot
from render.scene import Scene, Tour
from render.steps import Steps
from render.story import Step, Story
from render.style import DARK, LIGHT, PRINT, RETRO, TRANSPARENT, Style, safe
from render.timeline import Timeline
from render.view import Curves, Surfaces

__all__ = [
    "DARK",
    "LIGHT",
    "PRINT",
    "RETRO",
    "TRANSPARENT",
    "Addition",
    "Camera",
    "Curves",
    "Diagram",
    "ExplicitDiagram",
    "InputError",
    "Panels",
    "Parts",
    "RenderError",
    "Scene",
    "Step",
    "Steps",
    "Story",
    "Style",
    "Surfaces",
    "Timeline",
    "Tour",
    "safe",
]

# In notebooks scenes and plots show themselves, by the names that IPython looks for.
for _scene in (Tour, Steps, Story, Addition):
    _scene._repr_mimebundle_ = show_film
for _plot in (CurvePlot, SurfacePlot, DiagramPlot, PanelPlot):
    _plot._repr_png_ = show_still
