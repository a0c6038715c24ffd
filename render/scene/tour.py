"""Tours: networks one after the other."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from model import Chosen, Network, Networks, Random, network_at, only
from render.errors import InputError
from render.plot.plots import Grid, Plot
from render.scene.notes import BETWEEN, described, noted
from render.scene.scenes import check_count, check_position
from render.scene.timeline import Timeline
from render.scene.variants import (
    FAMILY,
    UnsuitableError,
    as_typed,
    other_networks,
    words_for,
)
from render.view.least import Least
from render.view.progress import stop_at
from render.view.runs import recording_of, stop_of
from render.view.views import (
    Moment,
    View,
    check_networks,
    options_of,
    own_options,
    varied,
)

MOST_PASSED = 500  # networks in a row with too little to see
SEEN_FROM = {"x", "y", "z", "camera"}  # options that decide what of a network is seen


@dataclass(frozen=True)
class Tour:
    """Networks in one view, one at each stop, blended in between.

    networks: where they come from; view: how each is shown. Random networks of which
        there is too little to see are passed over until there are as many as asked
        for; the others keep their numbers.
    caption: what to notice.
    title: the words above the picture; if empty, the networks' own title.
    pace: the timeline of its films if nothing else is asked for.
    poster: the stop that stands for it where there is one picture.
    least: what there is to see at every stop, if the view can say; None for all
        networks, so that stop 7 is network 7.
    note: small words below every picture, after those on its network.

    Raises InputError for networks that do not fit the view, or too many; and, when they
    are needed, for random ones of which hardly any shows enough.
    """

    networks: Networks
    view: View
    caption: str = ""
    title: str = ""
    pace: Timeline = Timeline()
    poster: int = 0
    least: Least | None = Least()
    note: str = ""

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
        return network_at(self.shown, position)

    @property
    def shown(self) -> Networks:
        """The networks at the stops: those of which there is enough to see."""
        if self.least is None or not self._may_pass:
            return self.networks
        return _showing(self.networks, self.view, self.least)  # type: ignore[arg-type]

    @property
    def _may_pass(self) -> bool:
        """Whether there are other networks in place of those that are passed over."""
        return isinstance(self.networks, Random) and hasattr(self.view, "shows")

    def draw(self, position: float) -> Plot | Grid:
        """The plot at a position."""
        moment = Moment(self.network(position), position, self.shown)
        plot = self.view.plot(moment)
        note = noted(self._names, plot.note, position)
        return replace(plot, title=self.title, note=note)

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """What pictures call each network: its name, its sizes, and the note."""
        names = (described(self.shown, k) for k in range(self.stops))
        return tuple(BETWEEN.join(filter(None, (name, self.note))) for name in names)

    def stop_at(self, step: int) -> int:
        """The stop at a step of a training, or the last one before it.

        Raises InputError for networks that were not recorded, and other steps.
        """
        recording = recording_of(self.networks)
        if recording is None:
            words = "a scene of a training, which this is not"
            raise InputError("at-step", step, words)
        stop = stop_at(recording, step)
        numbers = [stop_of(self.networks, k) for k in range(self.stops)]
        return max((k for k, n in enumerate(numbers) if n <= stop), default=0)

    def name(self, stop: int) -> str:
        """What the network at a stop is called."""
        return self.shown.name(stop)

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: networks, view, and which are passed over."""
        source, least = type(self.networks), self.least if self._may_pass else None
        own = {"source": source, "view": self.view, "least": least, "note": self.note}
        return {**self.networks.facts(), **own}

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that ask for other networks, or another view."""
        own = "title", "only", *(("keep_empty",) if self._may_pass else ())
        return *options_of(self.networks), *options_of(self.view), *own

    def varied(
        self,
        title: str = "",
        only: tuple[int, ...] = (),
        keep_empty: bool = False,
        **options: Any,
    ) -> "Tour":
        """The tour with other networks or words, more in its view, or none passed over.

        title: "" for its own. only: the numbers of those of the networks that are
        shown, whose first one then stands for the tour; none for all.

        Of networks of another family no more is asked for than of any. Other ranges,
        and another camera, show the same networks.
        Raises InputError for options that no tour can have, UnsuitableError for
        networks of which hardly any shows enough.
        """
        networks, poster = other_networks(self.networks, options), self.poster
        caption, own_title = words_for(self, options)
        least = Least() if self.least and FAMILY & options.keys() else self.least
        least = None if keep_empty else least
        if only:
            networks, poster, least = _only(networks, only, options), 0, None
        tour = replace(
            self,
            networks=networks,
            caption=caption,
            title=title or own_title,
            poster=poster,
            least=least,
        )
        try:
            shown = tour.shown
        except InputError as error:
            name, value = next(iter(options.items()), ("scene", tour.title))
            raise UnsuitableError(name, as_typed(value), error.expected) from error
        view = varied(self.view, options)
        if SEEN_FROM & own_options(self.view, options).keys():
            return replace(tour, networks=shown, least=None, view=view)
        return replace(tour, view=view)


def _only(
    networks: Networks, numbers: tuple[int, ...], options: Mapping[str, Any]
) -> Networks:
    """Some of networks by their numbers.

    Raises InputError for numbers that they do not have, or how many there are to be.
    """
    if "networks" in options:
        words = "nothing beside --only, which says which ones"
        raise InputError("networks", options["networks"], words)
    try:
        return only(networks, numbers)
    except ValueError as error:
        _, _, expected = str(error).partition("expected ")
        raise InputError("only", as_typed(numbers), expected) from error


@lru_cache(maxsize=64)  # in each process once, however many frames it paints
def _showing(networks: Random, view: View, least: Least) -> Chosen:
    """As many of all random networks of a seed, the first that show enough.

    view: one with a method shows(network, least).
    """
    every, numbers, number = replace(networks, n=2**32), [-1], 0
    while len(numbers) <= networks.n:
        if number - numbers[-1] > MOST_PASSED:
            words = f"some with enough to see: {MOST_PASSED} in a row have too little"
            words += "; --keep-empty shows them all"
            raise InputError("networks", networks.title, words)
        if view.shows(every[number], least):  # type: ignore[attr-defined]
            numbers.append(number)
        number += 1
    return Chosen(every, numbers[1:])
