"""Data points: data as marks, over one input and over two."""

from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

import numpy as np

from model import Classifier, Data, Network
from render.errors import InputError
from render.plot.marks.mark import Mark
from render.plot.marks.points import FloorPoints, Points
from render.plot.marks.rug import Rug
from render.plot.marks.stems import Stems
from render.view.views import USUAL

LARGE, SMALL = 2.0, 0.6  # diameters, in widths of an output's curve
FEW = 150  # points are large; of more the discs together cover as much, down to SMALL
MOST_RAISED = 300  # points at their heights in a box; of more a sample is shown

Range = tuple[float, float]


def check_data(data: Data | None, n_inputs: int) -> None:
    """Raise InputError for data of another number of inputs than a view shows."""
    if data is not None and data.n_inputs != n_inputs:
        words = f"{n_inputs}, as the view has"
        raise InputError("data", f"of {data.n_inputs} inputs", words)


def range_of(data: Data | None, k: int) -> Range | None:
    """From where to where a picture shows input number k of data, if there are any."""
    return None if data is None else data.ranges()[k]


def ranges_of(
    data: Data | None, x: Range | None, y: Range | None
) -> tuple[Range, Range]:
    """The ranges of two inputs that are shown.

    x, y: those that are asked for; where they are None, that of the data or, without
    any, the usual one along x, and the same along y.
    """
    across = x or range_of(data, 0) or USUAL
    return across, y or range_of(data, 1) or across


def has_two_categories(data: Data | None) -> bool:
    """Whether there is data, of as many categories as a single output tells apart."""
    return data is not None and len(data.categories) == 2


@lru_cache(maxsize=8)
def curve_points(
    data: Data, n_outputs: int, bounds: Range, x: Range
) -> tuple[Mark, ...]:
    """Points over one input: where outputs should be, or else lines at the bottom.

    Targets that are numbers are heights. A category is at the bound that its output
    should have. bounds: of the last layer's activation.
    """
    kept = _inside(data, (x,))
    heights, series = heights_of(data, n_outputs), series_of(data, n_outputs)
    here, size = data.inputs[kept, 0], size_of(int(kept.sum()))
    hollow = _hollow(data, kept)
    if heights is not None:
        # Of a single output in the colour of words, for its curve to stand out.
        n_columns = heights.shape[1]
        numbers = range(n_columns) if n_columns > 1 else [None]
        return tuple(
            Points(np.column_stack([here, y]), k, size, hollow=hollow)
            for k, y in zip(numbers, heights[kept].T, strict=True)
        )
    if series is None or not np.isfinite(bounds).all():
        return (Rug(here, None if series is None else series[kept]),)
    y = np.full(len(here), bounds[1])
    if n_outputs == 1:
        y[series[kept] != 0] = bounds[0]
    places = np.column_stack([here, y])
    return (Points(places, series[kept], size, hollow=hollow),)


@lru_cache(maxsize=8)
def map_points(
    data: Data,
    n_outputs: int,
    ranges: tuple[Range, Range],
    output: int | None,
    threshold: float | None,
) -> tuple[Mark, ...]:
    """Points on a map: in the colours of their categories, or of their heights.

    output: the number of the one whose heights the map shows; None for regions.
    threshold: of a single output whose regions are shown.
    """
    kept = _inside(data, ranges)
    places, size = data.inputs[kept], size_of(int(kept.sum()))
    heights, hollow = heights_of(data, n_outputs), _hollow(data, kept)
    if heights is not None and output is not None:
        return (Points(places, 0, size, heights[kept, output], hollow),)
    if heights is not None:
        series = heights.argmax(axis=1)
        if threshold is not None:
            series = np.where(heights[:, 0] > threshold, 0, 1)
        return (Points(places, series[kept], size, hollow=hollow),)
    series = series_of(data, n_outputs)
    colors = None if series is None else series[kept]
    return (Points(places, colors, size, hollow=hollow),)


def misfits(data: Data, classifier: Classifier) -> np.ndarray | None:
    """Whether a network is wrong about the category of each point, (n_points,).

    None where categories are not known, or not as many as its own.
    """
    if data.targets is None or len(data.categories) != classifier.n_categories:
        return None
    found = classifier(data.inputs)
    if classifier.threshold is not None:  # above it is the second of two
        found = 1 - found
    wrong: np.ndarray = found != data.targets
    return wrong


