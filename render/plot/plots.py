"""Plots: what is to be seen, in data units and without a pixel."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace

from render.errors import InputError
from render.plot.axes import Axes
from render.plot.marks.mark import Mark
from render.plot.titles import Title, as_title

LEAST = 0.2  # of the width or height of a grid: what every plot in it needs


@dataclass(frozen=True, eq=False)
class Plot:
    """Marks on axes, which put them together: what lies behind comes first.

    title: the words above them; note: small words below them. "" for none.
    """

    axes: Axes
    marks: tuple[Mark, ...]
    title: str | Title = ""
    note: str | Title = ""

    @property
    def layout(self) -> Hashable:
        """What decides where everything stands: the same for plots on one stage."""
        return self.axes, as_title(self.title).room, as_title(self.note).room

    @property
    def kind(self) -> str:
        """What is shown, in a word: "curves", "surfaces" or "diagrams"."""
        return self.axes.kind

    @property
    def untitled(self) -> "Plot":
        """The plot without its title, whose room the rest of it takes."""
        return replace(self, title="")


@dataclass(frozen=True, eq=False)
class Grid:
    """Plots beside each other, from left to right, or below each other, down.

    shares: each plot's share of the width or height; if empty, all have the same.
    down: None for whichever suits the picture: below each other in one that is not
        wider than high.
    title, note: the words above and below all of them; "" for none. Each plot may have
        its own, too.

    Raises InputError for no plots, or shares that are too many, too few or too small.
    """

    plots: tuple["Plot | Grid", ...]
    shares: tuple[float, ...] = ()
    down: bool | None = None
    title: str | Title = ""
    note: str | Title = ""

    def __post_init__(self) -> None:
        shares = self.shares or (1.0,) * len(self.plots)
        check_shares(shares, len(self.plots))
        object.__setattr__(self, "shares", shares)

    @property
    def layout(self) -> Hashable:
        """What decides where everything stands: the same for plots on one stage."""
        plots = tuple(plot.layout for plot in self.plots)
        words = as_title(self.title).room, as_title(self.note).room
        return plots, self.shares, self.down, *words

    @property
    def kind(self) -> str:
        """What the first plot shows, in a word."""
        return self.plots[0].kind

    @property
    def untitled(self) -> "Grid":
        """The grid without its title, whose room the rest of it takes."""
        return replace(self, title="")


def check_shares(shares: Sequence[float], n: int) -> None:
    """Raise InputError for shares that are not n, or of which one is too small."""
    if not n:
        raise InputError("plots", "of 0", "one or more")
    if len(shares) != n or not min(shares) >= LEAST * sum(shares) > 0:
        words = f"one for each, none below {LEAST:g} of their sum"
        raise InputError("shares", ", ".join(map(str, shares)), words)
