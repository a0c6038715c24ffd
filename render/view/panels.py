"""Panels: several views of one network, side by side in one picture."""

from dataclasses import dataclass, replace

from model import Network
from render.errors import InputError
from render.plot.axes import PanelAxes
from render.plot.decisions import Parts
from render.plot.plots import PanelPlot
from render.view.views import View

LEAST = 0.2  # of the width: what any view needs


@dataclass(frozen=True)
class Panels:
    """Views from left to right.

    shares: of the picture's width, each view's; if empty, all have the same.

    Raises InputError for no views, views of different numbers of inputs, or shares
    that are too many, too few or too small.
    """

    views: tuple[View, ...]
    shares: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        if not isinstance(self.views, tuple | list):
            raise InputError("views", type(self.views).__name__, "a tuple of views")
        object.__setattr__(self, "views", tuple(self.views))
        if not self.shares:
            object.__setattr__(self, "shares", (1.0,) * len(self.views))
        wanted = {view.n_inputs for view in self.views} - {None}
        if not self.views or len(wanted) > 1:
            words = "one view or more, all of networks of one number of inputs"
            raise InputError("views", f"of {len(self.views)}", words)
        shares, whole = self.shares, sum(self.shares)
        if len(shares) != len(self.views) or not min(shares) >= LEAST * whole > 0:
            words = f"one for each view, none below {LEAST:g} of their sum"
            raise InputError("shares", ", ".join(map(str, shares)), words)

    @property
    def shows(self) -> tuple[str, ...]:
        """Parts of decisions that any of its views can show."""
        return tuple({part: None for view in self.views for part in view.shows})

    @property
    def n_inputs(self) -> int | None:
        """Of the networks that it shows; None for any."""
        return next((v.n_inputs for v in self.views if v.n_inputs), None)

    @property
    def threshold(self) -> float | None:
        """The first that a view has."""
        found = (view.threshold for view in self.views)
        return next((level for level in found if level is not None), None)

    def plot(self, network: Network, title: str) -> PanelPlot:
        """The plots of a network, and one title above them."""
        plots = tuple(view.plot(network, "") for view in self.views)
        axes = tuple(plot.axes for plot in plots)
        return PanelPlot(PanelAxes(title, axes, self.shares), plots)


def deciding(view: View, **shown: float) -> View:
    """The view with so much to be seen of each part of the decision, where it can."""
    if isinstance(view, Panels):
        return replace(view, views=tuple(deciding(v, **shown) for v in view.views))
    if not view.shows:
        return view
    return replace(view, parts=replace(view.parts or Parts(), **shown))
