"""What is asked for: scenes by their names and files, as the options want them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeAlias

import click

from render.errors import InputError
from render.make.find import Library
from render.make.order import LONGEST_NAME
from render.make.own import Own, accuracy_of
from render.plot.camera import Camera
from render.scene.beside import Beside
from render.scene.scenes import Scene
from render.scene.tour import Tour
from render.scene.turn import Turn
from render.scene.variants import HAVING, as_typed, vary
from render.view.surfaces import placed
from render.view.views import options_of

Options: TypeAlias = Mapping[str, Any]

REPEATED = ("layers", "activation")  # options that --beside may have several values of
OF_FILES = [field.name for field in fields(Own) if field.name != "activation"]


def select(
    library: Library, specs: Iterable[str], options: Options, strict: bool = True
) -> dict[str, Scene]:
    """The scenes that are asked for, by the names of their files.

    specs: as Library.find takes them.
    options: the values of the options `variants` and `own`, by name; None or nothing
        for what is not given.
    strict: whether an option that a scene does not have raises InputError.
    """
    specs = _stripped(specs)
    options = {
        k: v for k, v in options.items() if v not in (None, ()) and v is not False
    }
    _check_own(library, specs, options)
    beside, turn = options.pop("beside", False), options.pop("turn", False)
    if beside:
        return _beside(library, specs, options, turn)
    scenes: dict[str, Scene] = {}
    for spec in specs:
        name, scene = _scene(library, spec, _once(options), strict)
        if name in scenes:
            raise InputError("scene", spec, f"one scene only that is called {name}")
        scenes[name] = _turned(scene, _once(options), strict) if turn else scene
    return scenes


def select_one(
    library: Library, specs: Iterable[str], options: Options
) -> tuple[str, Scene]:
    """The one scene that is asked for, and its name.

    Raises InputError for several without --beside.
    """
    scenes = select(library, specs, options)
    if len(scenes) > 1:
        raise InputError("scene", " ".join(scenes), "one, or --beside")
    return next(iter(scenes.items()))


def say_accuracies(library: Library, specs: Iterable[str], options: Options) -> None:
    """Say how many points of the data the networks of files are right for.

    Categories that are in another order than a network was trained on are noticed so.
    Nothing is said where others are shown than the networks that would be counted: of
    some --only, or of several --activation.
    """
    several = len(options.get("activation") or ()) > 1
    if not options.get("data") or options.get("only") or several:
        return
    own = _own(_once(options))
    for path in map(Path, filter(library.is_own, _stripped(specs))):
        accuracy = accuracy_of(path, own)
        if accuracy:
            click.echo(f"render: {accuracy.name} is {accuracy.words}", err=True)


def _stripped(specs: Iterable[str]) -> list[str]:
    """Each spec once, without the blanks around it."""
    return list(dict.fromkeys(spec.strip() for spec in specs))


def _own(options: Options) -> Own:
    """How files of networks are read and shown; of each option there is one value."""
    given = {name: options.get(name) for name in (*OF_FILES, "activation")}
    return Own(**{k: value for k, value in given.items() if value not in (None, ())})


def _check_own(library: Library, specs: Iterable[str], options: Options) -> None:
    """Raise InputError for options of files where none is asked for."""
    given = [name for name in OF_FILES if name in options]
    if given and not any(map(library.is_own, specs)):
        name, between = given[0].replace("_", "-"), "x" if given[0] == "pixels" else ","
        value = as_typed(options[given[0]], between)
        raise InputError(name, value, "a scene that is a file of a network")


def _once(options: Options) -> Options:
    """Options of which each has one value. Raises InputError for several."""
    once = dict(options)
    for name in REPEATED:
        values = once.get(name) or ()
        if len(values) > 1:
            given = " and ".join(str(as_typed(value)) for value in values)
            raise InputError(name, given, "one, or --beside for both")
        if values:
            once[name] = values[0]
    return once


def _scene(
    library: Library, spec: str, options: Options, strict: bool
) -> tuple[str, Scene]:
    """One scene as the options want it, and its name."""
    read = (*OF_FILES, "activation") if library.is_own(spec) else OF_FILES
    rest = {k: v for k, v in options.items() if k not in read}
    name, scene = library.find(spec, _own(options))
    return name, vary(scene, strict, **rest)


def _turned(scene: Scene, options: Options, strict: bool) -> Scene:
    """The scene in which the camera goes round one of a tour's networks."""
    if isinstance(scene, Tour) and "camera" in options_of(scene.view):
        camera = Camera()
        return Turn(scene, placed(camera, options.get("camera", camera)))
    if strict:
        raise InputError("turn", "on", f"{HAVING['camera']}, which this is not")
    return scene


def _beside(
    library: Library, specs: list[str], options: dict[str, Any], turn: bool
) -> dict[str, Scene]:
    """Scenes in one, or one of them with each of several values of an option."""
    if turn:
        raise InputError("turn", "on", "a scene without --beside")
    words = options.pop("title", "")
    several = [name for name in REPEATED if len(options.get(name, ())) > 1]
    if len(several) > 1 or bool(several) == (len(specs) > 1):
        given = f"of {len(specs)} scenes"
        expected = "several, or one with several --layers or --activation"
        raise InputError("beside", given, expected)
    if several:
        name, scenes = _of_values(library, specs[0], options, several[0])
    else:
        found = [_scene(library, spec, _once(options), True) for spec in specs]
        name = "_and_".join(own_name for own_name, _ in found)
        scenes = [scene for _, scene in found]
    caption = " ".join(filter(None, dict.fromkeys(s.caption for s in scenes)))
    return {name[:LONGEST_NAME]: Beside(scenes, caption, words)}


def _of_values(
    library: Library, spec: str, options: Options, option: str
) -> tuple[str, list[Scene]]:
    """A scene with each value of an option, none of its networks passed over."""
    scenes = []
    for value in options[option]:
        own = {**options, option: (value,), "keep_empty": True}
        if library.is_own(spec):
            own.pop("keep_empty")
        name, scene = _scene(library, spec, _once(own), True)
        scenes.append(scene)
    return name, scenes
