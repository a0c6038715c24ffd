"""Panels: one moment in several views, in one picture."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from render.errors import InputError
from render.plot.plots import Grid, check_shares
from render.view.views import (
    Moment,
    View,
    check_fit,
    n_inputs_of,
    options_of,
    varied,
)


@dataclass(frozen=True)
class Panels:
    """Views from left to right, or from the top down.

    down: None for whichever suits the picture.
    shares: each view's share of the picture's width or height; if empty, all have the
        same.

    Raises InputError for no views, views of different numbers of inputs, or shares
    that are too many, too few or too small.
    """

    views: tuple[View, ...]
    shares: tuple[float, ...]
    down: bool | None

    def __init__(
        self,
        views: Sequence[View],
        shares: Sequence[float] = (),
        down: bool | None = None,
    ) -> None:
        if not isinstance(views, tuple | list):
            raise InputError("views", type(views).__name__, "a tuple of views")
        if not views or len({n_inputs_of(view) for view in views} - {None}) > 1:
            words = "one view or more, all of networks of one number of inputs"
            raise InputError("views", f"of {len(views)}", words)
        shares = tuple(shares) or (1.0,) * len(views)
        check_shares(shares, len(views))
        object.__setattr__(self, "views", tuple(views))
        object.__setattr__(self, "shares", shares)
        object.__setattr__(self, "down", down)

    @property
    def n_inputs(self) -> int | None:
        """How many inputs the networks have that it shows; None for any number."""
        return next((n for n in map(n_inputs_of, self.views) if n), None)

    @property
    def options(self) -> tuple[str, ...]:
        """The names of the options that change any of its views."""
        return tuple({name: None for v in self.views for name in options_of(v)})

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of sizes that one of its views cannot show."""
        for view in self.views:
            check_fit(view, sizes)

    def varied(self, **options: Any) -> "Panels":
        """The panels with those of its views changed that have the options."""
        views = [varied(view, options) for view in self.views]
        return Panels(views, self.shares, self.down)

    def plot(self, moment: Moment) -> Grid:
        """The plots of a moment."""
        plots = tuple(view.plot(moment) for view in self.views)
        return Grid(plots, self.shares, self.down)
