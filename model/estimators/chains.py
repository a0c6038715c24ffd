"""What networks of other libraries are made of: weights and activations in a row."""

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np

from model.activation import IDENTITY, Activation
from model.layer import Layer

# A layer's name, and its weights (n_inputs + 1, n_outputs) or its activation.
Part: TypeAlias = tuple[str, np.ndarray | Activation]


def chain(parts: Iterable[Part]) -> list[Layer]:
    """Layers of weights, each with the activation that follows; identity if none does.

    Raises ValueError for no weights, weights that no layer can have, and activations
    before the first weights or after another.
    """
    layers: list[Layer] = []
    for name, part in parts:
        if not isinstance(part, Activation):
            layers.append(_layer(name, part))
        elif part != IDENTITY:
            _check(name, part, layers)
            layers[-1] = Layer(layers[-1].weights, part)
    if not layers:
        raise ValueError("a network without weights: expected one layer or more")
    return layers


def kind(thing: object, method: str) -> str:
    """The name of the class that a thing has a method from: its own, or an ancestor.

    A subclass that does not change what the method does is of its ancestor's kind.
    """
    for ancestor in type(thing).__mro__:
        if method in vars(ancestor):
            return ancestor.__name__
    return type(thing).__name__


def is_from(thing: object, *libraries: str) -> bool:
    """Whether a thing's class, or an ancestor of it, is from one of some libraries."""
    modules = [ancestor.__module__ for ancestor in type(thing).__mro__]
    return any(module.partition(".")[0] in libraries for module in modules)


def check_setting(
    name: str, what: str, setting: str, given: Any, *will_do: Any
) -> None:
    """Raise ValueError for a setting of a layer that has none of the values that do."""
    if given not in will_do:
        words = f"expected {' or '.join(map(repr, will_do))}"
        raise ValueError(f"layer {name!r} is {what} with {setting}={given!r}: {words}")


def _layer(name: str, weights: np.ndarray) -> Layer:
    try:
        return Layer(weights, IDENTITY)
    except ValueError as error:
        raise ValueError(f"layer {name!r} has {error}") from error


def _check(name: str, activation: Activation, layers: list[Layer]) -> None:
    """Raise ValueError for an activation that no layer of weights comes before."""
    words = "expected one activation after each layer of weights"
    if not layers:
        raise ValueError(f"layer {name!r}, {activation.name}, comes first: {words}")
    before = layers[-1].activation
    if before != IDENTITY:
        names = f"{activation.name} after {before.name}"
        raise ValueError(f"layer {name!r} applies {names}: {words}")
