"""Panels: several views of one network, side by side in one picture."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from model import Network
from render.errors import InputError
from render.plot.axes import PanelAxes
from render.plot.decisions import Parts
from render.plot.plots import PanelPlot
from render.view.views import View

LEAST = 0.2  # of the width: what every view needs


@dataclass(frozen=True)
class Panels:
    """Views from left to right.

    shares: each view's share of the picture's width; if empty, all are as wide.

    Raises InputError for no views, views of different numbers of inputs, or shares
    that are too many, too few or too small.
    """

    views: tuple[View, ...]
    shares: tuple[float, ...]

    def __init__(self, views: Sequence[View], shares: Sequence[float] = ()) -> None:
        if not isinstance(views, tuple | list):
            raise InputError("views", type(views).__name__, "a tuple of views")
        if not views or len({view.n_inputs for view in views} - {None}) > 1:
            words = "one view or more, all of networks of one number of inputs"
            raise InputError("views", f"of {len(views)}", words)
        shares = shares or (1.0,) * len(views)
        if len(shares) != len(views) or not min(shares) >= LEAST * sum(shares) > 0:
            words = f"one for each view, none below {LEAST:g} of their sum"
            raise InputError("shares", ", ".join(map(str, shares)), words)
        object.__setattr__(self, "views", tuple(views))
        object.__setattr__(self, "shares", tuple(shares))

    @property
    def shows(self) -> tuple[str, ...]:
        """Names of the parts of decisions that any of its views can show."""
        return tuple({part: None for view in self.views for part in view.shows})

    @property
    def n_inputs(self) -> int | None:
        """How many inputs the networks have that it shows; None for any number."""
        return next((v.n_inputs for v in self.views if v.n_inputs), None)

    @property
    def threshold(self) -> float | None:
        """The threshold of the first view that has one."""
        levels = (view.threshold for view in self.views)
        return next((level for level in levels if level is not None), None)

    def plot(self, network: Network, title: str) -> PanelPlot:
        """The plots of a network, with one title above them."""
        plots = tuple(view.plot(network, "") for view in self.views)
        axes = tuple(plot.axes for plot in plots)
        return PanelPlot(PanelAxes(title, axes, self.shares), plots)


def deciding(view: View, **parts: float) -> View:
    """The view with other parts of decisions to be seen, if it can show any.

    parts: how much of each is seen, by the names of `Parts`.
    """
    if isinstance(view, Panels):
        return replace(view, views=tuple(deciding(v, **parts) for v in view.views))
    if not view.shows:
        return view
    # A view that shows parts of decisions is a dataclass with a field for them.
    changed = replace(view.parts or Parts(), **parts)  # type: ignore[attr-defined]
    return replace(view, parts=changed)  # type: ignore[type-var]
