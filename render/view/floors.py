"""Floors: the regions of many random networks, and how many they have."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from model import Classifier, Network, Networks
from render.errors import InputError
from render.plot.axes import Axis, DrawingAxes, FlatAxes
from render.plot.drawings import Arrangement, Drawing, Room
from render.plot.glyphs import Glyph, Picture, Shape
from render.plot.marks.band import Band
from render.plot.marks.mark import Mark
from render.plot.marks.tag import Tag
from render.plot.plots import Grid, Plot
from render.plot.titles import Title
from render.view.composed import composed
from render.view.images.image_grid import ImageGrid
from render.view.maps import Maps
from render.view.parts import Part
from render.view.sampling import grid
from render.view.views import USUAL, Moment, check_networks

FINE = 61  # places along each input of a small floor
MAP = Maps(parts=("regions", "boundaries"))
SHARES = (1.15, 1.0)  # of the width, for all floors or counts, and for one floor
RIM = 2.0  # points from a small floor to the box around it
HALF = 0.36  # the width of half a bar, from number to number
A, B = 0, 1
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")
FIRST = "{} random networks, and where each says A and B"
LAST = "Of {} networks {:.0%} have two regions, {:.1%} an island"
KEY = (
    "Inputs from \N{MINUS SIGN}6 to 6. Lines: the boundaries between A, where the "
    "output is above 0, and B."
)
RULE = "A: the output is above 0. B: it is not."
COUNTED = "Islands do not reach the border: {} of {} networks have one, such as {}."


@dataclass(frozen=True)
class Floors:
    """The floors of networks all at once, then one after the other, then counts.

    networks: whose floors are seen, of two inputs and one output.
    n_regions, n_islands: of each of at least as many networks, the same ones first:
        how many regions they have, and how many of these are islands, which do not
        reach the border.

    Raises InputError for other networks, fewer counts, and none with an island.
    """

    networks: Networks
    n_regions: tuple[int, ...]
    n_islands: tuple[int, ...]

    def __post_init__(self) -> None:
        check_networks(MAP, self.networks)
        n, n_shown = len(self.n_regions), len(self.networks)
        if n != len(self.n_islands) or n < n_shown or not any(self.n_islands):
            words = f"{n_shown} or more of each, and an island"
            raise InputError("counts", f"of {n} and {len(self.n_islands)}", words)

    @property
    def headings(self) -> tuple[str, ...]:
        """The words above each stop."""
        n, counts = len(self.networks), np.array([self.n_regions, self.n_islands])
        two, island = (counts[0] == 2).mean(), (counts[1] > 0).mean()
        ones = (_heading(self, k) for k in range(n))
        return FIRST.format(n), *ones, LAST.format(counts.shape[1], two, island)

    def plot(self, position: float) -> Plot | Grid:
        """The picture at a position, which is that of the nearest stop."""
        stop = int(position + 0.5) % len(self.headings)
        title, note = Title(self.headings, position), Title(self._notes, stop)
        if stop == 0:
            return Plot(DrawingAxes(), (SmallFloors(self.networks),), title, note)
        if stop > len(self.networks):
            plots = _chart(self.n_regions), _floor(self.networks[self._example])
        else:
            small = SmallFloors(self.networks, stop - 1)
            plots = Plot(DrawingAxes(), (small,)), _floor(self.networks[stop - 1])
        return Grid(plots, SHARES, title=title, note=note)

    @property
    def _example(self) -> int:
        """The number of the first network that has an island."""
        return int(np.flatnonzero(self.n_islands)[0])

    @property
    def _notes(self) -> tuple[str, ...]:
        """The small words below each stop."""
        names = (
            f"{self.networks.name(k)}: {composed(self.networks[k])}"
            for k in range(len(self.networks))
        )
        found = np.count_nonzero(self.n_islands), len(self.n_islands)
        last = COUNTED.format(*found, self.networks.name(self._example))
        return KEY, *(f"{name} \N{MIDDLE DOT} {RULE}" for name in names), last


def _floor(network: Network) -> Plot:
    """The floor of one network, with letters."""
    return replace(MAP.plot(Moment(network)), note="")


@dataclass(frozen=True, eq=False)
class SmallFloors(Arrangement):
    """The floors of networks side by side, in the colours of categories.

    chosen: the number of the one that has a box around it; None for none.
    """

    networks: Networks
    chosen: int | None = None

    def fitted(self, room: Room) -> Drawing:
        """The floors, as large as fits. Raises InputError for too little room."""
        return Drawing(tuple(self._glyphs(room)), (room.width, room.height))

    def _glyphs(self, room: Room) -> Iterator[Glyph]:
        n = len(self.networks)
        places = ImageGrid(n, (1, 1), Part.of(room))
        for k in range(places.shown):
            at, size = places.place(k), places.size
            sides = (A, B, 0.0)
            values = small_floor(self.networks[k])
            yield Picture(("floor", k), at, size, values, (-1.0, 1.0), sides=sides)
            if k == self.chosen:
                around = size[0] + 2 * RIM, size[1] + 2 * RIM
                yield Shape(("chosen",), "box", at, around, emphasis=1.0)


@lru_cache(maxsize=256)
def small_floor(network: Network) -> np.ndarray:
    """1 where a network says A, -1 where it says B: (61, 61)."""
    _, points = grid(USUAL, USUAL, FINE)
    return 1.0 - 2.0 * Classifier(network)(points).reshape(FINE, FINE)


def _heading(floors: Floors, k: int) -> str:
    """How many regions a network has, in words."""
    n, n_islands = floors.n_regions[k], floors.n_islands[k]
    name = floors.networks.name(k).capitalize()
    words = f"{name}: {NUMBERS[n]} region{'s' if n > 1 else ''}"
    if not n_islands:
        return words
    kind = "an island" if n_islands == 1 else "islands"
    return f"{words}, {NUMBERS[n_islands]} of them {kind}"


def _chart(n_regions: Sequence[int]) -> Plot:
    """How many of all networks have each number of regions, as bars with shares."""
    counts = np.bincount(n_regions)[1:]
    shares, marks = 100 * counts / len(n_regions), list[Mark]()
    for n, share in enumerate(shares.tolist(), start=1):
        x = n + HALF * np.array([-1, 1, 1, -1])
        marks.append(Band(np.column_stack([x, [0, 0, share, share]]), A, has_edge=True))
        marks.append(Tag(f"{share:.0f}%", (n, share), (0, 1)))
    ticks = tuple(map(float, range(1, len(counts) + 1)))
    across = Axis("regions", ticks[0] - 2 * HALF, ticks[-1] + 2 * HALF, ticks)
    return Plot(
        FlatAxes(across, Axis("networks (%)", 0.0, 1.2 * max(shares))), tuple(marks)
    )
