"""Costs of slopes: how much more work nudging is than backpropagation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from model.learn.costs import backpropagation_cost, n_weights, nudging_cost
from render.errors import InputError
from render.plot.axes import Axis, FlatAxes
from render.plot.marks.band import Band
from render.plot.marks.fading import fade
from render.plot.marks.mark import Mark
from render.plot.marks.points import Points
from render.plot.marks.tag import Tag
from render.plot.plots import Plot
from render.plot.titles import Title

START, END = -0.5, 5.9  # powers of ten: the ends of both axes
MOST = 500_000  # slopes of a network that has room
DISC = 3.4  # the diameter of a network, in widths of a curve
MIDDLE = 2.5  # powers of ten, from where on names are on the left
PASSES = 2  # the colour of the band between a third and a half of the passes
NOTE = (
    "784-30-10: 784 inputs, layers of 30 and 10. Nudging: a pass forward for each "
    "slope, and one more. Backpropagation: one forward, one back. Counted: "
    "multiplications."
)


@dataclass(frozen=True)
class SlopeCosts:
    """How many times the multiplications of backpropagation nudging takes.

    It is against the number of weights and biases, both logarithmic, a network more at
    each stop. At the last there is a band that all networks are in.

    networks: of sizes, inputs first, in the order in which they appear.

    Raises InputError for no networks, and for sizes that no network of the scene has.
    """

    networks: tuple[tuple[int, ...], ...]

    def __post_init__(self) -> None:
        if not self.networks:
            raise InputError("networks", "of 0", "one or more")
        for sizes in self.networks:
            if len(sizes) < 2 or min(sizes) < 1 or n_weights(sizes) > MOST:
                words = f"one layer or more, and {MOST:,} slopes at most"
                raise InputError("sizes", name_of(sizes), words)

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        words = (
            f"{name_of(sizes)}: nudging takes {times(sizes)} times the work"
            for sizes in self.networks
        )
        return *words, "From a third to a half of as many times as there are slopes"

    def plot(self, position: float) -> Plot:
        """The networks up to a position."""
        stop, n = int(position), len(self.headings)
        ends = self._marks(stop), self._marks((stop + 1) % n)
        marks = fade(*ends, position - stop)
        return Plot(_axes(), marks, Title(self.headings, position), NOTE)

    def _marks(self, stop: int) -> tuple[Mark, ...]:
        """What is seen at a stop."""
        networks = self.networks[: stop + 1]
        marks = [mark for sizes in networks for mark in _marks_of(sizes)]
        return *([_band()] if stop == len(self.networks) else []), *marks


def name_of(sizes: Sequence[int]) -> str:
    """What a network is called: "784-30-10"."""
    return "-".join(map(str, sizes))


def ratio(sizes: Sequence[int]) -> float:
    """How many times the multiplications of backpropagation nudging takes."""
    costs = nudging_cost(sizes), backpropagation_cost(sizes)
    nudging, back = (cost.multiplications for cost in costs)
    return nudging / back


def times(sizes: Sequence[int]) -> str:
    """The same in words: 1.5, or 12,000."""
    value = float(f"{ratio(sizes):.2g}")
    return f"{value:.1f}" if value < 10 else f"{value:,.0f}"


def _marks_of(sizes: tuple[int, ...]) -> Iterator[Mark]:
    """A network as a disc with its name."""
    name, (x, y) = name_of(sizes), np.log10([n_weights(sizes), ratio(sizes)])
    yield Points(np.array([[x, y]]), 0, DISC, part=name)
    words = f"{name}: {times(sizes)} times"
    yield Tag(
        words, (float(x), float(y)), (1, -1) if x < MIDDLE else (-1, 1), part=name
    )


def _band() -> Band:
    """Between a third and a half of the number of passes."""
    x = np.linspace(0.0, END, 121)
    high, low = (np.log10((10**x + 1) / part) for part in (2, 3))
    places = np.concatenate([np.c_[x, low], np.c_[x, high][::-1]])
    return Band(places, PASSES)


def _axes() -> FlatAxes:
    """Those of slopes and of the work, in powers of ten."""
    powers = range(int(END) + 1)
    ticks, words = tuple(map(float, powers)), tuple(f"{10**k:,}" for k in powers)
    across, up = (
        Axis(label, START, END, ticks, words=words)
        for label in ("slopes: weights and biases", "times backpropagation's work")
    )
    return FlatAxes(across, up)
