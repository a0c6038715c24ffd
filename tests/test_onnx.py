"""Networks in ONNX files, as exporters write them, and as ONNX itself runs them."""

import json
from functools import partial
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from onnx import TensorProto, helper, numpy_helper

from model import load
from tests.reading import read_or_refused, refusal, refusal_in_memory, spoiled

FIXTURES = Path(__file__).parent / "fixtures" / "onnx"
OUTPUTS = json.loads((FIXTURES / "outputs.json").read_text())
FILES = sorted(FIXTURES.glob("*.onnx"))
PRECISE = ("double", "half", "bfloat16")  # which PyTorch computed in 64 bits
JOIN = "expected layers one after the other, without skips"
UNREAD = "is not read: expected Gemm, MatMul, Add, activations"
REFUSED = {
    "batch_norm": f"'BatchNormalization', {UNREAD}",
    "branches": f"outputs 'linear_2' and 'linear_1': {JOIN}",
    "convolution": f"node 'node_conv2d', 'Conv', {UNREAD}",
    "elu": "activation 'Elu of alpha 2': expected identity",
    "external": "array 'weight' is in another file: expected all in one, such as "
    "torch.onnx.export(..., external_data=False) writes",
    "hard_sigmoid": f"'HardSigmoid', {UNREAD}",
    "hard_swish": f"'HardSwish', {UNREAD}",
    "layer_norm": f"'LayerNormalization', {UNREAD}",
    "leaky": "activation 'LeakyRelu of alpha 0.2': expected identity (linear), ",
    "log_softmax": f"'LogSoftmax', {UNREAD}",
    "prelu": "'PRelu', has 2 numbers: expected one, the same for all nodes",
    "recurrence": f"'GRU', {UNREAD}",
    "relu6": "activation 'Clip': expected identity",
    "rows": "'MatMul', takes values of shape (3, 2): expected 2 in a row",
    "selu": f"'Selu', {UNREAD}",
    "skip": f"'Add', joins several values: {JOIN}",
    "twice": "activation 'Relu, Tanh': expected identity",
    "two_inputs": f"'Concat', joins several values: {JOIN}",
}
RNG = np.random.default_rng(4)
POINTS = RNG.normal(size=(9, 2)).astype(np.float32)


def names(network):
    return [layer.activation.name for layer in network.layers]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_networks_compute_what_was_exported(path):
    points = OUTPUTS[path.stem]
    close = 1e-12 if any(word in path.stem for word in PRECISE) else 1e-5
    np.testing.assert_allclose(
        load(path)(np.array(points["inputs"])), points["outputs"], close, close
    )


@pytest.mark.parametrize("old", ["", "_old"], ids=["dynamo", "older"])
def test_activations_are_known_however_they_are_written(old):
    expected = "relu leaky_relu elu gelu_erf gelu silu identity softplus mish identity"
    network = load(FIXTURES / f"torch_activations{old}.onnx")
    assert names(network) == [*expected.split(), "softmax"]
    gates = load(FIXTURES / f"torch_gates{old}.onnx")
    assert names(gates) == ["silu", "gelu_erf", "logistic"]


@pytest.mark.parametrize(("name", "words"), REFUSED.items(), ids=REFUSED)
def test_what_is_not_read_is_named(name, words):
    assert words in refusal(FIXTURES / "refused" / f"{name}.onnx")


def test_every_file_that_is_refused_is_held_to_its_words():
    assert {path.stem for path in (FIXTURES / "refused").iterdir()} == REFUSED.keys()


def test_an_order_is_refused_for_the_file_says_it():
    with pytest.raises(ValueError, match="--order 'a': expected none"):
        load(FILES[0], None, ["a"])


# Files of ONNX's own library, run by ONNX Runtime.


def array(values, name):
    return numpy_helper.from_array(np.asarray(values), name)


def write(path, nodes, arrays, outputs=("y",), width=2):
    """A file of nodes and arrays by name, whose input is x and its outputs these."""
    graph = helper.make_graph(
        nodes,
        "network",
        [helper.make_tensor_value_info("x", TensorProto.FLOAT, ["n", width])],
        [helper.make_empty_tensor_value_info(name) for name in outputs],
        [array(values, name) for name, values in arrays.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)])
    model.ir_version = 10
    path.write_bytes(model.SerializeToString())
    return path


def run(path, points):
    """What ONNX Runtime computes, of one output."""
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    session = onnxruntime.InferenceSession(
        path, options, providers=["CPUExecutionProvider"]
    )
    return session.run(["y"], {"x": points})[0]


