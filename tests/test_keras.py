"""Networks in the files of Keras, as Keras writes them: tests/fixtures/keras."""

import json
import sys
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import load
from tests.command import output_of
from tests.reading import read_or_refused, refusal, refusal_in_memory, spoiled

FIXTURES = Path(__file__).parent / "fixtures" / "keras"
OUTPUTS = {
    name: points
    for file in ("outputs.json", "outputs_2.json")
    for name, points in json.loads((FIXTURES / file).read_text()).items()
}
FILES = sorted([*FIXTURES.glob("*.keras"), *FIXTURES.glob("*.h5")])
PRECISE = ("double", "half", "bfloat16")  # which Keras computed in 64 bits
ONE_BY_ONE = "expected layers one after the other"
REFUSED = {
    "batch_normalization.keras": "layer 'norm' is 'BatchNormalization': expected Dense",
    "convolution.keras": "layer 'conv' is 'Conv2D': expected Dense",
    "elu.keras": "layer 'out' has an ELU of alpha 2: expected 1",
    "embedding.keras": "layer 'table' is 'Embedding': expected Dense",
    "leaky.keras": "layer 'leaky' has a LeakyReLU of slope 0.3: expected 0.01",
    "leaky_name.keras": "layer 'out' has leaky_relu of slope 0.2: expected LeakyReLU "
    "of slope 0.01",
    "nested.keras": "layer 'inner' is 'Sequential': expected Dense",
    "own.keras": "layer 'out' has activation 'own>wave': expected linear, relu",
    "prelu.keras": "layer 'learned' is 'PReLU': expected Dense",
    "quantised.keras": "'layers/dense/vars/0' holds int8: expected floating point",
    "recurrence.keras": "layer 'memory' is 'LSTM': expected Dense",
    "relu6.keras": "layer 'six' has a ReLU with a highest value or a threshold",
    "scaled_outputs.keras": "'double' scales the outputs: expected a layer",
    "selu.keras": "layer 'out' has activation 'selu': expected linear, relu",
    "shared.keras": f"layer 'same', 'Dense', is used 2 times: {ONE_BY_ONE}",
    "skip.h5": "layer 'shortcut', 'Add', takes values of 'dense_",
    "skip.keras": "layer 'shortcut', 'Add', takes values of 'dense_",
    "softmax_inside.keras": "softmax in layer 1: expected in the last layer alone",
    "twice.keras": "tanh after relu: expected one activation after each layer",
    "two_inputs.keras": "layer 'both', 'Concatenate', takes values of 'a, b'",
    "two_outputs.h5": f"2 outputs: {ONE_BY_ONE}",
    "two_outputs.keras": f"2 outputs: {ONE_BY_ONE}",
    "weights.weights.h5": "it says nothing of layers: expected what model.save of "
    "Keras writes, not save_weights",
}


def parts_of(name):
    """The members of a .keras file, by name."""
    with ZipFile(FIXTURES / name) as file:
        return {part: file.read(part) for part in file.namelist()}


def pack(path, parts):
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return path


def told(path, change, name="scaled.keras"):
    """A file of which something else is said: change is done to its config."""
    parts = parts_of(name)
    config = json.loads(parts["config.json"])
    changed = change(config)
    parts["config.json"] = json.dumps(config if changed is None else changed)
    return pack(path, parts)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_networks_compute_what_keras_computes(path):
    points = OUTPUTS[path.stem]
    close = 1e-12 if path.stem in PRECISE else 1e-5
    np.testing.assert_allclose(
        load(path)(np.array(points["inputs"])), points["outputs"], close, close
    )


def test_every_network_that_keras_computed_is_there():
    assert {path.stem for path in FILES} == OUTPUTS.keys()


def test_activations_are_those_that_the_script_asks_for():
    names = "relu logistic elu gelu_erf silu softplus mish identity leaky_relu"
    names += " leaky_relu relu leaky_relu elu silu softmax"
    layers = load(FIXTURES / "activations.keras").layers
    assert [layer.activation.name for layer in layers] == names.split()


def test_activations_that_are_asked_for_win():
    network = load(FIXTURES / "double.keras", ["sine", "tanh"])
    assert [layer.activation.name for layer in network.layers] == ["sine", "tanh"]


@pytest.mark.parametrize(("name", "words"), REFUSED.items(), ids=REFUSED)
def test_what_is_not_read_is_named(name, words):
    assert refusal(FIXTURES / "refused" / name).startswith(words)


def test_every_file_that_is_refused_is_held_to_its_words():
    assert {path.name for path in (FIXTURES / "refused").iterdir()} == REFUSED.keys()


def test_an_order_is_refused_for_the_file_says_it():
    with pytest.raises(ValueError, match="--order 'a,b': expected none"):
        load(FIXTURES / "double.keras", None, ["a", "b"])


WITHOUT = """
import sys
sys.modules["pyfive"] = None
from model import load
try:
    load(sys.argv[1])
except ValueError as error:
    print(error)
"""


def test_without_the_extra_one_line_says_how_to_install_it():
    said = output_of(sys.executable, "-c", WITHOUT, str(FIXTURES / "double.keras"))
    line = said.rstrip("\n")
    assert "\n" not in line
    command = f"{sys.executable} -m pip install 'pyfive>=1.3'"
    assert line.endswith(f"expected pyfive to be installed: {command}")


def layer(config, number):
    return config["config"]["layers"][number]


def other_kind(config):
    config["class_name"] = "Mine"


def no_layers(config):
    del config["config"]["layers"]


def a_circle(config):
    history = layer(config, 1)["inbound_nodes"][0]["args"][0]["config"]
    history["keras_history"][0] = layer(config, 4)["config"]["name"]


