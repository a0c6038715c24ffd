"""Networks in .safetensors files: named tensors, as PyTorch names them.

The format: https://huggingface.co/docs/safetensors/index#format
"""

import json
from collections.abc import Mapping, Sequence
from math import prod
from typing import Any, NamedTuple

import numpy as np

from model.files.chains import chain
from model.files.content import MOST_DIMENSIONS, bfloat16, check_weights, quoted
from model.files.stated import Stated

LENGTH = 8  # bytes at the beginning, which say how long the header is
MOST_HEADER = 1_000_000  # bytes: thousands of tensors
TYPES = {
    "F64": "<f8",
    "F32": "<f4",
    "F16": "<f2",
    "BF16": "<u2",
    "I64": "<i8",
    "I32": "<i4",
    "I16": "<i2",
    "I8": "i1",
    "U8": "u1",
}
EXPECTED = "expected what safetensors.torch.save_file writes"


class Entry(NamedTuple):
    """What the header says of a tensor: start and end count from the header's end."""

    kind: str
    shape: tuple[int, ...]
    start: int
    end: int


def stated(content: bytes, order: Sequence[str] = ()) -> Stated:
    """The network in the bytes of a .safetensors file, which names no activations.

    order: as chain takes it.
    Raises ValueError for a file that is broken or holds anything but a chain of layers.
    """
    weights = chain(_tensors(content), order)
    return Stated(weights, [None] * len(weights))


def _tensors(content: bytes) -> dict[str, np.ndarray]:
    """All tensors of a file, by their names."""
    length = int.from_bytes(content[:LENGTH], "little")
    if not 0 < length <= min(MOST_HEADER, len(content) - LENGTH):
        raise ValueError(f"it is no whole .safetensors file: {EXPECTED}")
    values = memoryview(content)[LENGTH + length :]
    entries = _entries(content[LENGTH : LENGTH + length])
    _check_places(entries, len(values))
    check_weights(sum(prod(entry.shape) for entry in entries.values()))
    return {name: _tensor(name, entry, values) for name, entry in entries.items()}


def _entries(header: bytes) -> dict[str, Entry]:
    """What the header says, but for what it says of the whole file."""
    try:
        said = json.loads(header)
        said.pop("__metadata__", None)
        return {name: _entry(words) for name, words in said.items()}
    except Exception as error:  # forged headers fail in all kinds of ways
        raise ValueError(f"its header is broken: {EXPECTED}") from error


def _entry(words: Mapping[str, Any]) -> Entry:
    kind, shape, places = words["dtype"], words["shape"], words["data_offsets"]
    start, end = places
    numbers = (*shape, start, end)
    if not all(type(n) is int and 0 <= n < 2**63 for n in numbers):
        raise ValueError("numbers that are none")
    if not isinstance(kind, str) or len(shape) > MOST_DIMENSIONS:
        raise ValueError("a type that is none, or too many dimensions")
    return Entry(kind, tuple(shape), start, end)


def _check_places(entries: Mapping[str, Entry], n_bytes: int) -> None:
    """Raise ValueError where tensors overlap, leave gaps or lie beyond the end."""
    place = 0
    for name, entry in sorted(entries.items(), key=lambda item: item[1][2:]):
        if entry.start != place or entry.end < place:
            raise ValueError(f"{quoted(name)} is not where it should be: {EXPECTED}")
        place = entry.end
    if place != n_bytes:
        raise ValueError(f"it has {n_bytes} bytes of values, not {place}: {EXPECTED}")


def _tensor(name: str, entry: Entry, values: memoryview) -> np.ndarray:
    if entry.kind not in TYPES:
        words = f"expected {', '.join(TYPES)}"
        raise ValueError(f"{quoted(name)} holds {quoted(entry.kind)}: {words}")
    dtype = np.dtype(TYPES[entry.kind])
    if prod(entry.shape) * dtype.itemsize != entry.end - entry.start:
        words = f"expected those of its shape {entry.shape}"
        n_bytes = f"{entry.end - entry.start} bytes of values"
        raise ValueError(f"{quoted(name)} has {n_bytes}: {words}")
    array = np.frombuffer(values[entry.start : entry.end], dtype).reshape(entry.shape)
    return bfloat16(array) if entry.kind == "BF16" else array
