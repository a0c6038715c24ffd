"""Activations of one number in Python's own arithmetic, to hold the model's against."""

import math


def logistic(v):
    return 1 / (1 + math.exp(-v)) if v > 0 else math.exp(v) / (1 + math.exp(v))


def softplus(v):
    return max(v, 0.0) + math.log1p(math.exp(-abs(v)))


def softmax(sums):
    powers = [math.exp(v - max(sums)) for v in sums]
    return [power / sum(powers) for power in powers]


FUNCTIONS = {
    "identity": lambda v: v,
    "logistic": logistic,
    "tanh": math.tanh,
    "relu": lambda v: v if v > 0 else 0.0,
    "leaky_relu": lambda v: v if v > 0 else 0.01 * v,
    "elu": lambda v: v if v > 0 else math.expm1(v),
    "gelu": lambda v: v * logistic(math.sqrt(8 / math.pi) * (v + 0.044715 * v**3)),
    "gelu_erf": lambda v: v / 2 * math.erfc(-v / math.sqrt(2)),
    "silu": lambda v: v * logistic(v),
    "softplus": softplus,
    "mish": lambda v: v * math.tanh(softplus(v)),
    "sine": math.sin,
    "step": lambda v: 1.0 if v >= 0 else 0.0,
}
