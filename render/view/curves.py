"""Curves: the view of a network of one input."""

from dataclasses import dataclass, replace

import numpy as np

from model import Classifier, Data, Network, jumps, knots
from render.plot.axes import FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.mark import Mark
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
from render.view.data_keys import curve_data_key
from render.view.data_points import bounds_of, check_data, curve_points, range_of
from render.view.decisions import check_categories
from render.view.least import Least, curves_show
from render.view.named import Named, Names, check_classes, names_of, with_axes
from render.view.outputs import fitted_reach
from render.view.sampling import broken, trace
from render.view.views import (
    USUAL,
    Moment,
    check_outputs,
    check_parts,
    check_range,
    check_threshold,
    landmarks,
    wider,
    with_parts,
)

MOST_CURVES = 100  # of one network

Range = tuple[float, float]


@dataclass(frozen=True)
class Curves:
    """A curve for each output, over one input.

    x: the range of inputs that is shown; None for that of the data, or -6 to 6.
    y: the range of outputs; None for one that fits the last layer's activation and,
        where that has no bounds, the data.
    parts: of the network's decision that are shown, some of "sums", the outputs without
        the last activation; "crossings", a ring where the category changes; "envelope",
        the highest of several, heavy; "threshold", of a single one; "boundaries",
        lines where the category changes; "regions", which category wins where; and
        "margin", by how much. None for curves alone.
    threshold: of a single output, as a Classifier's.
    data: points that are shown: at the heights of their targets, or where the output of
        their category should be; where it has no bounds, as lines at the bottom.
    names: of inputs, outputs and categories; those of the data where there are none.

    Raises InputError for a range, a part, a threshold or data that cannot be shown.
    """

    x: Range | None = None
    y: Range | None = None
    parts: tuple[str, ...] | None = None
    threshold: float | None = None
    data: Data | None = None
    names: Names = Names()

    n_inputs = 1
    options = ("regions", "margin", "x", "y", "axis_names")

    def __post_init__(self) -> None:
        check_data(self.data, self.n_inputs)
        check_range("x", self.ranges[0])
        if self.y is not None:
            check_range("y", self.y)
        check_parts(self.parts, CURVE_PARTS)
        check_threshold(self.threshold)

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of sizes that cannot be shown."""
        check_outputs(sizes, self.threshold, MOST_CURVES)
        check_classes(self.names, sizes[-1])

    @property
    def ranges(self) -> tuple[Range]:
        """From where to where the input is shown."""
        return (self.x or range_of(self.data, 0) or USUAL,)

    def varied(
        self,
        regions: bool = False,
        margin: bool = False,
        x: Range | None = None,
        y: Range | None = None,
        axis_names: tuple[str, ...] = (),
    ) -> "Curves":
        """The view with regions, with or without the margin, or with other axes.

        axis_names: of the input and the output; "" for one that stays as it is.
        """
        parts = self.parts
        if regions or margin:
            bars = "boundaries", "regions", *(["margin"] if margin else [])
            parts = with_parts(parts, ("envelope", "threshold", *bars))
        names = with_axes(self.names, axis_names, self.n_inputs)
        return replace(self, x=x or self.x, y=y or self.y, parts=parts, names=names)

    def plot(self, moment: Moment) -> Plot:
        """The curves of a network, its creases exactly where they are."""
        network, parts = moment.network, self.parts or ()
        classifier, axes = Classifier(network, self.threshold), self._axes(moment)
        named = self._named(network)
        x, y = self._trace(network, (axes.y.low, axes.y.high))
        decision = Decision(classifier, x, y, named.categories)
        x, y = broken(x, y, jumps(network, *self.ranges[0]))
        instead = marks_instead(decision, parts, x, y)
        opacity = width = 1.0
        if instead:  # of a single curve nothing else is seen
            opacity, width = (0.0, 1.0) if decision.is_of_one else (1.0, THIN)
        names = axes.names or ("",)
        curves = [
            Curve(x, values, k, width, name=name, opacity=opacity, face=axes.face)
            for k, (values, name) in enumerate(zip(y.T, names, strict=True))
        ]
        points = self._points(network)
        marks = *marks_beside(decision, parts), *curves, *instead, *points
        words = curve_key(classifier, parts, axes.bounds, named)
        data = curve_data_key(points, named, bounds_of(network))
        return Plot(axes, marks, note=" ".join(filter(None, (words, data))))

    def axes(self, network: Network) -> FlatAxes:
        """The axes that a network's curves are on, if it is the only one."""
        return self._axes(Moment(network))

    def _axes(self, moment: Moment) -> FlatAxes:
        network, has_bars = moment.network, "regions" in (self.parts or ())
        if has_bars:
            check_categories(Classifier(network, self.threshold))
        ticks = () if self.y else landmarks(network.layers[-1].activation)
        named = self._named(network)
        x = named.input(0, self.ranges[0])
        y = named.output(self._window(moment), ticks)
        bounds = ticks[:1] + ticks[-1:]
        return FlatAxes(x, y, has_bars, named.curves, bounds, named.face)

    def _named(self, network: Network) -> Named:
        names = names_of(self.names, self.data)
        return Named(names, self.n_inputs, network.sizes[-1])

    def _points(self, network: Network) -> tuple[Mark, ...]:
        """The data, as marks."""
        if self.data is None:
            return ()
        n, bounds = network.sizes[-1], bounds_of(network)
        return curve_points(self.data, n, bounds, *self.ranges)

    def window(self, network: Network) -> Range:
        """The range of outputs that is shown of a network, if it is the only one."""
        return self._window(Moment(network))

    def _window(self, moment: Moment) -> Range:
        return self.y or wider(fitted_reach(moment, self.data, self.ranges))

    def shows(self, network: Network, least: Least) -> bool:
        """Whether there is as much to see of a network."""
        return curves_show(network, self.axes(network), least)

    def n_clear_regions(self, network: Network) -> int:
        """How many regions a network has; 0 if they are not clear to see."""
        classifier = Classifier(network, self.threshold)
        if classifier(np.array([[self.ranges[0][0]]]))[0] != 0:
            return 0  # the first category is not A, whatever the others are
        y = self.window(network)
        found = Decision(classifier, *self._trace(network, y)).regions
        return clear_stretches(classifier, found, *self.ranges, y)

    def _trace(self, network: Network, y: Range) -> tuple[np.ndarray, np.ndarray]:
        """Points of the curves: x (n_points,) and y (n_points, n_outputs).

        y: the range of outputs that is shown.
        """
        (x,) = self.ranges
        return trace(lambda x: network(x[:, None]), knots(network, *x), x, y)
