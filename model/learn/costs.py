"""Costs: how many operations it takes to find the slopes of all weights, in two ways.

By nudging, a network is passed through forward once as it is, and once for each weight
and bias with that one moved a little. By backpropagation it is once forward and once
back. Both are here as plain arithmetic on numbers of any type, so that numbers that
count can go through them; and as formulas, for networks too large for that.

Counted is what one point takes, with squared errors and nodes without functions: those
of nodes are as many as there are nodes, which is few beside their weights.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

Rows = Sequence[
    Sequence[Any]
]  # a layer's weights, (n_inputs + 1, n_outputs), bias first


@dataclass(frozen=True)
class Cost:
    """Numbers of operations. Subtractions are additions; divisions do not count."""

    multiplications: int
    additions: int

    @property
    def operations(self) -> int:
        """How many there are of both kinds."""
        return self.multiplications + self.additions


class Tally:
    """Operations counted so far."""

    def __init__(self) -> None:
        self.multiplications = self.additions = 0

    @property
    def cost(self) -> Cost:
        """What they come to."""
        return Cost(self.multiplications, self.additions)


@dataclass(frozen=True)
class Counted:
    """A number that counts what is done with it."""

    value: float
    tally: Tally

    def __mul__(self, other: "Counted") -> "Counted":
        self.tally.multiplications += 1
        return Counted(self.value * other.value, self.tally)

    def __add__(self, other: "Counted") -> "Counted":
        self.tally.additions += 1
        return Counted(self.value + other.value, self.tally)

    def __sub__(self, other: "Counted") -> "Counted":
        self.tally.additions += 1
        return Counted(self.value - other.value, self.tally)

    def __truediv__(self, other: "Counted") -> "Counted":
        return Counted(self.value / other.value, self.tally)


def forward(layers: Sequence[Rows], inputs: Sequence[Any], truth: Sequence[Any]) -> Any:
    """The values of all layers, inputs first; how far outputs are off; the error."""
    values = [list(inputs)]
    for rows in layers:
        columns = zip(*rows, strict=True)
        values.append([_sum(column, values[-1]) for column in columns])
    off = [output - t for output, t in zip(values[-1], truth, strict=True)]
    return values, off, _total([d * d for d in off])


def nudged_slopes(
    layers: Sequence[Rows], inputs: Sequence[Any], truth: Sequence[Any], nudge: Any
) -> list[list[list[Any]]]:
    """The slope of the error with each weight, each from a pass with it nudged."""
    error = forward(layers, inputs, truth)[-1]

    def slope(k: int, i: int, j: int) -> Any:
        moved = [[list(row) for row in rows] for rows in layers]
        moved[k][i][j] = moved[k][i][j] + nudge
        return (forward(moved, inputs, truth)[-1] - error) / nudge

    return [
        [[slope(k, i, j) for j in range(len(row))] for i, row in enumerate(rows)]
        for k, rows in enumerate(layers)
    ]


def backward_slopes(
    layers: Sequence[Rows], inputs: Sequence[Any], truth: Sequence[Any], two: Any
) -> list[list[list[Any]]]:
    """The same by backpropagation; two: the number 2."""
    values, off, _ = forward(layers, inputs, truth)
    after = [two * d for d in off]  # the slopes of the sums of a layer
    slopes = []
    for k in reversed(range(len(layers))):
        slopes.append([after, *([x * d for d in after] for x in values[k])])
        if k:
            rows = layers[k][1:]
            pairs = [[w * d for w, d in zip(row, after, strict=True)] for row in rows]
            after = [_total(products) for products in pairs]
    return slopes[::-1]


def n_weights(sizes: Sequence[int]) -> int:
    """How many weights and biases a network of sizes has, inputs first."""
    return sum((n + 1) * m for n, m in pairwise(sizes))


def forward_cost(sizes: Sequence[int]) -> Cost:
    """What a pass forward takes: a product and an addition for each weight, no bias.

    And for each output its difference from the truth, the square, and the sum of those.
    """
    links, outputs = _links(sizes), sizes[-1]
    return Cost(links + outputs, links + 2 * outputs - 1)


def nudging_cost(sizes: Sequence[int]) -> Cost:
    """What all slopes take by nudging: as many passes as weights, and one more.

    And for each an addition, of the nudge, and a difference, of the errors.
    """
    n, one = n_weights(sizes), forward_cost(sizes)
    return Cost((n + 1) * one.multiplications, (n + 1) * one.additions + 2 * n)


def backpropagation_cost(sizes: Sequence[int]) -> Cost:
    """What all slopes take by backpropagation: a pass forward, and one back.

    Back, it is a product for the slope of each output, and of each weight; and for
    those of nodes between, one for each weight after the first layer, added up.
    """
    one, links, inner = forward_cost(sizes), _links(sizes), _links(sizes[1:])
    between = sum(sizes[1:-1])
    return Cost(
        one.multiplications + sizes[-1] + links + inner,
        one.additions + inner - between,
    )


def _links(sizes: Sequence[int]) -> int:
    """How many weights there are, without biases."""
    return sum(n * m for n, m in pairwise(sizes))


def _sum(column: Sequence[Any], values: Sequence[Any]) -> Any:
    """A bias and the products of weights and values, added up."""
    bias, *weights = column
    products = [w * x for w, x in zip(weights, values, strict=True)]
    return _total([bias, *products])


def _total(terms: Sequence[Any]) -> Any:
    """The sum of some numbers, added one to the other."""
    first, *others = terms
    for term in others:
        first = first + term
    return first
