"""Guesses: which command or option a person means who types one that is not there."""

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields

import click

from model import Family
from render.make.find import Library
from render.plot.camera import Camera
from render.scene.explanation import Explanation
from render.scene.inspection import Inspection
from render.scene.tour import Tour
from render.style.styles import Style
from render.view.curves import Curves
from render.view.diagrams import Diagram, ExplicitDiagram
from render.view.panels import Panels
from render.view.surfaces import Surfaces

OF_SCENES = ("scene", "all", "still", "sheet", "deck")  # commands
# What scenes in Python are made of; for some of its fields there is no option.
IN_PYTHON = (
    Tour,
    Curves,
    Surfaces,
    Camera,
    Family,
    Diagram,
    ExplicitDiagram,
    Explanation,
    Inspection,
    Panels,
    Style,
)


def meant_command(name: str, library: Library) -> str | None:
    """The command that takes a name as its argument; None if none does.

    name: the word where a command was expected.
    """
    if ".py" in name or name in library.scenes or library.is_own(name):
        return "scene"
    return None


def meant_option(
    error: click.NoSuchOption, group: click.Group, args: Sequence[str]
) -> str:
    """A message for an option that a command does not have: where there is one.

    args: the whole command line, without the program's name.
    """
    here = error.ctx.command if error.ctx else group
    words = [f"No such option '{error.option_name}'."]
    commands = {name: group.commands[name] for name in OF_SCENES}
    others = {n: c for n, c in commands.items() if error.option_name in _options(c)}
    field = next(_python(error.option_name), None)
    if others:
        words += _of_commands(error.option_name, others, here, args)
    elif field and here in (*commands.values(), group.commands["deck"]):
        words.append(f"In a scene of your own there is {field}: see README.")
    elif error.possibilities:
        words.append(f"Did you mean {' or '.join(error.possibilities)}?")
    return " ".join(words)


def _of_commands(
    option: str,
    commands: Mapping[str, click.Command],
    here: click.Command,
    args: Sequence[str],
) -> Iterator[str]:
    """Which commands have an option, and a whole line that uses it, if one can be made.

    commands: that have the option, by name; here: the one that does not.
    """
    if option in ("--out", "--output") and "-o" in _options(here):
        yield "Here it is -o."
        return
    yield f"It is one of {', '.join(f'render {name}' for name in commands)}."
    name, command = next(iter(commands.items()))
    needs_file = "--out" in _options(command) and "--out" not in _options(here)
    scene = args[1 if args[0] == here.name else 0]
    if needs_file and option in args[1:-1] and not scene.startswith("-"):
        value = args[args.index(option) + 1]
        file = f"{scene.rpartition(':')[2].removesuffix('.py')}.png"
        line = [name, scene, option, value, "-o", file]
        yield f"Try render {shlex.join(line)}"


def _python(option: str) -> Iterator[str]:
    """The fields of scenes in Python that have the name of an option."""
    name = option.lstrip("-").replace("-", "_")
    for kind in IN_PYTHON:
        if name in (field.name for field in fields(kind)):
            yield f"{kind.__name__}({name}=...)"


def _options(command: click.Command) -> list[str]:
    """The names of a command's options, as they are typed."""
    return [option for param in command.params for option in param.opts]
