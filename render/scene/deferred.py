"""Scenes that are made when they are looked at, for what they show is in files."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from render.plot.plots import Grid, Plot
from render.scene.scenes import Scene


@dataclass(frozen=True)
class Deferred:
    """A scene that a function makes, once, when something is asked of it.

        @Deferred
        def digits_lit() -> Walk:
            return Walk(networks, Activations(first_image()), "...")

    make: the function. What it raises, whoever asks the scene gets.
    """

    make: Callable[[], Scene]

    @cached_property
    def scene(self) -> Scene:
        """The scene itself."""
        return self.make()

    @property
    def title(self) -> str:
        """The words above its pictures, and in lists of scenes."""
        return self.scene.title

    @property
    def caption(self) -> str:
        """What to notice."""
        return self.scene.caption

    @property
    def stops(self) -> int:
        """How many whole positions there are."""
        return self.scene.stops

    def draw(self, position: float) -> Plot | Grid:
        """The plot at a position."""
        return self.scene.draw(position)

    def __getattr__(self, name: str) -> Any:
        # What else the scene may say of itself; pickle asks before there is a function.
        if name.startswith("_") or name == "make":
            raise AttributeError(name)
        return getattr(self.scene, name)
