"""Views: from a network to the plot that shows it."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

import numpy as np

from model import Activation, Classifier, Network, creases
from render.camera import Camera
from render.contours import contours
from render.decision import Parts, category_names, curve_decision, surface_decision
from render.errors import InputError
from render.plot import (
    Axis,
    CurveAxes,
    CurvePlot,
    Plot,
    SurfaceAxes,
    SurfacePlot,
)
from render.sampling import trace

FARTHEST = 1e6  # from zero, of any range
UNBOUNDED = 4.0  # the range shown of an activation without bounds


@dataclass(frozen=True)
class Curves:
    """A curve for each output, over one input.

    parts: what is seen of the network's decision, of what it shows; None for a plain
        curve.
    threshold: of one output, as a Classifier's.
    """

    x: tuple[float, float] = (-6.0, 6.0)
    y: tuple[float, float] = (-1.2, 1.2)
    parts: Parts | None = None
    threshold: float | None = None

    n_inputs = 1
    shows = ("sums", "threshold", "boundaries", "regions", "margin")

    def __post_init__(self) -> None:
        check_range("x", self.x)
        check_range("y", self.y)
        _check_threshold(self.threshold)

    def plot(self, network: Network, title: str) -> CurvePlot:
        """The curves of a network, its creases exactly where they are."""
        axes = self.axes(network, title)
        x, y = trace(
            lambda x: network(x[:, None]), creases(network, *self.x), self.x, self.y
        )
        if self.parts is None:
            return CurvePlot(axes, x, y)
        classifier = Classifier(network, self.threshold)
        return CurvePlot(axes, x, y, curve_decision(classifier, self.parts, x, y))

    def axes(self, network: Network, title: str) -> CurveAxes:
        """The axes that a network's curves are on."""
        classifier = self.parts and Classifier(network, self.threshold)
        return CurveAxes(
            title,
            Axis("$x$ (input)", *self.x),
            Axis("$y$ (output)", *self.y),
            n_curves=network.layers[-1],
            sums=f"without {network.activations[-1].name}",
            **_legend(classifier, self.parts),
        )


@dataclass(frozen=True)
class Surfaces:
    """A surface for each output, over two inputs, with contours on the floor.

    x: the range of both inputs.
    y: the lowest and highest output that colours tell apart, the highest also the
        box's top; None for what the last layer's activation can reach.
    lines: of the grid that networks are evaluated on, along each input.
    n_levels: contours on the floor, evenly spaced between the ends of y; of several
        outputs a third as many each.
    parts: what is seen of the network's decision; None for plain surfaces.
    threshold: of one output, as a Classifier's.
    """

    x: tuple[float, float] = (-6.0, 6.0)
    y: tuple[float, float] | None = None
    lines: int = 101
    n_levels: int = 9
    camera: Camera = Camera()
    parts: Parts | None = None
    threshold: float | None = None

    n_inputs = 2
    shows = ("envelope", "boundaries", "regions", "margin")

    def __post_init__(self) -> None:
        check_range("x", self.x)
        _check_threshold(self.threshold)
        if self.y is not None:
            check_range("y", self.y)
        if not 2 <= self.lines <= 2000:
            raise InputError("lines", self.lines, "2 to 2000")
        if not 0 <= self.n_levels <= 100:
            raise InputError("n_levels", self.n_levels, "0 to 100")

    def plot(self, network: Network, title: str) -> SurfacePlot:
        """The surfaces of a network, evaluated on the grid."""
        classifier = self.parts and Classifier(network, self.threshold)
        axes = self._axes(network, title, classifier)
        line, points = _grid(self.x, self.lines)
        y = network(points).T.reshape(-1, self.lines, self.lines)
        lines = contours(line, line, y, axes.levels) if self._has_contours else ()
        decision = classifier and surface_decision(
            classifier,
            self.parts,
            (line, line),
            np.moveaxis(y, 0, -1),
            axes.span,
        )
        return SurfacePlot(axes, line, line, y, lines, decision)

    @property
    def _has_contours(self) -> bool:
        """Whether any contour shows: a floor full of regions hides them."""
        return self.parts is None or self.parts.regions < 1

    def _axes(
        self, network: Network, title: str, classifier: Classifier | None
    ) -> SurfaceAxes:
        low, high = self.y or reach(network.activations[-1])
        floor = low - (high - low) / 2
        n_levels = self.n_levels if network.layers[-1] == 1 else self.n_levels // 3
        levels = np.linspace(low, high, n_levels + 2)[1:-1]
        return SurfaceAxes(
            title,
            Axis("$x_1$ (input 1)", *self.x),
            Axis("$x_2$ (input 2)", *self.x),
            Axis("$y$ (output)", floor, high),
            span=(low, high),
            levels=tuple(float(level) for level in levels),
            threshold=Classifier(network, self.threshold).threshold,
            n_surfaces=network.layers[-1],
            camera=self.camera,
            **_legend(classifier, self.parts),
        )


class View(Protocol):
    """What every view has.

    n_inputs: of the networks that it shows; None for any.
    threshold: that a single output plays against, if it is not the activation's own.
    shows: names of `Parts` that it can show.
    """

    n_inputs: int | None
    threshold: float | None
    shows: tuple[str, ...]

    def plot(self, network: Network, title: str) -> Plot:
        """What is to be seen of a network."""
        ...


def reach(activation: Activation) -> tuple[float, float]:
    """The lowest and highest value worth showing: the activation's own bounds.

    Where it has none above, or none at all, a range of UNBOUNDED is shown.
    """
    low, high = activation.lower, activation.upper
    if np.isinf(low) and np.isinf(high):
        return -UNBOUNDED / 2, UNBOUNDED / 2
    return low, min(high, low + UNBOUNDED)


def _legend(classifier: Classifier | None, parts: Parts | None) -> dict:
    """What axes know of the legend."""
    if classifier is None:
        return {}
    return {"categories": category_names(classifier), "settled": parts.regions >= 1}


def check_range(name: str, ends: tuple[float, float]) -> None:
    """Raise InputError for a range that is none, or too wide to be shown."""
    low, high = ends
    if not -FARTHEST <= low < high <= FARTHEST:
        words = f"a low end below a high end, neither beyond {FARTHEST:,.0f}"
        raise InputError(name, f"{low:g} to {high:g}", words)


def _check_threshold(threshold: float | None) -> None:
    if threshold is not None and not np.isfinite(threshold):
        raise InputError("threshold", threshold, "a number")


@lru_cache(maxsize=4)
def _grid(x: tuple[float, float], lines: int) -> tuple[np.ndarray, np.ndarray]:
    """The grid's lines (lines,) and its points (lines * lines, 2)."""
    line = np.linspace(*x, lines)
    points = np.stack(np.meshgrid(line, line, indexing="ij"), axis=-1).reshape(-1, 2)
    line.setflags(write=False)
    points.setflags(write=False)
    return line, points
