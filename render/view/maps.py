"""Maps: the flat view of a network of two inputs, seen from above."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from model import Classifier, Network
from model.decide.classifier import middle
from render.plot.axes import Axis, MapAxes
from render.plot.marks.contours import Contours
from render.plot.marks.heat_map import HeatMap
from render.plot.marks.mark import Mark
from render.plot.plots import Plot
from render.view.contours import contours, round_levels
from render.view.decisions import check_categories, map_marks
from render.view.sampling import grid
from render.view.surface_keys import map_key
from render.view.views import (
    Moment,
    check_number,
    check_outputs,
    check_parts,
    check_range,
    check_threshold,
    landmarks,
    reach,
)

MOST_MAPS = 10  # outputs of one network
FAINT = 0.5  # opacity of contours where there are boundaries
PARTS = ("boundaries", "regions", "margin")

Range = tuple[float, float]


@dataclass(frozen=True)
class Maps:
    """A map over two inputs, as seen from above.

    Of a single output it shows heights, as colours and contours; of several, which of
    them is the highest where.

    x: the range of input 1, from left to right; y: that of input 2, upwards, None for
        the same.
    output: the number, from 0, of the one of several outputs whose heights are shown.
    span: the lowest and highest output that colours tell apart; None for the bounds of
        the last layer's activation.
    parts: of the network's decision that are shown, some of "boundaries", where the
        category changes; "regions", which category wins where; and "margin", where it
        is a close one. None for heights alone, or for boundaries and regions where
        several outputs compete.
    threshold: of a single output, as a Classifier's.
    n_lines: along each input, of the grid that networks are evaluated on.
    n_levels: how many levels of contours there are, at most.

    Raises InputError for ranges, numbers, parts or a threshold that cannot be shown.
    """

    x: Range = (-6.0, 6.0)
    y: Range | None = None
    output: int | None = None
    span: Range | None = None
    parts: tuple[str, ...] | None = None
    threshold: float | None = None
    n_lines: int = 101
    n_levels: int = 9

    n_inputs = 2
    options = ("regions", "margin")

    def __post_init__(self) -> None:
        check_range("x", self.x)
        check_parts(self.parts, PARTS)
        check_threshold(self.threshold)
        for name in ("y", "span"):
            if (ends := getattr(self, name)) is not None:
                check_range(name, ends)
        check_number("n_lines", self.n_lines, 2, 2000)
        check_number("n_levels", self.n_levels, 0, 100)

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of sizes that cannot be shown."""
        check_outputs(sizes, self.threshold, MOST_MAPS)
        if self.output is not None:
            check_number("output", self.output, 0, sizes[-1] - 1)

    def varied(self, regions: bool = False, margin: bool = False) -> "Maps":
        """The view with regions shown, with or without the margin."""
        parts = "boundaries", "regions", *(["margin"] if margin else [])
        return replace(self, parts=tuple(dict.fromkeys([*(self.parts or ()), *parts])))

    def plot(self, moment: Moment) -> Plot:
        """The map of a network, evaluated on the grid."""
        network = moment.network
        lines, points = grid(self.x, self.y or self.x, self.n_lines)
        sums = network.sums(points).reshape(*map(len, lines), -1)
        axes, parts = self._axes(network), self._parts(network)
        marks = list(self._heights(network, axes, lines, sums))
        classifier = Classifier(network, self.threshold)
        if parts:
            marks += map_marks(classifier, parts, lines, sums, axes.span)
        key = map_key(classifier, axes, parts, self._level(network))
        return Plot(axes, tuple(marks), note=key)

    def _parts(self, network: Network) -> tuple[str, ...]:
        """The parts of the decision that are shown of a network."""
        if self.output is not None:
            return ()
        several = network.sizes[-1] > 1
        return self.parts or (("boundaries", "regions") if several else ())

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

    def _axes(self, network: Network) -> MapAxes:
        activation = network.layers[-1].activation
        low, high = self.span or reach(activation)
        if self._parts(network):
            check_categories(Classifier(network, self.threshold))
        levels, heavy = round_levels(low, high, self.n_levels), self._level(network)
        if levels and heavy is not None and low < heavy < high:
            levels = tuple(sorted({*levels, heavy}))
        name = "$y$" if network.sizes[-1] == 1 else f"$y_{{{self.output}}}$"
        return MapAxes(
            Axis("$x_1$ (input 1)", *self.x),
            Axis("$x_2$ (input 2)", *(self.y or self.x)),
            Axis(f"{name} (output)", low, high, landmarks(activation)),
            span=(low, high),
            levels=levels,
            n_outputs=1 if self._shows_heights(network) else network.sizes[-1],
        )
