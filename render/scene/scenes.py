"""Scenes: functions from a position to a picture, and what they say of themselves."""

import traceback
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Protocol, TypeVar

from render.errors import InputError, RenderError
from render.plot.plots import Grid, Plot
from render.scene.timeline import Timeline
from render.style.styles import Style
from render.style.themes import DARK

MOST_NETWORKS = 2000  # in a tour

T = TypeVar("T")


class Scene(Protocol):
    """What every scene has; plain attributes will do for its properties.

    A scene may say more of itself, which has an answer here if it does not:

    pace: the Timeline of its films, and style, the Style of its pictures, if nothing
        else is asked for: see pace_of and style_of.
    kind: what it shows, in a word: see kind_of.
    is_tour: whether its stops are networks, one like the other, and not steps.
    poster: the stop that stands for it; see poster_of.
    name(stop), heading(stop): of a stop: see name_of and heading_of.
    facts(): what decides its pictures: see facts_of.
    options, varied(**options): its variants: see variants.vary. instead: words on what
        would do in place of options that it does not have, by their names.
    stop_at(step): the number of the stop at a step of a training.
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

    def draw(self, position: float, /) -> Plot | Grid:
        """The plot at a position, from 0 up to, but not including, stops."""


def plot_at(scene: Scene, position: float) -> Plot | Grid:
    """The plot of a scene at a position.

    Raises RenderError for any error in the scene's own code, and says where it was.
    """
    return _ask(scene, f"at {position:g}", lambda: scene.draw(position))


def _ask(scene: Scene, where: str, ask: Callable[[], T]) -> T:
    """What a scene's own code gives.

    where: it is asked, in words. Raises RenderError for any error in that code.
    """
    try:
        return ask()
    except (InputError, RenderError, MemoryError):
        raise
    except (Exception, SystemExit) as error:
        place = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}".rstrip(": ")
        words = f"{what}, in {Path(place.filename).name}, line {place.lineno}"
    # Without the error itself, whose class another process may not know.
    raise RenderError(f"scene {scene.title} fails {where}: {words}")


def pace_of(scene: Scene) -> Timeline:
    """The timeline of a scene's films if nothing else is asked for."""
    return getattr(scene, "pace", Timeline())


def style_of(scene: Scene) -> Style:
    """The style of a scene's pictures if nothing else is asked for."""
    return getattr(scene, "style", DARK)


def kind_of(scene: Scene) -> str:
    """What a scene shows, in a word: "curves", "surfaces", "diagrams", "categories".

    A scene that does not say is of the kind of its first plot.
    """
    return getattr(scene, "kind", "") or plot_at(scene, 0).kind


def is_tour(scene: Scene) -> bool:
    """Whether a scene's stops are networks, one like the other, and not steps."""
    return getattr(scene, "is_tour", False)


def poster_of(scene: Scene) -> int:
    """The stop that stands for a scene where there is one picture.

    A scene that does not say is seen at its last step, a tour at its first network; one
    that names a stop beyond its last, at its last.
    """
    poster, last = getattr(scene, "poster", None), scene.stops - 1
    if poster is None:
        return 0 if is_tour(scene) else last
    return min(max(poster, 0), last)


def name_of(scene: Scene, stop: int) -> str:
    """What a stop is called: "network 7", or "step 3", counted from 1."""
    name = getattr(scene, "name", None)
    if not callable(name):
        return f"step {stop + 1}"
    return str(_ask(scene, f"at the name of {stop}", lambda: name(stop)))


def heading_of(scene: Scene, stop: int) -> str:
    """The words that a stop has for itself; "" for none but the scene's title."""
    heading = getattr(scene, "heading", None)
    if not callable(heading):
        return ""
    return str(_ask(scene, f"at the heading of {stop}", lambda: heading(stop)))


def facts_of(scene: Scene) -> Mapping[str, Any] | None:
    """What decides a scene's pictures; None if it does not say.

    Facts are words, numbers, values made of these, such as views, and classes, whose
    code decides pictures, too.
    """
    facts = getattr(scene, "facts", None)
    return dict(_ask(scene, "at its facts", facts)) if callable(facts) else None


def check_position(position: float, stops: int) -> None:
    """Raise InputError for a position that a scene with so many stops does not have."""
    if not 0 <= position < stops:
        raise InputError("stop", f"{position:g}", f"0 to {stops - 1}")


def check_count(networks: int) -> None:
    """Raise InputError for a number of networks that no tour has."""
    if not 1 <= networks <= MOST_NETWORKS:
        raise InputError("networks", networks, f"1 to {MOST_NETWORKS}")


def check_seed(seed: int) -> None:
    """Raise InputError for a seed that no networks can be drawn from."""
    if not 0 <= seed < 2**32:
        raise InputError("seed", seed, f"0 to {2**32 - 1}")
