"""Lit: what nodes give for one point, how light that is, and which is the answer."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

import numpy as np

from model import IDENTITY, UNKNOWN, Activation, Images, Network
from render.plot.drawings import Arrangement, Drawing, Room
from render.view.named import Named

if TYPE_CHECKING:
    from render.view.activations import Activations

Point: TypeAlias = tuple[float, ...] | Images  # a value for each input, or one image
TIED = 1e-9  # outputs that differ by less are equal


def lightness(values: np.ndarray, span: tuple[float, float]) -> np.ndarray:
    """Values as pixels have them, -1 for black and 1 for white.

    span: the values that are black and white.
    """
    low, high = span
    return (2 * values - (low + high)) / (high - low)


def span_of(activation: Activation) -> tuple[float, float]:
    """The values of a layer that are black and white: 0 and 1, or -1 and 1."""
    return (
        (0.0, 1.0) if activation.lower == 0 and activation.upper == 1 else (-1.0, 1.0)
    )


@dataclass(frozen=True, eq=False)
class Lit(Arrangement):
    """A network some of whose layers are lit by a point.

    point: the inputs. n_lit: how many layers are, the inputs being the first.
    is_done: whether the answer is marked.
    """

    view: "Activations"
    network: Network
    point: Point
    n_lit: int
    is_done: bool

    emphasis = False  # it marks what is new itself

    def drawing(self, room: Room) -> Drawing:
        """The network in points. Raises InputError for too little room."""
        return self.fitted(room)

    @property
    def note(self) -> str:
        """The small words below: what is black and white, and what lines are."""
        parts = self.view.remark, self.view.greys(self.network), self.lines
        return " ".join(filter(None, parts))

    @property
    def lines(self) -> str:
        """What lines are, in words."""
        raise NotImplementedError

    @cached_property
    def values(self) -> list[np.ndarray]:
        """The values of each layer's nodes, inputs first."""
        inputs = self.point.inputs() if isinstance(self.point, Images) else [self.point]
        return [row[0] for row in self.network.nodes(np.array(inputs))]

    @cached_property
    def lights(self) -> list[np.ndarray]:
        """How light each layer's nodes are, from -1 to 1, inputs first."""
        layers = self.network.layers
        spans = [self.view.inputs_span, *(span_of(la.activation) for la in layers)]
        pairs = zip(self.values, spans, strict=True)
        return [lightness(values, span) for values, span in pairs]

    @property
    def winners(self) -> tuple[int, ...]:
        """The highest output, counted from 0, or all that tie."""
        outputs = self.values[-1]
        return tuple(map(int, np.flatnonzero(outputs >= outputs.max() - TIED)))

    @property
    def names(self) -> tuple[str, ...]:
        """What outputs are called."""
        n = self.network.sizes[-1]
        return Named(self.view.names, self.network.sizes[0], n).curves or ("$y$",)

    @property
    def heading(self) -> str:
        """What is new."""
        last = len(self.network.sizes)
        if self.is_done:
            return self._answer()
        if self.n_lit < 2:
            kind = "picture" if self.view.picture_shape else "point"
            if self.n_lit == 0:
                return f"What does the network make of a {kind}?"
            return f"The inputs: the numbers of the {kind}"
        number = self.n_lit - 1
        if self.view.titles:
            return self.view.titles[number - 1]
        f = self.network.layers[number - 1].activation
        then = "" if f == IDENTITY else f", then {f.name.replace('_', ' ')}"
        name = "The outputs" if self.n_lit == last else f"Layer {number}"
        return f"{name}: values times weights, added{then}"

    def _answer(self) -> str:
        """Which output is the highest, in words, and whether that is right."""
        if len(self.winners) > 1:
            highest, n = float(self.values[-1].max()), len(self.winners)
            return f"A tie: the highest {n} outputs are all {highest:.2f}"
        if len(self.values[-1]) == 1:
            return f"The output is {float(self.values[-1][0]):.2f}"
        answer = self._plain(self.winners[0])
        truth = self.truth
        if truth is not None and truth != self.winners[0]:
            return f"A mistake: for this {self._plain(truth)} the answer is {answer}"
        if self.point == self.view.at:
            return f"The highest output is the answer: {answer}"
        return f"Another picture, and the answer is {answer}"

    def _plain(self, output: int) -> str:
        """What an output is called where there is no mathematics."""
        name = self.names[output]
        return f"output {output}" if name.startswith("$") else name

    @property
    def truth(self) -> int | None:
        """The number of the output that is right; None if nobody knows."""
        if isinstance(self.point, Images):
            label = int(self.point.labels[0])
            return None if label == UNKNOWN else label
        return None
