"""Tours: networks one after the other."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from model import Network, Networks, network_at
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.scene.notes import described, noted
from render.scene.scenes import check_count, check_position
from render.scene.timeline import Timeline
from render.scene.variants import other_networks, words_for
from render.view.views import Moment, View, check_networks, options_of, varied


@dataclass(frozen=True)
class Tour:
    """Networks in one view, one at each stop, blended in between.

    networks: where they come from; view: how each is shown.
    caption: what to notice.
    title: the words above the picture; if empty, the networks' own title.
    pace: the timeline of its films if nothing else is asked for.
    poster: the stop that stands for it where there is one picture.

    Raises InputError for networks that do not fit the view, or too many.
    """

    networks: Networks
    view: View
    caption: str = ""
    title: str = ""
    pace: Timeline = Timeline()
    poster: int = 0

    is_tour = True

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", getattr(self.networks, "title", ""))
        check_count(self.stops)
        check_networks(self.view, self.networks)

    @property
    def stops(self) -> int:
        """How many networks there are."""
        return len(self.networks)

    def network(self, position: float) -> Network:
        """The network at a position, blended from those at the stops around it.

        Raises InputError for a position below 0, or at or beyond the last stop plus 1.
        """
        check_position(position, self.stops)
        return network_at(self.networks, position)

    def draw(self, position: float) -> Plot | Grid:
        """The plot at a position."""
        moment = Moment(self.network(position), position, self.networks)
        plot = self.view.plot(moment)
        note = Title(noted(self._names, plot.note), position)
        return replace(plot, title=self.title, note=note)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """What pictures call each network: its name, and its layers' sizes."""
        return tuple(described(self.networks, k) for k in range(self.stops))

    def name(self, stop: int) -> str:
        """What the network at a stop is called."""
        return self.networks.name(stop)

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: networks and view."""
        source = type(self.networks)
        return {**self.networks.facts(), "source": source, "view": self.view}

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that ask for other networks, or another view."""
        return *options_of(self.networks), *options_of(self.view)

    def varied(self, **options: Any) -> "Tour":
        """The tour with other networks, or more in its view.

        Raises InputError for options that no tour can have.
        """
        networks = other_networks(self.networks, options)
        view = varied(self.view, options)
        caption, title = words_for(self, options)
        return Tour(networks, view, caption, title, self.pace, self.poster)
