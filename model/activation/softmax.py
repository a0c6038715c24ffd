"""Softmax: the values of a whole layer, which add up to one."""

import numpy as np

from model.activation.definition import Activation


def _softmax(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    """exp(v) divided by its sum over the last axis.

    The largest v is subtracted first, so that nothing overflows.
    """
    out = np.subtract(v, v.max(axis=-1, keepdims=True), out=out)
    np.exp(out, out=out)
    out /= out.sum(axis=-1, keepdims=True)
    return out


def _softmax_slope(v: np.ndarray) -> np.ndarray:
    """dy_i / dv_j = y_i (1 - y_j) if i is j, else -y_i y_j: (..., n, n)."""
    y = _softmax(v)
    return y[..., :, None] * (np.eye(y.shape[-1]) - y[..., None, :])


SOFTMAX = Activation(
    "softmax",
    "Softmax",
    _softmax,
    _softmax_slope,
    lower=0.0,
    upper=1.0,
    formula=r"\dfrac{e^{a_j}}{\sum_k\; e^{a_k}}",
    is_increasing=True,
    of_layer=True,
)
