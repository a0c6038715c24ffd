"""Networks in PyTorch's files, as PyTorch writes them: tests/fixtures/torch."""

import json
import os
import pickle
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import load
from tests.reading import read_or_refused, refusal, refusal_in_memory, spoiled

FIXTURES = Path(__file__).parent / "fixtures" / "torch"
OUTPUTS = json.loads((FIXTURES / "outputs.json").read_text())
FILES = sorted([*FIXTURES.glob("*.pt"), *FIXTURES.glob("*.pth")])
EXPORT = 'expected what torch.save(model.state_dict(), "model.pt") writes'
REFUSED = {
    "attention": "'attention' is attention",
    "batch_norm": "'1' is a normalisation",
    "convolution": "'0' is a convolution",
    "embedding": "'embedding' is an embedding",
    "gru": "'gru' is a recurrent layer",
    "heads": "its layers do not chain by their names",
    "layer_norm": "'1' is a normalisation",
    "lstm": "'lstm' is a recurrent layer",
    "module": "it holds a pickled 'torch.nn.modules.container.Sequential', which is "
    f"not read: {EXPORT}",
    "old": "it is older than PyTorch 1.6: expected what torch.save(torch.load("
    '"model.pt"), "model.pt") writes',
    "protocol_5": "it holds a pickle of protocol 5, not 2, which is not read: "
    f"{EXPORT}",
    "script": f"it holds a TorchScript program: {EXPORT}",
    "weight_norm": "'parametrizations.weight' is a reparametrised layer",
}


def parts_of(path):
    """The members of a zip file, by the last words of their names."""
    with ZipFile(path) as file:
        return {name.partition("/")[2]: file.read(name) for name in file.namelist()}


def pack(path, parts, packed=0):
    with ZipFile(path, "w", packed) as file:
        for name, content in parts.items():
            file.writestr(f"model/{name}", content)
    return path


def pickled(path, steps):
    """A file of a pickle of protocol 2, of which one gives the steps."""
    return pack(path, {"data.pkl": b"\x80\x02" + steps + b".", "data/0": bytes(16)})


def text(words):
    return b"X" + len(words).to_bytes(4, "little") + words.encode()


def number(value):
    return b"\x8a\x09" + value.to_bytes(9, "little", signed=True)


def pair(values):
    return b"(" + b"".join(map(number, values)) + b"t"


def tensor(kind="FloatStorage", key="0", start=0, shape=(1, 2), steps=(2, 1)):
    """The steps of a pickle that rebuild a tensor."""
    name = b"" if kind is None else f"ctorch\n{kind}\n".encode()
    stored = b"(" + text("storage") + name + text(key) + text("cpu") + number(4) + b"tQ"
    rest = number(start) + pair(shape) + pair(steps) + b"\x89}t"
    return b"ctorch._utils\n_rebuild_tensor_v2\n(" + stored + rest + b"R"


def state(tensor, name="a.weight"):
    return b"}" + text(name) + tensor + b"s"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_networks_compute_what_pytorch_does(path):
    case = OUTPUTS[path.stem]
    network = load(path, case["activation"], case["order"])
    outputs = network(np.array(case["inputs"]))
    np.testing.assert_allclose(outputs, case["outputs"], rtol=0, atol=1e-12)


def test_all_were_read():
    assert {path.stem for path in FILES} == {*OUTPUTS}


@pytest.mark.parametrize(("name", "words"), REFUSED.items())
def test_other_files_are_refused_by_name(name, words):
    assert refusal(FIXTURES / "refused" / f"{name}.pt").startswith(words)


def test_activations_are_asked_for():
    words = "it names no activations: expected --activation, such as relu,softmax"
    assert refusal(FIXTURES / "classifier.pt") == words


def test_an_order_is_asked_for():
    said = refusal(FIXTURES / "coder.pt", "tanh")
    assert "'encoder.0,encoder.2,decoder.0,decoder.2'" in said


def test_what_is_written_here_is_read(tmp_path):
    """For what is forged below to be wrong in one way alone."""
    values = np.array([1, 2, 3, 4], "<f4").tobytes()
    path = pickled(tmp_path / "a.pt", state(tensor(start=1)))
    parts = parts_of(path) | {"data/0": values}
    assert load(pack(path, parts), "tanh").layers[0].weights.tolist() == [[0], [2], [3]]
    for name in ("state_dict", "model_state_dict", "model"):
        pickled(
            path, b"}" + text("epoch") + b"K\x03s" + text(name) + state(tensor()) + b"s"
        )
        assert load(path, "tanh").sizes == (2, 1)


