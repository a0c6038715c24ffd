"""Scenes: functions from a position to a picture."""

from dataclasses import dataclass, fields, replace
from functools import lru_cache
from typing import Protocol

from model import Family, Network, blend
from render.decision import Parts
from render.errors import InputError
from render.plot import Plot
from render.style import DARK
from render.timeline import Timeline
from render.view import View

MOST = 2000  # networks in a tour, or looked at to find one for an explanation
MOST_OUTPUTS = len(DARK.outputs)


class Scene(Protocol):
    """What every scene has. A position lies anywhere from 0 up to, not at, stops.

    It may have a pace as well: the Timeline its films go by if none is asked for.
    """

    title: str
    caption: str

    @property
    def stops(self) -> int:
        """How many whole positions there are."""
        ...

    def draw(self, position: float) -> Plot:
        """The plot at a position."""
        ...


def pace_of(scene: Scene) -> Timeline:
    """What a scene's films go by if nothing else is asked for."""
    return getattr(scene, "pace", Timeline())


@dataclass(frozen=True)
class Tour:
    """Random networks of one family, one at each stop, blended in between.

    family: what the networks are drawn from; view: how each is shown.
    caption: what to notice.
    title: above the picture; if empty, the family's own.
    networks: how many; seed: which.

    Raises InputError for a family that does not fit the view.
    """

    family: Family
    view: View
    caption: str = ""
    title: str = ""
    networks: int = 49
    seed: int = 0

    pace = Timeline()

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", self.family.title)
        _check(self.family, self.view, self.seed)
        if not 1 <= self.networks <= MOST:
            raise InputError("networks", self.networks, f"1 to {MOST}")

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


@dataclass(frozen=True)
class Steps:
    """One network, whose decision is explained one step after the other.

    The first stop shows the network alone. At each of the others a part of its
    decision is there that was not at the one before, and in between fades in.

    parts: names of `Parts`, in the order in which they come; several regions over one
        input come one by one.
    n_regions: what the network has at least. It is the first of the seed's that the
        view finds clear.
    Others as of a Tour.

    Raises InputError for a family that does not fit the view, or parts that there are
    not; asked for its stops, also where no network of the seed is clear.
    """

    family: Family
    view: View
    parts: tuple[str, ...]
    caption: str = ""
    title: str = ""
    n_regions: int = 2
    seed: int = 0

    pace = Timeline(hold=2.0, morph=0.5)

    def __post_init__(self) -> None:
        if not self.title:
            object.__setattr__(self, "title", self.family.title)
        _check(self.family, self.view, self.seed)
        names = [field.name for field in fields(Parts)]
        for part in self.parts:
            if part not in names:
                raise InputError("parts", part, f"one of {', '.join(names)}")

    @property
    def network(self) -> Network:
        """The one it is about."""
        return _first_clear(self.family, self.view, self.n_regions, self.seed)

    @property
    def stops(self) -> int:
        """How many steps there are, the network alone being one."""
        return 1 + sum(self._counts)

    def draw(self, position: float) -> Plot:
        """The plot at a position; beyond the last stop everything fades."""
        if not 0 <= position < self.stops:
            raise InputError("stop", f"{position:g}", f"0 to {self.stops - 1}")
        last = self.stops - 1
        left = 1 - max(position - last, 0)
        seen, start = {}, 0
        for part, count in zip(self.parts, self._counts, strict=True):
            share = min(max((position - start) / count, 0), 1)
            seen[part] = share * left
            start += count
        view = replace(self.view, parts=Parts(**seen))
        return view.plot(self.network, self.title)

    @property
    def _counts(self) -> list[int]:
        """How many steps each part takes."""
        n_regions = self.view.n_regions(self.network)
        return [n_regions if part == "regions" else 1 for part in self.parts]


@lru_cache(maxsize=64)
def _first_clear(family: Family, view: View, n_regions: int, seed: int) -> Network:
    for k in range(MOST):
        network = family.network(k, seed)
        if view.is_clear(network, n_regions):
            return network
    words = f"one with a network of {n_regions} clear regions: other layers, perhaps"
    raise InputError("seed", seed, words)


def _check(family: Family, view: View, seed: int) -> None:
    """Raise InputError for a family that does not fit a view, or a wrong seed."""
    layers = ",".join(map(str, family.layers))
    if family.layers[0] != view.n_inputs:
        words = f"the first to be {view.n_inputs}, the inputs of the view"
        raise InputError("layers", layers, words)
    if family.layers[-1] > MOST_OUTPUTS:
        words = f"the last to be at most {MOST_OUTPUTS}, as there are colours"
        raise InputError("layers", layers, words)
    if not 0 <= seed < 2**32:
        raise InputError("seed", seed, f"0 to {2**32 - 1}")
