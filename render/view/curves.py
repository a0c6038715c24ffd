"""Curves: the view of a network of one input."""

from dataclasses import dataclass

from model import Classifier, Network, creases
from render.plot.axes import Axis, CurveAxes
from render.plot.decisions import Parts
from render.plot.plots import CurvePlot
from render.view.decisions import curve_decision
from render.view.sampling import trace
from render.view.views import check_range, check_threshold, legend


@dataclass(frozen=True)
class Curves:
    """A curve for each output, over one input.

    x, y: the ranges of inputs and outputs that are shown.
    parts: how much of each part of the network's decision is seen; None for curves
        alone.
    threshold: of a single output, as a Classifier's.

    Raises InputError for a range or a threshold that cannot be shown.
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
        check_threshold(self.threshold)

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
        return CurveAxes(
            title,
            Axis("$x$ (input)", *self.x),
            Axis("$y$ (output)", *self.y),
            n_curves=network.sizes[-1],
            sums=f"without {network.layers[-1].activation.name}",
            **legend(network, self.threshold, self.parts),
        )
