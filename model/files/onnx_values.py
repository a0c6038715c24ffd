"""What is known of values in an ONNX graph: the steps that lead to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from model.activation import CHOICES, IDENTITY
from model.files.content import quoted
from model.files.curves import SUMS, is_identity, named
from model.files.steps import Scaling, Step, Sums

JOIN = "expected layers one after the other, without skips"
MOST_NAMED = 6  # operations: each value has its own copy of their names


class UnreadError(Exception):
    """Why an operation is not read; an error only where outputs depend on it."""


@dataclass(frozen=True, eq=False)
class Link:
    """A step, and those before it; the first has none, and stands for the inputs."""

    before: "Link | None" = None
    step: Step | None = None
    n_steps: int = 0

    def then(self, step: Step) -> "Link":
        """One more step."""
        return Link(self, step, self.n_steps + 1)

    def links(self) -> "list[Link]":
        """All links to here, the last first."""
        found = []
        link: Link | None = self
        while link:
            found.append(link)
            link = link.before
        return found

    def steps(self) -> list[Step]:
        """All steps to here, the first first."""
        return [link.step for link in self.links() if link.step is not None][::-1]

    def sums(self) -> "Link | None":
        """The last link with sums; None before the first."""
        link: Link | None = self
        while link and not isinstance(link.step, Sums):
            link = link.before
        return link


@dataclass(frozen=True, eq=False)
class Value:
    """What one name of a graph stands for.

    link: the steps that lead to it, but for the operations on each number alone since.
    curve: what those make of the numbers curves.SUMS; doing: what the last are called.
    sizes: of one point's values, 0 where a size is open; None if nothing is known.
    """

    link: Link
    sizes: tuple[int, ...] | None
    curve: np.ndarray = field(default_factory=lambda: SUMS)
    doing: tuple[str, ...] = ()

    def settled(self) -> "Value":
        """The same value, whose curve has become an activation among its steps.

        Raises UnreadError where no activation has it.
        """
        if is_identity(self.curve):
            return self
        found = named(self.curve)
        if found is None:
            words = f"expected {CHOICES}, leaky_relu of slope 0.01 and elu of alpha 1"
            does = quoted(", ".join(self.doing))
            raise UnreadError(f"activation {does}: {words}")
        f, factor, term = found
        link = self.link if f == IDENTITY else self.link.then(f)
        if (factor, term) != (1.0, 0.0):
            link = link.then(Scaling(self.doing[-1], times=factor, plus=term))
        return Value(link, self.sizes)

    def then(self, *steps: Step, sizes: tuple[int, ...] | None = None) -> "Value":
        """The value after steps more; sizes: None for the same."""
        link = self.settled().link
        for step in steps:
            link = link.then(step)
        return Value(link, self.sizes if sizes is None else sizes)

    def curved(self, curve: np.ndarray, doing: str) -> "Value":
        """The value after something more is done to each number alone."""
        doings = (*self.doing, doing)[-MOST_NAMED:]
        return replace(self, curve=curve, doing=doings)


def result(values: Sequence[tuple[str, Value]]) -> list[Step]:
    """The steps that lead to a network's output, of its outputs by name.

    Of several, that which all others are on the way to. Raises ValueError if none is.
    """
    name, last = max(values, key=lambda pair: pair[1].link.n_steps)
    on_the_way = set(map(id, last.link.links()))
    for other, value in values:
        sums = value.link.sums()
        if sums is not None and id(sums) not in on_the_way:
            raise ValueError(f"outputs {quoted(other)} and {quoted(name)}: {JOIN}")
    return last.link.steps()
