"""Variants: scenes with other networks, or with more in their views."""

from collections.abc import Mapping
from typing import Any

from model import Networks
from render.errors import InputError
from render.scene.scenes import Scene, check_count, check_seed
from render.view.views import options_of, own_options

# Which scenes have the options of the command line that not all have.
HAVING = {
    "title": "a tour, for steps have titles of their own",
    "only": "a tour",
    "x": "a scene of curves, surfaces or maps",
    "y": "a scene of curves, surfaces or maps",
    "z": "a scene of surfaces or maps",
    "axis_names": "a scene of curves, surfaces or maps",
    "camera": "a scene of surfaces",
    "regions": "a tour of curves, surfaces or maps",
    "margin": "a tour of curves, surfaces or maps",
    "networks": "a tour of random networks",
    "layers": "a scene of random networks",
    "activation": "a scene of random networks",
    "seed": "a scene of random networks",
    "keep_empty": "a tour of random networks' curves or surfaces",
}
FAMILY = {"layers", "activation"}  # options that ask for networks of another kind
RANGES = {"x", "y", "z"}  # options whose two numbers have a colon between them


class UnsuitableError(InputError):
    """What is asked for exists, but not for this scene."""


def vary(scene: Scene, strict: bool = True, **options: Any) -> Scene:
    """The scene that options ask for: other layers, activation, networks or seed.

    options: those of the command line, by name. None and False change nothing.
    strict: whether options that do not suit the scene raise InputError; else they are
        ignored.
    """
    options = {k: v for k, v in options.items() if v is not None and v is not False}
    for name in [name for name in options if name not in options_of(scene)]:
        value = options.pop(name)
        if strict:
            option = name.replace("_", "-")
            given = as_typed(value, ":" if name in RANGES else ",")
            raise InputError(option, given, _instead(scene, name))
    if not options:
        return scene
    try:
        variant: Scene = scene.varied(**options)  # type: ignore[attr-defined]
    except InputError as error:
        if strict or not (error.name in FAMILY or isinstance(error, UnsuitableError)):
            raise
        return scene
    return variant


def _instead(scene: Scene, option: str) -> str:
    """What would do in place of an option that a scene does not have, in words."""
    own: Mapping[str, str] = getattr(scene, "instead", {})
    words = HAVING.get(option, "a scene that has it")
    return own.get(option, f"{words}, which this is not")


def other_networks(networks: Networks, options: Mapping[str, Any]) -> Networks:
    """The networks that options ask for; those that they do not have are ignored.

    Raises InputError for values that no networks have.
    """
    own = own_options(networks, options)
    if not own:
        return networks
    check_seed(own.get("seed", 0))
    check_count(own.get("networks", 1))
    try:
        other: Networks = networks.varied(**own)  # type: ignore[attr-defined]
    except ValueError as error:
        _, _, expected = str(error).partition("expected ")
        name = next((name for name in ("activation", "layers") if name in own), "seed")
        raise InputError(name, as_typed(own[name]), expected) from error
    return other


def words_for(scene: Scene, options: Mapping[str, Any]) -> tuple[str, str]:
    """Caption and title of a scene's variant; empty for networks of another family."""
    return ("", "") if FAMILY & options.keys() else (scene.caption, scene.title)


def as_typed(value: object, between: str = ",") -> object:
    """An option's value as it stood on the command line.

    between: what stands between the parts of a value that has several.
    """
    if isinstance(value, tuple):
        return between.join(map(_as_typed, value))
    return "on" if value is True else value


def _as_typed(part: object) -> str:
    """One part of an option's value, a number without zeros at its end."""
    if isinstance(part, float):
        return f"{part:g}"
    return str(getattr(part, "name", part))
