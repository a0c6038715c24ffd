"""Networks in PyTorch's .pt and .pth files: state dicts, and checkpoints with one.

The format, a zip file of a pickle and of what tensors are made of:
https://docs.pytorch.org/docs/stable/notes/serialization.html
"""

from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np

from model.files.chains import chain
from model.files.content import (
    MOST_DIMENSIONS,
    bfloat16,
    check_weights,
    members,
    quoted,
)
from model.files.pickles import Function, RefusedError, unpickled
from model.files.stated import Stated

# How files of before PyTorch 1.6 begin: with a pickled number that stands for them.
LEGACY = b"\x80\x02\x8a\nl\xfc\x9cF\xf9 j\xa8P\x19."
EXPECTED = 'expected what torch.save(model.state_dict(), "model.pt") writes'
RESAVE = 'torch.save(torch.load("model.pt"), "model.pt")'
NESTED = ("state_dict", "model_state_dict", "model")  # where checkpoints have one
TYPES = {
    "torch DoubleStorage": "<f8",
    "torch FloatStorage": "<f4",
    "torch HalfStorage": "<f2",
    "torch BFloat16Storage": "<u2",
    "torch LongStorage": "<i8",
    "torch IntStorage": "<i4",
    "torch ShortStorage": "<i2",
    "torch CharStorage": "i1",
    "torch ByteStorage": "u1",
    "torch BoolStorage": "?",
}


class Storage(NamedTuple):
    """A member of the zip file that tensors are made of, and what it holds."""

    kind: str
    key: str


class Tensor(NamedTuple):
    """What the pickle says of a tensor; start and strides count values, not bytes."""

    storage: Storage
    start: int
    shape: tuple[int, ...]
    strides: tuple[int, ...]


def stated(content: bytes, order: Sequence[str] = ()) -> Stated:
    """The network in the bytes of a .pt file, which names no activations.

    order: as chain takes it.
    Raises ValueError for a file that is broken or holds anything but the state dict of
    a chain of layers.
    """
    if content.startswith(LEGACY):
        raise ValueError(f"it is older than PyTorch 1.6: expected what {RESAVE} writes")
    weights = chain(_tensors(members(content, ".pt", "torch.save")), order)
    return Stated(weights, [None] * len(weights))


def _tensors(parts: Mapping[str, bytes]) -> dict[str, np.ndarray]:
    """The tensors of a state dict, by their names; they share the memory of parts."""
    folder = _folder(parts)
    state = _state_dict(_saved(parts[f"{folder}data.pkl"]))
    check_weights(sum(prod(tensor.shape) for tensor in state.values()))
    return {
        name: _tensor(name, tensor, parts.get(f"{folder}data/{tensor.storage.key}"))
        for name, tensor in state.items()
    }


def _folder(parts: Mapping[str, bytes]) -> str:
    """Where in the zip file everything is: "model/"."""
    folders = [
        name.removesuffix("data.pkl")
        for name in parts
        if name == "data.pkl" or name.endswith("/data.pkl")
    ]
    if len(folders) != 1:
        raise ValueError(f"it holds no state dict: {EXPECTED}")
    [folder] = folders
    if f"{folder}constants.pkl" in parts:
        raise ValueError(f"it holds a TorchScript program: {EXPECTED}")
    if parts.get(f"{folder}byteorder", b"little") != b"little":
        raise ValueError("its numbers are not little-endian: expected those that are")
    return folder


def _saved(pickle: bytes) -> Any:
    """What was saved, with a Tensor for each tensor."""
    try:
        return unpickled(pickle, NAMES, _storage)
    except RefusedError as error:
        raise ValueError(f"it holds {error}, which is not read: {EXPECTED}") from error


def _storage(_: str, kind: str, key: str, *place_and_size: object) -> Storage:
    if kind not in TYPES.values() or not isinstance(key, str):
        raise ValueError("a storage of another kind")
    return Storage(kind, key)


def _rebuilt(
    storage: Storage,
    start: int,
    shape: Sequence[int],
    strides: Sequence[int],
    *_: object,
) -> Tensor:
    """A tensor, as the pickle says it is rebuilt."""
    numbers = (start, *shape, *strides)
    if not isinstance(storage, Storage) or len(shape) != len(strides):
        raise ValueError("a tensor of nothing")
    if len(shape) > MOST_DIMENSIONS or not all(map(_is_count, numbers)):
        raise ValueError("a tensor of another shape")
    return Tensor(storage, start, tuple(shape), tuple(strides))


def _is_count(number: object) -> bool:
    return type(number) is int and 0 <= number < 2**40  # products fit in 64 bits


# What a state dict names, and what stands for it here. Nothing copies its arguments:
# copies of copies would fill the memory.
NAMES: Mapping[str, Function | str] = {
    **TYPES,
    "collections OrderedDict": lambda: {},
    "torch Size": lambda sides: sides,
    "torch._utils _rebuild_tensor_v2": _rebuilt,
    "torch._utils _rebuild_parameter": lambda tensor, *_: tensor,
}


def _state_dict(saved: Any) -> dict[str, Tensor]:
    """The state dict that was saved, alone or in a checkpoint."""
    for name in NESTED:
        if isinstance(saved, dict) and isinstance(saved.get(name), dict):
            saved = saved[name]
            break
    if not isinstance(saved, dict) or not saved:
        raise ValueError(f"it holds no state dict: {EXPECTED}")
    for name, tensor in saved.items():
        if not (isinstance(name, str) and isinstance(tensor, Tensor)):
            words = f"expected a state dict, alone or as {' or '.join(NESTED)}"
            raise ValueError(f"{quoted(str(name))} is no tensor: {words}")
    return saved


def _tensor(name: str, tensor: Tensor, data: bytes | None) -> np.ndarray:
    """The array of a tensor."""
    storage, start, shape, strides = tensor
    dtype = np.dtype(storage.kind)
    ends = ((n - 1) * stride for n, stride in zip(shape, strides, strict=True))
    last = start + sum(ends)
    if data is None or 0 in shape or (last + 1) * dtype.itemsize > len(data):
        raise ValueError(f"{quoted(name)} has values that are not there: {EXPECTED}")
    in_bytes = [stride * dtype.itemsize for stride in strides]
    array = np.ndarray(shape, dtype, data, start * dtype.itemsize, in_bytes)
    return bfloat16(array) if storage.kind == TYPES["torch BFloat16Storage"] else array