ITSELF = b"}q\x00" + text("model") + b"h\x00s"
BAD = {
    "no tensor": (
        state(b"K\x03"),
        "'a.weight' is no tensor: expected a state dict, al",
    ),
    "a number": (b"K\x03", f"it holds no state dict: {EXPORT}"),
    "a tensor": (tensor(), "it holds no state dict"),
    "nothing": (b"}", "it holds no state dict"),
    "itself": (
        ITSELF,
        "'model' is no tensor: expected a state dict, alone or as state",
    ),
    "a number as name": (b"}K\x03" + tensor() + b"s", "'3' is no tensor"),
    "a list as name": (b"}]K\x03s", "it holds a pickled key that is neither text nor"),
    "a nest as name": (
        b"})" + b"\x85" * 99_999 + b"K\x03s",
        "a pickled key that is ne",
    ),
    "a nest": (b")" + b"\x85" * 99_999, "it holds no state dict"),
    "a large memo": (b"}r\xff\xff\xff\x7f", "it holds no state dict"),
    "no memo": (b"h\x07", "what it says of names and shapes is broken"),
    "no stack": (b"s", "what it says of names and shapes is broken"),
    "two things": (b"}}", "what it says of names and shapes is broken"),
    "no mark": (b"}u", "what it says of names and shapes is broken"),
    "a call of text": (text("a") + b")R", "what it says of names and shapes is broken"),
    "bytes": (b"\x8e" + b"\xff" * 8, "what it says of names and shapes is broken"),
    "a set": (b"\x8f", "it holds a pickle with empty_set in it, which is not read"),
    "an old object": (b"(ios\nsystem\n", "it holds a pickle with inst in it"),
    "another storage": (
        state(tensor("ComplexFloatStorage")),
        "a pickled 'torch.Comple",
    ),
    "no storage": (state(tensor(None)), "what it says of names and shapes is broken"),
    "values elsewhere": (state(tensor(key="1")), "'a.weight' has values that are not "),
    "gigabytes": (state(tensor(shape=(10**9, 10**9))), "expected at most 25,000,000 w"),
    "expanded": (
        state(tensor(shape=(10**5, 10**5), steps=(0, 0))),
        "expected at most 25,000,000 weights",
    ),
    "too long": (state(tensor(shape=(2, 3))), "'a.weight' has values that are not the"),
    "too far": (state(tensor(start=3)), "'a.weight' has values that are not there"),
    "far": (state(tensor(start=2**39, shape=(0, 1))), "values that are not there"),
    "far apart": (state(tensor(shape=(2, 1), steps=(2**39, 1))), "are not there"),
    "before": (state(tensor(start=-1)), "what it says of names and shapes is broken"),
    "backwards": (state(tensor(steps=(2, -1))), "names and shapes is broken"),
    "below none": (state(tensor(shape=(-1, -2))), "names and shapes is broken"),
    "large": (state(tensor(shape=(0, 2**60))), "names and shapes is broken"),
    "no steps": (state(tensor(steps=())), "names and shapes is broken"),
    "a sea of ones": (state(tensor(shape=[1] * 99, steps=[1] * 99)), "is broken"),
    "whole numbers": (state(tensor("IntStorage")), "'a' holds int32: expected floats"),
    "truths": (state(tensor("BoolStorage")), "'a' holds bool: expected floats"),
    "a name in lines": (state(tensor(), "a\nb"), r"'a\nb' is neither weight nor bias"),
    "another protocol": (b"\x80\x04}", "it holds a pickle of protocol 4, not 2"),
}


