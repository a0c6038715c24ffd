"""Keys: digests of everything that decides what a film's pictures look like.

Films with the same key have the same pictures, to the byte. The one thing that no key
can know of is data that a scene reads while it draws.
"""

import hashlib
import sys
from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from functools import cache
from pathlib import Path
from types import (
    BuiltinFunctionType,
    CodeType,
    FunctionType,
    MemberDescriptorType,
    MethodType,
    ModuleType,
)

import numpy as np

from render.make.film import Film
from render.make.versions import versions

OWN = ("model", "render")
NOT_PAINTING = ("make", "check", "embed", "cli")  # rooms that decide no picture
Code = FunctionType | BuiltinFunctionType | type | ModuleType | np.ufunc
# The attributes that Python gives to every class.
GIVEN = {"__dict__", "__weakref__", "__module__", "__doc__", "__annotations__"}
GIVEN |= {"__static_attributes__", "__firstlineno__", "__annotate_func__"}
GIVEN |= {"__annotations_cache__", "__abstractmethods__", "_abc_impl"}


class UnknownError(Exception):
    """A value cannot be put into words."""


def key(film: Film) -> str | None:
    """A film's key, 32 hexadecimal digits; None if no words describe it."""
    teller = _Teller()
    try:
        words = teller.tell(film)
    except (UnknownError, ValueError, RecursionError):  # ValueError: of an empty cell
        return None
    sources = [
        program_digest(NOT_PAINTING),
        *map(_digest, _with_neighbours(teller.files)),
    ]
    return _short(repr((words, sources, sorted(versions().items()))).encode())


@cache
def program_digest(without: Collection[str] = ()) -> str:
    """A digest of the program's own code.

    without: the names of rooms that are left out.
    """
    digests = [
        _digest(path)
        for folder in _own_folders()
        for path in sorted(folder.rglob("*.py"))
        if path.relative_to(folder).parts[0] not in without
    ]
    return _short("".join(digests).encode())


def _own_folders() -> list[Path]:
    files = (sys.modules[package].__file__ for package in OWN)
    return [Path(file).parent for file in files if file]


def file_digest(path: Path) -> str:
    """A digest of a file, or of all files in a folder and their names.

    Raises OSError if one cannot be read.
    """
    if path.is_file():
        with path.open("rb") as file:
            return hashlib.file_digest(file, _hash).hexdigest()
    if not path.is_dir():  # a pipe, or a device, which would be read for ever
        raise FileNotFoundError(path)
    inside = sorted(path.iterdir())
    return _short(repr([(p.name, file_digest(p)) for p in inside]).encode())


def _hash() -> "hashlib.blake2b":
    return hashlib.blake2b(digest_size=16)


