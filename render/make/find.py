"""Finding scenes: those of a package, and those in a user's own file."""

import ast
import importlib
import pkgutil
import runpy
import sys
import traceback
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from importlib.util import find_spec
from inspect import getattr_static
from pathlib import Path
from types import ModuleType
from typing import TypeGuard

from render.errors import InputError
from render.make.order import LONGEST_NAME
from render.make.own import Own, own_scene
from render.make.pickles import is_installed
from render.make.sources import is_own
from render.scene.scenes import Scene, pace_of, style_of
from render.scene.timeline import Timeline
from render.style.styles import Style
from render.type.typeset import check_signs

OWN = {"model", "render", "scenes"}  # names that modules beside a script may share
LONGEST_TITLE, LONGEST_CAPTION = 200, 5000  # characters


@dataclass(frozen=True)
class Script:
    """A script of scenes, which are a chapter of the gallery.

    name: without folder and ending.
    heading: the first line of its docstring, without a full stop; words: the others.
    scenes: by their variables' names, in the script's order.
    """

    name: str
    heading: str
    words: str
    scenes: Mapping[str, Scene]


@dataclass(frozen=True)
class Library:
    """Scenes that are found by name: a package's, and those in a user's own files.

    package: of scripts. It may have an ORDER, names of scripts; others come last. It
        may have BEST, names of scenes that the gallery opens with.
    """

    package: ModuleType

    @cached_property
    def scripts(self) -> tuple[Script, ...]:
        """The package's scripts, in its order."""
        package, order = self.package, getattr(self.package, "ORDER", ())
        modules_in = pkgutil.iter_modules(package.__path__)
        names = sorted(module.name for module in modules_in if not module.ispkg)
        names.sort(key=lambda name: order.index(name) if name in order else len(order))
        modules = (importlib.import_module(f"{package.__name__}.{n}") for n in names)
        return tuple(map(_script, names, modules))

    @property
    def scenes(self) -> dict[str, Scene]:
        """Every scene of the package by its variable's name, script by script."""
        scripts = (script.scenes for script in self.scripts)
        return {name: scene for scenes in scripts for name, scene in scenes.items()}

    @property
    def best(self) -> tuple[str, ...]:
        """The names of the scenes that the gallery opens with."""
        return tuple(getattr(self.package, "BEST", ()))

    def is_own(self, name: str) -> bool:
        """Whether a name is no scene's, but a file of a network, or a folder."""
        return name not in self.scenes and is_own(name)

    def find(self, name: str, own: Own | None = None) -> tuple[str, Scene]:
        """The name for a scene's files, and the scene, called NAME or FILE.py:NAME.

        A file that has one scene needs no NAME. A file of a network, or a folder of
        such files, is a scene as well, called after it.
        own: how files of networks are read and shown; None for what suits them.
        Raises InputError if there is no such scene, with the nearest names, or if it is
        not what a scene has to be.
        """
        if self.is_own(name):
            own_name, tour = own_scene(Path(name), own or Own())
            _check(own_name, tour)
            return own_name, tour
        file, colon, own_name = name.rpartition(":")
        if not colon and name.endswith(".py"):
            file, own_name = name, ""
        scenes = _load(Path(file)) if file else self.scenes
        if not own_name and len(scenes) == 1:
            own_name = next(iter(scenes))
        if own_name not in scenes:
            raise InputError("scene", name, _suggestion(own_name, list(scenes)))
        _check(own_name, scenes[own_name])
        return own_name, scenes[own_name]


def _script(name: str, module: ModuleType) -> Script:
    """What a module of scenes says of itself."""
    heading, *lines = (module.__doc__ or name).strip().splitlines()
    words = " ".join(" ".join(lines).split())
    return Script(name, heading.rstrip("."), words, _in(vars(module)))