@lru_cache(maxsize=8)
def crossed_out(
    points: tuple[Mark, ...],
    data: Data,
    ranges: tuple[Range, Range],
    wrong: bytes,
) -> tuple[Mark, ...]:
    """The points of data on a map, those that a network gets wrong as crosses.

    points: as map_points gives them. wrong: as misfits says it, in bytes.
    """
    crossed = np.frombuffer(wrong, bool)[_inside(data, ranges)]
    return tuple(
        replace(mark, crossed=crossed) if isinstance(mark, Points) else mark
        for mark in points
    )


@lru_cache(maxsize=8)
def box_points(
    data: Data, n_outputs: int, ranges: tuple[Range, Range], y: Range
) -> tuple[Mark, ...]:
    """Points in a box: at their heights, on stems, or else on its floor.

    y: the heights that are seen. Of more than MOST_RAISED points as many are raised,
    evenly through the data.
    """
    kept = _inside(data, ranges)
    heights = heights_of(data, n_outputs)
    if heights is None:
        series = series_of(data, n_outputs)
        colors = None if series is None else series[kept]
        size, hollow = size_of(int(kept.sum())), _hollow(data, kept)
        return (FloorPoints(data.inputs[kept], colors, size, hollow=hollow),)
    kept &= ((heights >= y[0]) & (heights <= y[1])).all(axis=1)
    raised = _sample(np.flatnonzero(kept))
    hollow = _hollow(data, raised)
    return tuple(_raised(data.inputs[raised], heights[raised], hollow))


def _raised(
    inputs: np.ndarray, heights: np.ndarray, hollow: np.ndarray | None
) -> Iterator[Mark]:
    """Discs at heights (n_points, n_outputs), and a stem from the highest of each."""
    size = size_of(len(inputs))
    yield Stems(np.column_stack([inputs, heights.max(axis=1)]))
    for k, y in enumerate(heights.T):
        own = y if heights.shape[1] == 1 else None
        yield Points(np.column_stack([inputs, y]), k, size, own, hollow)


def heights_of(data: Data, n_outputs: int) -> np.ndarray | None:
    """What each output should be at each point, (n_points, n_outputs), if it is known.

    Categories whose names are numbers are heights, too, for a single output that cannot
    tell as many apart.
    """
    if data.targets is None:
        return None
    if data.categories:
        if n_outputs > 1 or len(data.categories) <= 2:
            return None
        try:
            return np.array([[float(name)] for name in data.categories])[data.targets]
        except ValueError:
            return None
    heights = data.targets.reshape(len(data), -1)
    return heights if heights.shape[1] == n_outputs else None


def series_of(data: Data, n_outputs: int) -> np.ndarray | None:
    """The number of the colour that each point's category has, (n_points,).

    Of a single output the second category is above the threshold, and has the first
    colour.
    """
    if data.targets is None or not data.categories:
        return None
    if n_outputs > 1:
        return data.targets
    return np.where(data.targets < 2, 1 - data.targets, data.targets)


def size_of(n_points: int) -> float:
    """The diameter of discs, in widths of a curve: the smaller, the more there are."""
    return float(max(SMALL, LARGE * min(1.0, (FEW / max(n_points, 1)) ** 0.5)))


def _hollow(data: Data, kept: np.ndarray) -> np.ndarray | None:
    """Which of the points that are kept are rings: those for testing."""
    return None if data.test is None else data.test[kept]


def _inside(data: Data, ranges: tuple[Range, ...]) -> np.ndarray:
    """Which points are within the ranges of their inputs, (n_points,)."""
    low, high = np.array(ranges).T
    inside: np.ndarray = ((data.inputs >= low) & (data.inputs <= high)).all(axis=1)
    return inside


def _sample(numbers: np.ndarray) -> np.ndarray:
    """Some of the numbers of points, evenly, if there are too many."""
    if len(numbers) <= MOST_RAISED:
        return numbers
    return numbers[np.linspace(0, len(numbers) - 1, MOST_RAISED).astype(int)]


def bounds_of(network: Network) -> Range:
    """The bounds of a network's outputs; some may be infinite."""
    last = network.layers[-1].activation
    return last.lower, last.upper
