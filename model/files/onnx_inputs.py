"""What operations of ONNX graphs take: values of layers, constants and attributes."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np

from model.files.onnx_graph import Node
from model.files.onnx_values import Value

MOST_SIZES = 64  # numbers in a shape, or in what one is made of

Inputs: TypeAlias = Sequence[object]
Operation: TypeAlias = Callable[[Node, Inputs], "np.ndarray | Value"]
OfValue: TypeAlias = Callable[[Node, Inputs], Value]


def value_of(given: object) -> Value:
    """A value of layers."""
    if not isinstance(given, Value):
        raise TypeError("expected a value of layers")
    return given


def array_of(given: object) -> np.ndarray:
    """A constant."""
    if not isinstance(given, np.ndarray):
        raise TypeError("expected a constant")
    return given


def sizes_of(given: object) -> list[int]:
    """Whole numbers, such as a shape."""
    array = array_of(given)
    if array.size > MOST_SIZES or array.dtype.kind != "i":
        raise TypeError("expected a few whole numbers")
    return [int(size) for size in array.ravel()]


def number_of(node: Node, name: str, default: float) -> float:
    """An attribute that is a number, or a default where it is missing."""
    given = node.attributes.get(name, default)
    if not isinstance(given, int | float):
        raise TypeError(f"{name} is no number")
    return given


def is_row(array: np.ndarray) -> bool:
    """Whether it has a number for each node, the same for all points."""
    return array.size == array.shape[-1] if array.ndim else True
