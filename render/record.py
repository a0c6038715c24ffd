"""Records: what a scene's files were made from."""

import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import asdict, is_dataclass
from importlib.metadata import version

from render import ffmpeg
from render.addition import Addition
from render.film import Film
from render.formats import FORMATS
from render.panels import Panels
from render.plot import CurveAxes, DiagramAxes, PanelAxes, SurfaceAxes
from render.scene import Scene, Tour, pace_of, style_of
from render.steps import Steps
from render.story import Story
from render.view import View

KINDS = {
    CurveAxes: "curves",
    SurfaceAxes: "surfaces",
    DiagramAxes: "diagrams",
    PanelAxes: "diagrams",
}


def record(
    film: Film,
    name: str,
    files: Sequence[str],
    frames: Mapping[str, object],
    fitted: Mapping[str, str],
    picture_width: int,
) -> dict:
    """Everything that decides a pixel, for JSON.

    files: their names; frames: how many, and their digest; fitted: of files with a
    budget, what that took; picture_width: of GIF and WebP.
    """
    from render.paint import versions

    scene, (width, height) = film.scene, film.size
    endings = {f".{kind}" for kind, format in FORMATS.items() if format.is_film}
    films = any(name.endswith((*endings,)) for name in files)
    return {
        "scene": name,
        "title": scene.title,
        "caption": scene.caption,
        "kind": kind_of(scene),
        "stops": scene.stops,
        **_origin(scene),
        "timeline": asdict(film.timeline),
        "style": asdict(film.style),
        "frames": {"width": width, "height": height, **frames},
        "picture_width": picture_width,
        "files": list(files),
        **({"fitted": dict(fitted)} if fitted else {}),
        "versions": {
            "render": version("nn-render"),
            "python": platform.python_version(),
            **versions(),
            **({"ffmpeg": ffmpeg.version()} if films else {}),
        },
    }


def is_made_from(record: Mapping[str, object], scene: Scene) -> bool:
    """Whether a record is of a scene in its own style and pace, and no variant."""
    own = {
        "caption": scene.caption,
        "stops": scene.stops,
        "timeline": asdict(pace_of(scene)),
        "style": asdict(style_of(scene)),
        **_origin(scene),
    }
    own = json.loads(json.dumps(own))  # as records are kept
    return all(record.get(key) == value for key, value in own.items())


def kind_of(scene: Scene) -> str:
    """What is to be seen in a scene, in one word for those who look for some."""
    if isinstance(scene, Steps):
        return "categories"
    return KINDS.get(type(scene.draw(0).axes), "")


def _origin(scene: Scene) -> dict:
    """What the pictures are of, for a scene of a kind that is known here."""
    if isinstance(scene, Story):
        return {"steps": [step.heading for step in scene.steps]}
    if not isinstance(scene, Tour | Steps | Addition):
        return {}
    steps = {} if isinstance(scene, Tour) else {"network": scene.number}
    if isinstance(scene, Steps):
        steps["parts"] = scene.parts
    return {
        "seed": scene.seed,
        "layers": list(scene.family.layers),
        "activation": scene.family.activation.name,
        "spread": scene.family.spread,
        "view": _described(scene.view),
        **steps,
    }


def _described(view: View) -> dict:
    """A view's fields, and what kind it is; of panels, each view's."""
    fields = asdict(view) if is_dataclass(view) else {}
    if isinstance(view, Panels):
        fields["views"] = [_described(panel) for panel in view.views]
    return {"kind": type(view).__name__, **fields}
