"""Activations: the function f in y_j = f(v_j)."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class Activation:
    """A nonlinearity, applied to every node of every layer.

    function(v, out=None) works like a numpy ufunc on arrays of any shape.
    lower and upper bound its values; either may be infinite.
    kinks are the places where its slope jumps.
    formula: f(a) as TeX writes it, if it has one.
    """

    name: str
    title: str
    function: Callable[..., np.ndarray]
    lower: float = -np.inf
    upper: float = np.inf
    kinks: tuple[float, ...] = ()
    formula: str = ""

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


IDENTITY = Activation("identity", "Linear", np.positive, formula="a")
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
)

ACTIVATIONS = (IDENTITY, LOGISTIC, TANH, RELU)

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
        raise ValueError(
            f"unknown activation {name!r}; choose identity (linear), "
            "logistic (sigmoid), tanh or relu"
        ) from None
