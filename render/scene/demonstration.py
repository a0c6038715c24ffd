"""Demonstrations: something shown at a few stops, and on the way between them."""

from dataclasses import dataclass, replace
from typing import Any, Protocol

from render.plot.plots import Grid, Plot
from render.scene.scenes import check_position
from render.scene.timeline import FPS, Timeline
from render.view.views import options_of


class Demonstrated(Protocol):
    """What is shown in a demonstration. It may have options, as a View has."""

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop: what is new."""
        ...

    def plot(self, position: float, /) -> Plot | Grid:
        """The plot at a position, title and all; the first stop follows the last."""
        ...


@dataclass(frozen=True)
class Demonstration:
    """A view that has stops of its own, and needs no network.

    view: what is shown, such as Slopes.
    caption: what to notice. title: the scene's; each stop has its own, too.
    pace: the timeline of its films if nothing else is asked for.
    poster: the stop that stands for it where there is one picture; None for the last.
    """

    view: Demonstrated
    caption: str = ""
    title: str = ""
    pace: Timeline = Timeline(hold=3.0, morph=0.8, fps=FPS)
    poster: int | None = None

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that ask for another view."""
        return options_of(self.view)

    @property
    def stops(self) -> int:
        """How many there are."""
        return len(self.view.headings)

    def draw(self, position: float) -> Plot | Grid:
        """The plot at a position; beyond the last stop the first returns."""
        check_position(position, self.stops)
        return self.view.plot(position)

    def heading(self, stop: int) -> str:
        """The words above a stop."""
        return self.view.headings[stop]

    def name(self, stop: int) -> str:
        """What a stop is called."""
        return f"step {stop + 1}: {self.heading(stop)}"

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: the view."""
        return {"view": self.view}

    def varied(self, **options: Any) -> "Demonstration":
        """The same, seen otherwise. Raises InputError for what cannot be seen."""
        return replace(self, view=self.view.varied(**options))  # type: ignore[attr-defined]