def a_layer_of_nowhere(config):
    history = layer(config, 1)["inbound_nodes"][0]["args"][0]["config"]
    history["keras_history"][0] = "nowhere"


def other_units(config):
    layer(config, 4)["config"]["units"] = 7


def other_numbers(config):
    next(a for a in config["config"]["layers"] if a["class_name"] == "Rescaling")[
        "config"
    ]["scale"] = [1, 2, 3, 4, 5]


def no_numbers(config):
    layer(config, 3)["config"]["scale"] = "much"


def not_a_number(config):
    layer(config, 3)["config"]["scale"] = float("nan")


def inverted(config):
    layer(config, 2)["config"]["invert"] = True


def other_text(config):
    return "layers"


BAD = {
    other_kind: "it is a 'Mine': expected Sequential or Functional",
    no_layers: "what it says of its layers is broken: expected what model.save",
    a_circle: f"its layers lead in a circle: {ONE_BY_ONE}",
    a_layer_of_nowhere: "what it says of its layers is broken",
    other_units: "layer 'first' has arrays (4, 3): expected (n_inputs, 7) and (7,)",
    other_numbers: "'rescaling' scales 5 values: expected 4, as the layer beside it",
    no_numbers: "could not convert string to float: 'much'",
    not_a_number: "'rescaling' scales by numbers that are not finite",
    inverted: "layer 'normalization' inverts: expected one that does not",
    other_text: "what it says of its layers is broken",
}


@pytest.mark.parametrize(("change", "words"), BAD.items())
def test_what_is_wrong_is_said_in_one_line(tmp_path, change, words):
    assert refusal(told(tmp_path / "a.keras", change)).startswith(words)


def test_parts_that_are_missing_are_named(tmp_path):
    parts = parts_of("double.keras")
    for name in ("config.json", "model.weights.h5"):
        others = {key: part for key, part in parts.items() if key != name}
        words = "expected config.json and model.weights.h5"
        assert words in refusal(pack(tmp_path / "a.keras", others))
    parts["model.weights.h5"] = b"no HDF5"
    words = "'the file' is missing or broken: expected what Keras writes"
    assert refusal(pack(tmp_path / "a.keras", parts)) == words


def test_a_layer_without_arrays_is_named(tmp_path):
    def another(config):
        config["config"]["layers"].append(layer(config, 2))

    path = told(tmp_path / "a.keras", another, "double.keras")
    assert refusal(path).startswith("'layers/dense_2/vars/0' is missing or broken")


def deep(parts):
    parts["config.json"] = b"[" * 1_000_000


def long_text(parts):
    parts["config.json"] = b"[[]," * 5_000_000 + b"[]]"


def zeros(parts):
    parts["assets/other"] = bytes(101_000_000)


def wide(parts):
    """The arrays are said to be of terabytes."""
    sizes = (2).to_bytes(8, "little") + (5).to_bytes(8, "little")
    assert sizes in parts["model.weights.h5"]
    other = (2**20).to_bytes(8, "little") * 2
    parts["model.weights.h5"] = parts["model.weights.h5"].replace(sizes, other)


def test_a_list_of_names_is_no_longer_than_its_file(tmp_path):
    content = bytearray((FIXTURES / "functional_2.h5").read_bytes())
    place = content.index(b"weight_names")
    size = content.index((2).to_bytes(8, "little"), place)
    content[size : size + 8] = (10**9).to_bytes(8, "little")
    path = tmp_path / "a.h5"
    path.write_bytes(content)
    said, kilobytes = refusal_in_memory(path)
    assert "is missing or broken: expected what Keras writes" in said
    assert kilobytes < 150_000


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (deep, "what it says of its layers is broken"),
        (long_text, "expected at most 4,000,000 bytes about its layers"),
        (zeros, "bytes when unpacked"),
        (wide, "weights in all"),
    ],
)
def test_what_would_fill_the_memory_does_not(tmp_path, change, words):
    parts = parts_of("classifier.keras")
    change(parts)
    said, kilobytes = refusal_in_memory(pack(tmp_path / "a.keras", parts))
    assert words in said
    assert kilobytes < 150_000


def test_who_leads_in_circles_is_stopped(tmp_path):
    """All of a group's tree points at itself, level below level."""
    parts = parts_of("classifier.keras")
    content = bytearray(parts["model.weights.h5"])
    tree = content.index(b"TREE")
    for level in (1, 9):
        forged = bytearray(content)
        forged[tree + 5] = level
        forged[tree + 32 : tree + 40] = tree.to_bytes(8, "little")
        parts["model.weights.h5"] = bytes(forged)
        assert "missing or broken" in refusal(pack(tmp_path / "a.keras", parts))


@given(st.data())
def test_any_byte_of_the_arrays_may_be_lost_or_changed(tmp_path_factory, data):
    parts = parts_of("scaled.keras")
    parts["model.weights.h5"] = spoiled(parts["model.weights.h5"], data)
    read_or_refused(pack(tmp_path_factory.mktemp("files") / "a.keras", parts))


@given(st.data())
def test_any_byte_of_the_words_may_be_lost_or_changed(tmp_path_factory, data):
    parts = parts_of("scaled.keras")
    parts["config.json"] = spoiled(parts["config.json"], data)
    read_or_refused(pack(tmp_path_factory.mktemp("files") / "a.keras", parts))


@given(st.data())
def test_any_byte_of_an_h5_file_may_be_lost_or_changed(tmp_path_factory, data):
    content = (FIXTURES / "sequential_2.h5").read_bytes()
    path = tmp_path_factory.mktemp("files") / "a.h5"
    path.write_bytes(spoiled(content, data))
    read_or_refused(path)