def agrees(path, points=POINTS, close=1e-5):
    expected = run(path, points).reshape(len(points), -1)
    np.testing.assert_allclose(load(path)(points), expected, close, close)


def node(kind, *inputs, out="y", **attributes):
    return helper.make_node(kind, list(inputs), [out], **attributes)


WEIGHTS = RNG.normal(size=(2, 3)).astype(np.float32)
BIAS = RNG.normal(size=3).astype(np.float32)
ROW = RNG.normal(size=3).astype(np.float32)


def spelled(f, v, to):
    """Nodes that compute an activation of v, written out where there is another way."""
    return {
        "relu": [node("Clip", v, "zero", out=to)],
        "logistic": [
            node("Neg", v, out=f"{to}.1"),
            node("Exp", f"{to}.1", out=f"{to}.2"),
            node("Add", f"{to}.2", "one", out=f"{to}.3"),
            node("Reciprocal", f"{to}.3", out=to),
        ],
        "tanh": [node("Tanh", v, out=to)],
        "leaky_relu": [
            node("Mul", v, "leak", out=f"{to}.1"),
            node("Max", v, f"{to}.1", out=to),
        ],
        "silu": [node("Sigmoid", v, out=f"{to}.1"), node("Mul", f"{to}.1", v, out=to)],
        "gelu_erf": [
            node("Div", v, "root", out=f"{to}.1"),
            node("Erf", f"{to}.1", out=f"{to}.2"),
            node("Add", f"{to}.2", "one", out=f"{to}.3"),
            node("Mul", v, f"{to}.3", out=f"{to}.4"),
            node("Mul", f"{to}.4", "half", out=to),
        ],
        "gelu": [node("Gelu", v, out=to, approximate="tanh")],
        "softplus": [
            node("Greater", v, "twenty", out=f"{to}.1"),
            node("Softplus", v, out=f"{to}.2"),
            node("Where", f"{to}.1", v, f"{to}.2", out=to),
        ],
        "mish": [
            node("Softplus", v, out=f"{to}.1"),
            node("Tanh", f"{to}.1", out=f"{to}.2"),
            node("Mul", v, f"{to}.2", out=to),
        ],
        "sine": [node("Sin", v, out=to)],
        "identity": [node("Identity", v, out=to)],
    }[f]


NUMBERS = {
    name: np.float32(value)
    for name, value in [
        ("zero", 0),
        ("one", 1),
        ("half", 0.5),
        ("leak", 0.01),
        ("root", 2**0.5),
        ("twenty", 20),
    ]
}
SPELLED = (
    *("relu", "logistic", "tanh", "leaky_relu", "silu", "gelu_erf", "gelu"),
    *("softplus", "mish", "sine", "identity"),
)


WAYS = ("gemm", "scaled", "no bias", "transposed", "minus")


def sums(way, i, weights, bias, v, to):
    """Nodes and arrays of a layer's sums, in one of the ways to write them."""
    w, b = f"w{i}", f"b{i}"
    if way == "gemm":
        return [node("Gemm", v, w, b, out=to)], {w: weights, b: bias}
    if way == "scaled":
        gemm = node("Gemm", v, w, b, out=to, transB=1, alpha=0.5, beta=-2.0)
        return [gemm], {w: weights.T.copy(), b: bias[None]}
    if way == "no bias":
        return [node("Gemm", v, w, out=to)], {w: weights}
    if way == "transposed":
        nodes = [
            node("Transpose", w, out=f"{w}t"),
            node("MatMul", v, f"{w}t", out=f"{to}0"),
            node("Add", b, f"{to}0", out=to),
        ]
        return nodes, {w: weights.T.copy(), b: bias}
    nodes = [node("MatMul", v, w, out=f"{to}0"), node("Sub", f"{to}0", b, out=to)]
    return nodes, {w: weights, b: bias}


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(WAYS), st.sampled_from(SPELLED), st.integers(1, 4)),
        min_size=1,
        max_size=4,
    ),
    st.integers(0, 9),
)
def test_networks_compute_what_onnx_runtime_does(tmp_path_factory, layers, seed):
    rng = np.random.default_rng(seed)
    nodes, arrays, v, n = [], dict(NUMBERS), "x", 2
    for i, (way, f, width) in enumerate(layers):
        to = "y" if i + 1 == len(layers) else f"y{i}"
        weights = rng.normal(size=(n, width)).astype(np.float32)
        bias = rng.normal(size=width).astype(np.float32)
        more, own = sums(way, i, weights, bias, v, f"v{i}")
        nodes += [*more, *spelled(f, f"v{i}", to)]
        arrays |= own
        v, n = to, width
    path = write(tmp_path_factory.mktemp("files") / "a.onnx", nodes, arrays)
    assert names(load(path)) == [f for _, f, _ in layers]
    agrees(path)


