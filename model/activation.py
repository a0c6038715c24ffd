"""Activations: the function f in y_j = f(v_j)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Activation:
    """What a layer makes of its sums.

    function(v, out=None) works like a numpy ufunc on arrays of any shape.
    lower and upper bound its values; either may be infinite.
    kinks are the places where its slope jumps.
    formula: f(a) as TeX writes it, if it has one.
    is_straight: whether it is a straight line between kinks.
    of_layer: whether each value depends on all sums of a layer, which are the arrays'
        last axis then.
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
        """Apply to an array of any shape; the array given is left alone."""
        v = np.array(v, dtype=float)
        return self.function(v, out=v)


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
    """exp(v) as shares of its sum over the last axis; the largest v taken off first."""
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
    """The activation that people call by this name, in upper or lower case.

    Raises ValueError, naming the ones there are, for any other name.
    """
    if isinstance(name, Activation):
        return name
    try:
        return _NAMES[name.lower()]
    except (KeyError, AttributeError):
        raise ValueError(f"unknown activation {name!r}; choose {CHOICES}") from None


def activations(
    names: str | Activation | Sequence[str | Activation], n_layers: int
) -> tuple[Activation, ...]:
    """The activation of each layer.

    names: one for every layer; one for each; or two, the first for every layer but the
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
