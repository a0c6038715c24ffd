"""Fits: networks of two layers that learned the curve of a deeper one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model import Network
from render.errors import InputError
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.curve import Curve
from render.plot.marks.fading import fade
from render.plot.marks.level import Level
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.marks.tag import Tag
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.view.composed import counted
from render.view.views import USUAL, landmarks, window

N = 1201  # points of a curve
LEAST, HIGH = 1e-6, 0.3  # of gaps that are shown; the latter as a power of ten
POWERS = (0, -1, -2, -3, -4)  # of ten, that have numbers on axes of gaps
SHARES = (1.35, 1.0)  # of the width, for curves and for the chart
FIT, WIDE, THIN = 1, 1.6, 0.6  # the colour of fits; widths of the curve and of its fit
DISC, NEAREST = 2.0, 3.6  # diameters of starts, in widths of a curve
NOTE = (
    "Solid: layers of {} (tanh). Dashed: two layers, the best of {} starts. "
    "Below: how far it is away. Discs: how far each start is away at most."
)


@dataclass(frozen=True)
class Fit:
    """The networks of one size that learned a curve.

    nearest: the one that came nearest. gaps: how far each is away at the farthest.
    """

    nearest: Network
    gaps: tuple[float, ...]

    @property
    def n_hidden(self) -> int:
        """How many hidden nodes it has."""
        return self.nearest.sizes[1]


@dataclass(frozen=True)
class Fits:
    """A curve, and those of networks of two layers that learned it.

    At each stop there is another one, with more hidden nodes; below it how far it is
    from the curve, and beside it how far all starts are at most: both logarithmic.

    target: the network of three layers whose curve is learned. fits: two or more, with
        rising numbers of hidden nodes.

    Raises InputError for other networks, fewer fits, and gaps that are not above 0.
    """

    target: Network
    fits: tuple[Fit, ...]

    def __post_init__(self) -> None:
        check_layers("target", self.target, 3)
        for fit in self.fits:
            check_layers("fit", fit.nearest, 2)
            if not min(fit.gaps, default=0.0) > 0:
                raise InputError("gaps", fit.gaps, "one or more above 0")
        sizes = [fit.n_hidden for fit in self.fits]
        if len(sizes) < 2 or sizes != sorted({*sizes}):
            words = "two or more, with rising numbers of hidden nodes"
            raise InputError("fits", f"of {len(sizes)}", words)

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop: how near each comes."""
        words = (
            f"Two layers, {counted(fit.n_hidden, 'hidden node')}: "
            f"within {rounded_gap(min(fit.gaps))} of three"
            for fit in self.fits
        )
        return *words, "More nodes come nearer, and never all the way"

    def plot(self, position: float) -> Grid:
        """The curves, the gap and the chart at a position."""
        x, target, learned = _curves(self, position)
        axes = _axes(self)
        left = (
            Plot(axes[0], _fitted(x, target, learned)),
            Plot(axes[1], _gap(x, np.abs(learned - target))),
        )
        plots = Grid(left, down=True), Plot(axes[2], self._chart(position))
        title = Title(self.headings, position)
        return Grid(plots, SHARES, title=title, note=self._note)

    @property
    def _n(self) -> int:
        return len(self.fits) + 1

    def _chart(self, position: float) -> tuple[Mark, ...]:
        """The largest gaps of the fits up to a position."""
        before, after = (
            tuple(_chart(self.fits[: k + 1], k == len(self.fits)))
            for k in (int(position), (int(position) + 1) % self._n)
        )
        return fade(before, after, position % 1)

    @property
    def _note(self) -> str:
        """What lines and discs mean."""
        layers = ", ".join(map(str, self.target.sizes[1:]))
        return NOTE.format(layers, len(self.fits[0].gaps))


def check_layers(name: str, network: Network, n_layers: int) -> None:
    """Raise InputError for a network that is no curve of so many layers."""
    n_inputs, *_, n_outputs = network.sizes
    if (n_inputs, n_outputs, len(network.layers)) != (1, 1, n_layers):
        layers = ",".join(map(str, network.sizes))
        words = f"one input, {n_layers} layers and one output"
        raise InputError(name, layers, words)


def rounded_gap(gap: float) -> str:
    """A gap in words, rounded up to one digit: "0.04"."""
    decimals = max(-int(np.floor(np.log10(gap))), 0)
    return f"{np.ceil(gap * 10**decimals) / 10**decimals:.{decimals}f}"


def _axes(fits: Fits) -> tuple[FlatAxes, FlatAxes, FlatAxes]:
    """Those of curves, of the gap along them, and of the largest gaps."""
    last = fits.target.layers[-1].activation
    x = Axis("$x$ (input)", *USUAL)
    y = Axis("$y$ (output)", *window(last), landmarks(last))
    words = tuple("1" if not p else f"$10^{{{p}}}$" for p in POWERS)
    ticks, low = tuple(map(float, POWERS)), float(np.log10(LEAST))
    gap = Axis("gap", low, HIGH, ticks, words=words)
    most = Axis("largest gap", low + 1, HIGH, ticks, words=words)
    sizes = [fit.n_hidden for fit in fits.fits]
    places = tuple(float(x) for x in np.log10(sizes))
    beyond = 0.25 * (places[-1] - places[0])
    nodes = Axis(
        "hidden nodes",
        places[0] - beyond,
        places[-1] + beyond,
        places,
        words=tuple(map(str, sizes)),
    )
    return FlatAxes(x, y), FlatAxes(x, gap), FlatAxes(nodes, most)


def _curves(fits: Fits, position: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Inputs, the curve, and that of the fits, blended on the way: each (n_points,)."""
    x, n = np.linspace(*USUAL, N), len(fits.fits)
    ends = [min(int(position), n - 1), min(int(position) + 1, n - 1)]
    if position > n:  # back to the first
        ends[1] = 0
    target, *learned = (
        network(x[:, None])[:, 0]
        for network in (fits.target, *(fits.fits[k].nearest for k in ends))
    )
    share = position % 1
    return x, target, learned[0] + share * (learned[1] - learned[0])


def _fitted(x: np.ndarray, target: np.ndarray, learned: np.ndarray) -> tuple[Mark, ...]:
    """The curve, and the one that learned it."""
    return Curve(x, target, 0, WIDE, False), Curve(x, learned, FIT, THIN, True)


def _gap(x: np.ndarray, gap: np.ndarray) -> tuple[Mark, ...]:
    """How far the fit is away, and where it is farthest."""
    y, k = np.log10(np.maximum(gap, LEAST / 10)), int(gap.argmax())
    farthest = np.array([[x[k], y[k]]])
    curve = Curve(x, y, FIT, THIN, False)
    return Level(float(y[k])), curve, Points(farthest, FIT, NEAREST)


def _chart(fits: Sequence[Fit], joined: bool) -> Iterator[Mark]:
    """The largest gap of each start; joined: with a line through the nearest."""
    best = np.log10([(fit.n_hidden, min(fit.gaps)) for fit in fits])
    if joined:
        yield Curve(best[:, 0], best[:, 1], FIT, THIN, False, part="best")
    for fit, (x, y) in zip(fits, best.tolist(), strict=True):
        part, nearest = str(fit.n_hidden), np.array([[x, y]])
        starts = np.array([(x, start) for start in np.log10(fit.gaps)])
        yield Points(starts, FIT, DISC, part=part)
        yield Points(nearest, FIT, NEAREST, part=f"{part} nearest")
        yield Tag(rounded_gap(min(fit.gaps)), (x, y), (-1, -1), part=part)