def _short(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()


def _digest(path: Path) -> str:
    """A digest of a file of code; "" if the file is gone."""
    return file_digest(path) if path.is_file() else ""


class _Teller:
    """Tells values as tuples of words, the same for equal values.

    files: those with code that values use, other than installed packages.
    """

    def __init__(self) -> None:
        self.files: set[Path] = set()
        self._within: list[int] = []
        self._known: set[object] = set()

    def tell(self, value: object) -> object:
        """A value in words. Raises UnknownError if it has none, or holds itself."""
        if value is None or isinstance(value, bool | int | float | complex):
            return repr(value)
        if isinstance(value, str | bytes):
            return repr(value)
        if isinstance(value, Code):
            return self._code(value)
        if id(value) in self._within:
            raise UnknownError
        self._within.append(id(value))
        words = self._tell(value)
        self._within.pop()
        return words

    def _tell(self, value: object) -> tuple[object, ...]:
        kind = type(value)
        if kind is np.ndarray or isinstance(value, np.generic):
            return _array(np.asarray(value))
        if isinstance(value, MethodType):
            return self.tell(value.__func__), self.tell(value.__self__)
        if hasattr(value, "__wrapped__"):
            return "wrapped", self.tell(value.__wrapped__)
        if kind in (list, tuple) and isinstance(value, list | tuple):
            return kind.__name__, *map(self.tell, value)
        if kind is dict and isinstance(value, dict):
            return "dict", *sorted(repr(self.tell(item)) for item in value.items())
        if kind in (set, frozenset) and isinstance(value, set | frozenset):
            return kind.__name__, *sorted(repr(self.tell(item)) for item in value)
        return self.tell(kind), *map(self.tell, _parts(value))

    def _code(self, value: Code) -> tuple[object, ...]:
        """A function, class or module: its name and, the first time, what it uses."""
        file, name = _source(value), value.__name__
        if is_installed(file):
            name = f"{getattr(value, '__module__', '')}.{name}"
        if value in self._known:
            return (name,)
        self._known.add(value)
        words = [self.tell(part) for part in _caught(value)]
        if not is_installed(file):
            self.files.add(file)
            words += [self.tell(part) for part in _used(value)]
        return name, *words


def _array(array: np.ndarray) -> tuple[object, ...]:
    if array.dtype.hasobject:
        raise UnknownError
    return array.dtype.str, array.shape, _short(array.tobytes())


def _parts(value: object) -> list[object]:
    """What an object is made of: a dataclass's fields, or what pickle would take."""
    if is_dataclass(value):
        return [(field.name, getattr(value, field.name)) for field in fields(value)]
    try:
        make, arguments, *state = tuple(value.__reduce_ex__(4))
    except Exception as error:  # objects that cannot be taken apart raise anything
        raise UnknownError from error
    items = [list(part) if isinstance(part, Iterator) else part for part in state]
    return [make, arguments, *items]


def _source(value: Code) -> Path:
    """The file that code is written in; an empty path if it is built in."""
    if isinstance(value, FunctionType):
        return Path(value.__code__.co_filename).resolve()
    name = getattr(value, "__module__", None) or value.__name__
    file = getattr(sys.modules.get(name), "__file__", None)
    if not file and name.endswith(".py"):  # a script that is run is named by its path
        file = name
    if not file and isinstance(value, type):
        # A class of a notebook is where its methods are.
        methods = [f for f in vars(value).values() if isinstance(f, FunctionType)]
        return _source(methods[0]) if methods else Path()
    return Path(file).resolve() if file else Path()


def _caught(value: Code) -> list[object]:
    """The values that a function holds and its text does not: cells and defaults.

    Of a built-in method, the object that it belongs to.
    """
    if isinstance(value, BuiltinFunctionType):
        bound = value.__self__
        return [] if isinstance(bound, ModuleType) else [bound]
    if not isinstance(value, FunctionType):
        return []
    cells = [cell.cell_contents for cell in value.__closure__ or ()]
    return [cells, value.__defaults__, value.__kwdefaults__]


def _used(value: Code) -> list[object]:
    """What code uses: a function's globals, a class's bases and attributes.

    Of a module, all code that it names.
    """
    if isinstance(value, FunctionType):
        code, known = value.__code__, value.__globals__
        names = sorted(_names(code) & known.keys())
        used: list[object] = [(name, known[name]) for name in names]
        return used if _source(value).is_file() else [*used, *_compiled(code)]
    if isinstance(value, type):
        own = {k: v for k, v in vars(value).items() if k not in GIVEN}
        return [*value.__mro__[1:], *(_plain(v) for _, v in sorted(own.items()))]
    return [other for other in vars(value).values() if isinstance(other, Code)]


def _compiled(code: CodeType) -> list[object]:
    """Code whose text is in no file, such as a dataclass's methods, as it is run."""
    consts = [
        _compiled(const) if isinstance(const, CodeType) else const
        for const in code.co_consts
    ]
    return [code.co_code, code.co_names, consts]


def _names(code: CodeType) -> set[str]:
    """All names that code and the functions inside of it use."""
    inner = [const for const in code.co_consts if isinstance(const, CodeType)]
    return set(code.co_names).union(*map(_names, inner))


def _plain(attribute: object) -> object:
    """A class's attribute without the descriptor around it."""
    if isinstance(attribute, property):
        return [attribute.fget, attribute.fset]
    if isinstance(attribute, MemberDescriptorType):
        return attribute.__name__
    return getattr(attribute, "__func__", attribute)


def _with_neighbours(files: set[Path]) -> list[Path]:
    """Files of code, and all Python files beside them, which they may use."""
    return sorted(files.union(*(path.parent.glob("*.py") for path in files)))


def is_installed(path: Path) -> bool:
    """Whether a file came with Python, a package, or this program.

    An empty path, which stands for what is built in, did.
    """
    if not path.name:
        return True
    places: list[str | Path] = [sys.prefix, sys.base_prefix, *_own_folders()]
    return any(path.is_relative_to(place) for place in places)
