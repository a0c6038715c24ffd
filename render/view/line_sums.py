"""Line sums: hidden nodes without a nonlinearity as lines, which add up to a line."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TypeAlias

import numpy as np

from model import Network
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Key, Label, Line, Shape, words
from render.type.typeset import capital, width

FIRST = 3  # hidden nodes that are written out, before the last
FEWEST = FIRST + 2  # hidden nodes, some of which dots stand for
PITCH, GAP = 1.75, 0.65  # from row to row, and between columns, in sizes of the type
CIRCLE = 1.2  # the diameter of nodes beside lines, in sizes
SUM = ("sum", 0)  # the key of the sum of all

# Words by the keys of what they are; rows of one table have as many.
Row: TypeAlias = dict[Key, str]


@dataclass(frozen=True, eq=False)
class LineSums:
    """A network of one input and a hidden layer, without a nonlinearity, as lines."""

    network: Network

    @property
    def lines(self) -> np.ndarray:
        """The slope and the bias of each hidden node, (n, 2)."""
        return self.network.layers[0].weights[::-1].T

    @property
    def weights(self) -> np.ndarray:
        """By what the output multiplies each of them, (n,)."""
        return self.network.layers[1].weights[1:, 0]

    @property
    def bias(self) -> float:
        """What the output adds."""
        return float(self.network.layers[1].weights[0, 0])

    @property
    def products(self) -> np.ndarray:
        """The lines times their weights, (n, 2)."""
        products: np.ndarray = self.lines * self.weights[:, None]
        return products

    @property
    def total(self) -> tuple[float, float]:
        """The slope and the bias of all of them together."""
        slope, bias = self.products.sum(axis=0)
        return float(slope), float(bias) + self.bias

    @property
    def line_rows(self) -> list[Row]:
        """The line of each hidden node, with its name."""
        return _with_dots(
            [
                {
                    ("name", k): f"$h_{{{k + 1}}} =$",
                    ("line", k): f"${line(self.lines[k], 1)}$",
                }
                for k in self._nodes
            ]
        )

    @property
    def product_rows(self) -> list[Row]:
        """Each line times its weight."""
        return _with_dots(
            [
                {
                    ("weight", k): rf"${self.weights[k]:.1f}\,\times$",
                    ("line", k): f"$({line(self.lines[k], 1)})$",
                    ("equals", k): "$=$",
                    ("product", k): f"${line(self.products[k], 2)}$",
                }
                for k in self._nodes
            ]
        )

    @property
    def sum_rows(self) -> list[Row]:
        """The products, the output's bias, and the sum of all."""
        products = [
            {
                ("plus", k): "$+$" if k else "",
                ("product", k): f"${line(self.products[k], 2)}$",
            }
            for k in self._nodes
        ]
        bias = {("plus", "bias"): "$+$", ("bias", 0): f"${self.bias:.2f}$"}
        total = {("name", "sum"): "$y =$", SUM: f"${line(self.total, 2)}$"}
        return [*_with_dots(products), bias, total]

    @property
    def _nodes(self) -> list[int]:
        """The hidden nodes that are written out, from 0."""
        return [*range(FIRST), len(self.weights) - 1]


def line(numbers: Iterable[float], decimals: int) -> str:
    """A line as mathematics, of its slope and its bias: 0.4 x - 0.3."""
    slope, bias = (round(number, decimals) + 0.0 for number in numbers)
    sign = "-" if bias < 0 else "+"
    return rf"{slope:.{decimals}f}\,x {sign} {abs(bias):.{decimals}f}"


def table(rows: Sequence[Row], size: float, room: Room) -> Iterator[Glyph]:
    """Rows of words in the middle of a room, their columns aligned right.

    The sum of all has a rule above it, and emphasis.
    """
    ends, y = _ends(rows, size), room.height / 2 + (len(rows) - 1) / 2 * PITCH * size
    left = (room.width - ends[-1]) / 2
    for row in rows:
        for end, (key, text) in zip(ends, row.items(), strict=True):
            if text:
                label = words(key, text, left + end, y, size, "right")
                yield replace(label, emphasis=float(key == SUM))
        if SUM in row:
            up = y + PITCH / 2 * size
            yield Line(("rule",), (left, up), (left + ends[-1], up))
        y -= PITCH * size


def circles(labels: Sequence[Label]) -> Iterator[Shape]:
    """The hidden nodes that names in a table are of, left of these."""
    names = [label for label in labels if label.key[0] == "name"]
    left = min(float(label.bounds[0, 0]) for label in names)
    for label in names:
        side = CIRCLE * label.size
        centre = left - side, label.place[1] + capital() * label.size
        yield Shape(("node", 1, label.key[1] + 1), "circle", centre, (side, side))


def table_size(tables: Sequence[Sequence[Row]], room: Room) -> float:
    """The size of type in which all of some tables fit.

    Raises InputError if there is too little room.
    """
    for size in (room.title, room.label, room.small):
        high = PITCH * size * max(map(len, tables))
        if high <= room.height and all(
            _ends(rows, size)[-1] <= room.width for rows in tables
        ):
            return size
    raise room.refused("more for sums of lines: a larger picture")


def _ends(rows: Sequence[Row], size: float) -> list[float]:
    """The right ends of columns, from the left of the first."""
    columns = zip(*(row.values() for row in rows), strict=True)
    wide = [size * max(map(width, column)) for column in columns]
    return [end + k * GAP * size for k, end in enumerate(accumulate(wide))]


def _with_dots(rows: list[Row]) -> list[Row]:
    """Rows with dots before the last, below the last column."""
    empty = {("dots", k): "" for k in range(len(rows[0]) - 1)}
    return [*rows[:-1], {**empty, ("dots",): r"$\vdots$"}, rows[-1]]
