"""Surfaces: the view of a network of two inputs."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from model import Classifier, Data, Network, facets
from render.errors import InputError
from render.plot.axes import BoxAxes
from render.plot.camera import CAMERAS, Camera
from render.plot.marks.contours import Contours
from render.plot.marks.mark import Mark
from render.plot.marks.surface import Envelope, Surface
from render.plot.plots import Plot
from render.view.clarity import clear_areas
from render.view.contours import levels_with, surface_contours
from render.view.data_keys import box_data_key
from render.view.data_points import (
    box_points,
    check_data,
    has_two_categories,
    ranges_of,
)
from render.view.decisions import (
    SURFACE_PARTS,
    category_letters,
    check_categories,
    surface_marks,
)
from render.view.edges import cut_marks, meeting_marks
from render.view.least import Least, surfaces_show
from render.view.named import Named, Names, check_classes, names_of, with_axes
from render.view.outputs import fitted_reach
from render.view.sampling import grid
from render.view.surface_keys import Subject, surface_key
from render.view.views import (
    BEYOND,
    Moment,
    check_number,
    check_outputs,
    check_parts,
    check_range,
    check_threshold,
    landmarks,
    with_parts,
)

MOST_SURFACES = 10  # of one network
FAINT = 0.25  # opacity of contours where there is a threshold
# Surfaces that change by a larger share of the span over a hundredth of an input's
# range take so many times as many lines: else the grid's steps would be seen.
STEEP, FINER = 0.2, 4

Range = tuple[float, float]
Place = tuple[float, float] | str | Camera


@dataclass(frozen=True)
class Surfaces:
    """A surface for each output, over two inputs, with contours on the floor.

    x: the range of input 1; None for that of the data, or -6 to 6.
    y: that of input 2; None for that of the data, or the same as x.
    z: the lowest and highest output that colours tell apart, the highest also the
        box's top; None for the bounds of the last layer's activation and, where it has
        none, what suits the data.
    n_lines: along each input, of the grid that networks are evaluated on; four times as
        many if a surface is so steep that the grid would be seen.
    n_levels: how many levels of contours there are on the floor, at most: at round
        values between the ends of z. Several outputs have none, but lines where two
        of them are equal.
    parts: of the network's decision that are shown, some of "envelope", the highest of
        several surfaces, without the others; "threshold", where a single surface is as
        high as that; "boundaries", where the category changes; "regions", which
        category wins where; and "margin", where it is a close one. None for surfaces
        alone.
    threshold: of a single output, as a Classifier's.
    data: points that are shown: on stems, at the heights of their targets, or on the
        floor, in the colours of their categories.
    names: of inputs, outputs and categories; those of the data where there are none.

    Raises InputError for ranges, numbers, parts, a threshold or data that cannot be
    shown.
    """

    x: Range | None = None
    y: Range | None = None
    z: Range | None = None
    n_lines: int = 101
    n_levels: int = 9
    camera: Camera = Camera()
    parts: tuple[str, ...] | None = None
    threshold: float | None = None
    data: Data | None = None
    names: Names = Names()

    n_inputs = 2
    options = ("regions", "margin", "x", "y", "z", "axis_names", "camera")

    def __post_init__(self) -> None:
        check_data(self.data, self.n_inputs)
        check_parts(self.parts, SURFACE_PARTS)
        check_threshold(self.threshold)
        for name, ends in zip("xy", self.ranges, strict=True):
            check_range(name, ends)
        if self.z is not None:
            check_range("z", self.z)
        check_number("n_lines", self.n_lines, 2, 2000)
        check_number("n_levels", self.n_levels, 0, 100)

    def fit(self, sizes: tuple[int, ...]) -> None:
        """Raise InputError for networks of sizes that cannot be shown."""
        check_outputs(sizes, self.threshold, MOST_SURFACES)
        check_classes(self.names, sizes[-1])

    @property
    def ranges(self) -> tuple[Range, Range]:
        """From where to where each input is shown."""
        return ranges_of(self.data, self.x, self.y)

    def varied(
        self,
        regions: bool = False,
        margin: bool = False,
        camera: Place | None = None,
        axis_names: tuple[str, ...] = (),
        x: Range | None = None,
        y: Range | None = None,
        z: Range | None = None,
    ) -> "Surfaces":
        """The view with regions, with or without the margin, or with other axes.

        camera: where it is, as for placed.
        axis_names: of both inputs and the output; "" for one that stays as it is.
        Raises InputError for a camera that is not outside of the box and above it.
        """
        parts = self.parts
        if regions or margin:
            floor = "boundaries", "regions", *(["margin"] if margin else [])
            parts = with_parts(parts, ("envelope", "threshold", *floor))
        names = with_axes(self.names, axis_names, self.n_inputs)
        seen_from = placed(self.camera, camera) if camera else self.camera
        other = replace(self, parts=parts, camera=seen_from, names=names)
        return replace(other, x=x or self.x, y=y or self.y, z=z or self.z)

    def plot(self, moment: Moment) -> Plot:
        """The surfaces of a network, evaluated on the grid."""
        network, parts = moment.network, self.parts or ()
        axes, pieces = self._axes(moment), facets(network, *self.ranges)
        grid, sums, y = self._heights(network, self.n_lines)
        if pieces is None and _steepest(y, axes.span) > STEEP:
            grid, sums, y = self._heights(network, FINER * (self.n_lines - 1) + 1)
        classifier, named = Classifier(network, self.threshold), self._named(network)
        surfaces = tuple(
            Surface(*grid, heights, k, name, pieces and pieces.of(k), named.face)
            for k, (heights, name) in enumerate(
                zip(y, named.curves or ("",), strict=True)
            )
        )
        marks: list[Mark] = [*self._contours(classifier, axes.levels, surfaces[0])]
        if self.parts is None:
            marks += meeting_marks(network, grid, sums, pieces)
        names = named.categories
        if parts:
            marks += surface_marks(classifier, parts, grid, sums, axes.span, names)
        elif len(y) == 1 and has_two_categories(self.data):
            marks.append(category_letters(classifier, grid, sums, names))
        marks += self._highest(classifier, surfaces) or surfaces
        if "envelope" in parts and len(y) > 1:
            surfaces = (Surface(*grid, y.max(axis=0)),)
        marks += cut_marks(surfaces, axes.span)
        points = self._points(network, axes.span)
        subject = Subject(classifier, parts, named, box_data_key(points, self.data))
        return Plot(axes, (*marks, *points), note=surface_key(subject, axes, marks))

    def _named(self, network: Network) -> Named:
        names = names_of(self.names, self.data)
        return Named(names, self.n_inputs, network.sizes[-1])

    def _points(self, network: Network, span: Range) -> tuple[Mark, ...]:
        """The data, as marks."""
        if self.data is None:
            return ()
        return box_points(self.data, network.sizes[-1], self.ranges, span)

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

    def _heights(
        self, network: Network, n_lines: int
    ) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray, np.ndarray]:
        """The grid's lines, each (n_lines,), and what there is at its points.

        These are the last layer's sums, (n_lines, n_lines, n_outputs), and the outputs,
        (n_outputs, n_lines, n_lines).
        """
        lines, points = grid(*self.ranges, n_lines)
        sums = network.sums(points).reshape(n_lines, n_lines, -1)
        return lines, sums, np.moveaxis(network.layers[-1].activation(sums), -1, 0)

    def shows(self, network: Network, least: Least) -> bool:
        """Whether there is as much to see of a network."""
        return surfaces_show(network, self.axes(network), least)

    def n_clear_regions(self, network: Network) -> int:
        """How many regions a network has; 0 if they are not clear to see."""
        classifier = Classifier(network, self.threshold)
        _, sums, _ = self._heights(network, self.n_lines)
        winners = classifier.scores(sums).argmax(axis=-1)
        return clear_areas(winners, classifier.n_categories)

    def axes(self, network: Network) -> BoxAxes:
        """The axes that a network's surfaces are on, if it is the only one."""
        return self._axes(Moment(network))

    def _axes(self, moment: Moment) -> BoxAxes:
        network, named = moment.network, self._named(moment.network)
        low, high = self.z or fitted_reach(moment, self.data, self.ranges)
        ticks = landmarks(network.layers[-1].activation)
        bounds = () if self.z else ticks[:1] + ticks[-1:]
        floor = low - (high - low) / 2
        top = high + BEYOND * (high - low) if bounds else high  # as flat axes have it
        if self.parts is not None:
            check_categories(Classifier(network, self.threshold))
        return BoxAxes(
            named.input(0, self.ranges[0]),
            named.input(1, self.ranges[1]),
            named.output((floor, top), ticks),
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
        return levels_with(threshold, low, high, self.n_levels)


def _steepest(y: np.ndarray, span: Range) -> float:
    """By how much surfaces change over a hundredth of an input's range, at most.

    y: the outputs on a grid, (n_outputs, n_lines, n_lines). What is given is a share of
    the span, within which alone it counts.
    """
    low, high = span
    seen = np.clip(y, low, high)
    change = max(float(np.abs(np.diff(seen, axis=axis)).max()) for axis in (1, 2))
    return change / (high - low) * (y.shape[-1] - 1) / 100


def placed(camera: Camera, place: Place) -> Camera:
    """A camera that looks at the same box from another place.

    place: elevation and azimuth in degrees; or another camera, or the name of one of
        CAMERAS, whose stretch it then has, too, and which may turn.
    Raises InputError for a place that is not outside of the box and above it, or
    another name.
    """
    if isinstance(place, str):
        if place not in CAMERAS:
            raise InputError("camera", place, " or ".join(CAMERAS))
        place = CAMERAS[place]
    if isinstance(place, Camera):
        return replace(place, distance=camera.distance, aspect=camera.aspect)
    try:
        return replace(camera, elevation=place[0], azimuth=place[1])
    except ValueError as error:
        given = ", ".join(f"{part:g}" for part in place)
        words = "a place outside the box and above it"
        raise InputError("camera", given, words) from error
