"""Stories: diagrams and equations that grow from step to step."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from model import Family
from render.errors import InputError
from render.plot.axes import DrawingAxes
from render.plot.drawings import Drawing, Room
from render.plot.glyphs import Label, words
from render.plot.plots import Plot
from render.plot.titles import Title
from render.scene.scenes import check_position
from render.scene.timeline import FPS, Timeline
from render.style.styles import Style
from render.style.themes import RETRO
from render.type.typeset import wrap
from render.view.diagrams import Diagram, ExplicitDiagram
from render.view.directed import DirectedDiagram
from render.view.equations import Block, card
from render.view.steps import Steps

EXPLICIT = ExplicitDiagram()
GLANCE, WORD, EQUATION = 1.5, 0.25, 0.9  # seconds to read: a picture, and what is in it
MORPH = 0.9  # seconds from step to step
AIRS, FULL = (2.0, 1.75, 1.5, 1.25), 0.9  # around equations alone; of the room
LEADING = 1.4  # from line to line of a note, in sizes


@dataclass(frozen=True)
class Step:
    """One picture of a story: a network, equations or both.

    heading: the words above it: what is new.
    sizes: of the network's layers, inputs first; without any, equations stand alone.
    diagram: how the network is drawn.
    equations: blocks of them, on a card beside the diagram in a wide picture, or below.
    activation: of all layers of the network.
    note: small words below, on what is seen for the first time.
    emphasis: whether what is new since the step before is emphasised.

    Raises InputError for neither sizes nor equations; and when it is drawn, for more
    than a picture holds.
    """

    heading: str
    sizes: tuple[int, ...] = ()
    diagram: Diagram | DirectedDiagram | ExplicitDiagram = EXPLICIT
    equations: tuple[Block, ...] = ()
    activation: str = "identity"
    note: str = ""
    emphasis: bool = True

    def __post_init__(self) -> None:
        if not (self.sizes or self.equations):
            raise InputError("step", self.heading, "sizes or equations, or both")

    def drawing(self, room: Room) -> Drawing:
        """The diagram and the equations, in the middle of a room.

        Raises InputError if there is too little of it.
        """
        note = list(_lines(self.note, room))
        left = replace(room, height=room.height - LEADING * room.small * len(note))
        drawing = self._drawing(left).shifted(0.0, room.height - left.height)
        return Drawing((*drawing.glyphs, *note), (room.width, room.height))

    def _drawing(self, room: Room) -> Drawing:
        """The diagram and the equations without the note."""
        if not self.sizes:
            return _alone(self.equations, room)
        network = Family(self.sizes, self.activation).network(0)
        return self.diagram.drawing(network, room, self.equations)

    def reading(self, known: Sequence[Block] = ()) -> float:
        """Seconds that it takes to read; known: equations that were seen before."""
        words = len(self.heading.split()) + len(self.note.split())
        old = {equation for block in known for equation in block}
        new = {equation for block in self.equations for equation in block} - old
        return GLANCE + WORD * words + EQUATION * len(new)


@dataclass(frozen=True)
class Story:
    """Steps, one at each stop, that turn into each other; what is new is emphasised.

    title: the story's; each step has a heading of its own.
    caption: what to notice.
    pace: the timeline of its films if nothing else is asked for; None for one that
        holds each step as long as it takes to read.
    style: of its pictures if nothing else is asked for.
    poster: the stop that stands for it where there is one picture; None for the last.

    Raises InputError if there are no steps.
    """

    title: str
    caption: str
    steps: tuple[Step, ...]
    pace: Timeline
    style: Style
    poster: int | None

    def __init__(
        self,
        title: str,
        caption: str,
        steps: Sequence[Step],
        pace: Timeline | None = None,
        style: Style = RETRO,
        poster: int | None = None,
    ) -> None:
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "caption", caption)
        if not steps:
            raise InputError("steps", "of 0", "one step or more")
        object.__setattr__(self, "steps", tuple(steps))
        object.__setattr__(self, "pace", pace or _pace(self.steps))
        object.__setattr__(self, "style", style)
        object.__setattr__(self, "poster", poster)

    @property
    def stops(self) -> int:
        """How many steps there are."""
        return len(self.steps)

    def draw(self, position: float) -> Plot:
        """The plot at a position; beyond the last stop the first step returns."""
        check_position(position, self.stops)
        title = Title(tuple(step.heading for step in self.steps), position)
        return Plot(DrawingAxes(), (Steps(self.steps, position),), title)

    def heading(self, stop: int) -> str:
        """The words above a step."""
        return self.steps[stop].heading

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: the steps."""
        return {"steps": self.steps}


def _pace(steps: Sequence[Step]) -> Timeline:
    """A timeline that holds each step as long as it takes to read."""
    known = [(), *(step.equations for step in steps[:-1])]
    pairs = zip(steps, known, strict=True)
    return Timeline(tuple(step.reading(before) for step, before in pairs), MORPH, FPS)


def _lines(note: str, room: Room) -> Iterator[Label]:
    """The lines of a note, at the bottom of a room."""
    lines = wrap(note, room.small, room.width, "mixed")
    for number, line in enumerate(reversed(lines)):
        y = (number + 0.5) * LEADING * room.small
        x, key = room.width / 2, ("note", note, number)
        yield words(key, line, x, y, room.small, role="note")


def _alone(equations: Sequence[Block], room: Room) -> Drawing:
    """A drawing of equations alone, in type as large as there is room for.

    Raises InputError for too little room.
    """

    def filled(paper: Drawing) -> float:  # as a share of what there is
        return max(paper.size[0] / room.width, paper.size[1] / room.height)

    for size in (room.title, room.label, room.small):
        counts = range(1, len(equations) + 1)
        papers = {n: card(equations, n, size) for n in counts}
        n = min(papers, key=lambda n: filled(papers[n]))
        if filled(papers[n]) <= 1:
            airy = (card(equations, n, size, air=air) for air in AIRS)
            fits = (paper for paper in airy if filled(paper) <= FULL)
            return next(fits, papers[n]).centred(room)
    raise room.refused("more for equations: a larger picture")
