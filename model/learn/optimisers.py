"""Optimisers: by how much weights are changed, given the slopes of the loss.

Each is a small value; what it has to remember is a State, which goes in and comes out.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from math import isfinite
from typing import Any, ClassVar, NamedTuple, TypeAlias

import numpy as np


class State(NamedTuple):
    """What an optimiser remembers.

    steps: how many were made; averages: arrays of the shape of the weights.
    """

    steps: int
    averages: tuple[np.ndarray, ...]


class _Optimiser:
    """What all optimisers have: a name, how many averages they keep, and checks."""

    name: ClassVar[str]
    n_averages: ClassVar[int] = 0

    def __post_init__(self) -> None:
        for name, value in asdict(self).items():  # type: ignore[call-overload]
            _check(name, value)
            object.__setattr__(self, name, float(value))

    def first(self, shape: tuple[int, ...]) -> State:
        """The state before the first step, for weights of a shape."""
        return State(0, tuple(np.zeros(shape) for _ in range(self.n_averages)))


@dataclass(frozen=True)
class GradientDescent(_Optimiser):
    """Downhill, as far as the slope is steep: each weight changes by -rate g."""

    rate: float = 0.1

    name = "gradient_descent"

    def step(self, state: State, slopes: np.ndarray) -> tuple[np.ndarray, State]:
        """The changes of weights, of the slopes' shape, and the state after them."""
        return -self.rate * slopes, State(state.steps + 1, ())


@dataclass(frozen=True)
class Momentum(_Optimiser):
    """Downhill, as a ball rolls: each change is momentum times the last one, - rate g.

    Polyak 1964, as Sutskever, Martens, Dahl and Hinton 2013 write it.
    """

    rate: float = 0.1
    momentum: float = 0.9

    name = "momentum"
    n_averages = 1

    def step(self, state: State, slopes: np.ndarray) -> tuple[np.ndarray, State]:
        """The changes of weights, of the slopes' shape, and the state after them."""
        changes = self.momentum * state.averages[0] - self.rate * slopes
        return changes, State(state.steps + 1, (changes,))


@dataclass(frozen=True)
class RMSprop(_Optimiser):
    """Slopes divided by the root of their mean square: -rate g / (sqrt(s) + epsilon).

    s is decay s + (1 - decay) g^2, from 0. Tieleman and Hinton 2012, lecture 6.5.
    """

    rate: float = 0.01
    decay: float = 0.9
    epsilon: float = 1e-8

    name = "rmsprop"
    n_averages = 1

    def step(self, state: State, slopes: np.ndarray) -> tuple[np.ndarray, State]:
        """The changes of weights, of the slopes' shape, and the state after them."""
        squares = self.decay * state.averages[0] + (1 - self.decay) * slopes * slopes
        changes = -self.rate * slopes / (np.sqrt(squares) + self.epsilon)
        return changes, State(state.steps + 1, (squares,))


@dataclass(frozen=True)
class Adam(_Optimiser):
    """Momentum and RMSprop together: -rate m' / (sqrt(s') + epsilon).

    m is decay m + (1 - decay) g and s is decay_squares s + (1 - decay_squares) g^2,
    both from 0; m' and s' are both without what they have of their beginning: divided
    by 1 - decay^t, at step t. Kingma and Ba 2015, algorithm 1.
    """

    rate: float = 0.01
    decay: float = 0.9
    decay_squares: float = 0.999
    epsilon: float = 1e-8

    name = "adam"
    n_averages = 2

    def step(self, state: State, slopes: np.ndarray) -> tuple[np.ndarray, State]:
        """The changes of weights, of the slopes' shape, and the state after them."""
        t = state.steps + 1
        mean, squares = state.averages
        mean = self.decay * mean + (1 - self.decay) * slopes
        squares = (
            self.decay_squares * squares + (1 - self.decay_squares) * slopes * slopes
        )
        spread = np.sqrt(squares / (1 - self.decay_squares**t)) + self.epsilon
        changes = (-self.rate / (1 - self.decay**t)) * mean / spread
        return changes, State(t, (mean, squares))


Optimiser: TypeAlias = GradientDescent | Momentum | RMSprop | Adam
OPTIMISERS: Mapping[str, type[Optimiser]] = {
    kind.name: kind for kind in (GradientDescent, Momentum, RMSprop, Adam)
}


def optimiser_named(name: str | Optimiser, **options: Any) -> Optimiser:
    """An optimiser by its name, with its own defaults where no option is given.

    Raises ValueError for an unknown name, and for options that it has not or that do
    not fit.
    """
    if not isinstance(name, str):
        return name
    if name not in OPTIMISERS:
        raise ValueError(
            f"unknown optimiser {name!r}: expected {', '.join(OPTIMISERS)}"
        )
    kind = OPTIMISERS[name]
    known = asdict(kind())
    for option in options:
        if option not in known:
            words = f"expected {', '.join(known)}"
            raise ValueError(f"{name} with {option!r}: {words}")
    return kind(**options)


def _check(name: str, value: Any) -> None:
    """Raise ValueError for a rate that is not above 0, or a share that is none."""
    right = isinstance(value, int | float) and isfinite(value)
    if name in ("rate", "epsilon"):
        if not (right and 0 < value <= 1e6):
            raise ValueError(f"{name} {value!r}: expected above 0, at most 1,000,000")
    elif not (right and 0 <= value < 1):
        raise ValueError(f"{name} {value!r}: expected 0 or more, below 1")
