"""Stories: drawings and equations that grow from step to step."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model import Family
from render.errors import InputError
from render.plot.axes import DiagramAxes
from render.plot.drawings import Drawing, above, beside, blend_glyphs, emphasise
from render.plot.glyphs import Glyph, Label
from render.plot.plots import DiagramPlot
from render.scene.timeline import Timeline
from render.style.styles import Style
from render.style.themes import RETRO
from render.view.diagrams import Diagram, ExplicitDiagram
from render.view.equations import Block, card

WIDTH, HEIGHT = 576.0, 313.0  # of every step, in the proportions of a wide picture
HEADING, BASELINE, TOP = 14.0, 17.0, 34.0  # size of its type, and the room for it
TYPE = 13.5  # the size of equations
BESIDE, ABOVE = 30.0, 14.0  # between a diagram and its equations
ALONE = 20.0  # size of the type of equations that have a picture to themselves
EXPLICIT = ExplicitDiagram()


@dataclass(frozen=True)
class Step:
    """One picture of a story.

    heading: above it.
    layers, activation: of the network that is drawn; none if layers are empty.
    diagram: how it is drawn.
    equations: on a card beside it, or below it if both are too wide; none for no card.
    zoom: how many times its natural size the diagram is.
    emphasis: whether what is new since the step before is emphasised.

    Raises InputError for neither layers nor equations, or a zoom that is none; and when
    it is drawn, for more than its picture holds.
    """

    heading: str
    layers: tuple[int, ...] = ()
    diagram: Diagram | ExplicitDiagram = EXPLICIT
    equations: tuple[Block, ...] = ()
    activation: str = "identity"
    zoom: float = 1.0
    emphasis: bool = True

    def __post_init__(self) -> None:
        if not (self.layers or self.equations):
            raise InputError("step", self.heading, "layers or equations, or both")
        if not 0 < self.zoom < math.inf:
            raise InputError("zoom", self.zoom, "a number above 0")

    def glyphs(self) -> tuple[Glyph, ...]:
        """All that is seen, within WIDTH and HEIGHT."""
        place = WIDTH / 2, HEIGHT - BASELINE
        heading = Label(("heading",), self.heading, place, HEADING, role="heading")
        drawing = self._drawing
        width, height = drawing.size
        width = max(width, *np.diff(heading.bounds[:, 0]))
        if width > WIDTH or height > HEIGHT - TOP:
            raise InputError("step", self.heading, "less in it, or a smaller zoom")
        return heading, *drawing.at(WIDTH / 2, (HEIGHT - TOP) / 2)

    @property
    def _drawing(self) -> Drawing:
        """The diagram and its equations."""
        if not self.layers:
            return _alone(self.equations)
        network = Family(self.layers, self.activation).network(0)
        drawn = self.diagram.drawing(network).scaled(self.zoom)
        if not self.equations:
            return drawn
        both = beside(drawn, card(self.equations, size=TYPE), BESIDE)
        if both.size[0] <= WIDTH:
            return both
        return above(drawn, card(self.equations, across=True, size=TYPE), ABOVE)


@dataclass(frozen=True)
class Story:
    """Explanation, each a stop, that turn into each other; what is new is emphasised.

    title: of it all; each step has a heading of its own.
    caption: what to notice.
    pace, style: what its pictures go by and look like if nothing else is asked for.

    Raises InputError if there are no steps.
    """

    title: str
    caption: str
    steps: tuple[Step, ...]

    pace: Timeline = Timeline(hold=3.0, morph=0.7)
    style: Style = RETRO

    def __post_init__(self) -> None:
        object.__setattr__(self, "steps", tuple(self.steps))
        if not self.steps:
            raise InputError("steps", "of 0", "one step or more")

    @property
    def stops(self) -> int:
        """How many steps there are."""
        return len(self.steps)

    def draw(self, position: float) -> DiagramPlot:
        """The plot at a position; beyond the last stop the first step returns."""
        if not 0 <= position < self.stops:
            raise InputError("stop", f"{position:g}", f"0 to {self.stops - 1}")
        stop = int(position)
        glyphs = _glyphs_at(self.steps, stop)
        if position > stop:
            after = _glyphs_at(self.steps, (stop + 1) % self.stops)
            glyphs = blend_glyphs(glyphs, after, position - stop)
        return DiagramPlot(DiagramAxes("", (WIDTH, HEIGHT)), glyphs)


@lru_cache(maxsize=8)
def _glyphs_at(steps: tuple[Step, ...], stop: int) -> tuple[Glyph, ...]:
    """A step's glyphs, emphasised if they were not there in the one before."""
    glyphs = steps[stop].glyphs()
    if stop == 0 or not steps[stop].emphasis:
        return glyphs
    return emphasise(glyphs, steps[stop - 1].glyphs())


def _alone(equations: Sequence[Block]) -> Drawing:
    """Equations that have a picture to themselves."""
    paper = card(equations, size=ALONE)
    if paper.size[1] <= HEIGHT - TOP:
        return paper
    return card(equations, across=True, size=ALONE)
