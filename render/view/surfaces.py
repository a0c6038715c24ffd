"""Surfaces: the view of a network of two inputs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from model import Classifier, Network, facets
from render.plot.axes import Axis, BoxAxes
from render.plot.camera import Camera
from render.plot.marks.contours import Contours
from render.plot.marks.mark import Mark
from render.plot.marks.surface import Envelope, Surface
from render.plot.plots import Plot
from render.view.clarity import clear_areas
from render.view.contours import round_levels, surface_contours
from render.view.decisions import SURFACE_PARTS, check_categories, surface_marks
from render.view.edges import cut_marks, meeting_marks
from render.view.least import Least, surfaces_show
from render.view.sampling import grid
from render.view.surface_keys import surface_key
from render.view.views import (
    BEYOND,
    Moment,
    check_number,
    check_outputs,
    check_parts,
    check_range,
    check_threshold,
    landmarks,
    output_names,
    reach,
)

MOST_SURFACES = 10  # of one network
FAINT = 0.25  # opacity of contours where there is a threshold


@dataclass(frozen=True)
class Surfaces:
    """A surface for each output, over two inputs, with contours on the floor.

    x: the range of both inputs.
    y: the lowest and highest output that colours tell apart, the highest also the
        box's top; None for the bounds of the last layer's activation.
    n_lines: along each input, of the grid that networks are evaluated on.
    n_levels: how many levels of contours there are on the floor, at most: at round
        values between the ends of y. Several outputs have none, but lines where two
        of them are equal.
    parts: of the network's decision that are shown, some of "envelope", the highest of
        several surfaces, without the others; "threshold", where a single surface is as
        high as that; "boundaries", where the category changes; "regions", which
        category wins where; and "margin", where it is a close one. None for surfaces
        alone.
    threshold: of a single output, as a Classifier's.

    Raises InputError for ranges, numbers, parts or a threshold that cannot be shown.
    """

    x: tuple[float, float] = (-6.0, 6.0)
    y: tuple[float, float] | None = None
    n_lines: int = 101
    n_levels: int = 9
    camera: Camera = Camera()
    parts: tuple[str, ...] | None = None
    threshold: float | None = None

    n_inputs = 2
    options = ("regions", "margin")

    def __post_init__(self) -> None:
        check_range("x", self.x)
        check_parts(self.parts, SURFACE_PARTS)
        check_threshold(self.threshold)
        if self.y is not None:
            check_range("y", self.y)
        check_number("n_lines", self.n_lines, 2, 2000)
        check_number("n_levels", self.n_levels, 0, 100)

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of sizes that cannot be shown."""
        check_outputs(sizes, self.threshold, MOST_SURFACES)

    def varied(self, regions: bool = False, margin: bool = False) -> "Surfaces":
        """The view with regions shown, with or without the margin."""
        floor = "boundaries", "regions", *(["margin"] if margin else [])
        parts = "envelope", "threshold", *floor
        return replace(self, parts=tuple(dict.fromkeys([*(self.parts or ()), *parts])))

    def plot(self, moment: Moment) -> Plot:
        """The surfaces of a network, evaluated on the grid."""
        network, parts = moment.network, self.parts or ()
        axes, (line, sums) = self._axes(network), self._sums(network)
        y = np.moveaxis(network.layers[-1].activation(sums), -1, 0)
        classifier, grid = Classifier(network, self.threshold), (line, line)
        names, pieces = output_names(len(y)) or ("",), facets(network, self.x, self.x)
        surfaces = tuple(
            Surface(*grid, heights, k, name, pieces and pieces.of(k))
            for k, (heights, name) in enumerate(zip(y, names, strict=True))
        )
        marks: list[Mark] = [*self._contours(classifier, axes.levels, surfaces[0])]
        if self.parts is None:
            marks += meeting_marks(network, grid, sums)
        if parts:
            marks += surface_marks(classifier, parts, grid, sums, axes.span)
        marks += self._highest(classifier, surfaces) or surfaces
        if "envelope" in parts and len(y) > 1:
            surfaces = (Surface(*grid, y.max(axis=0)),)
        marks += cut_marks(surfaces, axes.span)
        note = surface_key(classifier, axes, parts, marks)
        return Plot(axes, tuple(marks), note=note)

    def _highest(
        self, classifier: Classifier, surfaces: tuple[Surface, ...]
    ) -> list[Mark]:
        """What is shown instead of surfaces; none if they are shown themselves.

        Of several the highest; of a single one its two categories.
        """
        threshold, parts = classifier.threshold, self.parts or ()
        part = "envelope" if threshold is None else "regions"
        return [Envelope(surfaces, threshold, part=part)] if part in parts else []

    def _contours(
        self,
        classifier: Classifier,
        levels: tuple[float, ...],
        surface: Surface,
    ) -> Iterator[Contours]:
        """The contours of a single surface, unless regions hide them.

        They are faint beside a threshold, and gone beside a boundary.
        """
        parts = self.parts or ()
        if levels and "regions" not in parts:
            opacity = FAINT if "threshold" in parts else 1.0
            opacity *= "boundaries" not in parts
            lines = surface_contours(surface, levels)
            yield Contours(lines, classifier.threshold, opacity=opacity)

    def _sums(self, network: Network) -> tuple[np.ndarray, np.ndarray]:
        """The grid's lines (n_lines,), and the last layer's sums at its points.

        These are (n_lines, n_lines, n_outputs).
        """
        (line, _), points = grid(self.x, self.x, self.n_lines)
        return line, network.sums(points).reshape(self.n_lines, self.n_lines, -1)

    def shows(self, network: Network, least: Least) -> bool:
        """Whether there is as much to see of a network."""
        return surfaces_show(network, self._axes(network), least)

    def n_clear_regions(self, network: Network) -> int:
        """How many regions a network has; 0 if they are not clear to see."""
        classifier = Classifier(network, self.threshold)
        _, sums = self._sums(network)
        winners = classifier.scores(sums).argmax(axis=-1)
        return clear_areas(winners, classifier.n_categories)

    def _axes(self, network: Network) -> BoxAxes:
        activation = network.layers[-1].activation
        low, high = self.y or reach(activation)
        ticks = landmarks(activation)
        bounds = () if self.y else ticks[:1] + ticks[-1:]
        floor = low - (high - low) / 2
        top = high + BEYOND * (high - low) if bounds else high  # as flat axes have it
        if self.parts is not None:
            check_categories(Classifier(network, self.threshold))
        return BoxAxes(
            Axis("$x_1$ (input 1)", *self.x),
            Axis("$x_2$ (input 2)", *self.x),
            Axis("$y$ (output)", floor, top, ticks),
            span=(low, high),
            bounds=bounds,
            levels=self._levels(network, low, high),
            n_outputs=network.sizes[-1],
            camera=self.camera,
        )

    def _levels(self, network: Network, low: float, high: float) -> tuple[float, ...]:
        """Levels of contours of a single output, its threshold included."""
        threshold = Classifier(network, self.threshold).threshold
        if threshold is None:
            return ()
        levels = round_levels(low, high, self.n_levels)
        if levels and low < threshold < high:
            levels = tuple(sorted({*levels, threshold}))
        return levels
