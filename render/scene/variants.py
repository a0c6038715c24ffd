"""Variants: scenes with other networks, or with regions shown."""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from model import Family
from render.errors import InputError
from render.scene.addition import Addition
from render.scene.explanation import Explanation
from render.scene.scenes import Scene
from render.scene.tour import Tour
from render.view.panels import deciding


def vary(scene: Scene, strict: bool = True, **options: object) -> Scene:
    """The scene with other layers, activation, networks or seed, or regions shown.

    options: those of the command line, by name. None and False change nothing.
    strict: whether options that do not suit the scene raise InputError; else they are
        ignored.
    """
    options = {k: v for k, v in options.items() if v is not None and v is not False}
    for name, words in _foreign(scene, options).items():
        value = options.pop(name)
        if strict:
            raise InputError(name, _as_typed(value), words)
    if not options or not isinstance(scene, Tour | Explanation | Addition):
        return scene
    try:
        variant = replace(scene, **_changes(scene, options))
    except InputError as error:
        if strict or error.name not in ("layers", "activation"):
            raise
        return scene
    if isinstance(variant, Explanation):
        return _explaining(variant, scene, options, strict)
    return variant


def _changes(
    scene: Tour | Explanation | Addition, options: Mapping[str, object]
) -> dict[str, Any]:
    """The fields of a scene that options change, with their new values."""
    changes = {name: options[name] for name in ("networks", "seed") if name in options}
    if isinstance(scene, Explanation):
        changes["number"] = None  # the first clear network of the variant
    names = {"sizes": "layers", "activations": "activation"}
    family = {field: options[n] for field, n in names.items() if n in options}
    if family:
        changes["family"] = _of(scene.family, **family)
        changes |= {"title": "", "caption": ""}  # those of the other family
    if "regions" in options or "margin" in options:
        parts = ["threshold", "boundaries", "regions", "envelope"]
        parts += ["margin"] if "margin" in options else []
        changes["view"] = deciding(scene.view, **dict.fromkeys(parts, 1))
    return changes


def _of(family: Family, **fields: Any) -> Family:
    """The family with other layers, activations or both."""
    if "sizes" in fields and "activations" not in fields:
        f = family.activations
        fields["activations"] = f[:1] if len(set(f)) == 1 else (f[0], f[-1])
    try:
        return replace(family, **fields)
    except ValueError as error:
        _, _, expected = str(error).partition("expected ")
        names = _as_typed(fields["activations"])
        raise InputError("activation", names, expected) from error


def _explaining(
    variant: Explanation, scene: Scene, options: Mapping[str, object], strict: bool
) -> Scene:
    """The variant, if it has a clear network to explain; or else the scene itself.

    Raises InputError instead of the latter if strict.
    """
    try:
        _ = variant.chosen
    except InputError as error:
        if not strict:
            return scene
        name, value = next(iter(options.items()))
        raise InputError(name, _as_typed(value), error.expected) from error
    return variant


def _as_typed(value: object) -> object:
    """An option's value as it stood on the command line."""
    if isinstance(value, tuple):
        return ",".join(str(getattr(part, "name", part)) for part in value)
    return "on" if value is True else value


def _foreign(scene: Scene, options: Collection[str]) -> dict[str, str]:
    """The options that scenes of this kind do not have, and which kind has them."""
    if isinstance(scene, Tour):
        words = "a scene of curves or surfaces"
        decisions = [name for name in ("regions", "margin") if name in options]
        return {} if scene.view.shows else dict.fromkeys(decisions, words)
    if isinstance(scene, Explanation | Addition):
        words = "a tour of networks; this scene explains one, step by step"
        of_tours = ("networks", "regions", "margin")
        return {name: words for name in of_tours if name in options}
    return dict.fromkeys(options, "a scene of random networks, which this is not")
