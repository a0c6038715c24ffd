"""Views: from a network to the plot that shows it."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from model import Network, creases
from render.camera import Camera
from render.contours import contours
from render.errors import InputError
from render.plot import Axis, CurveAxes, CurvePlot, SurfaceAxes, SurfacePlot
from render.sampling import trace

UNBOUNDED = 4.0  # the range shown of an activation without bounds


@dataclass(frozen=True)
class Curves:
    """A curve for each output, over one input."""

    x: tuple[float, float] = (-6.0, 6.0)
    y: tuple[float, float] = (-1.2, 1.2)

    n_inputs = 1

    def __post_init__(self) -> None:
        _check_range("x", self.x)
        _check_range("y", self.y)

    def plot(self, network: Network, title: str) -> CurvePlot:
        """The curves of a network, its creases exactly where they are."""
        axes = CurveAxes(
            title,
            Axis("$x$ (input)", *self.x),
            Axis("$y$ (output)", *self.y),
            n_curves=network.layers[-1],
        )
        x, y = trace(
            lambda x: network(x[:, None]), creases(network, *self.x), self.x, self.y
        )
        return CurvePlot(axes, x, y)


@dataclass(frozen=True)
class Surfaces:
    """A surface for each output, over two inputs, with contours on the floor.

    x: the range of both inputs.
    y: the lowest and highest output that colours tell apart, the highest also the
        box's top; None for what the network's activation can reach.
    lines: of the grid that networks are evaluated on, along each input.
    n_levels: contours on the floor, evenly spaced between the ends of y; of several
        outputs a third as many each.
    """

    x: tuple[float, float] = (-6.0, 6.0)
    y: tuple[float, float] | None = None
    lines: int = 101
    n_levels: int = 9
    camera: Camera = Camera()

    n_inputs = 2

    def __post_init__(self) -> None:
        _check_range("x", self.x)
        if self.y is not None:
            _check_range("y", self.y)
        if not 2 <= self.lines <= 2000:
            raise InputError("lines", self.lines, "2 to 2000")
        if not 0 <= self.n_levels <= 100:
            raise InputError("n_levels", self.n_levels, "0 to 100")

    def plot(self, network: Network, title: str) -> SurfacePlot:
        """The surfaces of a network, evaluated on the grid."""
        axes = self._axes(network, title)
        line, points = _grid(self.x, self.lines)
        y = network(points).T.reshape(-1, self.lines, self.lines)
        return SurfacePlot(axes, line, line, y, contours(line, line, y, axes.levels))

    def _axes(self, network: Network, title: str) -> SurfaceAxes:
        low, high = self.y or reach(network)
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
            camera=self.camera,
        )


View = Curves | Surfaces


def reach(network: Network) -> tuple[float, float]:
    """The lowest and highest output worth showing: the activation's own bounds.

    Where it has none above, or none at all, a range of UNBOUNDED is shown.
    """
    low, high = network.activation.lower, network.activation.upper
    if np.isinf(low) and np.isinf(high):
        return -UNBOUNDED / 2, UNBOUNDED / 2
    return low, min(high, low + UNBOUNDED)


def _check_range(name: str, ends: tuple[float, float]) -> None:
    low, high = ends
    if not -1e6 <= low < high <= 1e6:
        raise InputError(name, f"{low:g} to {high:g}", "a low end below a high end")


@lru_cache(maxsize=4)
def _grid(x: tuple[float, float], lines: int) -> tuple[np.ndarray, np.ndarray]:
    """The grid's lines (lines,) and its points (lines * lines, 2)."""
    line = np.linspace(*x, lines)
    points = np.stack(np.meshgrid(line, line, indexing="ij"), axis=-1).reshape(-1, 2)
    line.setflags(write=False)
    points.setflags(write=False)
    return line, points