@pytest.mark.parametrize(("steps", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_one_line(tmp_path, steps, words):
    assert words in refusal(pickled(tmp_path / "a.pt", steps), "tanh")


NAMES = [
    "os system",
    "builtins eval",
    "builtins getattr",
    "__builtin__ set",
    "collections Counter",
    "collections OrderedDict.fromkeys",
    "torch load",
    "torch.storage _load_from_bytes",
    "torch.nn.modules.linear Linear",
    "torch._utils _rebuild_tensor",
    "numpy._core.multiarray scalar",
    "__main__ Net",
]


@pytest.mark.parametrize("name", NAMES)
def test_names_that_no_state_dict_needs_are_refused(tmp_path, name):
    path = pickled(tmp_path / "a.pt", b"c" + name.replace(" ", "\n").encode() + b"\n")
    words = (
        f"it holds a pickled '{name.replace(' ', '.')}', which is not read: {EXPORT}"
    )
    assert refusal(path) == words


class Payload:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


def test_pickles_run_nothing(tmp_path):
    made = tmp_path / "made"
    payload = pickle.dumps({"a.weight": Payload(str(made))}, 2)
    pack(tmp_path / "a.pt", {"data.pkl": payload})
    (tmp_path / "b.pt").write_bytes(payload)
    assert "posix.mkdir', which is not read" in refusal(tmp_path / "a.pt")
    assert "it is no whole .pt file" in refusal(tmp_path / "b.pt")
    assert not made.exists()
    pickle.loads(payload)
    assert made.exists()  # so it would have been


def test_other_zip_files(tmp_path):
    path = tmp_path / "a.pt"
    parts = parts_of(FIXTURES / "one_layer.pt")
    for others in ({}, {"a": b""}, parts | {"more/data.pkl": b""}):
        assert refusal(pack(path, others)) == f"it holds no state dict: {EXPORT}"
    others = parts | {"byteorder": b"big"}
    assert refusal(pack(path, others)).startswith("its numbers are not little-endian")
    for content in (b"", b"1 2 3", (FIXTURES / "one_layer.pt").read_bytes()[:-1]):
        path.write_bytes(content)
        words = "it is no whole .pt file: expected what torch.save writes"
        assert refusal(path) == words


def test_numbers_that_are_not_finite(tmp_path):
    parts = parts_of(FIXTURES / "named.pt")
    key = next(key for key in parts if key.startswith("data/"))
    parts[key] = np.full(len(parts[key]) // 8, np.nan, "<f8").tobytes()
    said = refusal(pack(tmp_path / "a.pt", parts), "tanh")
    assert said.startswith("'fc10' has weights that are not finite")


@given(st.data())
def test_any_byte_may_be_lost_or_spoiled(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("files") / "a.pt"
    path.write_bytes(spoiled(data.draw(st.sampled_from(FILES)).read_bytes(), data))
    read_or_refused(path, "tanh")


@given(st.data())
def test_any_byte_of_a_pickle_may_be_lost_or_spoiled(tmp_path_factory, data):
    """Which the zip file's own sums would notice."""
    path = tmp_path_factory.mktemp("files") / "a.pt"
    parts = parts_of(data.draw(st.sampled_from(FILES)))
    parts["data.pkl"] = spoiled(parts["data.pkl"], data)
    read_or_refused(pack(path, parts), "tanh")


STEPS = [b"}", b"]", b")", b"(", b"t", b"u", b"s", b"e", b"a", b"b", b"R", b"Q", b"0"]
STEPS += [b"\x85", b"\x86", b"\x87", b"q\x00", b"h\x00", b"K\x01", b"N", b"\x88", b"2"]
STEPS += [b"\x81", b"\x93", b"\x94", b"r\xff\xff\xff\x7f", b"\x8b\xff\xff\xff\x7f"]
STEPS += [tensor(), text("a.weight"), text("model"), b"ctorch\nFloatStorage\n"]
STEPS += [b"ccollections\nOrderedDict\n", b"ctorch\nSize\n"]
STEPS += [
    b"ctorch._utils\n_rebuild_tensor_v2\n",
    b"ctorch._utils\n_rebuild_parameter\n",
]


@given(st.lists(st.sampled_from(STEPS), max_size=20))
def test_pickles_may_say_anything(tmp_path_factory, steps):
    path = tmp_path_factory.mktemp("files") / "a.pt"
    read_or_refused(pickled(path, b"".join(steps)), "tanh")


def many_dicts(path):
    pickled(path, b"}" * 999_000)


def too_many_dicts(path):
    pickled(path, b"}" * 10**7)


def copies(path):
    """A dict of many, and many copies of it."""
    items = b"".join(number(k) + b"N" for k in range(30_000))
    called = b"ccollections\nOrderedDict\nq\x01}q\x00(" + items + b"u"
    pickled(path, called + b"h\x01h\x00\x85R" * 90_000)


def a_bomb(path):
    pack(path, {"data.pkl": b"\x80\x02}.", "data/0": bytes(101 * 10**6)}, ZIP_DEFLATED)


def many_halves(path):
    """A tensor of bfloat16, of which each number takes 32 bits."""
    steps = state(tensor("BFloat16Storage", shape=(7000, 7000), steps=(7000, 1)))
    pack(path, {"data.pkl": b"\x80\x02" + steps + b".", "data/0": bytes(98 * 10**6)})


@pytest.mark.parametrize(
    ("write", "words", "most"),
    [
        (many_dicts, "what it says of names and shapes is broken", 150_000),
        (too_many_dicts, "expected at most 1,000,000 bytes of names and", 150_000),
        (copies, "what it says of names and shapes is broken", 150_000),
        (a_bomb, "expected at most 100,000,000 bytes when unpacked", 150_000),
        (many_halves, "expected at most 25,000,000 weights in all", 250_000),
    ],
)
def test_what_would_fill_the_memory_does_not(tmp_path, write, words, most):
    path = tmp_path / "a.pt"
    write(path)
    said, kilobytes = refusal_in_memory(path)
    assert words in said
    assert kilobytes < most
