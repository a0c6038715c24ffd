"""Chains: values that are multiplied along lines, and slopes that come back on them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model import IDENTITY, Network
from render.errors import InputError
from render.plot.glyphs import Key
from render.view.numbered_layout import Numbered
from render.view.numbered_steps import News, NumberedStep, numbered_steps
from render.view.worked import Column, Part, added, line, slope, value

TIMES = "\N{MULTIPLICATION SIGN}"
NUDGE = 0.1  # of the first weight, to see how the end moves
SUBSCRIPTS = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")


@dataclass(frozen=True)
class Chain:
    """A number's way along lines with weights, and the slopes of the last one, e.

    Values are multiplied along a line and added where lines meet; so are slopes on
    their way back. In the end the first weight is nudged: e moves as its slope says.

    at: the number that goes in.

    Raises InputError for one that is not finite.
    """

    at: float

    def __post_init__(self) -> None:
        if not np.isfinite(self.at):
            raise InputError("at", self.at, "a finite number")

    def steps(self, network: Network) -> tuple[NumberedStep, ...]:
        """The steps of the calculation.

        Raises InputError for a network of more than one input or output, with biases,
        or with a function other than the identity.
        """
        _check(network)
        way = _Way(network, self.at)
        news = [way.start(), *way.forward(), *way.backward(), way.nudged()]
        names = tuple((cell, f"${name}$") for cell, name in way.names.items())
        sizes = network.sizes
        functions = ("",) * (len(sizes) - 1)
        diagram = Numbered(sizes, functions, False, False, names)
        return numbered_steps(news, diagram, "e")


@dataclass(frozen=True, eq=False)
class _Way:
    """A network without functions and biases, and a number that goes through it.

    Layers, inputs and nodes are counted from 1.
    """

    network: Network
    at: float

    def start(self) -> News:
        """The weights and the input."""
        numbers = {c: x for c, x in self.values.items() if c[0] in ("x", "w")}
        return News("Each line multiplies what comes by its weight", numbers)

    def forward(self) -> Iterator[News]:
        """The values of each layer."""
        for k in range(1, self._last + 1):
            cells = self._cells(k)
            columns = tuple((self._product(cell),) for cell in cells)
            numbers = {cell: self.values[cell] for cell in cells}
            name, before = self._plain(cells[0]), self._plain(self._cells(k - 1)[0])
            heading = f"{name} is {before} times {self._plain(('w', k, 1, 1))}"
            if len(cells) > 1:
                heading = "Two paths part: each line has a weight of its own"
            if len(self._cells(k - 1)) > 1:
                heading = "Where paths meet, values are added"
            yield News(heading, numbers, {}, self._edges(k), columns)

    def backward(self) -> Iterator[News]:
        """The slopes of each layer's weights, and of the values that they multiply."""
        (end,) = self._cells(self._last)
        for k in range(self._last, 0, -1):
            own = {end: 1.0} if k == self._last else {}
            weights = [key for key in self.slopes if key[:2] == ("w", k)]
            rows: list[Column] = [(self._weight_slope(cell),) for cell in weights]
            slopes = own | {cell: self.slopes[cell] for cell in weights}
            yield News(self._back_heading(k), {}, slopes, self._edges(k), tuple(rows))
            if k == 1:
                return
            cells = self._cells(k - 1)
            columns = tuple((self._value_slope(cell),) for cell in cells)
            numbers = {cell: self.slopes[cell] for cell in cells}
            several = len(self._cells(k)) > 1
            heading = "Back along a line: the slope times the weight"
            if several:
                heading = "Where paths parted, slopes come back and are added"
            yield News(heading, {}, numbers, self._edges(k), columns)

    def nudged(self) -> News:
        """What comes of it if the first weight rises by a little."""
        weights = [layer.weights.copy() for layer in self.network.layers]
        weights[0][1, 0] += NUDGE
        other = _Way(Network.from_weights(weights, "identity"), self.at)
        (end,), first = self._cells(self._last), ("w", 1, 1, 1)
        rise = other.values[end] - self.values[end]
        more = Part(f"${rise:.3f}$", "value")
        rows = (
            line(f"${self.names[end]}$ changes by", more),
            line(more, f"/ ${NUDGE:g}$ =", slope(rise / NUDGE)),
        )
        moved = {
            cell: x
            for cell, x in other.values.items()
            if x != self.values[cell] or cell == first
        }
        heading = f"{self._plain(first)} rises by {NUDGE:g}: e moves as its slope says"
        return News(heading, moved, {}, frozenset({("edge", 1, 1, 1)}), (rows,))

    @cached_property
    def names(self) -> dict[Key, str]:
        """What cells are called, as mathematics: x, y, e and w, with numbers."""
        hidden = [c for k in range(1, self._last) for c in self._cells(k)]
        names: dict[Key, str] = {("x", 1): "x", self._cells(self._last)[0]: "e"}
        for number, cell in enumerate(hidden, start=1):
            names[cell] = f"y_{{{number}}}" if len(hidden) > 1 else "y"
        weights = [cell for cell in self.values if cell[0] == "w"]
        return names | {w: f"w_{{{n}}}" for n, w in enumerate(weights, start=1)}

    @cached_property
    def values(self) -> dict[Key, float]:
        """All values, by the keys of their cells."""
        found: dict[Key, float] = {("x", 1): self.at}
        x = np.array([self.at])
        for k, layer in enumerate(self.network.layers, start=1):
            w = layer.weights[1:]
            weights = np.ndenumerate(w)
            found |= {("w", k, i + 1, j + 1): float(v) for (i, j), v in weights}
            x = np.einsum("i,ij->j", x, w)
            found |= {("v", k, j): float(v) for j, v in enumerate(x, start=1)}
        return found

    @cached_property
    def slopes(self) -> dict[Key, float]:
        """All slopes, by the keys of their cells."""
        found: dict[Key, float] = {}
        after = np.ones(1)
        for k in range(self._last, 0, -1):
            w = self.network.layers[k - 1].weights[1:]
            found |= {("v", k, j): float(s) for j, s in enumerate(after, start=1)}
            for i, j in np.ndindex(w.shape):
                taken = self.values[self._cells(k - 1)[i]]
                found["w", k, i + 1, j + 1] = taken * float(after[j])
            after = np.einsum("ij,j->i", w, after)
        return found

    @property
    def _last(self) -> int:
        return len(self.network.layers)

    def _cells(self, k: int) -> list[Key]:
        """The cells of a layer's values; 0 is the input."""
        n = self.network.sizes[k]
        return [("v", k, j) if k else ("x", j) for j in range(1, n + 1)]

    def _edges(self, k: int) -> frozenset[Key]:
        n, m = self.network.sizes[k - 1 : k + 1]
        pairs = np.ndindex(n, m)
        return frozenset(("edge", k, i + 1, j + 1) for i, j in pairs)

    def _plain(self, cell: Key) -> str:
        """A cell's name among words."""
        return re.sub("[_{}]", "", self.names[cell]).translate(SUBSCRIPTS)

    def _product(self, cell: Key) -> tuple[Part, ...]:
        """What a value is: of each line into it a product."""
        _, k, j = cell
        terms: list[Sequence[Part | str]] = []
        for i, before in enumerate(self._cells(k - 1), start=1):
            weight = self.values["w", k, i, j]
            terms.append((value(self.values[before]), TIMES, value(weight)))
        result = value(self.values[cell])
        return line(f"${self.names[cell]}$ =", *added(terms), "=", result)

    def _weight_slope(self, cell: Key) -> tuple[Part, ...]:
        """A weight's slope: what comes in times the slope of what goes out."""
        _, k, i, j = cell
        taken, after = self._cells(k - 1)[i - 1], self._cells(k)[j - 1]
        factors = value(self.values[taken]), TIMES, slope(self.slopes[after])
        result = slope(self.slopes[cell])
        return line(f"{self._derivative(cell)} =", *factors, "=", result)

    def _value_slope(self, cell: Key) -> tuple[Part, ...]:
        """A value's slope: of each line out of it the weight times what comes back."""
        _, k, i = cell
        terms: list[Sequence[Part | str]] = []
        for j, after in enumerate(self._cells(k + 1), start=1):
            weight = value(self.values["w", k + 1, i, j])
            terms.append((weight, TIMES, slope(self.slopes[after])))
        result = slope(self.slopes[cell])
        return line(f"{self._derivative(cell)} =", *added(terms), "=", result)

    def _derivative(self, cell: Key) -> str:
        return rf"$\partial e/\partial {self.names[cell]}$"

    def _back_heading(self, k: int) -> str:
        if k == self._last:
            return "A weight's slope: what comes in, times the slope after it"
        if k == 1:
            return "The first weight's slope: what comes in times all after it"
        return "The same for the weights before"


def _check(network: Network) -> None:
    """Raise InputError for a network that is no chain of products."""
    sizes = network.sizes
    if sizes[0] != 1 or sizes[-1] != 1:
        words = "one input and one output"
        raise InputError("layers", ",".join(map(str, sizes)), words)
    if any(layer.activation != IDENTITY for layer in network.layers):
        raise InputError("activation", "of another kind", "identity")
    if any(layer.weights[0].any() for layer in network.layers):
        raise InputError("networks", "with biases", "networks without")
