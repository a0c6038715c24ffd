"""The layers of explicit diagrams: what is in them, and how much room that needs."""

from dataclasses import dataclass
from functools import cached_property

from render.plot.glyphs import GAP, TYPE
from render.type import typeset
from render.type.typeset import width
from render.view.fitting import BARE, NAMES, NO_NAMES
from render.view.rows import Column
from render.view.weights import NUMBER

NODE, BARE_NODE = 7.0, 5.0  # radius of an input node, and where there are no letters
SUM, BARE_SUM = 15.0, 10.0  # side of a sum's box
FUNCTION, BARE_FUNCTION = (20.0, 22.0), (10.0, 12.0)  # width and height of f's triangle
FUNCTIONS = (20.0, 30.0)  # the same where there are several, without f's name
BOX, NAMED = (10.0, 9.0), (18.0, 14.0)  # a weight's box without a name, and with one
BOX_PAD = 2.5  # around a weight's name, at least
SIDE = 2.0  # from a name above a wire to the wire's ends
ABOVE = 2.0  # from a wire up to the ink of the name above it
STUB = 4.0  # the least length of a line
F = "$f$"  # the one function of all layers
PLAIN = {"x1": "x", "x0": "1", "w10": "m", "w00": "b", "v0": "y"}
CLEAR = 1.6  # between a box or a name and a line that passes it
AIRY = 1.12  # from box to box, in heights of a box, at least
PITCH, REACH = (28.0, 130.0), (36.0, 220.0)  # between rows; from input nodes to sums


