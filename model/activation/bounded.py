"""Smooth activations whose values have bounds on both sides."""

import numpy as np

from model.activation.definition import Activation


def sigmoid(v: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-v)), to the last digits however close to zero it is."""
    share: np.ndarray = np.exp(np.minimum(v, 0.0))
    share /= 1.0 + np.exp(-np.abs(v))
    return share


def _logistic(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """1 / (1 + exp(-v)), written as (1 + tanh(v / 2)) / 2, which cannot overflow."""
    out = np.multiply(v, 0.5, out=out)
    np.tanh(out, out=out)
    out += 1.0
    out *= 0.5
    return out


def _logistic_slope(v: np.ndarray) -> np.ndarray:
    return sigmoid(v) * sigmoid(np.negative(v))


def _tanh_slope(v: np.ndarray) -> np.ndarray:
    return 1.0 - np.tanh(v) ** 2


LOGISTIC = Activation(
    "logistic",
    "Logistic",
    _logistic,
    _logistic_slope,
    other_names=("sigmoid",),
    lower=0.0,
    upper=1.0,
    formula=r"\dfrac{1}{1 + e^{-a}}",
    is_increasing=True,
)
TANH = Activation(
    "tanh",
    "Hyperbolic tangent",
    np.tanh,
    _tanh_slope,
    lower=-1.0,
    upper=1.0,
    formula=r"\dfrac{e^a - e^{-a}}{e^a + e^{-a}}",
    is_increasing=True,
)
SINE = Activation(
    "sine",
    "Sine",
    np.sin,
    np.cos,
    other_names=("sin",),
    lower=-1.0,
    upper=1.0,
    formula=r"\sin(a)",
)
