"""Networks in .safetensors files, as its library writes them: tests/fixtures/torch."""

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import load
from tests.reading import read_or_refused, refusal, refusal_in_memory, spoiled

FIXTURES = Path(__file__).parent / "fixtures" / "torch"
OUTPUTS = json.loads((FIXTURES / "outputs.json").read_text())
FILES = sorted(FIXTURES.glob("*.safetensors"))
REFUSED = {
    "attention": "'attention' is attention",
    "batch_norm": "'1' is a normalisation",
    "convolution": "'0' is a convolution",
    "embedding": "'embedding' is an embedding",
    "gru": "'gru' is a recurrent layer",
    "heads": "its layers do not chain by their names",
    "layer_norm": "'1' is a normalisation",
    "lstm": "'lstm' is a recurrent layer",
    "weight_norm": "'parametrizations.weight' is a reparametrised layer",
}
ENTRY = {"dtype": "F32", "shape": [1, 2], "data_offsets": [0, 8]}
VALUES = np.array([1, 2], "<f4").tobytes()


def pack(path, header, values=VALUES):
    """A file of a header, of text or of what becomes JSON, and of values."""
    text = header if isinstance(header, bytes) else json.dumps(header).encode()
    path.write_bytes(len(text).to_bytes(8, "little") + text + values)
    return path


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_networks_compute_what_pytorch_does(path):
    case = OUTPUTS[path.stem]
    network = load(path, case["activation"], case["order"])
    outputs = network(np.array(case["inputs"]))
    np.testing.assert_allclose(outputs, case["outputs"], rtol=0, atol=1e-12)


def test_all_were_read():
    assert {path.stem for path in FILES} == {*OUTPUTS} - {"checkpoint"}


@pytest.mark.parametrize(("name", "words"), REFUSED.items())
def test_other_networks_are_refused_by_name(name, words):
    assert refusal(FIXTURES / "refused" / f"{name}.safetensors").startswith(words)


def test_activations_are_asked_for():
    words = "it names no activations: expected --activation, such as relu,softmax"
    assert refusal(FIXTURES / "classifier.safetensors") == words


def test_a_single_output_has_no_softmax(tmp_path):
    path = pack(tmp_path / "a.safetensors", {"a.weight": ENTRY})
    asked = "it names no activations: expected --activation, such as relu,logistic"
    assert refusal(path) == asked
    words = "softmax of a single output is always 1: expected logistic, or more outputs"
    assert refusal(path, "softmax") == words


def test_an_order_is_asked_for():
    said = refusal(FIXTURES / "coder.safetensors", "tanh")
    assert "'encoder.0,encoder.2,decoder.0,decoder.2'" in said


def test_words_of_the_whole_file_are_left_alone(tmp_path):
    header = {"__metadata__": {"format": "pt"}, "a.weight": ENTRY}
    network = load(pack(tmp_path / "a.safetensors", header), "tanh")
    assert network.layers[0].weights.tolist() == [[0], [1], [2]]


def entry(**changes):
    return {"a.weight": ENTRY | changes}


BAD = {
    "no header": (
        b"",
        "it is no whole .safetensors file: expected what safetens",
    ),
    "no JSON": (
        b"1 2 3",
        "its header is broken: expected what safetensors.torch.sav",
    ),
    "brackets": (b"[" * 100_000, "its header is broken"),
    "a list": ([1], "its header is broken"),
    "a number": (3, "its header is broken"),
    "digits": (b'{"a":' + b"9" * 9000 + b"}", "its header is broken"),
    "no UTF-8": (b"\xff\xff\xff\xff", "its header is broken"),
    "nothing": ({}, "it has 8 bytes of values, not 0"),
    "no entry": ({"a.weight": 3}, "its header is broken"),
    "no shape": ({"a.weight": {"dtype": "F32"}}, "its header is broken"),
    "a truth": (entry(shape=[True, 2]), "its header is broken"),
    "below none": (entry(shape=[-1, -2]), "its header is broken"),
    "a fraction": (entry(shape=[1.0, 2]), "its header is broken"),
    "gigabytes": (entry(shape=[10**9, 10**9]), "expected at most 25,000,000 weights"),
    "no number": (entry(shape=[10**30, 0]), "its header is broken"),
    "a sea of ones": (entry(shape=[1] * 900 + [2]), "its header is broken"),
    "a text as shape": (entry(shape="12"), "its header is broken"),
    "a type of 8 bits": (entry(dtype="F8_E4M3"), "'a.weight' holds 'F8_E4M3': expec"),
    "no type": (entry(dtype=["F32"]), "its header is broken"),
    "another type": (entry(dtype="F64"), "'a.weight' has 8 bytes of values: expected"),
    "whole numbers": (entry(dtype="I32"), "'a' holds int32: expected floats"),
    "a gap": (entry(data_offsets=[4, 8]), "'a.weight' is not where it should be"),
    "beyond": (entry(data_offsets=[0, 10**12]), "it has 8 bytes of values, not 10000"),
    "backwards": (entry(data_offsets=[8, 0]), "'a.weight' is not where it should be"),
    "three places": (entry(data_offsets=[0, 4, 8]), "its header is broken"),
    "too little": (entry(shape=[1], data_offsets=[0, 4]), "it has 8 bytes of values,"),
    "twice the same": ({"a.weight": ENTRY, "b.weight": ENTRY}, "'b.weight' is not whe"),
    "a name in lines": ({"a\nb": ENTRY}, r"'a\nb' is neither weight nor bias"),
    "a long name": ({"a" * 9000: ENTRY}, "aaa...' is neither weight nor bias"),
}