def _check(name: str, scene: Scene) -> None:
    """Raise InputError for a scene with a part that is too long or of a wrong type."""
    if len(name) > LONGEST_NAME:
        words = f"a name of at most {LONGEST_NAME} characters"
        raise InputError("scene", f"{name[:20]}...", words)
    if not (isinstance(scene.title, str) and isinstance(scene.caption, str)):
        raise InputError("scene", name, "one whose title and caption are texts")
    check_signs(scene.title, "title")
    if len(scene.title) > LONGEST_TITLE or len(scene.caption) > LONGEST_CAPTION:
        most = f"{LONGEST_TITLE} and {LONGEST_CAPTION} characters"
        raise InputError("scene", name, f"title and caption of at most {most}")
    if not (isinstance(scene.stops, int) and scene.stops > 0):
        raise InputError("scene", name, "one with a whole number of stops, 1 or more")
    poster = getattr(scene, "poster", None)
    if poster is not None and poster not in range(scene.stops):
        raise InputError("scene", name, "one whose poster is one of its stops")
    if not isinstance(pace_of(scene), Timeline):
        raise InputError("scene", name, "one whose pace is a Timeline")
    if not isinstance(style_of(scene), Style):
        raise InputError("scene", name, "one whose style is a Style")


def _in(variables: Mapping[str, object]) -> dict[str, Scene]:
    """The scenes among variables, without those whose names begin with an underscore.

    A variable whose name no script could have written is no scene either.
    """
    return {
        name: value
        for name, value in variables.items()
        if name.isidentifier() and not name.startswith("_") and is_scene(value)
    }


def is_scene(value: object) -> TypeGuard[Scene]:
    """Whether a value has what a Scene has, which is not evaluated for that."""
    names = ("title", "caption", "stops", "draw")
    missing = object()
    return not isinstance(value, type) and all(
        getattr_static(value, name, missing) is not missing for name in names
    )


def _load(path: Path) -> dict[str, Scene]:
    """The scenes in a file, which is run.

    Raises InputError if it does not run, or hides a module that is imported.
    """
    if not path.is_file():
        raise InputError("scene", path, "a Python file that exists")
    folder = str(path.parent.resolve())
    if folder not in sys.path:
        # Last, not first: other processes must find this program's own packages.
        sys.path.append(folder)
    before = set(sys.modules)
    hidden = dict(_hidden(path))
    if foreign := hidden.keys() - OWN:
        raise InputError("scene", path, hidden[min(foreign)])
    try:
        scenes = _in(runpy.run_path(str(path), run_name=str(path.resolve())))
    except (Exception, SystemExit) as error:
        if isinstance(error, ImportError) and error.name in hidden:
            raise InputError("scene", path, hidden[error.name]) from error
        _print_own_traceback(error, path)
        raise InputError("scene", path, "a Python file that runs") from error
    _send_along(sys.modules.keys() - before)
    return scenes


def _hidden(path: Path) -> Iterator[tuple[str, str]]:
    """Modules beside a script that it imports, though others have their names already.

    Gives each name, and what to do instead, in words.
    """
    try:
        tree = ast.parse(path.read_bytes())
    except (OSError, SyntaxError, ValueError, RecursionError, MemoryError):
        return  # running the script says what is wrong
    for name in set(_imported(tree)) - {"__main__"}:
        module, package = path.parent / f"{name}.py", path.parent / name
        beside = module if module.is_file() else package / "__init__.py"
        spec = find_spec(name) if beside.is_file() else None
        if spec and Path(spec.origin or "").resolve() != beside.resolve():
            file = beside if beside == module else package
            yield name, f"another name for {file}: there is a module {name} already"


def _imported(tree: ast.AST) -> Iterator[str]:
    """The first part of the name of each module that code imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def _send_along(names: Iterable[str]) -> None:
    """Have modules that a script imported sent to other processes with its scenes."""
    import cloudpickle

    for module in map(sys.modules.get, names):
        file = getattr(module, "__file__", None)
        if file and not is_installed(Path(file).resolve()):
            cloudpickle.register_pickle_by_value(module)


def _print_own_traceback(error: BaseException, path: Path) -> None:
    """Print an error's traceback from the file itself on, without what ran it."""
    place = error.__traceback__
    while place and place.tb_frame.f_code.co_filename != str(path):
        place = place.tb_next
    traceback.print_exception(error.with_traceback(place))


def _suggestion(name: str, names: list[str]) -> str:
    """The names that a wrong one may have meant, or all there are, in words."""
    near = get_close_matches(name, names, n=3, cutoff=0.5)
    if near:
        return " or ".join(near)
    return f"one of {', '.join(names)}" if names else "a file with a scene in it"