@dataclass(frozen=True)
class Layer:
    """One layer: what is in it, and how much room it needs.

    index: its number, from 0.
    inputs, outputs: the columns of its input nodes and of its sums.
    function: the name of the function that follows its sums; empty for none.
    names, weights: as an Explicit's. n_layers: of the network.
    less: what is left out: NAMES for nothing, or one of the others in fitting.
    """

    index: int
    inputs: Column
    outputs: Column
    function: str
    names: str
    weights: bool
    n_layers: int
    less: int

    @property
    def node(self) -> float:
        """The radius of input nodes."""
        return NODE if self.less < BARE else BARE_NODE

    @property
    def sum(self) -> float:
        """The side of a sum's box."""
        return SUM if self.less < BARE else BARE_SUM

    @property
    def is_last(self) -> bool:
        """Whether it gives the network's outputs."""
        return self.index == self.n_layers - 1

    def name(self, symbol: str, *indices: int) -> str:
        """The name of a quantity, as mathematics; empty if it has none."""
        if self.less >= NO_NAMES or (symbol == "u" and self.less > NAMES):
            return ""
        if symbol == "w" and self.weights:
            return f"${NUMBER}$"
        if self.names == "plain":
            name = PLAIN.get(symbol + "".join(map(str, indices)))
            return f"${name}$" if name else ""
        subscript = ("," if self._is_large else "").join(map(str, indices))
        number = f"^{{({self.index + 1})}}" if self.n_layers > 1 else ""
        return f"${symbol}_{{{subscript}}}{number}$"

    @property
    def _is_large(self) -> bool:
        """Whether indices have more than one digit, so that commas are needed."""
        return max(*self.inputs.heights, *self.outputs.heights) > 9

    def widest(self, symbol: str) -> str:
        """The widest name with a symbol.

        All figures are equally wide, so it is one with the most figures in its indices.
        """
        if self.names == "plain" and not (symbol == "w" and self.weights):
            names = [self.name(key[0], *map(int, key[1:])) for key in PLAIN]
            own = (n for n, key in zip(names, PLAIN, strict=True) if key[0] == symbol)
            return max(own, key=width, default="")
        i, j = (
            int("8" * len(str(max(c.heights)))) for c in (self.inputs, self.outputs)
        )
        indices = {"x": (i,), "w": (i, j), "u": (i, j), "v": (j,), "y": (j,)}
        return self.name(symbol, *indices[symbol])

    def long(self, symbol: str) -> float:
        """The width of the widest name with a symbol."""
        return TYPE * width(self.widest(symbol))

    def tall(self, symbol: str) -> float:
        """The height of names with a symbol."""
        (_, low), (_, high) = typeset.extent(self.widest(symbol))
        return TYPE * float(high - low)

    @property
    def around(self) -> float:
        """From a row's middle up or down to the ends of what stands on it."""
        triangle = self.triangle[1] / 2 if self.function else 0.0
        return max(self.node, self.sum / 2, self.box / 2, self.tall("x") / 2, triangle)

    @property
    def above(self) -> float:
        """From a wire up to the end of the name above it."""
        return ABOVE + max(self.tall("v"), self.tall("y"))

    @property
    def triangle(self) -> tuple[float, float]:
        """Width and height of the triangle of the layer's function."""
        if self.less == BARE:
            return BARE_FUNCTION
        if self.function == F:
            return FUNCTION
        beside, height = FUNCTIONS
        return beside + TYPE * width(self.function), height

    def wire(self, symbol: str) -> float:
        """The length of a wire with a name above it."""
        return self.long(symbol) + 2 * SIDE

    @property
    def _counts(self) -> tuple[int, int]:
        return len(self.inputs.rows), len(self.outputs.rows)

    @property
    def shares(self) -> tuple[float, float]:
        """How far along each line the box and the product's name stand, 0 to 1."""
        n, m = self._counts
        if self.widest("u"):
            return (0.36, 0.7) if min(n, m) == 1 else (1 / (m + 1), n / (n + 1))
        if min(n, m) > 1:
            return 1 / (m + 1), n / (n + 1)
        return (0.5 if n == m else 0.45 if m == 1 else 0.55), 1.0

    @property
    def spacings(self) -> tuple[float, float]:
        """How far apart boxes are from each other, and names, in pitches."""
        n, m = self._counts
        box, product = self.shares
        if m == 1:
            return 1 - box, 1 - product
        return (box, product) if n == 1 else (box, 1 - product)

    @property
    def least_pitch(self) -> float:
        """The least distance between rows at which no box or name meets another."""
        box, product = self.spacings
        names = self.product / product if product and self.widest("u") else 0.0
        return max(PITCH[0], AIRY * self.box / box, AIRY * names)

    @property
    def box(self) -> float:
        """The height of a weight's box."""
        if not self.widest("w"):
            return BOX[1]
        return max(NAMED[1], self.tall("w") + 2 * BOX_PAD)

    @property
    def product(self) -> float:
        """The height that a product's name takes up."""
        return self.tall("u") + 1.0

    @cached_property
    def half_widths(self) -> tuple[float, float]:
        """Half the width of a box, and of a product's name with the gaps beside it."""
        u = self.long("u")
        least = NAMED if self.widest("w") else BOX
        box = max(least[0], self.long("w") + 2 * BOX_PAD)
        return box / 2, u / 2 + GAP if u else 0.0

    def reach(self, pitch: float) -> float:
        """The distance from input nodes to sums at which all fits beside each other.

        At a pitch between rows, no line then meets the box or the name of another.
        """
        (box, product), (wide, long) = self.shares, self.half_widths
        ends = (*self.inputs.ends, *self.outputs.ends)
        drop = (max(ends) - min(ends)) * pitch
        free = [pitch * spacing - CLEAR for spacing in self.spacings]
        reach = max(
            REACH[0],
            (self.node + STUB + wide) / box,
            wide * drop / (free[0] - self.box / 2),
        )
        if not long:
            return max(reach, (wide + STUB + self.sum / 2) / (1 - box))
        return max(
            reach,
            (wide + STUB + long) / (product - box),
            (long + STUB + self.sum / 2) / (1 - product),
            long * drop / (free[1] - self.product / 2),
        )
