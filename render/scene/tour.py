"""Tours: random networks of one family, one after the other."""

from dataclasses import dataclass

from model import Family, Network, blend
from render.errors import InputError
from render.plot.plots import Plot
from render.scene.scenes import check
from render.scene.timeline import Timeline
from render.view.views import View

MOST_NETWORKS = 2000  # networks in a tour


@dataclass(frozen=True)
class Tour:
    """Random networks of one family, one at each stop, blended in between.

    family: what the networks are drawn from; view: how each is shown.
    caption: what to notice.
    title: the words above the picture; if empty, the family's own title.
    networks: how many there are; seed: which ones are drawn.
    pace: the timeline of its films if nothing else is asked for.

    Raises InputError for a family that does not fit the view.
    """

    family: Family
    view: View
    caption: str = ""
    title: str = ""
    networks: int = 49
    seed: int = 0
    pace: Timeline = Timeline()

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", self.family.title)
        check(self.family, self.view, self.seed)
        if not 1 <= self.networks <= MOST_NETWORKS:
            raise InputError("networks", self.networks, f"1 to {MOST_NETWORKS}")

    @property
    def stops(self) -> int:
        """How many networks there are."""
        return self.networks

    def network(self, position: float) -> Network:
        """The network at a position, blended from those at the stops around it.

        Raises InputError for a position below 0, or at or beyond the last stop plus 1.
        """
        if not 0 <= position < self.networks:
            raise InputError("stop", f"{position:g}", f"0 to {self.networks - 1}")
        stop = int(position)
        here = self.family.network(stop, self.seed)
        if stop == position:
            return here
        after = self.family.network((stop + 1) % self.networks, self.seed)
        return blend(here, after, position - stop)

    def draw(self, position: float) -> Plot:
        """The plot at a position."""
        return self.view.plot(self.network(position), self.title)
