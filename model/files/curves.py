"""Activations that are made of several operations, by the values that they have.

Exporters write SiLU as a product with a logistic, and GELU with erf or tanh. What comes
of a few sums, tried out, tells which activation it is, however it is written.
"""

import numpy as np

from model.activation import ACTIVATIONS, IDENTITY, Activation

FAR = (20.0, 40.0, 80.0, 600.0)
# Sums that are tried out, as they lie nowhere in the middle of a rounded number.
SUMS = np.concatenate([np.linspace(-9.1, 9.3, 160), FAR, np.negative(FAR)])
SUMS.setflags(write=False)
CLOSE = 1e-6  # of float32, in which files have the numbers of their operations
# The first is found before others, so that straight lines are nothing but scalings.
ELEMENTWISE = (IDENTITY, *(f for f in ACTIVATIONS if f != IDENTITY and not f.of_layer))
CURVES = np.array([f(SUMS) for f in ELEMENTWISE])
CURVES.setflags(write=False)


def named(curve: np.ndarray) -> tuple[Activation, float, float] | None:
    """The activation that has these values at SUMS; a factor and a term after it.

    None where no activation has them.
    """
    if not np.isfinite(curve).all():
        return None
    exact = np.flatnonzero(_are_close(CURVES, curve))
    if len(exact):
        return ELEMENTWISE[exact[0]], 1.0, 0.0
    centred = CURVES - CURVES.mean(axis=1, keepdims=True)
    factors = centred @ (curve - curve.mean()) / (centred**2).sum(axis=1)
    terms = curve.mean() - factors * CURVES.mean(axis=1)
    lines = factors[:, None] * CURVES + terms[:, None]
    for i in np.flatnonzero(_are_close(lines, curve)):
        return ELEMENTWISE[i], float(factors[i]), float(terms[i])
    return None


def _are_close(curves: np.ndarray, curve: np.ndarray) -> np.ndarray:
    """Which of curves is the same as another, but for rounding."""
    close = np.abs(curves - curve) <= CLOSE * (1 + np.abs(curve))
    same: np.ndarray = close.all(axis=1)
    return same


def is_identity(curve: np.ndarray) -> bool:
    """Whether nothing has been done to the sums yet."""
    return curve is SUMS
