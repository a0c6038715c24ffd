"""Files that should hold networks: what is wrong with them, in one line."""

import io
import os
import zipfile
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import ACTIVATIONS, Family, Layer, Network, load, save
from model.files import npz
from tests.reading import read_or_refused, refusal, refusal_in_memory

WEIGHTS = np.arange(6.0).reshape(2, 3)


def npy(array, **options):
    """A .npy file, as numpy writes it."""
    content = io.BytesIO()
    np.lib.format.write_array(content, np.asarray(array), **options)
    return content.getvalue()


def header(text, values=b""):
    """A .npy file whose header says whatever one likes."""
    data = text.encode().ljust(118) + b"\n"
    return b"\x93NUMPY\1\0" + len(data).to_bytes(2, "little") + data + values


def told(shape, descr="'<f8'", values=b""):
    return header(
        f"{{'descr': {descr}, 'fortran_order': False, 'shape': {shape}}}", values
    )


def pack(path, packed=ZIP_DEFLATED, **members):
    """A .npz file of the contents of .npy files; a layer and a name if not given."""
    members = {"layer_1": npy(WEIGHTS), "activation": npy("tanh"), **members}
    with ZipFile(path, "w", packed) as file:
        for name, content in members.items():
            if content is not None:
                file.writestr(f"{name}.npy", content)
    return path


def test_what_numpy_writes_is_read(tmp_path):
    path = tmp_path / "own.npz"
    layers = [np.asfortranarray(WEIGHTS), np.ones((4, 1), ">f4"), np.eye(2, dtype=int)]
    names = {f"layer_{i}": w for i, w in enumerate(layers, start=1)}
    for write in (np.savez, np.savez_compressed):
        write(path, activation="sigmoid", **names)
        assert load(path) == Network.from_weights(layers, "logistic")


def test_twelve_layers_stay_in_order(tmp_path):
    network = Family(range(1, 14), "tanh").network(0)
    save(network, tmp_path / "deep.npz")
    assert load(tmp_path / "deep.npz").sizes == tuple(range(1, 14))


@pytest.mark.parametrize("f", ACTIVATIONS, ids=lambda f: f.name)
def test_any_of_its_names_will_do_in_a_file(tmp_path, f):
    names = f.name, f.title, *f.other_names, f.name.upper(), f.name.replace("_", "-")
    for name in names:
        assert load(pack(tmp_path / "a.npz", activation=npy(name))).layers[0] == Layer(
            WEIGHTS, f
        )
    network = Network([Layer(WEIGHTS, "tanh"), Layer(np.ones((4, 2)), f)])
    save(network, tmp_path / "b.npz")
    assert load(tmp_path / "b.npz") == network


@pytest.mark.parametrize("name", ["identity", "logistic", "tanh", "relu", "softmax"])
def test_files_of_the_first_version_are_read(tmp_path, name):
    """As it wrote them: one name, or one of each layer, in the order of the entries."""
    second = np.ones((4, 2))
    for names in (name, ["relu", name]):
        if names == "softmax":
            continue
        layers = {"layer_1": npy(WEIGHTS), "layer_2": npy(second)}
        network = load(pack(tmp_path / "a.npz", **layers, activation=npy(names)))
        expected = [names, names] if isinstance(names, str) else names
        assert network == Network.from_weights([WEIGHTS, second], expected)


