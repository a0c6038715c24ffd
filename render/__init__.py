"""Pictures and films of what neural networks learn.

Scene scripts need Tour, a view, and networks from `model`; the rest is for programs
that use parts of this. matplotlib is imported only when something is painted, or words
are measured.
"""

import render.clash  # noqa: F401 -- before imports from a hidden package fail
from render.embed.notebook import show_film, show_in_notebooks, show_still
from render.errors import InputError, RenderError
from render.make.watch import Watch
from render.make.write import paint, write, write_all
from render.plot.axes import Axis, BoxAxes, DrawingAxes, FlatAxes, MapAxes
from render.plot.camera import Camera
from render.plot.drawings import Arrangement, Drawing, Look, Room
from render.plot.marks.areas import Areas
from render.plot.marks.band import Band
from render.plot.marks.bars import Bars
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.contours import Contour, Contours
from render.plot.marks.curve import Curve
from render.plot.marks.dividers import Dividers
from render.plot.marks.dusk import Dusk
from render.plot.marks.heat_map import HeatMap
from render.plot.marks.letters import Letters
from render.plot.marks.level import Level
from render.plot.marks.mark import Mark
from render.plot.marks.paths import Paths
from render.plot.marks.pieces import Pieces
from render.plot.marks.points import FloorPoints, Points
from render.plot.marks.rings import Rings
from render.plot.marks.rug import Rug
from render.plot.marks.sides import Sides
from render.plot.marks.stems import Stems
from render.plot.marks.surface import Envelope, Surface
from render.plot.marks.tag import Tag
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.scene.addition import Addition
from render.scene.beside import Beside
from render.scene.deferred import Deferred
from render.scene.demonstration import Demonstration
from render.scene.explanation import Explanation
from render.scene.inspection import Inspection
from render.scene.lesson import Lesson
from render.scene.scenes import Scene
from render.scene.story import Step, Story
from render.scene.timeline import Timeline
from render.scene.tour import Tour
from render.scene.turn import Turn
from render.scene.walk import Walk
from render.style.styles import Style
from render.style.themes import DARK, LIGHT, PRINT, RETRO, TRANSPARENT, safe
from render.type.fonts import Font, find_font
from render.view.accuracies import Accuracies
from render.view.activation_curves import ActivationCurves
from render.view.activations import Activations
from render.view.answers import Answers
from render.view.backpropagation import Backpropagation
from render.view.bowls import BowlDescents, Downhill
from render.view.chain import Chain
from render.view.collapse import Collapse
from render.view.compared import Compared
from render.view.contrasts import Contrast, Contrasts, Side
from render.view.curves import Curves
from render.view.descents import Descents
from render.view.diagrams import Diagram, ExplicitDiagram, NetworkDiagram
from render.view.directed import DirectedDiagram
from render.view.elementary import Operations
from render.view.equations import (
    Equation,
    function_equations,
    layer_equations,
    product_equations,
)
from render.view.first_layer import FirstLayer
from render.view.fits import Fit, Fits, rounded_gap
from render.view.floors import Floors
from render.view.images.accuracy_chart import SizeAccuracy
from render.view.images.alone import PartCounts
from render.view.images.bias_shift import BiasShift
from render.view.images.compared_starts import ComparedStarts, Start
from render.view.images.edges_by_hand import EdgesByHand
from render.view.images.fewer_nodes import FewerNodes
from render.view.images.hidden_images import HiddenImages
from render.view.images.hope import Hope
from render.view.images.image_neurons import ImageNeurons
from render.view.images.image_sum import ImageSum
from render.view.images.learned_edges import LearnedEdges
from render.view.images.likes import Likes
from render.view.images.mistakes import Mistakes
from render.view.images.noise_answers import NoiseAnswers
from render.view.images.output_images import OutputImages
from render.view.images.overlaps import Overlaps
from render.view.images.votes import Votes
from render.view.images.weight_images import WeightImages
from render.view.landscapes import Landscapes
from render.view.layer_slopes import LayerSlopes
from render.view.least import Least
from render.view.losses import Losses
from render.view.maps import Maps
from render.view.matrix_form import MatrixForm
from render.view.named import Names
from render.view.nudges import SlopeOfError
from render.view.one_run import OneRun
from render.view.panels import Panels
from render.view.parameters import Parameters
from render.view.pixel_kinds import PixelKinds
from render.view.pixel_vector import PixelVector
from render.view.progress import short_loss
from render.view.receptive_fields import ReceptiveFields
from render.view.run_curves import RunCurves
from render.view.slope_costs import SlopeCosts
from render.view.spreads import Spread, Spreads
from render.view.squash import Squash
from render.view.studies import StudyEnds, StudyLosses, StudyResults
from render.view.surfaces import Surfaces
from render.view.thresholds import Thresholds
from render.view.two_s_curves import TwoSCurves
from render.view.views import Moment, View
from render.view.weighted_sum import WeightedSum
from render.view.whole_function import WholeFunction

