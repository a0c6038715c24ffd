"""The activations there are, and the names that people know them by."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from model.activation.bounded import LOGISTIC, SINE, TANH
from model.activation.definition import Activation
from model.activation.smooth import ELU, GELU, GELU_ERF, MISH, SILU, SOFTPLUS
from model.activation.softmax import SOFTMAX
from model.activation.straight import IDENTITY, LEAKY_RELU, RELU, STEP

ACTIVATIONS = (
    IDENTITY,
    LOGISTIC,
    TANH,
    RELU,
    LEAKY_RELU,
    ELU,
    GELU,
    GELU_ERF,
    SILU,
    SOFTPLUS,
    MISH,
    SINE,
    STEP,
    SOFTMAX,
)

# What the activations of layers may be given as: one for all, one for each, or two, the
# first for every layer but the last.
Activations: TypeAlias = str | Activation | Sequence[str | Activation]


def _choices() -> str:
    """The names of all activations, each with the commonest other one."""
    names = [
        f"{f.name} ({f.other_names[0]})" if f.other_names else f.name
        for f in ACTIVATIONS
    ]
    return f"{', '.join(names[:-1])} or {names[-1]}"


def _plain(name: str) -> str:
    """A name without what people write it with: capitals, spaces, _ and -."""
    return re.sub(r"[\s_-]", "", name).lower()


CHOICES = _choices()
_BY_NAME = {
    _plain(name): f for f in ACTIVATIONS for name in (f.name, f.title, *f.other_names)
}


def activation(name: str | Activation) -> Activation:
    """An activation by one of its names, or its title; an Activation is given back.

    Capitals, spaces, _ and - make no difference: "LeakyReLU" is "leaky_relu".
    Raises ValueError for an unknown name, and lists the known ones.
    """
    if isinstance(name, Activation):
        return name
    if isinstance(name, str) and _plain(name) in _BY_NAME:
        return _BY_NAME[_plain(name)]
    raise ValueError(f"unknown activation {name!r}; choose {CHOICES}")


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
