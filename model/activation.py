"""Activations: the function f in y_j = f(v_j)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np


@dataclass(frozen=True)
class Activation:
    """A function that turns the sums of a layer into its values.

    name: what people type, "tanh"; title: what titles say, "Hyperbolic tangent".
    function(v, out=None): works like a numpy ufunc on arrays of any shape.
    lower, upper: bounds of its values; either may be infinite.
    kinks: the places where its slope jumps.
    formula: f(a) as TeX writes it; empty if it has none.
    is_straight: whether it is a straight line between kinks.
    of_layer: whether each value depends on all sums of its layer; the sums of one layer
        then lie along the arrays' last axis.
    """

    name: str
    title: str
    function: Callable[..., np.ndarray]
    lower: float = -np.inf
    upper: float = np.inf
    kinks: tuple[float, ...] = ()
    formula: str = ""
    is_straight: bool = False
    of_layer: bool = False

    def __call__(self, v: np.ndarray) -> np.ndarray:
        """Apply to an array of any shape, which itself is left unchanged."""
        v = np.array(v, dtype=float)
        return self.function(v, out=v)


# What the activations of layers may be given as: one for all, one for each, or two, the
# first for every layer but the last.
Activations: TypeAlias = str | Activation | Sequence[str | Activation]


def _logistic(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """1 / (1 + exp(-v)), written as (1 + tanh(v / 2)) / 2, which cannot overflow."""
    out = np.multiply(v, 0.5, out=out)
    np.tanh(out, out=out)
    out += 1.0
    out *= 0.5
    return out


def _relu(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.maximum(v, 0.0, out=out)


def _softmax(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """exp(v) divided by its sum over the last axis.

    The largest v is subtracted first, so that nothing overflows.
    """
    out = np.subtract(v, v.max(axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=-1, keepdims=True)
    return out


IDENTITY = Activation("identity", "Linear", np.positive, formula="a", is_straight=True)
LOGISTIC = Activation(
    "logistic",
    "Logistic",
    _logistic,
    lower=0.0,
    upper=1.0,
    formula=r"\dfrac{1}{1 + e^{-a}}",
)
TANH = Activation(
    "tanh",
    "Hyperbolic tangent",
    np.tanh,
    lower=-1.0,
    upper=1.0,
    formula=r"\dfrac{e^a - e^{-a}}{e^a + e^{-a}}",
)
RELU = Activation(
    "relu",
    "Rectified linear",
    _relu,
    lower=0.0,
    kinks=(0.0,),
    formula=r"\max(0, a)",
    is_straight=True,
)
SOFTMAX = Activation(
    "softmax",
    "Softmax",
    _softmax,
    lower=0.0,
    upper=1.0,
    formula=r"\dfrac{e^{a_j}}{\sum_k e^{a_k}}",
    of_layer=True,
)

ACTIVATIONS = (IDENTITY, LOGISTIC, TANH, RELU, SOFTMAX)
CHOICES = "identity (linear), logistic (sigmoid), tanh, relu or softmax"

_NAMES = {
    "identity": IDENTITY,
    "linear": IDENTITY,
    "none": IDENTITY,
    "logistic": LOGISTIC,
    "sigmoid": LOGISTIC,
    "tanh": TANH,
    "hyperbolic tangent": TANH,
    "hyperbolic_tangent": TANH,
    "relu": RELU,
    "rectified linear": RELU,
    "rectifier": RELU,
    "softmax": SOFTMAX,
}


def activation(name: str | Activation) -> Activation:
    """An activation by its name, in upper or lower case; an Activation is given back.

    Raises ValueError for an unknown name, and lists the known ones.
    """
    if isinstance(name, Activation):
        return name
    try:
        return _NAMES[name.lower()]
    except (KeyError, AttributeError):
        raise ValueError(f"unknown activation {name!r}; choose {CHOICES}") from None


def activations(names: Activations, n_layers: int) -> tuple[Activation, ...]:
    """The activation of each layer.

    names: one for all layers; one for each; or two, the first for every layer but the
        last.
    Raises ValueError for an unknown name, another number of names, and softmax in any
    layer but the last.
    """
    if isinstance(names, str | Activation):
        names = [names]
    *first, last = [activation(name) for name in names]
    if len(first) < 2:
        first = (first or [last]) * (n_layers - 1)
    if len(first) + 1 != n_layers:
        words = f"one for all layers, two, or one for each of {n_layers}"
        raise ValueError(f"{len(first) + 1} activations: expected {words}")
    for number, f in enumerate(first, start=1):
        if f.of_layer:
            words = "expected in the last layer alone"
            raise ValueError(f"{f.name} in layer {number}: {words}")
    return (*first, last)
