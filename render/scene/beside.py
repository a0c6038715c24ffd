"""Beside: several scenes in step, in one picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from render.plot.plots import Grid, check_shares
from render.plot.titles import as_title
from render.scene.scenes import (
    Scene,
    check_position,
    facts_of,
    heading_of,
    is_tour,
    name_of,
    pace_of,
    poster_of,
)
from render.scene.timeline import Timeline
from render.scene.variants import vary
from render.view.views import options_of, own_options


@dataclass(frozen=True)
class Beside:
    """Scenes from left to right, or from the top down, all at the same stop.

    Which of these, if down is None, depends on the shape of the picture.

    There are as many stops as the longest scene has; a shorter one waits at its last.
    Beyond the last stop all return to their first together.

    scenes: one or more, each with its own title above it.
    caption: what to notice. title: the words above all of them.
    shares: each scene's share of the picture's width or height; if empty, all have the
        same.
    pace: the timeline of its films if nothing else is asked for; None for the first
        scene's.

    Raises InputError for no scenes, or shares that do not fit.
    """

    scenes: tuple[Scene, ...]
    caption: str
    title: str
    shares: tuple[float, ...]
    down: bool | None
    _pace: Timeline | None

    def __init__(
        self,
        scenes: Sequence[Scene],
        caption: str = "",
        title: str = "",
        shares: Sequence[float] = (),
        down: bool | None = None,
        pace: Timeline | None = None,
    ) -> None:
        shares = tuple(shares) or (1.0,) * len(scenes)
        check_shares(shares, len(scenes))
        object.__setattr__(self, "scenes", tuple(scenes))
        object.__setattr__(self, "caption", caption)
        object.__setattr__(self, "title", title)
        object.__setattr__(self, "shares", shares)
        object.__setattr__(self, "down", down)
        object.__setattr__(self, "_pace", pace)

    @property
    def pace(self) -> Timeline:
        """The timeline of its films if nothing else is asked for."""
        return self._pace or pace_of(self.scenes[0])

    @property
    def stops(self) -> int:
        """How many the longest scene has."""
        return max(scene.stops for scene in self.scenes)

    def draw(self, position: float) -> Grid:
        """The plots at a position, side by side; a note that all have is below all."""
        check_position(position, self.stops)
        plots = tuple(scene.draw(self._place(scene, position)) for scene in self.scenes)
        notes = {as_title(plot.note) for plot in plots}
        if len(notes) > 1:
            return Grid(plots, self.shares, self.down, self.title)
        bare = tuple(replace(plot, note="") for plot in plots)
        return Grid(bare, self.shares, self.down, self.title, notes.pop())

    def _place(self, scene: Scene, position: float) -> float:
        """Where a scene is when all of them are at a position."""
        beyond = max(position - (self.stops - 1), 0.0)  # as all return to their first
        return min(position - beyond, scene.stops - 1) + beyond

    @property
    def poster(self) -> int:
        """The last of their posters."""
        return max(map(poster_of, self.scenes))

    @property
    def is_tour(self) -> bool:
        """Whether all of them are tours."""
        return all(map(is_tour, self.scenes))

    def name(self, stop: int) -> str:
        """What the scene with most stops calls a stop."""
        return name_of(max(self.scenes, key=lambda scene: scene.stops), stop)

    def heading(self, stop: int) -> str:
        """The first heading that one of them has for a stop."""
        stops = ((scene, min(stop, scene.stops - 1)) for scene in self.scenes)
        return next(filter(None, (heading_of(*place) for place in stops)), "")

    def facts(self) -> dict[str, Any]:
        """What decides the pictures: the facts of each scene."""
        scenes = [_described(scene) for scene in self.scenes]
        return {"scenes": scenes, "shares": self.shares, "down": self.down}

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that change any of them, or the title."""
        own = dict.fromkeys(name for s in self.scenes for name in options_of(s))
        return tuple(own | {"title": None})

    @property
    def instead(self) -> dict[str, str]:
        """What would do in place of options that none of them has."""
        words = (getattr(scene, "instead", {}) for scene in self.scenes)
        return {name: text for own in words for name, text in own.items()}

    def varied(self, title: str = "", **options: Any) -> "Beside":
        """The same with those scenes changed that have the options.

        title: the words above all of them; "" for its own.
        """
        scenes = [vary(scene, **own_options(scene, options)) for scene in self.scenes]
        words = self.caption, title or self.title
        return Beside(scenes, *words, self.shares, self.down, self._pace)


def _described(scene: Scene) -> dict[str, Any]:
    """What decides one scene's pictures; of one that does not say, the scene itself."""
    facts = facts_of(scene)
    words = {"kind": type(scene), "title": scene.title, "stops": scene.stops}
    return words | {"facts": scene if facts is None else facts}