@pytest.mark.parametrize(("header", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_one_line(tmp_path, header, words):
    assert words in refusal(pack(tmp_path / "a.safetensors", header), "tanh")


@pytest.mark.parametrize("value", [np.nan, -np.inf])
@pytest.mark.parametrize("dtype", ["<f8", "<f4", "<f2"])
def test_numbers_that_are_not_finite(tmp_path, value, dtype):
    values = np.array([1, value], dtype).tobytes()
    header = entry(dtype=f"F{8 * int(dtype[2])}", data_offsets=[0, len(values)])
    path = pack(tmp_path / "a.safetensors", header, values)
    assert refusal(path, "tanh").startswith("'a' has weights that are not finite")


def test_the_length_of_the_header_is_a_number_like_any_other(tmp_path):
    path = tmp_path / "a.safetensors"
    contents = [
        length.to_bytes(8, "little") + b"{}"
        for length in (0, 3, 2**31, 2**63, 2**64 - 1)
    ]
    for content in (*contents, b"", b"1234567", b"\0" * 8):
        path.write_bytes(content)
        assert refusal(path).startswith("it is no whole .safetensors file")


@given(st.data())
def test_any_byte_may_be_lost_or_changed(tmp_path_factory, data):
    content = data.draw(st.sampled_from(FILES)).read_bytes()
    path = tmp_path_factory.mktemp("files") / "a.safetensors"
    path.write_bytes(spoiled(content, data))
    read_or_refused(path, "tanh")


words = st.sampled_from(["F32", "F64", "BF16", "a.weight", "a.bias", "shape", ""])
anything = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 2**70) | st.floats() | words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(words, inner),
    max_leaves=6,
)
entries = st.fixed_dictionaries(
    {
        "dtype": words | anything,
        "shape": st.lists(st.integers(0, 3), max_size=3) | anything,
        "data_offsets": st.lists(st.integers(0, 16), max_size=2) | anything,
    }
)


@given(st.dictionaries(words, entries | anything), st.binary(max_size=16))
def test_headers_may_say_anything(tmp_path_factory, header, values):
    path = tmp_path_factory.mktemp("files") / "a.safetensors"
    read_or_refused(pack(path, header, values), "tanh")


def a_large_header(path):
    pack(path, b"[" + b"0," * 20_000_000 + b"0]")


def a_large_file(path):
    with path.open("wb") as file:
        file.truncate(10**12)  # of which the disk holds nothing


def many_small_numbers(path):
    size = 98 * 10**6
    entry = {"dtype": "BF16", "shape": [7000, 7000], "data_offsets": [0, size]}
    pack(path, {"a.weight": entry}, bytes(size))


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (a_large_header, "it is no whole .safetensors file"),
        (many_small_numbers, "expected at most 25,000,000 weights in all"),
        (a_large_file, "expected a file of at most 100,000,000 bytes"),
    ],
)
def test_what_would_fill_the_memory_does_not(tmp_path, write, words):
    path = tmp_path / "a.safetensors"
    write(path)
    said, kilobytes = refusal_in_memory(path)
    assert words in said
    assert kilobytes < 150_000
