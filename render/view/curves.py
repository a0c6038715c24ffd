"""Curves: the view of a network of one input."""

from dataclasses import dataclass, replace

import numpy as np

from model import Classifier, Network, jumps, knots
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.curve import Curve
from render.plot.plots import Plot
from render.view.clarity import clear_stretches
from render.view.curve_decisions import (
    CURVE_PARTS,
    THIN,
    Decision,
    marks_beside,
    marks_instead,
)
from render.view.curve_keys import curve_key
from render.view.decisions import check_categories
from render.view.least import Least, curves_show
from render.view.sampling import broken, trace
from render.view.views import (
    Moment,
    check_outputs,
    check_parts,
    check_range,
    check_threshold,
    landmarks,
    output_names,
    window,
)

MOST_CURVES = 100  # of one network


@dataclass(frozen=True)
class Curves:
    """A curve for each output, over one input.

    x: the range of inputs that is shown.
    y: the range of outputs; None for one that fits the last layer's activation.
    parts: of the network's decision that are shown, some of "sums", the outputs without
        the last activation; "crossings", a ring where the category changes; "envelope",
        the highest of several, heavy; "threshold", of a single one; "boundaries",
        lines where the category changes; "regions", which category wins where; and
        "margin", by how much. None for curves alone.
    threshold: of a single output, as a Classifier's.

    Raises InputError for a range, a part or a threshold that cannot be shown.
    """

    x: tuple[float, float] = (-6.0, 6.0)
    y: tuple[float, float] | None = None
    parts: tuple[str, ...] | None = None
    threshold: float | None = None

    n_inputs = 1
    options = ("regions", "margin")

    def __post_init__(self) -> None:
        check_range("x", self.x)
        if self.y is not None:
            check_range("y", self.y)
        check_parts(self.parts, CURVE_PARTS)
        check_threshold(self.threshold)

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of sizes that cannot be shown."""
        check_outputs(sizes, self.threshold, MOST_CURVES)

    def varied(self, regions: bool = False, margin: bool = False) -> "Curves":
        """The view with regions shown, with or without the margin."""
        bars = "boundaries", "regions", *(["margin"] if margin else [])
        parts = "envelope", "threshold", *bars
        return replace(self, parts=tuple(dict.fromkeys([*(self.parts or ()), *parts])))

    def plot(self, moment: Moment) -> Plot:
        """The curves of a network, its creases exactly where they are."""
        network, parts = moment.network, self.parts or ()
        classifier, axes = Classifier(network, self.threshold), self.axes(network)
        x, y = self._trace(network)
        decision = Decision(classifier, x, y)
        x, y = broken(x, y, jumps(network, *self.x))
        instead = marks_instead(decision, parts, x, y)
        opacity = width = 1.0
        if instead:  # of a single curve nothing else is seen
            opacity, width = (0.0, 1.0) if decision.is_of_one else (1.0, THIN)
        names = axes.names or ("",)
        curves = [
            Curve(x, values, k, width, name=name, opacity=opacity)
            for k, (values, name) in enumerate(zip(y.T, names, strict=True))
        ]
        marks = *marks_beside(decision, parts), *curves, *instead
        return Plot(axes, marks, note=curve_key(classifier, parts, axes.bounds))

    def axes(self, network: Network) -> FlatAxes:
        """The axes that a network's curves are on."""
        has_bars = "regions" in (self.parts or ())
        if has_bars:
            check_categories(Classifier(network, self.threshold))
        ticks = () if self.y else landmarks(network.layers[-1].activation)
        x = Axis("$x$ (input)", *self.x)
        y = Axis("$y$ (output)", *self.window(network), ticks)
        names = output_names(network.sizes[-1])
        return FlatAxes(x, y, has_bars, names, ticks[:1] + ticks[-1:])

    def window(self, network: Network) -> tuple[float, float]:
        """The range of outputs that is shown of a network."""
        return self.y or window(network.layers[-1].activation)

    def shows(self, network: Network, least: Least) -> bool:
        """Whether there is as much to see of a network."""
        return curves_show(network, self.axes(network), least)

    def n_clear_regions(self, network: Network) -> int:
        """How many regions a network has; 0 if they are not clear to see."""
        classifier = Classifier(network, self.threshold)
        if classifier(np.array([[self.x[0]]]))[0] != 0:
            return 0  # the first category is not A, whatever the others are
        found = Decision(classifier, *self._trace(network)).regions
        return clear_stretches(classifier, found, self.x, self.window(network))

    def _trace(self, network: Network) -> tuple[np.ndarray, np.ndarray]:
        """Points of the curves: x (n_points,) and y (n_points, n_outputs)."""
        ends = knots(network, *self.x)
        return trace(lambda x: network(x[:, None]), ends, self.x, self.window(network))
