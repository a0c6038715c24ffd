"""Pickles: values as bytes, and the files with the code that they use."""

import sys
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from pickle import Pickler
from types import CodeType, FunctionType, MemberDescriptorType, ModuleType

from model import RecordingFile
from render.make.digests import own_folders

Code = FunctionType | type | ModuleType
# The attributes that Python gives to every class, and to dataclasses.
GIVEN = {"__dict__", "__weakref__", "__module__", "__doc__", "__annotations__"}
GIVEN |= {"__static_attributes__", "__firstlineno__", "__annotate_func__"}
GIVEN |= {"__annotations_cache__", "__abstractmethods__", "_abc_impl"}
GIVEN |= {"__dataclass_fields__", "__dataclass_params__", "__match_args__"}


@dataclass(frozen=True)
class Pickled:
    """A value as bytes, the same for equal ones.

    files: of the code that it uses; code that came with Python, a package or this
        program counts by its name alone.
    signs: that are in its texts, as far as these are not ASCII alone.
    """

    content: bytes
    files: frozenset[Path]
    signs: frozenset[str]


def pickled(value: object) -> Pickled:
    """A value, pickled. Raises errors of many kinds for what cannot be."""
    content = BytesIO()
    pickler = _Pickler(content)
    pickler.dump(value)
    signs = frozenset(pickler.signs)
    return Pickled(content.getvalue(), frozenset(pickler.files), signs)


class _Pickler(Pickler):
    """Pickles code by name and by what it uses, and notes its files and all signs."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, protocol=5)
        self.fast = True  # without references, which depend on what is the same object
        self.files: set[Path] = set()
        self.signs: set[str] = set()
        self._known: set[int] = set()

    def persistent_id(self, value: object) -> object:
        """What stands for a value; None for one that is pickled as usual."""
        kind = type(value)
        if isinstance(value, str):
            self.signs.update("" if value.isascii() else value)
            return None
        if isinstance(value, FunctionType | type | ModuleType):
            return self._code(value)
        if isinstance(value, RecordingFile):  # wherever the file is
            return kind.__name__, value.recording.digest
        if kind is dict and isinstance(value, dict):
            return "dict", *sorted(value.items(), key=lambda item: repr(item[0]))
        if kind in (set, frozenset) and isinstance(value, set | frozenset):
            return kind.__name__, *sorted(value, key=repr)
        wrapped = getattr(value, "__wrapped__", None)
        return None if wrapped is None else ("wrapped", wrapped)

    def _code(self, value: Code) -> tuple[object, ...]:
        """A function, class or module: its name and, the first time, what it uses."""
        name, file = getattr(value, "__qualname__", value.__name__), _source(value)
        is_own = not is_installed(file)
        if not is_own:
            name = f"{getattr(value, '__module__', '')}.{name}"
        if id(value) in self._known:
            return (name,)
        self._known.add(id(value))
        if not is_own:
            return name, *_held(value)
        self.files.add(file)
        return name, *_held(value), *_used(value)


def _held(value: Code) -> list[object]:
    """The values that a function holds and its text does not: cells and defaults."""
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
        used = [(name, known[name]) for name in sorted(_names(code) & known.keys())]
        return [*used, *([] if _source(value).is_file() else _compiled(code))]
    if isinstance(value, type):
        own = sorted((k, v) for k, v in vars(value).items() if k not in GIVEN)
        return [*value.__mro__[1:], *(_plain(attribute) for _, attribute in own)]
    return [other for other in vars(value).values() if isinstance(other, Code)]


def _compiled(code: CodeType) -> list[object]:
    """Code whose text is in no file, such as a dataclass's methods, as it is run."""
    consts = [_compiled(c) if isinstance(c, CodeType) else c for c in code.co_consts]
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


def is_installed(path: Path) -> bool:
    """Whether a file came with Python, a package, or this program.

    An empty path, which stands for what is built in, did.
    """
    if not path.name:
        return True
    places: list[str | Path] = [sys.prefix, sys.base_prefix, *own_folders()]
    return any(path.is_relative_to(place) for place in places)
