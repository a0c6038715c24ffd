"""Operations of ONNX graphs that change no number: shapes, types, and constants."""

from collections.abc import Mapping
from dataclasses import replace
from math import prod

import numpy as np

from model.files.onnx_graph import Node
from model.files.onnx_inputs import (
    Inputs,
    Operation,
    array_of,
    number_of,
    sizes_of,
    value_of,
)
from model.files.onnx_values import UnreadError, Value

FLOATS = (1, 10, 11, 16)  # the numbers of types to which a cast changes nothing
WHOLE = (6, 7)


def _same(node: Node, inputs: Inputs) -> "np.ndarray | Value":
    given = inputs[0]
    return given if isinstance(given, np.ndarray) else value_of(given)


def _cast(node: Node, inputs: Inputs) -> "np.ndarray | Value":
    kind = number_of(node, "to", 0)
    given = _same(node, inputs)
    is_whole = isinstance(given, np.ndarray) and given.dtype.kind == "i"
    if kind in FLOATS or (kind in WHOLE and is_whole):
        return given
    raise UnreadError(f"{node} makes something else of numbers")


def _constant(node: Node, inputs: Inputs) -> np.ndarray:
    (value,) = node.attributes.values()
    array = np.asarray(value)
    return array_of(array if array.dtype.kind in "if" else None)


def _transpose(node: Node, inputs: Inputs) -> np.ndarray:
    perm = node.attributes.get("perm")
    return array_of(inputs[0]).transpose(None if perm is None else sizes_of(perm))


def _flatten(node: Node, inputs: Inputs) -> Value:
    if number_of(node, "axis", 1) != 1:
        raise UnreadError(f"{node} makes one row of all points")
    value = value_of(inputs[0])
    sizes = None if value.sizes is None else (prod(value.sizes),)
    return replace(value, sizes=sizes)


def _reshape(node: Node, inputs: Inputs) -> "np.ndarray | Value":
    """Of a value only what makes a row of each point, or a number of each."""
    if isinstance(inputs[0], np.ndarray):
        return inputs[0].reshape(sizes_of(inputs[1]))
    value = value_of(inputs[0])
    shape = sizes_of(inputs[1])
    width = prod(value.sizes) if value.sizes else 0  # 0 where it is open
    is_flat = len(shape) == 2 and shape[1] in ((-1, width) if width else (-1, shape[1]))
    if not is_flat and not (shape == [-1] and width == 1):
        raise UnreadError(f"{node} makes {shape} of each point: expected a row")
    sizes = (width or max(shape[-1], 0),)
    return replace(value, sizes=sizes)


def _shape(node: Node, inputs: Inputs) -> np.ndarray:
    """The sizes of a value; 0 stands for the number of points, as Reshape has it."""
    sizes = value_of(inputs[0]).sizes
    if sizes is None or not all(sizes):
        raise UnreadError(f"{node} asks for sizes that are open")
    return np.array([0, *sizes], np.int64)


def _gather(node: Node, inputs: Inputs) -> np.ndarray:
    sizes = np.array(sizes_of(inputs[0]), np.int64)
    sizes_of(inputs[1])
    return np.asarray(sizes[array_of(inputs[1])])


def _unsqueeze(node: Node, inputs: Inputs) -> "np.ndarray | Value":
    if isinstance(inputs[0], np.ndarray):
        return np.array(sizes_of(inputs[0]), np.int64)
    value = value_of(inputs[0])
    if value.sizes != ():
        raise UnreadError(f"{node} is not read: expected it of single inputs")
    return replace(value, sizes=(1,))


def _squeeze(node: Node, inputs: Inputs) -> "np.ndarray | Value":
    if isinstance(inputs[0], np.ndarray):
        return np.array(sizes_of(inputs[0]), np.int64).squeeze()
    value = value_of(inputs[0])
    if value.sizes != (1,):
        raise UnreadError(f"{node} is not read: expected it of single outputs")
    return value


SHAPES: Mapping[str, Operation] = {
    "ml.ZipMap": _same,
    "Cast": _cast,
    "Constant": _constant,
    "Dropout": _same,
    "Identity": _same,
    "Flatten": _flatten,
    "Reshape": _reshape,
    "Shape": _shape,
    "Gather": _gather,
    "Transpose": _transpose,
    "Unsqueeze": _unsqueeze,
    "Squeeze": _squeeze,
}
