"""Contrasts: networks beside each other, a pair at each stop."""

from dataclasses import dataclass, replace

from model import Network
from render.errors import InputError
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.view.views import Moment, View


@dataclass(frozen=True)
class Side:
    """A network in a view, and the words above it."""

    title: str
    network: Network
    view: View

    def plot(self) -> Plot | Grid:
        """The plot, without the view's own small words."""
        plot = self.view.plot(Moment(self.network))
        return replace(plot, title=self.title, note="")


@dataclass(frozen=True)
class Contrast:
    """What is seen at a stop: two sides, the words above and the small words below."""

    heading: str
    sides: tuple[Side, Side]
    note: str = ""


@dataclass(frozen=True)
class Contrasts:
    """Pairs of networks, one at each stop, with hard cuts between them.

    Raises InputError for no stops.
    """

    stops: tuple[Contrast, ...]

    def __post_init__(self) -> None:
        if not self.stops:
            raise InputError("stops", "of 0", "one or more")

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        return tuple(stop.heading for stop in self.stops)

    def plot(self, position: float) -> Grid:
        """The pair at a position, which is that of the nearest stop."""
        stop = self.stops[int(position + 0.5) % len(self.stops)]
        plots = tuple(side.plot() for side in stop.sides)
        title = Title(self.headings, position)
        return Grid(plots, title=title, note=stop.note)