BAD = {
    "nothing": ({"layer_1": None, "activation": None}, "arrays '': expected activ"),
    "no activation": (
        {"activation": None},
        "it names no activations: expected --activation, such as relu,softmax",
    ),
    "no layers": ({"layer_1": None}, "arrays 'activation': expected activation,"),
    "a layer left out": ({"layer_3": npy(WEIGHTS)}, "expected activation, and layer_1"),
    "another array": (
        {"bias": npy(WEIGHTS)},
        "'activation, bias, layer_1'",
    ),
    "a name in lines": ({"a\nb": npy(WEIGHTS)}, r"'a\nb, activation, layer_1'"),
    "a way out": ({"../layer_2": npy(WEIGHTS)}, "expected activation, and layer_1"),
    "unknown": ({"activation": npy("splish")}, "unknown activation 'splish'; cho"),
    "a number": ({"activation": npy(3)}, "activation is no name: expected one such"),
    "two names": ({"activation": npy(["tanh", "relu"])}, "activation has 2 names: exp"),
    "unknown names": ({"activation": npy(["splish"])}, "unknown activation 'splish'"),
    "a name of two": (
        {"activation": npy(["tanh", "splish"]), "layer_2": npy(np.ones((4, 1)))},
        "unknown activation 'splish'",
    ),
    "softmax inside": (
        {"activation": npy("softmax"), "layer_2": npy(np.ones((4, 1)))},
        "softmax in layer 1: expected in the last layer alone",
    ),
    "a long name": ({"activation": npy("a" * 65)}, "activation is no name"),
    "nan": ({"layer_1": npy(np.full((2, 1), np.nan))}, "weights that are not finite"),
    "infinity": ({"layer_1": npy([[1], [np.inf]])}, "weights that are not finite"),
    "a vector": ({"layer_1": npy(np.ones(3))}, "layer 1 has weights of shape (3,)"),
    "a bias alone": ({"layer_1": npy(np.ones((1, 3)))}, "weights of shape (1, 3)"),
    "a cube": ({"layer_1": npy(np.ones((2, 3, 4)))}, "weights of shape (2, 3, 4)"),
    "no nodes": ({"layer_1": npy(np.ones((2, 0)))}, "expected those of its shape (2,"),
    "no chain": ({"layer_2": npy(WEIGHTS)}, "layer 1 has 3 outputs, but layer 2 has"),
    "texts": ({"layer_1": npy([["a"], ["b"]])}, "layer_1 holds text: expected numbers"),
    "bytes": (
        {"layer_1": npy([[b"a"], [b"b"]])},
        "'layer_1.npy' holds bytes8: expected",
    ),
    "complex": ({"layer_1": npy(WEIGHTS * 1j)}, "holds complex128: expected numbers"),
    "truths": ({"layer_1": npy(WEIGHTS > 3)}, "holds bool: expected numbers"),
    "times": ({"layer_1": npy(np.ones((2, 1), "m8[s]"))}, "holds timedelta64[s]: exp"),
    "long doubles": ({"layer_1": told((1, 1), "'<f16'", bytes(16))}, "holds float128"),
    "records": ({"layer_1": npy(np.ones((2, 1), "f8,f8"))}, "holds void128: expected"),
    "objects": ({"layer_1": npy(WEIGHTS.astype(object))}, "holds object: expected num"),
    "text": ({"layer_1": b"1 2 3"}, "'layer_1.npy' is no array: expected what numpy.s"),
    "no bytes": ({"layer_1": b""}, "'layer_1.npy' is no array"),
    "cut": ({"layer_1": npy(WEIGHTS)[:-1]}, "has 47 bytes of values: expected those"),
    "more": ({"layer_1": npy(WEIGHTS) + b"0"}, "has 49 bytes of values: expected tho"),
    "cut header": ({"layer_1": npy(WEIGHTS)[:50]}, "'layer_1.npy' is no array"),
    "gigabytes": ({"layer_1": told((10**9, 10**9))}, "(1000000000, 1000000000)"),
    "a sea of ones": ({"layer_1": told("(" + "1," * 900 + ")")}, "has 0 bytes of val"),
    "below none": ({"layer_1": told((-2, -3), values=bytes(48))}, "shape (-2, -3)"),
    "nothing wide": ({"layer_1": told((2**70, 0))}, "has 0 bytes of values"),
    "no signs": (
        {"activation": npy(np.array("tanh")).replace(b"h\0\0\0", b"h\0\x11\0")},
        "'activation.npy' holds no text: expected a name",
    ),
    "half a sign": (
        {"activation": npy(np.array("tanh")).replace(b"h\0\0\0", b"h\xd8\0\0")},
        "'activation.npy' holds no text: expected a name",
    ),
    "no width": ({"activation": told("()", "'<U0'")}, "itemsize"),
    "a version": (
        {"layer_1": b"\x93NUMPY\3\0" + bytes(99)},
        "'layer_1.npy' is no array",
    ),
    "a program": ({"layer_1": header("__import__('os')")}, "'layer_1.npy' is no array"),
    "brackets": ({"layer_1": header("[" * 9000)}, "'layer_1.npy' is no array"),
    "old Python": ({"layer_1": told("(2L, 3L)", values=b"0")}, "has 1 bytes of values"),
    "a long header": ({"layer_1": header(" " * 60_000)}, "'layer_1.npy' is no array"),
    "keys": ({"layer_1": header("{1: 2, 'shape': ()}")}, "'layer_1.npy' is no array"),
}


