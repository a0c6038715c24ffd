"""Operations of ONNX graphs that are done to each number alone."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

import numpy as np

from model.activation import (
    ELU,
    GELU,
    GELU_ERF,
    LOGISTIC,
    MISH,
    RELU,
    SILU,
    SINE,
    SOFTPLUS,
    TANH,
    Activation,
)
from model.activation.erf import erfc
from model.files.curves import is_identity
from model.files.onnx_graph import Node
from model.files.onnx_inputs import (
    Inputs,
    OfValue,
    Operation,
    array_of,
    is_row,
    number_of,
    value_of,
)
from model.files.onnx_values import JOIN, UnreadError, Value
from model.files.steps import Scaling

Curve: TypeAlias = Callable[..., np.ndarray]


def _each(function: Curve) -> OfValue:
    """An operation on each number alone, whose constants are single numbers."""

    def operation(node: Node, inputs: Inputs) -> Value:
        values = [given for given in inputs if isinstance(given, Value)]
        base = values[0]
        if any(value.link is not base.link for value in values):
            raise UnreadError(f"{node} joins several values: {JOIN}")
        with np.errstate(all="ignore"):
            curve = function(*[_curve(node, given) for given in inputs])
        return base.curved(curve, _doing(node))

    return operation


def _curve(node: Node, given: object) -> "np.ndarray | float | None":
    if isinstance(given, Value):
        return given.curve
    if given is None:
        return None
    array = array_of(given)
    if array.size != 1:
        words = "expected one, the same for all nodes"
        raise UnreadError(f"{node} has {array.size} numbers: {words}")
    return float(array.reshape(-1)[0])


def _doing(node: Node) -> str:
    """An operation with its numbers: "LeakyRelu of alpha 0.2"."""
    numbers = [
        f"{name} {value:.6g}"
        for name, value in node.attributes.items()
        if isinstance(value, float)
    ]
    return " of ".join([node.kind, *[", ".join(numbers)] * bool(numbers)])


def _activation(f: Activation) -> OfValue:
    return _each(lambda v: f(v))


def _leaky_relu(node: Node, inputs: Inputs) -> Value:
    alpha = number_of(node, "alpha", 0.01)
    return _each(lambda v: np.where(v < 0, alpha * v, v))(node, inputs)


def _elu(node: Node, inputs: Inputs) -> Value:
    alpha = number_of(node, "alpha", 1)
    return _each(lambda v: np.where(v < 0, alpha * ELU(v), v))(node, inputs)


def _gelu(node: Node, inputs: Inputs) -> Value:
    f = GELU if node.attributes.get("approximate", "none") == "tanh" else GELU_ERF
    return _activation(f)(node, inputs)


def _swish(node: Node, inputs: Inputs) -> Value:
    alpha = number_of(node, "alpha", 1)
    return _each(lambda v: v * LOGISTIC(alpha * v))(node, inputs)


def _clip(node: Node, inputs: Inputs) -> Value:
    """Between two bounds: inputs, or attributes in old files."""
    lowest, highest = number_of(node, "min", -np.inf), number_of(node, "max", np.inf)

    def clipped(
        v: np.ndarray, low: float | None = None, high: float | None = None
    ) -> np.ndarray:
        low = lowest if low is None else low
        return np.minimum(np.maximum(v, low), highest if high is None else high)

    return _each(clipped)(node, inputs)


def _arithmetic(function: Curve, scaling: str, turned: str = "") -> OfValue:
    """+, -, * or /: of a value and itself or single numbers, or a scaling of nodes.

    scaling, turned: what of a Scaling the constant is, as the second and as the first.
    """

    def operation(node: Node, inputs: Inputs) -> Value:
        first, second = inputs
        value, other = (first, second) if isinstance(first, Value) else (second, first)
        value, given = value_of(value), other
        if not isinstance(given, np.ndarray):
            return _each(function)(node, inputs)
        is_bias = scaling in ("plus", "minus") and is_identity(value.curve)
        if given.size == 1 and not is_bias:
            return _each(function)(node, inputs)
        if not is_row(given):
            raise UnreadError(f"{node} has constants {given.shape}: expected a row")
        if value is first:
            return value.then(Scaling(node.name, **{scaling: given}))
        if not turned:
            raise UnreadError(f"{node} divides by values of layers")
        sign = -1.0 if scaling == "minus" else 1.0
        steps = [Scaling(node.name, times=sign)] if sign < 0 else []
        return value.then(*steps, Scaling(node.name, **{turned: given}))

    return operation


CURVES: Mapping[str, Operation] = {
    "Add": _arithmetic(np.add, "plus", "plus"),
    "Sub": _arithmetic(np.subtract, "minus", "plus"),
    "Mul": _arithmetic(np.multiply, "times", "times"),
    "Div": _arithmetic(np.divide, "over"),
    "Relu": _activation(RELU),
    "LeakyRelu": _leaky_relu,
    "PRelu": _each(lambda v, slope: np.where(v < 0, slope * v, v)),
    "Elu": _elu,
    "Gelu": _gelu,
    "com.microsoft.Gelu": _activation(GELU_ERF),
    "Mish": _activation(MISH),
    "Sigmoid": _activation(LOGISTIC),
    "Silu": _activation(SILU),
    "Sin": _activation(SINE),
    "Softplus": _activation(SOFTPLUS),
    "Swish": _swish,
    "Tanh": _activation(TANH),
    "Clip": _clip,
    "Erf": _each(lambda v: 1 - erfc(v)),
    "Exp": _each(np.exp),
    "Log": _each(np.log),
    "Neg": _each(np.negative),
    "Pow": _each(np.power),
    "Reciprocal": _each(lambda v: 1 / v),
    "Sqrt": _each(np.sqrt),
    "Abs": _each(np.abs),
    "Max": _each(lambda *v: np.max(np.broadcast_arrays(*v), axis=0)),
    "Min": _each(lambda *v: np.min(np.broadcast_arrays(*v), axis=0)),
    "Greater": _each(np.greater),
    "GreaterOrEqual": _each(np.greater_equal),
    "Less": _each(np.less),
    "LessOrEqual": _each(np.less_equal),
    "Where": _each(np.where),
}
