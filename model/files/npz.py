"""Networks in .npz files, which may come from anywhere.

The sizes that a file states are checked before any of it is unpacked, and nothing in it
is run.
"""

import warnings
from collections.abc import Iterator
from io import BytesIO
from math import prod
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import numpy as np
from numpy.lib import format as npy

from model.activation import ACTIVATIONS, Activations
from model.network import Network

MOST_BYTES = 100_000_000  # in a file, in its arrays unpacked, and in weights of 64 bits
MOST_LAYERS = 1000
LONGEST_NAME = 64  # characters in the name of an activation
ENTRY = b"PK\1\2"  # how each entry of a zip file's directory begins
HEADERS = {(1, 0): npy.read_array_header_1_0, (2, 0): npy.read_array_header_2_0}


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


def load(path: str | Path, activations: Activations | None = None) -> Network:
    """The network in a file that save wrote, or numpy.savez with the same arrays.

    The arrays layer_1, layer_2 and so on are weights as Network has them; activation is
    one name for all layers, or one for each. Nothing in the file is run.
    activations: as Network takes them, in place of the file's; needed if it has none.
    Raises OSError for a file that cannot be read, and ValueError, in one line, for one
    that holds anything but a network, or weights of more than 100 MB.
    """
    try:
        weights, names = _read(Path(path))
        if not (activations or names):
            words = "expected activation, a name for all layers or one for each"
            raise ValueError(f"no activations: {words}")
        return Network.from_weights(weights, activations or names)
    except ValueError as error:
        raise ValueError(f"{path} does not hold a network: {error}") from error


def _read(path: Path) -> tuple[list[np.ndarray], list[str]]:
    """The weights of each layer, and the names of activations: one, or one for each.

    There are no names where the file has no activation.
    Raises OSError for a file that cannot be read, and ValueError for one that holds
    anything but arrays of numbers, layer_1, layer_2 and so on, and activation.
    """
    arrays = {name: _array(name, data) for name, data in _members(_content(path))}
    names = _names(arrays.pop("activation.npy", None), len(arrays))
    weights = [arrays[f"layer_{i}.npy"] for i in range(1, len(arrays) + 1)]
    for i, w in enumerate(weights, start=1):
        if w.dtype.kind == "U":
            raise ValueError(f"layer_{i} holds text: expected numbers")
    if 8 * sum(w.size for w in weights) > MOST_BYTES:
        raise ValueError(f"expected at most {MOST_BYTES // 8:,} weights in all")
    return weights, names


def _names(array: np.ndarray | None, n_layers: int) -> list[str]:
    """The names of activations in an array: one for all layers, or one for each."""
    if array is None:
        return []
    if array.dtype.kind != "U" or array.itemsize > 4 * LONGEST_NAME:
        raise ValueError("activation is no name: expected one such as 'tanh'")
    if array.size not in (1, n_layers):
        words = f"expected one for all layers, or one for each of {n_layers}"
        raise ValueError(f"activation has {array.size} names: {words}")
    names: list[str] = array.ravel().tolist()
    return names


def _content(path: Path) -> bytes:
    """All bytes of a file; a device or a pipe, which may never end, is not opened."""
    path.stat()  # raises OSError if there is nothing
    if not path.is_file():
        raise ValueError("it is no file: expected a .npz file")
    with path.open("rb") as file:
        content = file.read(MOST_BYTES + 1)
    if len(content) > MOST_BYTES:
        raise ValueError(f"expected a file of at most {MOST_BYTES:,} bytes")
    return content


def _members(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of each array in a .npz file.

    Numbers and sizes are checked before any array is unpacked.
    """
    if content.count(ENTRY) > MOST_LAYERS + 1:
        raise ValueError(f"expected at most {MOST_LAYERS} layers")
    try:
        file = ZipFile(BytesIO(content))
    except Exception as error:  # forged files fail in all kinds of ways
        words = "it is no whole .npz file: expected what numpy.savez writes"
        raise ValueError(words) from error
    entries = file.infolist()
    _check_names([entry.filename for entry in entries])
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise ValueError(f"expected at most {MOST_BYTES:,} bytes when unpacked")
    for entry in entries:
        try:
            if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
                raise ValueError("packed as numpy never does")
            with file.open(entry) as member:
                yield entry.filename, member.read(entry.file_size)
        except Exception as error:
            words = f"{entry.filename} is broken: expected what numpy.savez writes"
            raise ValueError(words) from error


def _check_names(names: list[str]) -> None:
    """Raise ValueError for names other than activation, layer_1, layer_2 and so on."""
    others = [name for name in names if name != "activation.npy"]
    layers = [f"layer_{i}.npy" for i in range(1, len(others) + 1)]
    if not others or sorted(others) != sorted(layers) or len(names) > len(others) + 1:
        words = "expected activation, and layer_1, layer_2 and so on"
        raise ValueError(f"arrays {', '.join(sorted(names))[:80]!r}: {words}")


def _array(name: str, data: bytes) -> np.ndarray:
    """The array in the bytes of a .npy file.

    Raises ValueError where they do not fit its header, or hold neither numbers nor
    text.
    """
    file = BytesIO(data)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            shape, by_columns, dtype = HEADERS[npy.read_magic(file)](file)
    except Exception as error:
        words = f"{name} is no array: expected what numpy.savez writes"
        raise ValueError(words) from error
    if dtype.kind not in "fiuU" or (dtype.kind == "f" and dtype.itemsize > 8):
        raise ValueError(f"{name} holds {dtype.name}: expected numbers or a name")
    n_bytes = len(data) - file.tell()
    if min(shape, default=1) < 1 or prod(shape) * dtype.itemsize != n_bytes:
        words = f"expected those of its shape {str(shape)[:80]}"
        raise ValueError(f"{name} has {n_bytes} bytes of values: {words}")
    values = np.frombuffer(data, dtype, offset=file.tell())
    return values.reshape(shape, order="F" if by_columns else "C")
