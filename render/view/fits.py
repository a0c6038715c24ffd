"""Fits: networks of two layers that learned the curve of a deeper one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model import Network
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
LEAST = 1e-5  # of a gap that is shown
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

    target: the network whose curve is learned. fits: in the order of the stops.
    """

    target: Network
    fits: tuple[Fit, ...]

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop: how near each comes."""
        words = (
            f"Two layers, {counted(fit.n_hidden, 'hidden node')}: "
            f"{rounded_gap(min(fit.gaps))} from three at most"
            for fit in self.fits
        )
        return *words, "More nodes come nearer; the gap is never zero"

    def plot(self, position: float) -> Grid:
        """The curves, the gap and the chart at a position."""
        stop, share = int(position), position % 1
        before, after = (_marks(self, k % self._n) for k in (stop, stop + 1))
        curves, gap, chart = (
            fade(*ends, share=share) for ends in zip(before, after, strict=True)
        )
        axes = _axes(self)
        left = Plot(axes[0], curves), Plot(axes[1], gap)
        plots = Grid(left, (1.25, 1.0), down=True), Plot(axes[2], chart)
        title = Title(self.headings, position)
        return Grid(plots, SHARES, title=title, note=self._note)

    @property
    def _n(self) -> int:
        return len(self.fits) + 1

    @property
    def _note(self) -> str:
        """What lines and discs mean."""
        layers = ", ".join(map(str, self.target.sizes[1:]))
        return NOTE.format(layers, len(self.fits[0].gaps))


def rounded_gap(gap: float) -> str:
    """A gap in words, of one digit or two: "0.04"."""
    return f"{float(f'{gap:.1g}'):.6f}".rstrip("0")


def _axes(fits: Fits) -> tuple[FlatAxes, FlatAxes, FlatAxes]:
    """Those of curves, of the gap along them, and of the largest gaps."""
    last = fits.target.layers[-1].activation
    x, y = (
        Axis("$x$ (input)", *USUAL),
        Axis("$y$ (output)", *window(last), landmarks(last)),
    )
    ends = float(np.log10(LEAST)), 0.3
    words = tuple("1" if not p else f"$10^{{{p}}}$" for p in POWERS)
    ticks = tuple(map(float, POWERS))
    gap, most = (
        Axis(label, *ends, ticks, words=words) for label in ("gap", "largest gap")
    )
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


def _marks(fits: Fits, stop: int) -> tuple[tuple[Mark, ...], ...]:
    """What is seen at a stop, of curves, of the gap, and of the chart."""
    x = np.linspace(*USUAL, N)
    target = fits.target(x[:, None])[:, 0]
    curves = [Curve(x, target, 0, WIDE, False, part="target")]
    last = len(fits.fits) - 1
    fit = fits.fits[min(stop, last)]
    learned = fit.nearest(x[:, None])[:, 0]
    curves.append(Curve(x, learned, FIT, THIN, True, part="fit"))
    gap = np.maximum(np.abs(learned - target), LEAST / 10)
    return (
        tuple(curves),
        tuple(_gap(x, gap)),
        tuple(_chart(fits.fits[: stop + 1], stop > last)),
    )


def _gap(x: np.ndarray, gap: np.ndarray) -> Iterator[Mark]:
    """How far the fit is away, and where it is farthest."""
    y, k = np.log10(gap), int(gap.argmax())
    yield Level(float(y[k]))
    yield Curve(x, y, FIT, THIN, False, part="gap")
    yield Points(np.array([[x[k], y[k]]]), FIT, NEAREST, part="gap")


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
