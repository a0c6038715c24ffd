"""Landscapes: the loss over a plane of weights, and the paths of trainings on it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from model import Recording, Runs
from model.learn.landscape import (
    Plane,
    heights_on,
    losses_at,
    path_of,
    principal_plane,
    weight_plane,
)
from render.errors import InputError
from render.plot.axes import Axis, BoxAxes
from render.plot.camera import Camera
from render.plot.marks.contours import Contours
from render.plot.marks.mark import Mark
from render.plot.marks.surface import Surface
from render.plot.plots import Plot
from render.view.contours import round_levels, surface_contours
from render.view.edges import cut_marks
from render.view.routes import Route, route
from render.view.rules import number
from render.view.runs import runs_in, series_of_run
from render.view.scales import loss_axis, loss_places
from render.view.surfaces import Place, placed
from render.view.views import Moment, check_number, check_range

BESIDE = 0.2  # of the range of the paths: how far a picture goes beyond them
ABOVE = 0.15  # of the highest loss on a path: how far the box does
MOST_PRODUCTS = 20_000_000_000  # of weights and values: some minutes
LEAST_SIDE = 0.35  # of the longer side of a plane: the shorter one, at least
PRINCIPAL = "direction 1", "direction 2", "loss"

Range = tuple[float, float]


@dataclass(frozen=True)
class Landscapes:
    """The loss as a surface over two weights, or two directions, with paths on it.

    The moment's networks are a Recording, or Runs: the plane is the first one's. A
    path goes up to the present, where a dot is; its height is the loss on the plane.

    weights: the numbers of two weights, as weight_plane counts them; None for the plane
        of the path's two principal directions.
    labels: of both axes of the plane, and of the height; "" for none of its own.
    x, y: the ranges along both axes; None for those of the paths, and a little more.
    z: the lowest and highest loss that is shown; None for 0, or the lowest of all, and
        what paths need.
    logarithmic: whether heights are the logarithms of losses.
    n_lines: along each axis, of the grid on which the loss is worked out.
    n_levels: how many levels of contours there are, at most.

    Raises InputError for ranges and numbers that cannot be shown.
    """

    weights: tuple[int, int] | None = None
    labels: tuple[str, str, str] = PRINCIPAL
    x: Range | None = None
    y: Range | None = None
    z: Range | None = None
    logarithmic: bool = False
    n_lines: int = 101
    n_levels: int = 12
    camera: Camera = Camera(elevation=38)

    options = ("camera",)

    def __post_init__(self) -> None:
        for name in "xyz":
            if getattr(self, name) is not None:
                check_range(name, getattr(self, name))
        if self.logarithmic and self.z is not None and self.z[0] <= 0:
            words = "a low end above 0, for logarithms"
            raise InputError("z", f"{self.z[0]:g} to {self.z[1]:g}", words)
        check_number("n_lines", self.n_lines, 2, 2000)
        check_number("n_levels", self.n_levels, 0, 100)

    def varied(self, camera: Place) -> "Landscapes":
        """The view from another place, as for placed.

        Raises InputError for a camera that is not outside of the box and above it.
        """
        return replace(self, camera=placed(self.camera, camera))

    def plot(self, moment: Moment) -> Plot:
        """The surface, and the paths up to a moment.

        Raises InputError for networks that are no recording, or of which no landscape
        can be made.
        """
        runs = runs_in(moment.networks)
        land = _land(self, runs)
        are_told_apart = len(runs.names) > 1
        paths = [
            mark
            for k, way in enumerate(land.routes)
            for mark in way.marks(
                runs.place(k, moment.position),
                series_of_run(k) if are_told_apart else None,
                runs.names[k],
            )
        ]
        return Plot(land.axes, (*land.marks, *paths), note=land.note)


@dataclass(frozen=True, eq=False)
class _Land:
    """What stays the same at all moments: axes, surface, routes and what is said."""

    axes: BoxAxes
    marks: tuple[Mark, ...]
    routes: tuple[Route, ...]
    note: str


@lru_cache(maxsize=8)
def _land(view: Landscapes, runs: Runs) -> _Land:
    first = runs.recordings[0]
    _check_runs(view, runs)
    plane = _plane(view, first)
    places = [plane.places(path_of(run)) for run in runs.recordings]
    x, y = _ranges(view, runs, places)
    lines = np.linspace(*x, view.n_lines), np.linspace(*y, view.n_lines)
    heights = loss_places(heights_on(first, plane, *lines), view.logarithmic)
    routes = tuple(
        route(first, plane, path, (x, y), view.logarithmic) for path in places
    )
    loss = _loss_axis(view, heights, routes)
    span = loss.low, loss.high
    levels = round_levels(*span, view.n_levels)
    surface = Surface(*lines, heights)
    across, up, _ = view.labels
    axes = BoxAxes(
        Axis(across, *x),
        Axis(up, *y),
        replace(loss, low=span[0] - (span[1] - span[0]) / 2),
        span=span,
        levels=levels,
        camera=view.camera,
    )
    contours = Contours(surface_contours(surface, levels))
    cuts = tuple(cut_marks((surface,), span))
    note = _note(view, plane, runs, levels)
    if cuts and not view.logarithmic:
        note = f"{note} Dashed: cut off above {span[1]:.2g}."
    return _Land(axes, (contours, surface, *cuts), routes, note)


def _plane(view: Landscapes, recording: Recording) -> Plane:
    """The plane of a view. Raises InputError for a recording that has no such plane."""
    pair = view.weights
    try:
        return weight_plane(recording, *pair) if pair else principal_plane(recording)
    except ValueError as error:
        given, _, expected = str(error).partition(": expected ")
        raise InputError("networks", f"with {given}", expected) from error


def _check_runs(view: Landscapes, runs: Runs) -> None:
    """Raise InputError for runs that have no common loss, or too much to work out."""
    first = runs.recordings[0]
    if first.training is None:
        words = "a recording that says how it was trained, for its loss"
        raise InputError("networks", "without a training", words)
    if any(run.sizes != first.sizes for run in runs.recordings):
        raise InputError("networks", "of other sizes", "the same in each recording")
    n_points = 0 if first.data is None else len(first.data)
    n_weights = path_of(first).shape[1]
    if view.n_lines**2 * n_points * n_weights > MOST_PRODUCTS:
        words = (
            f"{view.n_lines}**2 networks, {n_points:,} points, {n_weights:,} weights"
        )
        raise InputError("n_lines", f"for {words}", "fewer")


def _loss_axis(
    view: Landscapes, heights: np.ndarray, routes: tuple[Route, ...]
) -> Axis:
    """The axis of losses that are shown.

    It goes a little beyond the highest of the paths; where none is in the box, or all
    are at its lowest, as far as the surface, and at least one unit.
    """
    label = view.labels[2]
    if view.z is not None:
        low, high = map(float, loss_places(np.array(view.z), view.logarithmic))
    else:
        low = float(heights.min()) if view.logarithmic else 0.0
        highest = max(way.highest for way in routes)
        top = highest if highest > low else float(heights.max())
        high = top + ABOVE * (top - low) if top > low else low + 1.0
    if not view.logarithmic:
        return Axis(label, low, high)
    axis = loss_axis(10.0 ** np.array([low, high]), True, more=False)
    return replace(axis, label=f"{label} (logarithmic)")


def _ranges(
    view: Landscapes, runs: Runs, places: list[np.ndarray]
) -> tuple[Range, Range]:
    """The ranges along both axes: those asked for, or those of the paths, and more.

    Paths that burst do not count, unless all do. About one that never moves there is
    some room as well.
    """
    ended = [p for p, run in zip(places, runs.recordings, strict=True) if not run.burst]
    every = np.concatenate(ended or places)
    low, high = every.min(axis=0), every.max(axis=0)
    longest = float((high - low).max()) or 1.0
    sides = np.maximum(high - low, LEAST_SIDE * longest)
    middle, half = (low + high) / 2, sides * (0.5 + BESIDE)
    own = [(float(m - h), float(m + h)) for m, h in zip(middle, half, strict=True)]
    return view.x or own[0], view.y or own[1]


def _note(view: Landscapes, plane: Plane, runs: Runs, levels: tuple[float, ...]) -> str:
    """How far contours are apart, and how far the first path is from the plane."""
    words = ["Ring: the start."]
    if len(levels) > 1 and not view.logarithmic:
        words.append(f"Contours every {number(float(f'{levels[1] - levels[0]:.6g}'))}.")
    path = path_of(runs.recordings[0])
    apart = plane.distances(path)
    if apart.any():
        words += _apart(plane, runs.recordings[0], path, int(apart.argmax()))
    return " ".join(words)


def _apart(
    plane: Plane, recording: Recording, path: np.ndarray, k: int
) -> Iterator[str]:
    """How much of a path is in a plane, and how far it is off at stop number k."""
    yield f"The plane has {100 * plane.share(path):.1f}% of the path's variance."
    there = plane.weights(plane.places(path[[k]]))
    true, on_plane = losses_at(recording, np.concatenate([path[[k]], there]))
    yield (
        f"At {recording.name(k)}, farthest from it, the true loss is {true:.2g}, "
        f"on the plane {on_plane:.2g}."
    )