def test_rows_of_constants_become_part_of_layers(tmp_path):
    arrays = {"w": WEIGHTS, "b": BIAS, "r": ROW, "v": WEIGHTS.T, "c": ROW[:2]}
    nodes = [
        node("Sub", "c", "x", out="a"),
        node("Div", "a", "c", out="d"),
        node("Gemm", "d", "w", "b", out="e"),
        node("Mul", "r", "e", out="f"),
        node("Tanh", "f", out="g"),
        node("Sub", "g", "r", out="h"),
        node("MatMul", "h", "v", out="y"),
    ]
    agrees(write(tmp_path / "a.onnx", nodes, arrays))


def test_factors_and_terms_of_activations_go_into_the_next_layer(tmp_path):
    arrays = {"w": WEIGHTS, "v": WEIGHTS.T, "two": np.float32(2), "one": np.float32(1)}
    nodes = [
        node("MatMul", "x", "w", out="a"),
        node("Sigmoid", "a", out="b"),
        node("Mul", "b", "two", out="c"),
        node("Sub", "c", "one", out="d"),
        node("MatMul", "d", "v", out="y"),
    ]
    path = write(tmp_path / "a.onnx", nodes, arrays)
    assert names(load(path)) == ["logistic", "identity"]
    agrees(path)


def test_an_output_that_lies_on_the_way_is_passed(tmp_path):
    nodes = [
        node("MatMul", "x", "w", out="sums"),
        node("Softmax", "sums", out="y"),
        node("ArgMax", "y", out="label"),
    ]
    path = write(tmp_path / "a.onnx", nodes, {"w": WEIGHTS}, ("sums", "label", "y"))
    assert names(load(path)) == ["softmax"]
    agrees(path)


@pytest.mark.parametrize("raw", [False, True], ids=["listed", "raw"])
@pytest.mark.parametrize(
    ("kind", "close"),
    [("FLOAT", 0), ("DOUBLE", 0), ("FLOAT16", 0), ("BFLOAT16", 1e-2)],
)
def test_numbers_are_read_as_they_are_written(tmp_path, raw, kind, close):
    number = getattr(TensorProto, kind)
    values = WEIGHTS.astype(np.float16)
    data = values.ravel()
    if raw:
        data = data.astype(helper.tensor_dtype_to_np_dtype(number)).tobytes()
    tensor = helper.make_tensor("w", number, values.shape, data, raw=raw)
    path = write(tmp_path / "a.onnx", [node("MatMul", "x", "w")], {})
    model = onnx.load(path)
    model.graph.initializer.append(tensor)
    path.write_bytes(model.SerializeToString())
    read = load(path).layers[0].weights
    np.testing.assert_allclose(read[1:], values.astype(float), close)
    exact = numpy_helper.to_array(tensor).astype(float)
    assert read[1:].tolist() == exact.tolist()
    assert not read[0].any()


BAD = {
    "columns": ([node("MatMul", "w", "x")], "'MatMul', takes columns: expected values"),
    "turned": ([node("Gemm", "x", "w", transA=1)], "'Gemm', takes columns"),
    "no weights": ([node("MatMul", "x", "x")], f"'MatMul', {UNREAD}"),
    "a vector": ([node("MatMul", "x", "b")], "has weights of shape (3,)"),
    "a bias": ([node("Gemm", "x", "w", "two")], "adds (2,): expected a number for"),
    "nothing": ([node("MatMul", "x", "u")], "takes 'u', which nothing gives"),
    "whole numbers": ([node("MatMul", "x", "i")], "has weights of shape ()"),
    "no layers": ([node("Relu", "x")], "it has no layers of weights: expected one"),
    "first": (
        [node("Relu", "x", out="a"), node("MatMul", "a", "w")],
        "relu after the inputs: expected one activation after each layer",
    ),
    "no nodes": ([node("Identity", "x")], "it has no layers of weights: expected one"),
    "a constant": ([node("Identity", "w")], "expected an output of layers"),
    "wide": ([node("MatMul", "x", "w"), node("MatMul", "y", "w", out="z")], ""),
    "an axis": ([node("Softmax", "x", axis=0)], "is over another axis than the last"),
    "divided": ([node("Div", "b", "x")], "divides by values of layers"),
    "a table": ([node("Add", "x", "w")], "has constants (2, 3): expected a row"),
    "half a scaler": (
        [node("Scaler", "x", domain="ai.onnx.ml", offset=[1.0, 2.0])],
        f"'ml.Scaler', {UNREAD}",
    ),
    "cast": ([node("Cast", "x", to=7)], "makes something else of numbers"),
    "not finite": ([node("MatMul", "x", "bad")], "'bad' has weights that are not fin"),
    "another row": (
        [node("MatMul", "x", "w", out="a"), node("Add", "a", "two")],
        "scales 2 values: expected 3, as the layer beside it has",
    ),
    "scaled outputs": (
        [
            node("MatMul", "x", "w", out="a"),
            node("Relu", "a", out="c"),
            node("Mul", "c", "b"),
        ],
        "scales the outputs: expected a layer of weights after it",
    ),
}


