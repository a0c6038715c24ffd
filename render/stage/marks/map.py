"""The marks that maps show, in the order in which they are drawn."""

from render.plot.marks.areas import Areas
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.contours import Contours
from render.plot.marks.dusk import Dusk
from render.plot.marks.heat_map import HeatMap
from render.plot.marks.letters import Letters
from render.plot.marks.points import Points
from render.stage.marks.areas import ShownAreas
from render.stage.marks.boundaries import ShownBoundaries
from render.stage.marks.contours_on_map import ShownContoursOnMap
from render.stage.marks.dusk import ShownDusk
from render.stage.marks.heat_map import ShownHeatMap
from render.stage.marks.letters_on_map import ShownLettersOnMap
from render.stage.marks.points import ShownPointsOnMap
from render.stage.showing import Kinds

SHOWN: Kinds = {
    HeatMap: ShownHeatMap,
    Contours: ShownContoursOnMap,
    Areas: ShownAreas,
    Dusk: ShownDusk,
    Boundaries: ShownBoundaries,
    Points: ShownPointsOnMap,
    Letters: ShownLettersOnMap,
}
