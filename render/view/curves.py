"""Curves: the view of a network of one input."""

from dataclasses import dataclass

from model import Classifier, Network, creases
from render.plot.axes import Axis, CurveAxes
from render.plot.decisions import Parts
from render.plot.plots import CurvePlot
from render.view.decisions import curve_decision
from render.view.sampling import trace
from render.view.views import _check_threshold, _legend, check_range


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
