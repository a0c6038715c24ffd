"""The marks that boxes show, in the order in which they are drawn."""

from render.plot.marks.areas import Areas
from render.plot.marks.boundaries import Boundaries
from render.plot.marks.contours import Contours
from render.plot.marks.dusk import Dusk
from render.plot.marks.letters import Letters
from render.plot.marks.level import Level
from render.plot.marks.paths import Paths
from render.plot.marks.points import FloorPoints, Points
from render.plot.marks.stems import Stems
from render.plot.marks.surface import Envelope, Surface
from render.stage.marks.areas import ShownAreas
from render.stage.marks.boundaries import ShownBoundaries
from render.stage.marks.contours import ShownContours
from render.stage.marks.dusk import ShownDusk
from render.stage.marks.letters import ShownLetters
from render.stage.marks.level_in_box import ShownLevelsInBox
from render.stage.marks.paths import ShownPaths
from render.stage.marks.points import ShownFloorPoints
from render.stage.marks.points_in_box import ShownPointsInBox
from render.stage.marks.stems import ShownStems
from render.stage.marks.surface import ShownSurfaces
from render.stage.showing import Kinds

SHOWN: Kinds = {
    Level: ShownLevelsInBox,
    Contours: ShownContours,
    Areas: ShownAreas,
    Dusk: ShownDusk,
    Boundaries: ShownBoundaries,
    FloorPoints: ShownFloorPoints,
    Surface: ShownSurfaces,
    Envelope: ShownSurfaces,
    Paths: ShownPaths,
    Stems: ShownStems,
    Letters: ShownLetters,
    Points: ShownPointsInBox,
}
