"""What is in HDF5 files, by the paths of its parts.

The format: https://support.hdfgroup.org/documentation/hdf5/latest/_f_m_t3.html. pyfive
reads it, which is Python throughout: forged files crash the usual library, written in
C, or keep it busy for ever.
"""

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from io import BytesIO
from math import prod
from typing import TYPE_CHECKING, Any

import numpy as np

from model.extras import installing
from model.files.content import bfloat16, check_weights, quoted

if TYPE_CHECKING:
    import pyfive

MOST_READS = 100_000  # of a file's small parts; a layer takes some seventy
CONTIGUOUS = 1  # how arrays lie in a file that is written as Keras does
HALVES = np.dtype("V2")  # what bfloat16 is to HDF5, which has no name for it


class Hdf5:
    """An HDF5 file; what it says of sizes is checked before memory is taken.

    Raises ValueError, here and in all methods, for a file that is broken or lacks what
    is asked for, and where pyfive is not installed.
    """

    def __init__(self, content: bytes) -> None:
        if not find_spec("pyfive"):
            raise ValueError(f"expected pyfive to be installed: {installing('keras')}")
        import pyfive

        self._content = content
        self._numbers_read = 0
        self._groups: dict[str, pyfive.Group] = {}
        with _reading("the file"):
            self._file = pyfive.File(_Counted(content))

    def names(self, path: str) -> list[str]:
        """What is in a group; nothing if there is no group."""
        with _reading(path):
            group = self._group(path)
            return [] if group is None else list(group)

    def text(self, name: str) -> str | None:
        """An attribute of the file that is text; None if there is none."""
        with _reading(name):
            value = _attributes(self._file).get(name)
            return _text(value) if value is not None else None

    def texts(self, path: str, name: str) -> list[str]:
        """An attribute of a group that is a list of texts."""
        with _reading(path):
            group = self._group(path)
            found = None if group is None else _attributes(group).get(name)
            if found is None:
                raise KeyError(name)
            return [_text(value) for value in np.ravel(found)]

    def array(self, path: str) -> np.ndarray:
        """An array of floating point numbers, by its path; read-only."""
        with _reading(path):
            folder, _, name = path.rpartition("/")
            group = self._group(folder)
            if group is None:
                raise KeyError(folder)
            part = group.get_lazy_view(name)
            dtype, shape = np.dtype(part.dtype), tuple(map(int, part.shape))
            place = int(getattr(part.id, "data_offset", -1))
            if part.id.layout_class != CONTIGUOUS or self._file.userblock_size:
                raise ValueError("its numbers do not lie side by side")
        if dtype.kind != "f" and dtype != HALVES:
            words = "expected floating point numbers"
            raise ValueError(f"{quoted(path)} holds {dtype.name}: {words}")
        self._numbers_read += prod(shape)
        check_weights(self._numbers_read)
        with _reading(path):
            return self._numbers(dtype, shape, place)

    def _numbers(
        self, dtype: np.dtype, shape: tuple[int, ...], place: int
    ) -> np.ndarray:
        """The numbers at a place in the file."""
        if prod(shape) * dtype.itemsize > len(self._content) - place:
            raise ValueError("its numbers end before they should")
        halves = dtype == HALVES
        values = np.frombuffer(
            self._content, "<u2" if halves else dtype, prod(shape), place
        )
        return (bfloat16(values) if halves else values).reshape(shape)

    def _group(self, path: str) -> "pyfive.Group | None":
        """A group by its path, each looked up once; None if there is none."""
        if not path:
            return self._file
        if path not in self._groups:
            folder, _, name = path.rpartition("/")
            parent = self._group(folder)
            if parent is None or name not in parent:
                return None
            self._groups[path] = parent[name]
        return self._groups[path]


class _Counted(BytesIO):
    """Bytes that are read only so often: who reads on goes round in circles."""

    reads = 0

    def read(self, size: int | None = -1, /) -> bytes:
        self.reads += 1
        if self.reads > MOST_READS:
            raise ValueError(f"expected at most {MOST_READS:,} parts")
        return super().read(size)


@contextmanager
def _reading(what: str) -> Iterator[None]:
    """Turn what fails, in all kinds of ways for forged files, into ValueError."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except Exception as error:
        words = "expected what Keras writes"
        raise ValueError(f"{quoted(what)} is missing or broken: {words}") from error


def _attributes(group: "pyfive.Group") -> Mapping[str, Any]:
    """The attributes of a group, none longer than the part of the file they lie in.

    pyfive, in a private method, makes a list as long as the file says.
    """
    objects = group._dataobjects
    read = type(objects)._attr_value

    def bounded(kind: object, data: bytes, count: int, place: int) -> object:
        if count > len(data):
            raise ValueError("it is longer than the file")
        return read(objects, kind, data, count, place)

    objects._attr_value = bounded
    found: Mapping[str, Any] = group.attrs
    return found


def _text(value: object) -> str:
    """Text of a file, which may be held as bytes."""
    if isinstance(value, bytes):
        return value.decode()
    if not isinstance(value, str):
        raise ValueError("it is no text")
    return str(value)
