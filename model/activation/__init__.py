"""Activations: the function f in y_j = f(v_j).

To add one, write it in the file of its like, and add it to `ACTIVATIONS` in `names.py`.
"""

from model.activation.bounded import LOGISTIC, SINE, TANH
from model.activation.definition import Activation
from model.activation.names import (
    ACTIVATIONS,
    CHOICES,
    Activations,
    activation,
    activations,
)
from model.activation.smooth import ELU, GELU, GELU_ERF, MISH, SILU, SOFTPLUS
from model.activation.softmax import SOFTMAX
from model.activation.straight import IDENTITY, LEAKY_RELU, RELU, STEP

__all__ = [
    "ACTIVATIONS",
    "CHOICES",
    "ELU",
    "GELU",
    "GELU_ERF",
    "IDENTITY",
    "LEAKY_RELU",
    "LOGISTIC",
    "MISH",
    "RELU",
    "SILU",
    "SINE",
    "SOFTMAX",
    "SOFTPLUS",
    "STEP",
    "TANH",
    "Activation",
    "Activations",
    "activation",
    "activations",
]
