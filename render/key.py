"""Keys: digests of everything that decides what a film's pictures look like.

Two films of one key have the same pictures, to the byte. Data that a scene reads while
it draws is the one thing that no key can know of.
"""

import hashlib
import inspect
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import FunctionType, MethodType

import numpy as np

from render.film import Film
from render.versions import versions

OWN = ("model", "render")
NOT_PAINTING = ("cli", "check", "embed")  # parts of render that no picture goes through


class UnknownError(Exception):
    """A value that nothing can be said of."""


def key(film: Film) -> str | None:
    """The film's key, 32 hexadecimal digits; None if its scene holds what has none."""
    teller = _Teller()
    try:
        told = teller.tell(film)
    except UnknownError:
        return None
    sources = [source_digest(), *map(_digest, _with_neighbours(teller.files))]
    return _short(repr((told, sources, sorted(versions().items()))).encode())


@cache
def source_digest() -> str:
    """A digest of the program's own code, as far as pictures go through it."""
    digests = [
        _digest(path)
        for folder in _own_folders()
        for path in sorted(folder.rglob("*.py"))
        if path.relative_to(folder).parts[0] not in NOT_PAINTING
    ]
    return _short("".join(digests).encode())


def _own_folders() -> list[Path]:
    return [Path(sys.modules[package].__file__).parent for package in OWN]


def file_digest(path: Path) -> str:
    """A digest of a file, or of all files in a folder and their names.

    Raises OSError where one cannot be read.
    """
    if not path.is_dir():
        with path.open("rb") as file:
            return hashlib.file_digest(file, _hash).hexdigest()
    inside = sorted(path.iterdir())
    return _short(repr([(p.name, file_digest(p)) for p in inside]).encode())


def _hash() -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=16)


def _short(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _digest(path: Path) -> str:
    """Of a file of code; one that is gone had none."""
    return file_digest(path) if path.is_file() else ""


class _Teller:
    """Tells values in words and tuples alone, the same for equal values.

    files: where the code is written that was met, and is not the program's own.
    """

    def __init__(self) -> None:
        self.files: set[Path] = set()
        self._within: list[int] = []

    def tell(self, value: object) -> object:
        """A value, told. Raises UnknownError for what cannot be, or holds itself."""
        if value is None or isinstance(value, bool | int | float | complex):
            return repr(value)
        if isinstance(value, str | bytes):
            return repr(value)
        if id(value) in self._within:
            raise UnknownError
        self._within.append(id(value))
        told = self._tell(value)
        self._within.pop()
        return told

    def _tell(self, value: object) -> tuple:
        if isinstance(value, np.ndarray | np.generic):
            return _array(np.asarray(value))
        if isinstance(value, type | FunctionType | MethodType | np.ufunc):
            return self._code(value)
        kind = self._code(type(value))
        if isinstance(value, list | tuple):
            return *kind, *map(self.tell, value)
        if isinstance(value, Mapping):
            return *kind, *sorted(repr(self.tell(item)) for item in value.items())
        if isinstance(value, Set):
            return *kind, *sorted(repr(self.tell(item)) for item in value)
        return *kind, *(self.tell(part) for part in _parts(value))

    def _code(self, value: Callable) -> tuple:
        """A class or a function: its name, and what it has caught."""
        module = getattr(value, "__module__", None) or ""
        name = f"{module}.{getattr(value, '__qualname__', value.__name__)}"
        if isinstance(value, MethodType):
            return name, self.tell(value.__self__), self.tell(value.__func__)
        if module.partition(".")[0] not in (*OWN, "builtins", "numpy"):
            self.files.update(_where(value))
        if not isinstance(value, FunctionType):
            return (name,)
        caught = [cell.cell_contents for cell in value.__closure__ or ()]
        return name, *map(self.tell, (caught, value.__defaults__, value.__kwdefaults__))


def _array(array: np.ndarray) -> tuple:
    if array.dtype.hasobject:
        raise UnknownError
    return array.dtype.str, array.shape, _short(array.tobytes())


def _parts(value: object) -> Iterable:
    """What an object holds, by name."""
    if is_dataclass(value):
        return [(field.name, getattr(value, field.name)) for field in fields(value)]
    if not hasattr(value, "__dict__"):
        raise UnknownError
    return sorted(vars(value).items())


def _where(value: Callable) -> Iterator[Path]:
    """The files that a function, or the functions of a class, are written in."""
    for function in (value, *vars(value).values()):
        function = inspect.unwrap(getattr(function, "fget", function))
        if isinstance(function, FunctionType):
            yield Path(function.__code__.co_filename).resolve()


def _with_neighbours(files: set[Path]) -> list[Path]:
    """Files of code, and the loaded modules near them, which they may use."""
    files = {path for path in files if not _is_installed(path)}
    if not files:
        return []
    folders = {path.parent for path in files}
    names = [getattr(module, "__file__", None) for module in list(sys.modules.values())]
    loaded = {Path(name).resolve() for name in names if name}
    near = {path for path in loaded if folders & set(path.parents)}
    return sorted(files | {path for path in near if not _is_installed(path)})


def _is_installed(path: Path) -> bool:
    """Whether a file came with Python, a package, or this program."""
    places = (sys.prefix, sys.base_prefix, *_own_folders())
    return any(path.is_relative_to(place) for place in places)