@pytest.mark.parametrize(("members", "words"), BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_one_line(tmp_path, members, words):
    assert words in refusal(pack(tmp_path / "a.npz", **members))


OTHER_FILES = {
    "empty": b"",
    "text": b"not a zip file",
    "a lone array": npy(WEIGHTS),
    "a pickle": b"\x80\x04K\x01.",
    "a zip's end": b"PK\5\6" + bytes(18),
}


@pytest.mark.parametrize("content", OTHER_FILES.values(), ids=OTHER_FILES)
def test_other_files_are_refused(tmp_path, content):
    path = tmp_path / "a.npz"
    path.write_bytes(content)
    assert refusal(path).startswith(("it is no whole .npz", "arrays ''"))


def test_what_is_no_file_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pipe.npz")
    for path in (tmp_path, tmp_path / "pipe.npz", "/dev/zero"):
        assert refusal(path) == "it is a folder or a device: expected a file"


KINDS = {
    "model.pkl": "a .pkl file runs what is in it: expected what model.save(model.Netwo",
    "model.JOBLIB": "a .joblib file runs what is in it: expected what model.save(model",
    "model.txt": "its name ends in '.txt': expected .npz, ",
    "model.npz.zip": "its name ends in '.zip': expected .npz, ",
}


@pytest.mark.parametrize(("name", "words"), KINDS.items())
def test_other_kinds_of_files_are_refused(tmp_path, name, words):
    assert refusal(pack(tmp_path / name)).startswith(words)


def test_capitals_in_the_end_of_a_name_make_no_difference(tmp_path):
    assert load(pack(tmp_path / "A.NPZ")).sizes == (1, 3)


def test_layers_in_order_take_no_other(tmp_path):
    words = "--order 'b,a': expected none, for the file says in which order its layers"
    assert refusal(pack(tmp_path / "a.npz"), None, ["b", "a"]).startswith(words)


@pytest.mark.parametrize("names", [("X", "y"), ("inputs", "targets"), ("x",)])
def test_data_are_told_from_networks(tmp_path, names):
    np.savez(tmp_path / "a.npz", **dict.fromkeys(names, WEIGHTS))
    words = f"arrays '{', '.join(sorted(names))}', which are data: expected activation"
    assert refusal(tmp_path / "a.npz").startswith(words)
    assert npz.kind(names) == "data"


def test_what_arrays_are_is_known_by_their_names():
    assert npz.kind(["layer_1"]) == npz.kind(["activation", "x"]) == "network"
    assert npz.kind([]) == npz.kind(["arr_0", "y"]) == ""


@pytest.mark.parametrize("name", ["none.npz", "a" * 300])
def test_what_is_not_there_is_an_error_of_the_system(tmp_path, name):
    with pytest.raises(OSError, match=name[:100]):
        load(tmp_path / name)


def test_packed_otherwise_than_numpy_does(tmp_path):
    path = pack(tmp_path / "a.npz", packed=ZIP_BZIP2)
    assert refusal(path) == "'layer_1.npy' is broken: expected what numpy.savez writes"


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_layers_of_one_name(tmp_path):
    path = pack(tmp_path / "a.npz")
    with ZipFile(path, "a") as file:
        file.writestr("layer_1.npy", npy(WEIGHTS))
    assert refusal(path).startswith("'layer_1.npy' is there twice: expected what nump")


def test_a_password(tmp_path):
    path = pack(tmp_path / "a.npz")
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\1\2") + 8] |= 1  # the flag that says so
    content[6] |= 1
    path.write_bytes(content)
    assert "'layer_1.npy' is broken" in refusal(path)


@given(st.data())
def test_any_byte_may_be_lost_or_changed(tmp_path_factory, data):
    path = pack(tmp_path_factory.mktemp("files") / "a.npz")
    content = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    if data.draw(st.booleans()):
        del content[place:]
    else:
        content[place] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    network = read_or_refused(path)
    assert network is None or network.layers[0] == Layer(WEIGHTS, "tanh")


def _zeros(path, n_bytes):
    with ZipFile(path, "w", ZIP_DEFLATED) as file:
        file.writestr("activation.npy", npy("tanh"))
        with file.open("layer_1.npy", "w", force_zip64=True) as member:
            for _ in range(n_bytes // 10**6):
                member.write(bytes(10**6))


def a_bomb(path):
    _zeros(path, 101 * 10**6)


def a_bomb_that_lies(path):
    """Its directory tells of 100 bytes; the bytes themselves are many more."""
    _zeros(path, 250 * 10**6)
    content = bytearray(path.read_bytes())
    entry = content.rindex(b"PK\1\2")
    size = content.index((250 * 10**6).to_bytes(4, "little"), entry)
    content[size : size + 4] = (100).to_bytes(4, "little")
    path.write_bytes(content)


def many_members(path):
    entry = zipfile.structCentralDir, zipfile.stringCentralDir, *[0] * 18
    directory = zipfile.struct.pack(*entry) * 10**6
    end = b"PK\5\6" + bytes(8) + len(directory).to_bytes(4, "little") + bytes(6)
    path.write_bytes(directory + end)


def small_numbers(path):
    pack(path, layer_1=npy(np.zeros((18000, 1400), "i1")))


def a_large_file(path):
    with path.open("wb") as file:
        file.truncate(10**12)  # of which the disk holds nothing


@pytest.mark.parametrize(
    ("write", "words"),
    [
        (a_bomb, "expected at most 100,000,000 bytes when unpacked"),
        (a_bomb_that_lies, "'layer_1.npy' is broken"),
        (many_members, "expected at most 10,000 members"),
        (small_numbers, "expected at most 25,000,000 weights in all"),
        (a_large_file, "expected a file of at most 100,000,000 bytes"),
    ],
)
def test_what_would_fill_the_memory_does_not(tmp_path, write, words):
    path = tmp_path / "a.npz"
    write(path)
    said, kilobytes = refusal_in_memory(path)
    assert words in said
    assert kilobytes < 150_000