__all__ = [
    "DARK",
    "LIGHT",
    "PRINT",
    "RETRO",
    "TRANSPARENT",
    "Accuracies",
    "ActivationCurves",
    "Activations",
    "Addition",
    "Answers",
    "Areas",
    "Arrangement",
    "Axis",
    "Backpropagation",
    "Band",
    "Bars",
    "Beside",
    "BiasShift",
    "Boundaries",
    "BowlDescents",
    "BoxAxes",
    "Camera",
    "Chain",
    "Collapse",
    "Compared",
    "ComparedStarts",
    "Contour",
    "Contours",
    "Contrast",
    "Contrasts",
    "Curve",
    "Curves",
    "Deferred",
    "Demonstration",
    "Descents",
    "Diagram",
    "DirectedDiagram",
    "Dividers",
    "Downhill",
    "Drawing",
    "DrawingAxes",
    "Dusk",
    "EdgesByHand",
    "Envelope",
    "Equation",
    "Explanation",
    "ExplicitDiagram",
    "FewerNodes",
    "FirstLayer",
    "Fit",
    "Fits",
    "FlatAxes",
    "FloorPoints",
    "Floors",
    "Font",
    "Grid",
    "HeatMap",
    "HiddenImages",
    "Hope",
    "ImageNeurons",
    "ImageSum",
    "InputError",
    "Inspection",
    "Landscapes",
    "LayerSlopes",
    "LearnedEdges",
    "Least",
    "Lesson",
    "Letters",
    "Level",
    "Likes",
    "Look",
    "Losses",
    "MapAxes",
    "Maps",
    "Mark",
    "MatrixForm",
    "Mistakes",
    "Moment",
    "Names",
    "NetworkDiagram",
    "NoiseAnswers",
    "OneRun",
    "Operations",
    "OutputImages",
    "Overlaps",
    "Panels",
    "Parameters",
    "PartCounts",
    "Paths",
    "Pieces",
    "PixelKinds",
    "PixelVector",
    "Plot",
    "Points",
    "ReceptiveFields",
    "RenderError",
    "Rings",
    "Room",
    "Rug",
    "RunCurves",
    "Scene",
    "Side",
    "Sides",
    "SizeAccuracy",
    "SlopeCosts",
    "SlopeOfError",
    "Spread",
    "Spreads",
    "Squash",
    "Start",
    "Stems",
    "Step",
    "Story",
    "StudyEnds",
    "StudyLosses",
    "StudyResults",
    "Style",
    "Surface",
    "Surfaces",
    "Tag",
    "Thresholds",
    "Timeline",
    "Title",
    "Tour",
    "Turn",
    "TwoSCurves",
    "View",
    "Votes",
    "Walk",
    "Watch",
    "WeightImages",
    "WeightedSum",
    "WholeFunction",
    "find_font",
    "function_equations",
    "layer_equations",
    "paint",
    "product_equations",
    "rounded_gap",
    "safe",
    "short_loss",
    "write",
    "write_all",
]

# In notebooks scenes and plots show themselves, by the names that IPython looks for.
for _name, _method, _classes in (
    (
        "_repr_mimebundle_",
        show_film,
        (Tour, Explanation, Inspection, Lesson, Story, Addition, Beside),
    ),
    ("_repr_png_", show_still, (Plot, Grid)),
):
    for _class in _classes:
        setattr(_class, _name, _method)
show_in_notebooks()
