"""Networks in .npz files: what is in them says whether they hold one.

The format: https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
"""

import warnings
from collections.abc import Iterable, Sequence
from io import BytesIO
from math import prod
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from model.activation import ACTIVATIONS
from model.files.content import MOST_LAYERS, check_weights, members, quoted
from model.files.stated import Stated, check_no_order
from model.layer import folded
from model.network import Network

LONGEST_NAME = 64  # characters in the name of an activation
HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}
INPUTS = ("X", "x", "inputs")  # what the arrays of data are called
TARGETS = ("y", "targets", "labels")
RECORDING = "recording"  # the array with what is said of a recording, in JSON
STUDY = "study"  # and of a study
OTHERS = {"data": ", which are data", "study": ", which are a study"}


def save(network: Network, path: str | Path) -> None:
    """Write a network to a .npz file that numpy can read without pickling.

    Its arrays are layer_1, layer_2 and so on, the weights, and activation: one name if
    all layers have the same, else one for each.
    Raises ValueError for an activation that is not one of the program's own.
    """
    for f in (layer.activation for layer in network.layers):
        if f not in ACTIVATIONS:
            raise ValueError(f"activation {f.name!r} cannot be saved")
    names = [layer.activation.name for layer in network.layers]
    arrays = {
        f"layer_{i}": layer.weights for i, layer in enumerate(network.layers, start=1)
    }
    arrays["activation"] = np.array(names if len(set(names)) > 1 else names[0])
    with Path(path).open("wb") as file:  # numpy would add to a name without .npz
        # numpy's types suppose that an array could be called allow_pickle.
        np.savez_compressed(file, **arrays)  # type: ignore[arg-type]


def stated(content: bytes, order: Sequence[str] = ()) -> Stated:
    """The network in a file that save wrote, or numpy.savez with the same arrays.

    Of a recording it is the last one.
    Raises ValueError for one that holds anything but layer_1, layer_2 and so on, and
    activation, which may be missing: a name for all layers, or one for each; and
    for an order, which the names of layers have themselves.
    """
    check_no_order(order)
    found = arrays(content)
    if kind(found) == "recording":
        found = _last(found)
    _check_names(found)
    names = activation_names(found.pop("activation", None), len(found))
    weights = [found[f"layer_{i}"] for i in range(1, len(found) + 1)]
    for i, w in enumerate(weights, start=1):
        if w.dtype.kind == "U":
            raise ValueError(f"layer_{i} holds text: expected numbers")
    check_weights(sum(w.size for w in weights))
    return Stated(weights, names)


def arrays(content: bytes) -> dict[str, np.ndarray]:
    """The arrays in the bytes of a .npz file, by their names: of numbers or of text.

    Raises ValueError for a file that is broken or holds anything else.
    """
    return {
        name.removesuffix(".npy"): _array(name, data)
        for name, data in members(content, ".npz", "numpy.savez").items()
    }


def kind(names: Iterable[str]) -> str:
    """What arrays of these names are: "network", "recording", "study", "data" or ""."""
    names = set(names)
    if STUDY in names:
        return "study"
    if RECORDING in names:
        return "recording"
    if "activation" in names or "layer_1" in names:
        return "network"
    return "data" if names & set(INPUTS) else ""


def activation_names(array: np.ndarray | None, n_layers: int) -> Sequence[str | None]:
    """The names of activations in an array, one for each layer; None without it."""
    if array is None:
        return [None] * n_layers
    if array.dtype.kind != "U" or array.itemsize > 4 * LONGEST_NAME:
        raise ValueError("activation is no name: expected one such as 'tanh'")
    if array.size not in (1, n_layers):
        words = f"expected one for all layers, or one for each of {n_layers}"
        raise ValueError(f"activation has {array.size} names: {words}")
    names: list[str] = array.ravel().tolist()
    return names if len(names) == n_layers else names * n_layers


def _last(found: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The arrays of the last network of a recording, for inputs as they are."""
    network = {}
    for name, array in found.items():
        if name.startswith("layer_"):
            if array.ndim != 3 or array.dtype.kind not in "fiu":
                words = "expected numbers (stops, n_inputs + 1, n_outputs)"
                raise ValueError(f"{quoted(name)} of a recording: {words}")
            network[name] = array[-1].astype(float)
        elif name == "activation":
            network[name] = array
    if "layer_1" in network:
        scale = found.get("mean"), found.get("sd")
        network["layer_1"] = _unscaled(network["layer_1"], *scale)
    return network


def _unscaled(
    weights: np.ndarray, mean: np.ndarray | None, sd: np.ndarray | None
) -> np.ndarray:
    """Weights for inputs as they are, of those for (inputs - mean) / sd."""
    if mean is None or sd is None:
        return weights
    shape = (len(weights) - 1,)
    for name, scale in (("mean", mean), ("sd", sd)):
        if scale.shape != shape or scale.dtype.kind not in "fiu":
            words = f"expected numbers of shape {shape}"
            raise ValueError(f"{name} of shape {scale.shape}: {words}")
    with np.errstate(all="ignore"):
        return folded(weights, 1 / sd, -mean / sd)


def _check_names(names: Iterable[str]) -> None:
    """Raise ValueError for names other than activation, layer_1, layer_2 and so on."""
    names = sorted(names)
    others = [name for name in names if name != "activation"]
    expected = [f"layer_{i}" for i in range(1, len(others) + 1)]
    if not others or others != sorted(expected):
        words = "expected activation, and layer_1, layer_2 and so on"
        which = OTHERS.get(kind(names), "")
        raise ValueError(f"arrays {quoted(', '.join(names))}{which}: {words}")
    if len(others) > MOST_LAYERS:
        raise ValueError(f"expected at most {MOST_LAYERS} layers")


def _array(name: str, data: bytes) -> np.ndarray:
    """The array in the bytes of a .npy file.

    Raises ValueError where they do not fit its header, or hold neither numbers nor
    text.
    """
    name = quoted(name)
    file = BytesIO(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            shape, by_columns, dtype = HEADERS[npy.read_magic(file)](file)
    except Exception as error:  # forged files fail in all kinds of ways
        words = f"{name} is no array: expected what numpy.savez writes"
        raise ValueError(words) from error
    if dtype.kind not in "fiuU" or (dtype.kind == "f" and dtype.itemsize > 8):
        raise ValueError(f"{name} holds {dtype.name}: expected numbers or a name")
    n_bytes = len(data) - file.tell()
    if min(shape, default=1) < 1 or prod(shape) * dtype.itemsize != n_bytes:
        words = f"expected those of its shape {str(shape)[:80]}"
        raise ValueError(f"{name} has {n_bytes} bytes of values: {words}")
    values = np.frombuffer(data, dtype, offset=file.tell())
    if dtype.kind == "U":
        _check_signs(name, values.view(f"{dtype.byteorder}u4"))
    return values.reshape(shape, order="F" if by_columns else "C")


def _check_signs(name: str, signs: np.ndarray) -> None:
    """Raise ValueError for numbers that no signs of Unicode have, or halves of them."""
    if (signs > 0x10FFFF).any() or (signs >> 11 == 0x1B).any():
        raise ValueError(f"{name} holds no text: expected a name")
