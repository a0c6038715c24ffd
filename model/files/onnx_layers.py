"""Operations of ONNX graphs that are layers, or join values of them."""

from collections.abc import Mapping
from math import prod

import numpy as np

from model.activation import SOFTMAX
from model.files.onnx_graph import Node
from model.files.onnx_inputs import (
    Inputs,
    Operation,
    array_of,
    is_row,
    number_of,
    sizes_of,
    value_of,
)
from model.files.onnx_values import JOIN, UnreadError, Value
from model.files.steps import Scaling, Sums

ROWS = "expected values in rows, times constant weights"


def _gemm(node: Node, inputs: Inputs) -> Value:
    """alpha A B + beta C, of which A is values, and B may be transposed."""
    if number_of(node, "transA", 0):
        raise UnreadError(f"{node} takes columns: {ROWS}")
    weights = array_of(inputs[1])
    if number_of(node, "transB", 0):
        weights = weights.T
    alpha, beta = number_of(node, "alpha", 1), number_of(node, "beta", 1)
    bias = array_of(inputs[2]) if len(inputs) > 2 and inputs[2] is not None else None
    if bias is None or not beta:
        return _sums(node, inputs[0], weights, None, alpha)
    if not is_row(bias) or bias.size not in (1, weights.shape[1]):
        raise UnreadError(
            f"{node} adds {bias.shape}: expected a number for each output"
        )
    row = bias.reshape(-1)
    if alpha == beta == 1:
        return _sums(node, inputs[0], weights, row)
    sums = _sums(node, inputs[0], weights, None, alpha / beta)
    return sums.then(Scaling(node.name, plus=row), Scaling(node.name, times=beta))


def _matmul(node: Node, inputs: Inputs) -> Value:
    if not isinstance(inputs[0], Value):
        raise UnreadError(f"{node} takes columns: {ROWS}")
    return _sums(node, inputs[0], array_of(inputs[1]))


def _sums(
    node: Node,
    given: object,
    weights: np.ndarray,
    bias: np.ndarray | None = None,
    factor: float = 1.0,
) -> Value:
    """The sums of a layer of weights (n_inputs, n_outputs)."""
    value = value_of(given)
    if weights.ndim != 2 or 0 in weights.shape:
        raise UnreadError(f"{node} has weights of shape {weights.shape}: {ROWS}")
    flat = value.sizes in (None, (), (0,), (len(weights),))
    if not flat and prod(value.sizes or ()) != len(weights):
        words = f"expected {len(weights)} in a row"
        raise UnreadError(f"{node} takes values of shape {value.sizes}: {words}")
    sums = value.then(
        Sums(weights, bias, node.inputs[1] or node.name), sizes=(weights.shape[1],)
    )
    return sums if factor == 1 else sums.then(Scaling(node.name, times=factor))


def _scaler(node: Node, inputs: Inputs) -> Value:
    """(x - offset) scale, of each input; scikit-learn's scalers."""
    minus, times = (array_of(node.attributes[name]) for name in ("offset", "scale"))
    return value_of(inputs[0]).then(Scaling(node.name, minus=minus, times=times))


def _softmax(node: Node, inputs: Inputs) -> Value:
    if number_of(node, "axis", -1) not in (-1, 1):
        raise UnreadError(f"{node} is over another axis than the last")
    return value_of(inputs[0]).then(SOFTMAX)


def _concat(node: Node, inputs: Inputs) -> "np.ndarray | Value":
    """Shapes; or the two categories of one output, 1 - p and p, of which p is taken."""
    if not any(isinstance(given, Value) for given in inputs):
        return np.concatenate([np.array(sizes_of(given), np.int64) for given in inputs])
    rest, share = map(value_of, inputs)
    if rest.link is not share.link or not np.allclose(rest.curve + share.curve, 1):
        raise UnreadError(f"{node} joins several values: {JOIN}")
    return share


LAYERS: Mapping[str, Operation] = {
    "Gemm": _gemm,
    "MatMul": _matmul,
    "ml.Scaler": _scaler,
    "Softmax": _softmax,
    "Concat": _concat,
}
