"""Backpropagation: one point through a network, its error, and the slopes back."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model import IDENTITY, STEP, Network, Trace, descended, trace
from render.errors import InputError
from render.plot.glyphs import Key
from render.view.numbered_layout import ERROR, Numbered
from render.view.numbered_steps import News, NumberedStep, numbered_steps
from render.view.views import check_ends
from render.view.weights import apart
from render.view.worked import Line, Part, added, line, slope, value

TIMES, MINUS = "\N{MULTIPLICATION SIGN}", "\N{MINUS SIGN}"
SQUARE = ")\N{SUPERSCRIPT TWO}"


@dataclass(frozen=True)
class Backpropagation:
    """One point's way through a network, step by step, and its slopes' way back.

    at: the inputs. truth: what the outputs should be. The error is the sum over outputs
        of (output - truth)^2.
    rate: each weight moves by so much of its slope in the end.

    Raises InputError for numbers that are not finite, and a rate not above 0.
    """

    at: tuple[float, ...]
    truth: tuple[float, ...]
    rate: float = 0.1

    def __post_init__(self) -> None:
        for name in ("at", "truth"):
            numbers = getattr(self, name)
            if not np.isfinite(numbers).all():
                raise InputError(name, ",".join(map(str, numbers)), "finite numbers")
        if not 0 < self.rate < np.inf:
            raise InputError("rate", self.rate, "a number above 0")

    def steps(self, network: Network) -> tuple[NumberedStep, ...]:
        """The steps of the calculation.

        Raises InputError for a network with another number of inputs or outputs, and
        for one with an activation without a slope, or of a whole layer.
        """
        self._check(network)
        passed = Pass(network, trace(network, self.at, self.truth))
        moved = descended(network, passed.trace.weight_slopes, self.rate)
        again = Pass(moved, trace(moved, self.at, self.truth))
        news = [passed.start(), *passed.forward(), passed.error(), *passed.backward()]
        news += [passed.moved(again, self.rate), passed.outcome(again)]
        functions = tuple(map(passed.function, range(1, len(network.sizes))))
        return numbered_steps(news, Numbered(network.sizes, functions), "the error")

    def _check(self, network: Network) -> None:
        """Raise InputError for a network that it cannot show."""
        check_ends(network, self.at, self.truth)
        for f in (layer.activation for layer in network.layers):
            if f.of_layer or f == STEP:
                words = "functions of single nodes that have slopes, such as tanh"
                raise InputError("activation", f.name, words)


@dataclass(frozen=True, eq=False)
class Pass:
    """A network and the numbers of one point, and the steps that find them.

    Layers, inputs and nodes are counted from 1.
    """

    network: Network
    trace: Trace

    def start(self) -> News:
        """The weights and the inputs, before anything is worked out."""
        heading = "A network: a weight on each line, a bias above each sum"
        return News(heading, self._of("w", "x"))

    def forward(self) -> Iterator[News]:
        """The sum and the value of each node, layer by layer."""
        for k, j in self._nodes:
            sum_, result = ("v", k, j), self._result(k, j)
            rows = [self._sum(k, j)]
            if result != sum_:
                name = f"{self.function(k)} of"
                rows.append(line(name, self._value(sum_), "=", self._value(result)))
            numbers = {cell: self.values[cell] for cell in (sum_, result)}
            heading, lit = self._forward_heading(k, j), self._into(k, j)
            yield News(heading, numbers, {}, lit, (tuple(rows),))

    def error(self) -> News:
        """The error of the outputs."""
        truth = tuple(map(float, self.trace.truth))
        parts: list[Part | str] = ["error ="]
        for j, t in enumerate(truth, start=1):
            output = self._value(self._result(self._last, j))
            parts += ["+ (" if j > 1 else "(", output, MINUS, value(t), SQUARE]
        row = line(*parts, "=", value(self.trace.error))
        heading = "The error: how far the output is from the truth, squared"
        lit = frozenset(("exit", j) for j in range(1, len(truth) + 1))
        return News(heading, self._of("error"), {}, lit, ((row,),), truth)

    def backward(self) -> Iterator[News]:
        """The slopes of nodes and of weights, from the last layer to the first.

        What is done for the first time has a step of its own.
        """
        known: set[str] = set()
        for k, j in sorted(self._nodes, key=lambda node: (-node[0], node[1])):
            again = []
            for news in self._back(k, j):
                if news.heading in known:
                    again.append(news)
                else:
                    known.add(news.heading)
                    yield news
            if again:
                yield _joined(self._again(k, j, len(again)), again)
        yield News("One way back, and every weight has its slope")

    def _again(self, k: int, j: int, n: int) -> str:
        """What is done once more at a node, in n steps at a time."""
        through = [f"through {self.function(k)}"] if self.function(k) else []
        back = ["back to it"] if n > 1 + len(through) else []
        way = ", ".join([*back, *through, "onto its weights"])
        return f"Node {j} of layer {k}: {way}"

    def moved(self, again: "Pass", rate: float) -> News:
        """Each weight a little down its slope; again: the network with these."""
        cell = max(self._of("w"), key=lambda cell: abs(self.slopes[cell]))
        rule = (Part(f"new weight = weight {MINUS} rate {TIMES} slope, such as"),)
        old, step = self._value(cell), f"{MINUS} ${rate:g}$ {TIMES}"
        row = line(old, step, self._slope(cell), "=", again._value(cell))
        heading = "Every weight moves a little, against its slope"
        gone = frozenset(("value", kind) for kind in ("v", "y", "error"))
        column = (rule, row)
        return News(heading, again._of("w"), {}, frozenset(), (column,), gone=gone)

    def outcome(self, again: "Pass") -> News:
        """What the network with the new weights makes of the same point."""
        before, after = self.trace.error, again.trace.error
        old, new = (Part(f"${text}$", "value") for text in apart(before, after))
        row = line("error before", old, "and now", new)
        turn = "fallen" if after < before else "not fallen"
        heading = f"Forward once more: the error has {turn}"
        gone = frozenset(("slope", kind) for kind in ("w", "v", "y", "error"))
        numbers = again._of("v", "y", "error")
        return News(heading, numbers, {}, frozenset(), ((row,),), gone=gone)

    def function(self, k: int) -> str:
        """What a layer's function is called; empty for the identity."""
        f = self.network.layers[k - 1].activation
        return "" if f == IDENTITY else f.name.replace("_", " ")

    @cached_property
    def values(self) -> dict[Key, float]:
        """All values, by the keys of their cells."""
        weights = [layer.weights for layer in self.network.layers]
        found = self._by_cell(weights, self.trace.sums, self.trace.values)
        found |= {("x", i): float(x) for i, x in enumerate(self.trace.inputs, start=1)}
        return found | {ERROR: self.trace.error}

    @cached_property
    def slopes(self) -> dict[Key, float]:
        """All slopes, by the keys of their cells."""
        trace = self.trace
        return self._by_cell(trace.weight_slopes, trace.sum_slopes, trace.value_slopes)

    def _by_cell(
        self,
        weights: Sequence[np.ndarray],
        sums: Sequence[np.ndarray],
        results: Sequence[np.ndarray],
    ) -> dict[Key, float]:
        """Numbers of weights, sums and functions, by the keys of their cells."""
        found: dict[Key, float] = {}
        rows = zip(weights, sums, results, strict=True)
        for k, (w, v, y) in enumerate(rows, start=1):
            for j in range(1, len(v) + 1):
                found |= {("w", k, i, j): float(w[i, j - 1]) for i in range(len(w))}
                found["v", k, j] = float(v[j - 1])
                found[self._result(k, j)] = float(y[j - 1])
        return found

    @property
    def _last(self) -> int:
        return len(self.network.layers)

    @property
    def _nodes(self) -> list[tuple[int, int]]:
        """The layer and number of each node but the inputs."""
        sizes = enumerate(self.network.sizes[1:], start=1)
        return [(k, j) for k, n in sizes for j in range(1, n + 1)]

    def _result(self, k: int, j: int) -> Key:
        """The cell of what a node gives; inputs are layer 0."""
        if k == 0:
            return "x", j
        return ("y", k, j) if self.function(k) else ("v", k, j)

    def _of(self, *kinds: str) -> dict[Key, float]:
        """The values of cells of some kinds."""
        return {cell: x for cell, x in self.values.items() if cell[0] in kinds}

    def _value(self, cell: Key) -> Part:
        return value(self.values[cell])

    def _slope(self, cell: Key) -> Part:
        return slope(self.slopes[cell])

    def _into(self, k: int, j: int) -> frozenset[Key]:
        """The lines into a node, its bias's included."""
        n_inputs = self.network.sizes[k - 1]
        return frozenset(("edge", k, i, j) for i in range(n_inputs + 1))

    def _sum(self, k: int, j: int) -> Line:
        """Bias and products, added up."""
        terms: list[Sequence[Part | str]] = [(self._value(("w", k, 0, j)),)]
        for i in range(1, self.network.sizes[k - 1] + 1):
            taken, weight = self._value(self._result(k - 1, i)), ("w", k, i, j)
            terms.append((taken, TIMES, self._value(weight)))
        return line("sum =", *added(terms), "=", self._value(("v", k, j)))

    def _forward_heading(self, k: int, j: int) -> str:
        if (k, j) == (1, 1):
            last = f", then {self.function(1)}" if self.function(1) else ""
            return f"Forward: inputs times weights, all added{last}"
        if j > 1:
            return f"Node {j} of layer {k} has weights of its own"
        result = "The output" if k == self._last else f"Layer {k}"
        return f"{result} does the same with what layer {k - 1} gives"

    def _back(self, k: int, j: int) -> Iterator[News]:
        """The slopes of a node's value and sum, and of the weights into it."""
        yield self._outer(k, j) if k == self._last else self._arrived(k, j)
        if self.function(k):
            yield self._through(k, j)
        rows: list[Line] = []
        numbers: dict[Key, float] = {}
        after = self._slope(("v", k, j))
        for i in range(self.network.sizes[k - 1] + 1):
            weight = ("w", k, i, j)
            taken = self._value(self._result(k - 1, i)) if i else "bias: 1"
            rows.append(line(taken, TIMES, after, "=", self._slope(weight)))
            numbers[weight] = self.slopes[weight]
        heading = "A weight's slope: what comes in times its sum's slope"
        yield News(heading, {}, numbers, self._into(k, j), (tuple(rows),))

    def _outer(self, k: int, j: int) -> News:
        """The slope of an output, from the error."""
        cell = self._result(k, j)
        truth = value(float(self.trace.truth[j - 1]))
        parts = f"slope = $2$ {TIMES} (", self._value(cell), MINUS, truth, ") ="
        row = line(*parts, self._slope(cell))
        heading = "Back: how the error changes when the output does"
        numbers, lit = {cell: self.slopes[cell]}, frozenset({("exit", j)})
        return News(heading, {}, numbers, lit, ((row,),))

    def _arrived(self, k: int, j: int) -> News:
        """The slope of what a node gives, from all nodes that it goes to."""
        cell, after = self._result(k, j), range(1, self.network.sizes[k + 1] + 1)
        products: list[Sequence[Part | str]] = []
        for m in after:
            weight, there = ("w", k + 1, j, m), ("v", k + 1, m)
            products.append((self._value(weight), TIMES, self._slope(there)))
        row = line("slope =", *added(products), "=", self._slope(cell))
        heading = "Back along a line: the slope times the weight"
        if len(after) > 1:
            heading = "Where paths part, their slopes come back and add up"
        numbers = {cell: self.slopes[cell]}
        lit = frozenset(("edge", k + 1, j, m) for m in after)
        return News(heading, {}, numbers, lit, ((row,),))

    def _through(self, k: int, j: int) -> News:
        """The slope of a sum: that of what its function gives, times the function's."""
        v, sum_, result = self.trace.sums[k - 1], ("v", k, j), self._result(k, j)
        own = float(self.network.layers[k - 1].activation.slope(v)[j - 1])
        name = self.function(k)
        rows = (
            line(f"slope of {name} at", self._value(sum_), "=", value(own)),
            line(self._slope(result), TIMES, value(own), "=", self._slope(sum_)),
        )
        heading = f"Back through {name}: times the slope of {name} there"
        return News(heading, {}, {sum_: self.slopes[sum_]}, frozenset(), (rows,))


def _joined(heading: str, news: Sequence[News]) -> News:
    """Several steps as one; their equations stand side by side."""
    slopes = {cell: x for one in news for cell, x in one.slopes.items()}
    lit = frozenset(key for one in news for key in one.lit)
    columns = tuple(column for one in news for column in one.columns)
    return News(heading, {}, slopes, lit, columns)
