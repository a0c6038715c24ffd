"""Surfaces: the view of a network of two inputs."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model import Classifier, Network
from render.errors import InputError
from render.plot.axes import Axis, SurfaceAxes
from render.plot.camera import Camera
from render.plot.decisions import Parts
from render.plot.plots import SurfacePlot
from render.view.contours import contours
from render.view.decisions import surface_decision
from render.view.views import check_range, check_threshold, legend, reach


@dataclass(frozen=True)
class Surfaces:
    """A surface for each output, over two inputs, with contours on the floor.

    x: the range of both inputs.
    y: the lowest and highest output that colours tell apart, the highest also the
        box's top; None for the bounds of the last layer's activation.
    n_lines: along each input, of the grid that networks are evaluated on.
    n_levels: levels of contours on the floor, evenly spaced between the ends of y; a
        third as many for each of several outputs.
    parts: how much of each part of the network's decision is seen; None for surfaces
        alone.
    threshold: of a single output, as a Classifier's.

    Raises InputError for ranges, numbers or a threshold that cannot be shown.
    """

    x: tuple[float, float] = (-6.0, 6.0)
    y: tuple[float, float] | None = None
    n_lines: int = 101
    n_levels: int = 9
    camera: Camera = Camera()
    parts: Parts | None = None
    threshold: float | None = None

    n_inputs = 2
    shows = ("envelope", "boundaries", "regions", "margin")

    def __post_init__(self) -> None:
        check_range("x", self.x)
        check_threshold(self.threshold)
        if self.y is not None:
            check_range("y", self.y)
        if not 2 <= self.n_lines <= 2000:
            raise InputError("n_lines", self.n_lines, "2 to 2000")
        if not 0 <= self.n_levels <= 100:
            raise InputError("n_levels", self.n_levels, "0 to 100")

    def plot(self, network: Network, title: str) -> SurfacePlot:
        """The surfaces of a network, evaluated on the grid."""
        axes = self._axes(network, title)
        line, points = _grid(self.x, self.n_lines)
        y = network(points).T.reshape(-1, self.n_lines, self.n_lines)
        lines = contours(line, line, y, axes.levels) if self._has_contours else ()
        if self.parts is None:
            return SurfacePlot(axes, line, line, y, lines)
        classifier, outputs = Classifier(network, self.threshold), np.moveaxis(y, 0, -1)
        decision = surface_decision(
            classifier, self.parts, (line, line), outputs, axes.span
        )
        return SurfacePlot(axes, line, line, y, lines, decision)

    @property
    def _has_contours(self) -> bool:
        """Whether any contour shows: regions that cover the floor hide them."""
        return self.parts is None or self.parts.regions < 1

    def _axes(self, network: Network, title: str) -> SurfaceAxes:
        low, high = self.y or reach(network.layers[-1].activation)
        floor = low - (high - low) / 2
        n_levels = self.n_levels if network.sizes[-1] == 1 else self.n_levels // 3
        levels = np.linspace(low, high, n_levels + 2)[1:-1]
        return SurfaceAxes(
            title,
            Axis("$x_1$ (input 1)", *self.x),
            Axis("$x_2$ (input 2)", *self.x),
            Axis("$y$ (output)", floor, high),
            span=(low, high),
            levels=tuple(float(level) for level in levels),
            threshold=Classifier(network, self.threshold).threshold,
            n_surfaces=network.sizes[-1],
            camera=self.camera,
            **legend(network, self.threshold, self.parts),
        )


@lru_cache(maxsize=4)
def _grid(x: tuple[float, float], n_lines: int) -> tuple[np.ndarray, np.ndarray]:
    """The grid's lines (n_lines,) along one input, and its points (n_lines**2, 2)."""
    line = np.linspace(*x, n_lines)
    points = np.stack(np.meshgrid(line, line, indexing="ij"), axis=-1).reshape(-1, 2)
    line.setflags(write=False)
    points.setflags(write=False)
    return line, points
