"""Variants: scenes of other networks than their own."""

from dataclasses import replace

from model import Family
from render.errors import InputError
from render.scene.addition import Addition
from render.scene.explanation import Explanation
from render.scene.scenes import Scene
from render.scene.tour import Tour
from render.view.panels import deciding


def vary(scene: Scene, strict: bool = True, **options) -> Scene:
    """The scene with other layers, activation, networks or seed, or regions shown.

    options: those of the command line, by name. None and False change nothing.
    strict: whether what the scene does not have raises InputError, or is passed over.
    """
    asked = {k: v for k, v in options.items() if v is not None and v is not False}
    for name, words in _foreign(scene, asked).items():
        value = asked.pop(name)
        if strict:
            raise InputError(name, _as_typed(value), words)
    if not asked:
        return scene
    try:
        changed = replace(scene, **_changes(scene, asked))
    except InputError as error:
        if strict or error.name not in ("layers", "activation"):
            raise
        return scene
    if isinstance(scene, Explanation):
        return _explaining(changed, scene, asked, strict)
    return changed


def _changes(scene: Tour | Explanation, asked: dict) -> dict:
    """What of the scene's own fields becomes of options."""
    changes = {key: asked[key] for key in ("networks", "seed") if key in asked}
    fields = {"layers": "layers", "activation": "activations"}
    family = {field: asked[name] for name, field in fields.items() if name in asked}
    if family:
        changes["family"] = _of(scene.family, **family)
        changes |= {"title": "", "caption": ""}  # they spoke of the other family
    if "regions" in asked or "margin" in asked:
        shown = dict.fromkeys(("threshold", "boundaries", "regions", "envelope"), 1)
        shown |= {"margin": 1} if "margin" in asked else {}
        changes["view"] = deciding(scene.view, **shown)
    return changes


def _of(family: Family, **fields) -> Family:
    """The family with other layers, activations or both."""
    if "layers" in fields and "activations" not in fields:
        f = family.activations
        fields["activations"] = f[:1] if len(set(f)) == 1 else (f[0], f[-1])
    try:
        return replace(family, **fields)
    except ValueError as error:
        _, _, expected = str(error).partition("expected ")
        names = _as_typed(fields["activations"])
        raise InputError("activation", names, expected) from error


def _explaining(
    changed: Explanation, scene: Explanation, asked: dict, strict: bool
) -> Explanation:
    """The changed scene, if it has a network that explains itself."""
    try:
        _ = changed.number
    except InputError as error:
        if not strict:
            return scene
        name, value = next(iter(asked.items()))
        raise InputError(name, _as_typed(value), error.expected) from error
    return changed


def _as_typed(value: object) -> object:
    """An option's value as it stood on the command line."""
    if isinstance(value, tuple):
        return ",".join(str(getattr(part, "name", part)) for part in value)
    return "on" if value is True else value


def _foreign(scene: Scene, asked: dict) -> dict[str, str]:
    """The options that scenes of this kind do not have, and what kind would."""
    if isinstance(scene, Tour):
        words = "a scene of curves or surfaces"
        decisions = [name for name in ("regions", "margin") if name in asked]
        return {} if scene.view.shows else dict.fromkeys(decisions, words)
    if isinstance(scene, Explanation | Addition):
        words = "a tour of networks; this scene explains one, step by step"
        of_tours = ("networks", "regions", "margin")
        return {name: words for name in of_tours if name in asked}
    return dict.fromkeys(asked, "a scene of random networks, which this is not")
