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
    """What every scene has; plain attributes will do for its properties.

    A scene may also have a pace, the Timeline of its films, and a style, the Style of
    its pictures, where nothing else is asked for.
    """

    @property
    def title(self) -> str:
        """The words above its pictures, and in lists of scenes."""

    @property
    def caption(self) -> str:
        """What to notice, in a sentence or two."""

    @property
    def stops(self) -> int:
        """How many whole positions there are."""

    def draw(self, position: float) -> Plot:
        """The plot at a position, from 0 up to, but not including, stops."""


def plot_at(scene: Scene, position: float) -> Plot:
    """The plot of a scene at a position.

    Raises RenderError for any error in the scene's own code, and says where it was.
    """
    try:
        return scene.draw(position)
    except (InputError, RenderError, MemoryError):
        raise
    except (Exception, SystemExit) as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        words = f"{what}, in {Path(place.filename).name}, line {place.lineno}"
    # Without the error itself, whose class another process may not know.
    raise RenderError(f"scene {scene.title} fails at {position:g}: {words}")


def pace_of(scene: Scene) -> Timeline:
    """The timeline of a scene's films if nothing else is asked for."""
    return getattr(scene, "pace", Timeline())


def style_of(scene: Scene) -> Style:
    """The style of a scene's pictures if nothing else is asked for."""
    return getattr(scene, "style", DARK)


def check(family: Family, view: View, seed: int, number: int = 0) -> None:
    """Raise InputError for a family that does not fit a view, or a network it lacks.

    seed, number: of the network.
    """
    layers = ",".join(map(str, family.sizes))
    if view.n_inputs not in (None, family.sizes[0]):
        words = f"the first to be {view.n_inputs}, the inputs of the view"
        raise InputError("layers", layers, words)
    if view.shows and family.sizes[-1] > MOST_OUTPUTS:
        words = f"the last to be at most {MOST_OUTPUTS}, as there are colours"
        raise InputError("layers", layers, words)
    if view.threshold is not None and family.sizes[-1] > 1:
        words = "the last to be 1, for the view has a threshold"
        raise InputError("layers", layers, words)
    check_seed(seed)
    if not 0 <= number < 2**32:
        raise InputError("number", number, f"0 to {2**32 - 1}")


def check_seed(seed: int) -> None:
    """Raise InputError for a seed that no networks can be drawn from."""
    if not 0 <= seed < 2**32:
        raise InputError("seed", seed, f"0 to {2**32 - 1}")
