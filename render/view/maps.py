"""Maps: the flat view of a network of two inputs, seen from above."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from model import Classifier, Data, Network
from model.decide.classifier import middle
from render.plot.axes import MapAxes
from render.plot.marks.contours import Contours
from render.plot.marks.heat_map import HeatMap
from render.plot.marks.mark import Mark
from render.plot.plots import Plot
from render.view.contours import contours, levels_with
from render.view.data_keys import map_data_key
from render.view.data_points import (
    check_data,
    crossed_out,
    has_two_categories,
    map_points,
    misfits,
    ranges_of,
)
from render.view.decisions import category_letters, check_categories, map_marks
from render.view.edges import crease_marks
from render.view.named import Named, Names, check_classes, names_of, with_axes
from render.view.outputs import fitted_reach
from render.view.sampling import grid
from render.view.surface_keys import Subject, map_key
from render.view.views import (
    Moment,
    check_number,
    check_outputs,
    check_parts,
    check_range,
    check_threshold,
    landmarks,
    with_parts,
)

MOST_MAPS = 10  # outputs of one network
FAINT = 0.5  # opacity of contours where there are boundaries
PARTS = ("creases", "boundaries", "regions", "margin")

Range = tuple[float, float]


@dataclass(frozen=True)
class Maps:
    """A map over two inputs, as seen from above.

    Of a single output it shows heights, as colours and contours; of several, which of
    them is the highest where.

    x: the range of input 1, from left to right; None for that of the data, or -6 to 6.
    y: that of input 2, upwards; None for that of the data, or the same as x.
    output: the number, from 0, of the one of several outputs whose heights are shown.
    z: the lowest and highest output that colours tell apart; None for the bounds of
        the last layer's activation and, where it has none, what suits the data.
    parts: of the network's decision that are shown, some of "creases", along which a
        network of flat pieces turns; "boundaries", where the category changes;
        "regions", which category wins where; and "margin", where it is a close one.
        Where several outputs compete there are always boundaries and regions.
    threshold: of a single output, as a Classifier's.
    n_lines: along each input, of the grid that networks are evaluated on.
    n_levels: how many levels of contours there are, at most.
    data: points that are shown, in the colours of their categories, or of what the
        output should be.
    misfits: whether points whose category the network gets wrong are crosses.
    names: of inputs, outputs and categories; those of the data where there are none.

    Raises InputError for ranges, numbers, parts, a threshold or data that cannot be
    shown.
    """

    x: Range | None = None
    y: Range | None = None
    output: int | None = None
    z: Range | None = None
    parts: tuple[str, ...] | None = None
    threshold: float | None = None
    n_lines: int = 101
    n_levels: int = 9
    data: Data | None = None
    names: Names = Names()
    misfits: bool = False

    n_inputs = 2
    options = ("regions", "margin", "x", "y", "z", "axis_names")

    def __post_init__(self) -> None:
        check_data(self.data, self.n_inputs)
        check_parts(self.parts, PARTS)
        check_threshold(self.threshold)
        for name, ends in zip("xy", self.ranges, strict=True):
            check_range(name, ends)
        if self.z is not None:
            check_range("z", self.z)
        check_number("n_lines", self.n_lines, 2, 2000)
        check_number("n_levels", self.n_levels, 0, 100)

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of sizes that cannot be shown."""
        check_outputs(sizes, self.threshold, MOST_MAPS)
        check_classes(self.names, sizes[-1])
        if self.output is not None:
            check_number("output", self.output, 0, sizes[-1] - 1)

    @property
    def ranges(self) -> tuple[Range, Range]:
        """From where to where each input is shown."""
        return ranges_of(self.data, self.x, self.y)

    def varied(
        self,
        regions: bool = False,
        margin: bool = False,
        x: Range | None = None,
        y: Range | None = None,
        z: Range | None = None,
        axis_names: tuple[str, ...] = (),
    ) -> "Maps":
        """The view with regions, with or without the margin, or with other axes.

        axis_names: of both inputs and the output; "" for one that stays as it is.
        """
        parts = self.parts
        if regions or margin:
            more = "boundaries", "regions", *(["margin"] if margin else [])
            parts = with_parts(parts, more)
        names = with_axes(self.names, axis_names, self.n_inputs)
        x, y, z = x or self.x, y or self.y, z or self.z
        return replace(self, x=x, y=y, z=z, parts=parts, names=names)

    def plot(self, moment: Moment) -> Plot:
        """The map of a network, evaluated on the grid."""
        network, named = moment.network, self._named(moment.network)
        lines, places = grid(*self.ranges, self.n_lines)
        sums = network.sums(places).reshape(*map(len, lines), -1)
        axes, parts = self._axes(moment), self._parts(network)
        marks = list(self._heights(network, axes, lines, sums))
        classifier = Classifier(network, self.threshold)
        if parts:
            names = named.categories
            marks += map_marks(classifier, parts, lines, sums, axes.span, names)
        if "creases" in parts:
            marks += crease_marks(network, self.ranges)
        points = self._points(classifier)
        if self._names_sides(network):
            marks.append(category_letters(classifier, lines, sums, named.categories))
        subject = Subject(classifier, parts, named, map_data_key(points))
        key = map_key(subject, axes, self._level(network), self._output(network))
        return Plot(axes, (*marks, *points), note=key)

    def _named(self, network: Network) -> Named:
        names = names_of(self.names, self.data)
        return Named(names, self.n_inputs, network.sizes[-1])

    def _points(self, classifier: Classifier) -> tuple[Mark, ...]:
        """The data, as marks."""
        if self.data is None:
            return ()
        network, output, level = classifier.network, None, None
        if self._shows_heights(network):
            output = self.output or 0
        else:
            level = classifier.threshold
        n_outputs = network.sizes[-1]
        points = map_points(self.data, n_outputs, self.ranges, output, level)
        wrong = misfits(self.data, classifier) if self.misfits else None
        if wrong is None:
            return points
        return crossed_out(points, self.data, self.ranges, wrong.tobytes())

    def _names_sides(self, network: Network) -> bool:
        """Whether both sides of a threshold have names, for there is data of them."""
        has_sides = network.sizes[-1] == 1 and self._shows_heights(network)
        return has_sides and has_two_categories(self.data)

    def _parts(self, network: Network) -> tuple[str, ...]:
        """The parts of the decision that are shown of a network."""
        if self.output is not None:
            return ()
        if network.sizes[-1] > 1:
            return with_parts(("boundaries", "regions"), self.parts or ())
        return self.parts or ()

    def _output(self, network: Network) -> int | None:
        """The number of the output that is shown of several; None for regions."""
        return self.output if network.sizes[-1] > 1 else None

    def _shows_heights(self, network: Network) -> bool:
        """Whether one output's heights are seen."""
        return "regions" not in self._parts(network)

    def _heights(
        self,
        network: Network,
        axes: MapAxes,
        lines: tuple[np.ndarray, np.ndarray],
        sums: np.ndarray,
    ) -> Iterator[Mark]:
        """The colours and contours of an output's heights, if they are shown."""
        if not self._shows_heights(network):
            return
        heights = network.layers[-1].activation(sums)[..., self.output or 0]
        yield HeatMap(*lines, heights)
        isolines = contours(*lines, heights[None], axes.levels)
        opacity = FAINT if "boundaries" in self._parts(network) else 1.0
        yield Contours(isolines, self._level(network), opacity=opacity)

    def _level(self, network: Network) -> float | None:
        """The level whose contour is heavy: the threshold of the output shown."""
        if network.sizes[-1] == 1:
            return Classifier(network, self.threshold).threshold
        return middle(network.layers[-1].activation)

    def _axes(self, moment: Moment) -> MapAxes:
        network, (x, y) = moment.network, self.ranges
        low, high = self.z or fitted_reach(moment, self.data, self.ranges)
        named = self._named(network)
        if self._parts(network):
            check_categories(Classifier(network, self.threshold))
        ticks = landmarks(network.layers[-1].activation)
        return MapAxes(
            named.input(0, x),
            named.input(1, y),
            named.output((low, high), ticks, self._output(network)),
            span=(low, high),
            levels=levels_with(self._level(network), low, high, self.n_levels),
            n_outputs=1 if self._shows_heights(network) else max(2, network.sizes[-1]),
            threshold=self._level(network) if self._names_sides(network) else None,
        )
