"""Walks: what a network computes, worked out number by number."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Protocol

from model import Network, Networks
from render.plot.axes import DrawingAxes
from render.plot.plots import Plot
from render.plot.titles import Title
from render.scene.scenes import check_position
from render.scene.timeline import FPS, Timeline
from render.scene.variants import other_networks, words_for
from render.view.steps import Drawn, Steps
from render.view.views import options_of

OPTIONS = "layers", "activation", "seed"


class Calculation(Protocol):
    """What is worked out on a network."""

    def steps(self, network: Network) -> Sequence[Drawn]:
        """Its steps. Raises InputError for a network that has none."""
        ...


@dataclass(frozen=True)
class Walk:
    """The steps of a calculation on one network, one at each stop.

    networks: where the network comes from, which is the first.
    view: what is worked out, such as Backpropagation.
    caption: what to notice. title: the scene's.
    pace: the timeline of its films if nothing else is asked for.
    poster: the stop that stands for it where there is one picture; None for the last.

    Raises InputError for a network that the view has no steps for.
    """

    networks: Networks
    view: Calculation
    caption: str = ""
    title: str = ""
    pace: Timeline = Timeline(hold=3.0, morph=0.7, fps=FPS)
    poster: int | None = None

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", getattr(self.networks, "title", ""))
        self.stops  # noqa: B018 - raises InputError for what cannot be worked out

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that ask for the numbers of another network."""
        return tuple(name for name in OPTIONS if name in options_of(self.networks))

    @property
    def stops(self) -> int:
        """How many steps there are."""
        return len(self._steps)

    def draw(self, position: float) -> Plot:
        """The plot at a position; beyond the last stop the first returns."""
        check_position(position, self.stops)
        title = Title(tuple(step.heading for step in self._steps), position)
        note = Title(tuple(step.note for step in self._steps), position)
        return Plot(DrawingAxes(), (Steps(self._steps, position),), title, note)

    def heading(self, stop: int) -> str:
        """The words above a step."""
        return self._steps[stop].heading

    def name(self, stop: int) -> str:
        """What a stop is called."""
        return f"step {stop + 1}: {self.heading(stop)}"

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: the network, and what is worked out."""
        return {
            **self.networks.facts(),
            "source": type(self.networks),
            "network": self.networks.name(0),
            "view": self.view,
        }

    def varied(self, **options: Any) -> "Walk":
        """The same with the numbers of another network.

        Raises InputError for options that no walk can have.
        """
        networks = other_networks(self.networks, options)
        caption, title = words_for(self, options)
        return replace(self, networks=networks, caption=caption, title=title)

    @cached_property
    def _steps(self) -> tuple[Drawn, ...]:
        return tuple(self.view.steps(self.networks[0]))
