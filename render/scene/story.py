"""Stories: diagrams and equations that grow from step to step."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from model import Family
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Drawing, above, beside, blend_glyphs, emphasise
from render.plot.glyphs import Glyph, Label
from render.plot.plots import Plot
from render.scene.scenes import check_position
from render.scene.timeline import Timeline
from render.style.styles import Style
from render.style.themes import RETRO
from render.view.diagrams import Diagram, ExplicitDiagram
from render.view.equations import Block, card

WIDTH, HEIGHT = 576.0, 313.0  # of the drawing of a step, for a picture of 16 by 9
HEADING = 14.0  # size of the type of a heading
BASELINE, TOP = 17.0, 34.0  # from the top edge to its baseline, and to what is below it
TYPE = 13.5  # size of the type of equations beside or below a diagram
BESIDE, ABOVE = 30.0, 14.0  # from a diagram to equations beside it, and to those below
ALONE = 20.0  # size of the type of equations without a diagram
EXPLICIT = ExplicitDiagram()


@dataclass(frozen=True)
class Step:
    """One picture of a story: a network, equations or both.

    heading: the words above it.
    sizes: of the network's layers, inputs first; without any, equations stand alone.
    diagram: how the network is drawn.
    equations: blocks of them, on a card beside the diagram, or below it if there is no
        room beside it.
    activation: of all layers of the network.
    zoom: how many times its natural size the diagram is.
    emphasis: whether what is new since the step before is emphasised.

    Raises InputError for neither sizes nor equations, or a zoom that is not above 0;
    and when it is drawn, for more than a picture holds.
    """

    heading: str
    sizes: tuple[int, ...] = ()
    diagram: Diagram | ExplicitDiagram = EXPLICIT
    equations: tuple[Block, ...] = ()
    activation: str = "identity"
    zoom: float = 1.0
    emphasis: bool = True

    def __post_init__(self) -> None:
        if not (self.sizes or self.equations):
            raise InputError("step", self.heading, "sizes or equations, or both")
        if not 0 < self.zoom < math.inf:
            raise InputError("zoom", self.zoom, "a number above 0")

    def glyphs(self) -> tuple[Glyph, ...]:
        """The heading, the diagram and the equations, within WIDTH and HEIGHT."""
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
        if not self.sizes:
            return _alone(self.equations)
        network = Family(self.sizes, self.activation).network(0)
        diagram = self.diagram.drawing(network).scaled(self.zoom)
        if not self.equations:
            return diagram
        both = beside(diagram, card(self.equations, size=TYPE), BESIDE)
        if both.size[0] <= WIDTH:
            return both
        return above(diagram, card(self.equations, across=True, size=TYPE), ABOVE)


@dataclass(frozen=True)
class Story:
    """Steps, one at each stop, that turn into each other; what is new is emphasised.

    title: the story's; each step has a heading of its own.
    caption: what to notice.
    pace, style: of its films and pictures if nothing else is asked for.

    Raises InputError if there are no steps.
    """

    title: str
    caption: str
    steps: tuple[Step, ...]
    pace: Timeline
    style: Style

    def __init__(
        self,
        title: str,
        caption: str,
        steps: Sequence[Step],
        pace: Timeline = Timeline(hold=3.0, morph=0.7),
        style: Style = RETRO,
    ) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "caption", caption)
        object.__setattr__(self, "steps", tuple(steps))
        object.__setattr__(self, "pace", pace)
        object.__setattr__(self, "style", style)
        if not self.steps:
            raise InputError("steps", "of 0", "one step or more")

    @property
    def stops(self) -> int:
        """How many steps there are."""
        return len(self.steps)

    def draw(self, position: float) -> Plot:
        """The plot at a position; beyond the last stop the first step returns."""
        check_position(position, self.stops)
        stop = int(position)
        glyphs = _glyphs_at(self.steps, stop)
        if position > stop:
            after = _glyphs_at(self.steps, (stop + 1) % self.stops)
            glyphs = blend_glyphs(glyphs, after, position - stop)
        size = WIDTH, HEIGHT
        return Plot(DrawingAxes(size), (Drawing(glyphs, size),))

    def heading(self, stop: int) -> str:
        """The words above a step."""
        return self.steps[stop].heading

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: the steps."""
        return {"steps": self.steps}


@lru_cache(maxsize=8)
def _glyphs_at(steps: tuple[Step, ...], stop: int) -> tuple[Glyph, ...]:
    """A step's glyphs, with emphasis on those that the step before does not have."""
    glyphs = steps[stop].glyphs()
    if stop == 0 or not steps[stop].emphasis:
        return glyphs
    return emphasise(glyphs, steps[stop - 1].glyphs())


def _alone(equations: Sequence[Block]) -> Drawing:
    """A drawing of equations alone, one below the other if there is room."""
    paper = card(equations, size=ALONE)
    if paper.size[1] <= HEIGHT - TOP:
        return paper
    return card(equations, across=True, size=ALONE)
