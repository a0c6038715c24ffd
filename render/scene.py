"""Scenes: functions from a position to a picture."""

import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from model import Family, Network, blend
from render.errors import InputError, RenderError
from render.plot import Plot
from render.style import DARK, Style
from render.timeline import Timeline
from render.view import View

MOST = 2000  # networks in a tour
MOST_OUTPUTS = len(DARK.outputs)


class Scene(Protocol):
    """What every scene has. A position lies anywhere from 0 up to, not at, stops.

    It may have a pace as well, the Timeline its films go by if none is asked for; and
    a style, what its pictures look like.
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


def drawn(scene: Scene, position: float) -> Plot:
    """The plot at a position.

    Raises RenderError for whatever goes wrong in a scene's own code, and says where.
    """
    try:
        return scene.draw(position)
    except (InputError, RenderError, MemoryError):
        raise
    except (Exception, SystemExit) as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        words = f"{what}, in {Path(place.filename).name}, line {place.lineno}"
    # Without the error itself, which another process may not know.
    raise RenderError(f"scene {scene.title} fails at {position:g}: {words}")


def pace_of(scene: Scene) -> Timeline:
    """What a scene's films go by if nothing else is asked for."""
    return getattr(scene, "pace", Timeline())


def style_of(scene: Scene) -> Style:
    """What a scene's pictures look like if nothing else is asked for."""
    return getattr(scene, "style", DARK)


@dataclass(frozen=True)
class Tour:
    """Random networks of one family, one at each stop, blended in between.

    family: what the networks are drawn from; view: how each is shown.
    caption: what to notice.
    title: above the picture; if empty, the family's own.
    networks: how many; seed: which.
    pace: what its films go by if nothing else is asked for.

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


def check(family: Family, view: View, seed: int) -> None:
    """Raise InputError for a family that does not fit a view, or a wrong seed."""
    layers = ",".join(map(str, family.layers))
    if view.n_inputs not in (None, family.layers[0]):
        words = f"the first to be {view.n_inputs}, the inputs of the view"
        raise InputError("layers", layers, words)
    if view.shows and family.layers[-1] > MOST_OUTPUTS:
        words = f"the last to be at most {MOST_OUTPUTS}, as there are colours"
        raise InputError("layers", layers, words)
    if view.threshold is not None and family.layers[-1] > 1:
        words = "the last to be 1, for the view has a threshold"
        raise InputError("layers", layers, words)
    check_seed(seed)


def check_seed(seed: int) -> None:
    """Raise InputError for a seed that no networks can be drawn from."""
    if not 0 <= seed < 2**32:
        raise InputError("seed", seed, f"0 to {2**32 - 1}")