@pytest.mark.parametrize(("nodes", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_one_line(tmp_path, nodes, words):
    arrays = {
        "w": WEIGHTS,
        "b": BIAS,
        "two": ROW[:2],
        "i": np.int64(3),
        "bad": np.full((2, 1), np.nan, np.float32),
    }
    outputs = ("z",) if nodes[-1].output == ["z"] else ("y",)
    assert words in refusal(write(tmp_path / "a.onnx", nodes, arrays, outputs))


OTHER_FILES = {
    "empty": b"",
    "text": b"not a model",
    "a zip's end": b"PK\5\6" + bytes(18),
    "a group": b"\x0b\x0c",
    "an endless number": b"\xff" * 99,
    "a graph of none": b"\x3a\x00",
}


@pytest.mark.parametrize("content", OTHER_FILES.values(), ids=OTHER_FILES)
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "a.onnx"
    path.write_bytes(content)
    said = refusal(path)
    assert said.startswith(
        ("it is no whole .onnx file", "expected an output of layers")
    )


def number(value):
    """A whole number as protobuf writes it."""
    parts = []
    while value > 127:
        parts.append(value & 127 | 128)
        value >>= 7
    return bytes([*parts, value])


def field(place, content):
    return number(place << 3 | 2) + number(len(content)) + content


def empty_nodes():
    return field(7, field(1, b"") * 2_000_000)


def empty_fields():
    return field(7, field(1, b"\x80\x01\x00" * 2_000_000))


def a_list():
    """An array of whole numbers, of which there are millions."""
    tensor = b"\x08\x01" + b"\x10\x07" + field(7, bytes(10_000_000)) + field(8, b"w")
    return field(7, field(5, tensor))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (empty_nodes, "expected at most 200,000 fields"),
        (empty_fields, "expected at most 200,000 fields"),
        (a_list, "expected at most 1,000,000 whole numbers in a list"),
        (lambda: bytes(100_000_001), "expected a file of at most 100,000,000 bytes"),
    ],
)
def test_what_would_fill_the_memory_does_not(tmp_path, content, words):
    path = tmp_path / "a.onnx"
    path.write_bytes(content())
    said, kilobytes = refusal_in_memory(path)
    assert words in said
    assert kilobytes < 150_000


def test_one_array_of_many_layers_is_counted_for_each(tmp_path):
    nodes = [
        node("MatMul", "x" if i == 0 else f"v{i}", "w", out=f"v{i + 1}")
        for i in range(400)
    ]
    arrays = {"w": np.zeros((3162, 3162), np.float32)}
    path = write(tmp_path / "a.onnx", nodes, arrays, ("v400",), 3162)
    said, kilobytes = refusal_in_memory(path)
    assert "weights in all" in said
    assert kilobytes < 150_000


@pytest.mark.parametrize("name", ["torch_gates_old", "sklearn_classes"])
@given(st.data())
def test_any_byte_may_be_lost_or_changed(tmp_path_factory, name, data):
    content = (FIXTURES / f"{name}.onnx").read_bytes()
    path = tmp_path_factory.mktemp("files") / "a.onnx"
    path.write_bytes(spoiled(content, data))
    read_or_refused(path)


@given(st.binary(max_size=200).map(partial(field, 7)))
def test_anything_at_all_may_be_a_graph(tmp_path_factory, content):
    path = tmp_path_factory.mktemp("files") / "a.onnx"
    path.write_bytes(content)
    read_or_refused(path)
