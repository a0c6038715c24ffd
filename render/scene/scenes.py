"""Scenes: functions from a position to a picture."""

import traceback
from pathlib import Path
from typing import Protocol

from model import Family
from render.errors import InputError, RenderError
from render.plot.plots import Plot
from render.scene.timeline import Timeline
from render.style.styles import Style
from render.style.themes import DARK
from render.view.views import View

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


def plot_at(scene: Scene, position: float) -> Plot:
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
