"""Networks in .onnx files, of the operations that exporters write for them.

What the operations do: https://onnx.ai/onnx/operators. Those that only the category
depends on, as scikit-learn's exporter writes, are left out.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from model.files.content import quoted
from model.files.onnx_graph import Graph, Node, graph
from model.files.onnx_operations import OPERATIONS
from model.files.onnx_values import Link, UnreadError, Value, result
from model.files.stated import Stated, check_no_order
from model.files.steps import stated as of_steps

KINDS = "Gemm, MatMul, Add, activations, Dropout or Flatten"
Values = dict[str, "np.ndarray | Value | UnreadError"]


def stated(content: bytes, order: Sequence[str] = ()) -> Stated:
    """The network in the bytes of an .onnx file.

    Raises ValueError for one that is broken, or holds anything but layers one after the
    other; and for an order, which it says itself.
    """
    check_no_order(order)
    found = graph(content)
    values: Values = {**found.arrays}
    for name, sizes in found.inputs.items():
        values[name] = Value(Link(), sizes[1:] if sizes else None)
    for node in found.nodes:
        values.update(dict.fromkeys(node.outputs[1:], UnreadError(_unread(node))))
        values.update(dict.fromkeys(node.outputs[:1], _done(node, values)))
    return of_steps(result(_outputs(found, values)))


def _done(
    node: Node, values: Mapping[str, object]
) -> "np.ndarray | Value | UnreadError":
    """What an operation gives, or why it is not read."""
    inputs = [_input(node, name, values) for name in node.inputs]
    refused = next((a for a in inputs if isinstance(a, UnreadError)), None)
    if refused is not None:
        return refused
    if node.kind not in OPERATIONS:
        return UnreadError(_unread(node))
    try:
        return OPERATIONS[node.kind](node, inputs)
    except UnreadError as error:
        return error
    except (LookupError, TypeError, ValueError):  # other inputs than it should have
        return UnreadError(_unread(node))


def _input(node: Node, name: str, values: Mapping[str, object]) -> object:
    """A value or an array by its name; None without a name, as is left out."""
    missing = UnreadError(f"{node} takes {quoted(name)}, which nothing gives")
    return values.get(name, missing) if name else None


def _unread(node: Node) -> str:
    return f"{node} is not read: expected {KINDS}"


def _outputs(found: Graph, values: Values) -> list[tuple[str, Value]]:
    """The outputs that are values of layers. Raises ValueError if there are none."""
    outputs = []
    refusals = []
    for name in found.outputs:
        value = values.get(name)
        try:
            if isinstance(value, Value):
                outputs.append((name, value.settled()))
            elif isinstance(value, UnreadError):
                raise value
        except UnreadError as error:
            refusals.append(str(error))
    if not outputs:
        raise ValueError(refusals[0] if refusals else "expected an output of layers")
    return outputs
