"""Activations that are straight between kinks and jumps."""

import numpy as np

from model.activation.definition import Activation

LEAK = 0.01  # the slope of a leaky ReLU below zero, as PyTorch has it


def _relu(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.maximum(v, 0.0, out=out)


def _relu_slope(v: np.ndarray) -> np.ndarray:
    return np.where(np.greater(v, 0), 1.0, 0.0)


def _leaky_relu(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.maximum(v, np.multiply(v, LEAK), out=out)


def _leaky_relu_slope(v: np.ndarray) -> np.ndarray:
    return np.where(np.greater(v, 0), 1.0, LEAK)


def _step(v: np.ndarray, out: np.ndarray | None = None) -> np.ndarray:
    return np.heaviside(v, 1.0, out=out)


IDENTITY = Activation(
    "identity",
    "Linear",
    np.positive,
    np.ones_like,
    other_names=("linear", "none"),
    formula="a",
    is_straight=True,
    is_increasing=True,
)
RELU = Activation(
    "relu",
    "Rectified linear",
    _relu,
    _relu_slope,
    other_names=("rectifier",),
    lower=0.0,
    kinks=(0.0,),
    formula=r"\max(0, a)",
    is_straight=True,
)
LEAKY_RELU = Activation(
    "leaky_relu",
    "Leaky rectified linear",
    _leaky_relu,
    _leaky_relu_slope,
    kinks=(0.0,),
    formula=rf"\max({LEAK}\,a, a)",
    is_straight=True,
    is_increasing=True,
)
STEP = Activation(
    "step",
    "Unit step",
    _step,
    np.zeros_like,
    other_names=("heaviside", "binary_step"),
    lower=0.0,
    upper=1.0,
    jumps=(0.0,),
    formula=r"1\ \mathrm{if}\ a \geq 0,\ \mathrm{else}\ 0",
    is_straight=True,
)
