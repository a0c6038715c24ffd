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
from render.view.views import _check_threshold, _legend, check_range, reach


@dataclass(frozen=True)
class Surfaces:
    """A surface for each output, over two inputs, with contours on the floor.

    x: the range of both inputs.
    y: the lowest and highest output that colours tell apart, the highest also the
        box's top; None for what the last layer's activation can reach.
    n_lines: of the grid that networks are evaluated on, along each input.
    n_levels: contours on the floor, evenly spaced between the ends of y; of several
        outputs a third as many each.
    parts: what is seen of the network's decision; None for plain surfaces.
    threshold: of one output, as a Classifier's.
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
        _check_threshold(self.threshold)
        if self.y is not None:
            check_range("y", self.y)
        if not 2 <= self.n_lines <= 2000:
            raise InputError("n_lines", self.n_lines, "2 to 2000")
        if not 0 <= self.n_levels <= 100:
            raise InputError("n_levels", self.n_levels, "0 to 100")

    def plot(self, network: Network, title: str) -> SurfacePlot:
        """The surfaces of a network, evaluated on the grid."""
        classifier = self.parts and Classifier(network, self.threshold)
        axes = self._axes(network, title, classifier)
        line, points = _grid(self.x, self.n_lines)
        y = network(points).T.reshape(-1, self.n_lines, self.n_lines)
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


@lru_cache(maxsize=4)
def _grid(x: tuple[float, float], lines: int) -> tuple[np.ndarray, np.ndarray]:
    """The grid's lines (lines,) and its points (lines * lines, 2)."""
    line = np.linspace(*x, lines)
    points = np.stack(np.meshgrid(line, line, indexing="ij"), axis=-1).reshape(-1, 2)
    line.setflags(write=False)
    points.setflags(write=False)
    return line, points
