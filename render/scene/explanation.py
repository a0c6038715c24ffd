"""Explanations: scenes that explain the decision of one network."""

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Any

from model import Chosen, Network, Networks
from render.errors import InputError
from render.plot.marks.bars import Bars
from render.plot.marks.fading import fade
from render.plot.plots import Plot
from render.plot.titles import Title
from render.scene.notes import described, noted
from render.scene.scenes import check_position
from render.scene.timeline import Timeline
from render.scene.variants import UnsuitableError, as_typed, other_networks, words_for
from render.view.curves import Curves
from render.view.surfaces import Surfaces
from render.view.views import Moment, check_networks, options_of, own_options, varied

MOST_SEARCHED = 2000  # networks that are tried to find a clear one
FIRST = "What the network computes"
PLAIN = {  # what is new where a part appears
    "sums": "The same without the last function: the sum alone",
    "threshold": "A threshold",
    "envelope": "Of several outputs only the highest counts",
    "crossings": "Ringed: where the category changes",
    "boundaries": "Boundaries: here the category changes",
    "regions": "Regions: each has its category",
    "margin": "The margin: how far the winner is ahead",
}


@dataclass(frozen=True)
class Explanation:
    """One network, whose decision is explained step by step.

    The first stop shows the network alone. At each other stop one more part of its
    decision is seen, which fades in on the way there.

    networks: where the network comes from. Of several the first clear one is explained:
        three categories, or both of two, have a place large enough to be seen; over one
        input the first is A, and each region is wide and won by a margin.
    view: how it is shown; parts of it are seen from the beginning.
    parts: names of parts of a decision that the view shows, in the order in which they
        appear; regions over one input appear one by one.
    caption: what to notice.
    title: the scene's; if empty, the networks' own title.
    titles: the words above the picture, which say what is new: those for the network
        alone, then for each part. Where regions appear one by one, a tuple has words
        for those of each category, and may have more for when all are there. If empty,
        they are plain.
    n_regions: how many regions the network has at least, if it is searched for.
    poster: the stop that stands for it where there is one picture; None for the last.

    Raises InputError for networks that do not fit the view, or parts that the view
    does not show; and, when one is needed, for networks of which none is clear.
    """

    networks: Networks
    view: Curves | Surfaces
    parts: tuple[str, ...]
    caption: str = ""
    title: str = ""
    titles: tuple[str | tuple[str, ...], ...] = ()
    n_regions: int = 2
    poster: int | None = None

    pace = Timeline(hold=2.0, morph=0.5)
    kind = "categories"

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", getattr(self.networks, "title", ""))
        if len(self.titles) not in (0, 1 + len(self.parts)):
            words = f"of {1 + len(self.parts)}, one for each part and one before, or 0"
            raise InputError("titles", f"of {len(self.titles)}", words)
        if not hasattr(self.view, "n_clear_regions"):
            raise InputError("view", type(self.view).__name__, "Curves or Surfaces")
        check_networks(self.view, self.networks)
        self._view(len(self.parts))  # raises InputError for unknown parts

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that ask for another network, or another view.

        Steps say themselves which parts are seen.
        """
        seen = set(options_of(self.view)) - {"regions", "margin"}
        return "layers", "activation", "seed", *sorted(seen)

    @property
    def chosen(self) -> int:
        """The number of the network that is explained."""
        if len(self.networks) == 1:
            return 0
        return _first_clear(self.networks, self.view, self.n_regions)

    @property
    def network(self) -> Network:
        """The network that is explained."""
        return self.networks[self.chosen]

    @property
    def stops(self) -> int:
        """How many steps there are; the network alone is one."""
        return 1 + sum(self._counts)

    def draw(self, position: float) -> Plot:
        """The plot at a position; beyond the last stop all parts go."""
        check_position(position, self.stops)
        before, after, share = 0, len(self.parts), self.stops - position
        if position <= self.stops - 1:
            before, after, share = self._step(position)
        plot = self._plot(after)
        start = self._plot(before)
        marks = fade(start.marks, plot.marks, share)
        headings = Title(self._headings, position)
        return replace(plot, marks=marks, title=headings, note=self._note(position))

    def _step(self, position: float) -> tuple[int, int, float]:
        """How many parts are seen before and after a step, and how far it has come."""
        start = 0
        for k, count in enumerate(self._counts):
            if position <= start + count:
                return k, k + 1, (position - start) / count
            start += count
        return 0, 0, 0.0

    @property
    def _counts(self) -> list[int]:
        """How many steps each part takes."""
        marks = self._plot(len(self.parts)).marks
        steps = ([m.n_steps for m in marks if m.part == part] for part in self.parts)
        return [max(counts, default=1) for counts in steps]

    def _plot(self, n_parts: int) -> Plot:
        """The plot with the first parts, and no others, on the axes that all share."""
        seen, everything = (
            _plotted(self._view(n), self.network) for n in (n_parts, len(self.parts))
        )
        return replace(seen, axes=everything.axes)

    def _view(self, n_parts: int) -> Curves | Surfaces:
        """The view with the first parts."""
        own = self.view.parts or ()
        return replace(self.view, parts=(*own, *self.parts[:n_parts]))

    @cached_property
    def _headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        first, *others = self.titles or (FIRST, *(PLAIN[part] for part in self.parts))
        words = [str(first)]
        for part, own, count in zip(self.parts, others, self._counts, strict=True):
            turns = self._turns(part, count)
            words += [own if isinstance(own, str) else own[k % len(own)] for k in turns]
            if not isinstance(own, str) and len(own) > 1 + max(turns):
                words[-1] = own[-1]
        return tuple(words)

    def _turns(self, part: str, count: int) -> list[int]:
        """The category that each step of a part is about; 0 if it is about none."""
        marks = self._plot(len(self.parts)).marks
        bars = [m for m in marks if isinstance(m, Bars) and m.part == part]
        return sorted(map(int, bars[0].regions.categories)) if bars else [0] * count

    def _note(self, position: float) -> Title:
        """The small words below: the network, and what the view says of each stop."""
        name = described(self.networks, self.chosen)
        notes = [self._plot(n).note for n in self._parts_at]
        return Title(tuple(noted((name,), note).text for note in notes), position)

    @cached_property
    def _parts_at(self) -> tuple[int, ...]:
        """How many parts are seen at each stop."""
        steps = enumerate(self._counts, start=1)
        return 0, *(part for part, count in steps for _ in range(count))

    def heading(self, stop: int) -> str:
        """The words above a stop."""
        return self._headings[stop]

    def name(self, stop: int) -> str:
        """What a stop is called."""
        return f"step {stop + 1}: {self.heading(stop)}"

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: the network, its view, and the parts."""
        return {
            **self.networks.facts(),
            "source": type(self.networks),
            "network": self.networks.name(self.chosen),
            "view": self.view,
            "parts": self.parts,
            "titles": self.titles,
        }

    def varied(self, **options: Any) -> "Explanation":
        """The explanation of the first clear one of other networks, or seen otherwise.

        Raises InputError for options that no explanation can have, UnsuitableError if
        no network is clear.
        """
        networks = other_networks(self.networks, options | {"networks": MOST_SEARCHED})
        caption, title = words_for(self, options)
        titles = self.titles if title else ()
        variant = replace(
            self,
            networks=networks,
            caption=caption,
            title=title,
            titles=titles,
        )
        try:
            chosen = variant.chosen
        except InputError as error:
            name, value = next(iter(options.items()))
            raise UnsuitableError(name, as_typed(value), error.expected) from error
        if not own_options(self.view, options):
            return variant
        networks = Chosen(networks, [chosen])
        return replace(variant, networks=networks, view=varied(self.view, options))


@lru_cache(maxsize=16)
def _plotted(view: Curves | Surfaces, network: Network) -> Plot:
    return view.plot(Moment(network))


@lru_cache(maxsize=64)
def _first_clear(networks: Networks, view: Curves | Surfaces, least: int) -> int:
    """The number of the first clear network; least: regions that it must have."""
    n = min(len(networks), MOST_SEARCHED)
    for number in range(n):
        if view.n_clear_regions(networks[number]) >= least:
            return number
    words = (
        f"some with a network of {least} clear regions or more among the first {n}; "
        "another --seed may have one, and --regions shows any tour's"
    )
    raise InputError("networks", getattr(networks, "title", ""), words)
