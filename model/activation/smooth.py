"""Smooth activations that rise without end: softer kinds of ReLU.

Each is written so that nothing overflows, and that far below zero its values keep their
last digits.
"""

from math import pi, sqrt

import numpy as np

from model.activation.bounded import sigmoid
from model.activation.definition import Activation
from model.activation.erf import erfc

FAR = 40.0  # from zero: beyond, no GELU can be told from max(0, v)


def _elu(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.add(np.maximum(v, 0.0), np.expm1(np.minimum(v, 0.0)), out=out)


def _elu_slope(v: np.ndarray) -> np.ndarray:
    return np.exp(np.minimum(v, 0.0))


def _gelu(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """v (1 + tanh(g)) / 2, written as v / (1 + exp(-2g))."""
    return np.multiply(v, sigmoid(_gelu_sum(v)), out=out)


def _gelu_sum(v: np.ndarray) -> np.ndarray:
    """2g: twice what the hyperbolic tangent is of."""
    v = np.clip(v, -FAR, FAR)
    return sqrt(8 / pi) * (v + 0.044715 * v * v * v)


def _gelu_slope(v: np.ndarray) -> np.ndarray:
    sums, v = _gelu_sum(v), np.clip(v, -FAR, FAR)
    rise = sqrt(8 / pi) * (1 + 3 * 0.044715 * v * v)
    return sigmoid(sums) * (1 + v * rise * sigmoid(-sums))


def _gelu_erf(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.multiply(v, _share_below(v), out=out)


def _share_below(v: np.ndarray) -> np.ndarray:
    """How much of the normal distribution lies below v: (1 + erf(v / sqrt(2))) / 2."""
    return 0.5 * erfc(np.multiply(v, -sqrt(0.5)))


def _gelu_erf_slope(v: np.ndarray) -> np.ndarray:
    v = np.clip(v, -FAR, FAR)
    return _share_below(v) + v * np.exp(-v * v / 2) / sqrt(2 * pi)


def _silu(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.multiply(v, sigmoid(v), out=out)


def _silu_slope(v: np.ndarray) -> np.ndarray:
    return sigmoid(v) * (1 + v * sigmoid(np.negative(v)))


def _softplus(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.add(np.maximum(v, 0.0), np.log1p(np.exp(-np.abs(v))), out=out)


def _mish(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.multiply(v, np.tanh(_softplus(v)), out=out)


def _mish_slope(v: np.ndarray) -> np.ndarray:
    share = np.tanh(_softplus(v))
    return share + v * (1 - share**2) * sigmoid(v)


ELU = Activation(
    "elu",
    "Exponential linear",
    _elu,
    _elu_slope,
    lower=-1.0,
    formula=r"\max(0, a) + \min(0, e^a - 1)",
    is_increasing=True,
)
GELU = Activation(
    "gelu",
    "Gaussian error linear",
    _gelu,
    _gelu_slope,
    other_names=("gelu_tanh", "gelu_new"),
    lower=-0.170040750571254,
    formula=r"\dfrac{a}{2}\,(1 + \tanh(\sqrt{2 / \pi}\,(a + 0.044715\,a^3)))",
)
GELU_ERF = Activation(
    "gelu_erf",
    "Exact Gaussian error linear",
    _gelu_erf,
    _gelu_erf_slope,
    other_names=("gelu_exact",),
    lower=-0.16997120747990369,
    formula=r"\dfrac{a}{2}\,(1 + \mathrm{erf}(a / \sqrt{2}))",
)
SILU = Activation(
    "silu",
    "Sigmoid linear",
    _silu,
    _silu_slope,
    other_names=("swish",),
    lower=-0.2784645427610738,
    formula=r"\dfrac{a}{1 + e^{-a}}",
)
SOFTPLUS = Activation(
    "softplus",
    "Softplus",
    _softplus,
    sigmoid,
    lower=0.0,
    formula=r"\ln(1 + e^a)",
    is_increasing=True,
)
MISH = Activation(
    "mish",
    "Mish",
    _mish,
    _mish_slope,
    lower=-0.3088434130172504,
    formula=r"a\,\tanh(\ln(1 + e^a))",
)
