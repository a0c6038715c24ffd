"""The marks that flat axes show, in the order in which they are drawn."""

from render.plot.marks.band import Band
from render.plot.marks.bars import Bars
from render.plot.marks.curve import Curve
from render.plot.marks.dividers import Dividers
from render.plot.marks.level import Level
from render.plot.marks.pieces import Pieces
from render.plot.marks.points import Points
from render.plot.marks.rings import Rings
from render.plot.marks.rug import Rug
from render.plot.marks.sides import Sides
from render.plot.marks.tag import Tag
from render.stage.marks.band import ShownBands
from render.stage.marks.bars import ShownBars
from render.stage.marks.curve import ShownCurves
from render.stage.marks.dividers import ShownDividers
from render.stage.marks.level import ShownLevels
from render.stage.marks.points import ShownPoints
from render.stage.marks.rings import ShownRings
from render.stage.marks.rug import ShownRugs
from render.stage.marks.sides import ShownSides
from render.stage.marks.tag import ShownTags
from render.stage.showing import Kinds

SHOWN: Kinds = {
    Band: ShownBands,
    Dividers: ShownDividers,
    Level: ShownLevels,
    Pieces: ShownCurves,
    Curve: ShownCurves,
    Bars: ShownBars,  # they hide what of curves is below y
    Rings: ShownRings,
    Rug: ShownRugs,
    Points: ShownPoints,
    Sides: ShownSides,
    Tag: ShownTags,
}
