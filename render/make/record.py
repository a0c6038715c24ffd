"""Records: what a scene's files were made from."""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, is_dataclass
from importlib.metadata import version
from pathlib import Path

from render.encode.formats import FORMATS, target
from render.make.key import file_digest
from render.make.order import Order
from render.make.versions import versions
from render.plot.axes import CurveAxes, DiagramAxes, PanelAxes, SurfaceAxes
from render.scene.addition import Addition
from render.scene.explanation import Explanation
from render.scene.scenes import Scene, pace_of, plot_at, style_of
from render.scene.story import Story
from render.scene.tour import Tour
from render.view.panels import Panels
from render.view.views import View

KINDS = {
    CurveAxes: "curves",
    SurfaceAxes: "surfaces",
    DiagramAxes: "diagrams",
    PanelAxes: "diagrams",
}


def record(
    order: Order,
    folder: Path,
    work: Path,
    frames: Mapping[str, object],
    fitted: Mapping[str, str],
) -> dict:
    """Everything that decides a pixel, for JSON, and a digest of each file.

    folder: where older files of the same film may stand; work: where new ones are.
    frames: how many were painted, and their digest; fitted: of files with a budget,
    what that took.
    """
    film, scene = order.film, order.film.scene
    older = _read(order, folder)
    made = _whole(older, order, folder) | {
        file: {"digest": file_digest(work / file), **order.terms(kind)}
        | ({"fitted": fitted[file]} if fitted.get(file) else {})
        for file, kind in order.files.items()
        if (work / file).exists()
    }
    made = {file: made[file] for file in _names(order) if file in made}
    width, height = film.size
    return {
        "scene": order.name,
        "title": scene.title,
        "caption": scene.caption,
        "kind": kind_of(scene),
        "stops": scene.stops,
        **_origin(scene),
        "timeline": asdict(film.timeline),
        "style": asdict(film.style),
        "frames": {"width": width, "height": height} | dict(frames or _frames(older)),
        "files": list(made),
        "made": made,
        "key": order.key,
        "versions": {
            "render": version("nn-render"),
            "python": platform.python_version(),
            **versions(),
        },
    }


def standing(order: Order, folder: Path) -> dict[str, dict]:
    """What a folder's record says of those of an order's files that need no making.

    They are of the same film, made on the same terms, and as they were made.
    """
    whole = _whole(_read(order, folder), order, folder)
    return {
        file: whole[file]
        for file, kind in order.files.items()
        if file in whole and whole[file] == whole[file] | order.terms(kind)
    }


def strays(order: Order, folder: Path) -> list[str]:
    """Names of files in a folder that show another variant of an order's scene.

    That is what the record beside them says: other networks, or something else of them.
    Only files that are as they were made count, and none that the order makes.
    """
    told = _told(order, folder)
    if _agree(told, {"stops": order.film.scene.stops, **_origin(order.film.scene)}):
        return []
    return [name for name in _whole(told, order, folder) if name not in order.files]


def _agree(told: object, facts: object) -> bool:
    """Whether what a record tells is so, as far as it tells of the same."""
    if isinstance(told, dict) and isinstance(facts, dict):
        return all(_agree(told[k], facts[k]) for k in told.keys() & facts.keys())
    return told == json.loads(json.dumps(facts))


def _read(order: Order, folder: Path) -> dict:
    """The record of an order's scene, if it is of the same film; else an empty one."""
    told = _told(order, folder)
    return told if order.key and told.get("key") == order.key else {}


def _told(order: Order, folder: Path) -> dict:
    """The record of an order's scene; an empty one where there is none."""
    try:
        path = folder / f"{order.name}.json"
        told = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return told if isinstance(told, dict) else {}
    except (OSError, ValueError, RecursionError):
        return {}


def _frames(told: dict) -> dict:
    """What a record says of a film's frames."""
    frames = told.get("frames")
    return frames if isinstance(frames, dict) else {}


def _whole(told: dict, order: Order, folder: Path) -> dict[str, dict]:
    """What a record says of files that still are as they were made."""
    made = told.get("made")
    made = made if isinstance(made, dict) else {}
    return {n: made[n] for n in _names(order) if _is_whole(made.get(n), folder / n)}


def _names(order: Order) -> list[str]:
    """What files of an order's scene can be called, whatever is ordered."""
    return [*(target(order.name, kind) for kind in FORMATS), order.poster]


def _is_whole(told: object, path: Path) -> bool:
    try:
        return isinstance(told, dict) and told.get("digest") == file_digest(path)
    except OSError:
        return False


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
    if isinstance(scene, Explanation):
        return "categories"
    return KINDS.get(type(plot_at(scene, 0).axes), "")


def _origin(scene: Scene) -> dict:
    """What the pictures are of, for a scene of a kind that is known here."""
    if isinstance(scene, Story):
        return {"steps": [step.heading for step in scene.steps]}
    if not isinstance(scene, Tour | Explanation | Addition):
        return {}
    steps = {} if isinstance(scene, Tour) else {"network": scene.number}
    if isinstance(scene, Explanation):
        steps["parts"] = scene.parts
    return {
        "seed": scene.seed,
        "layers": list(scene.family.layers),
        "activation": _shortest([f.name for f in scene.family.activations]),
        "spread": scene.family.spread,
        "view": _described(scene.view),
        **steps,
    }


def _shortest(names: list[str]) -> str | list[str]:
    """One name if all are the same."""
    return names if len(set(names)) > 1 else names[0]


def _described(view: View) -> dict:
    """A view's fields, and what kind it is; of panels, each view's."""
    fields = asdict(view) if is_dataclass(view) else {}
    if isinstance(view, Panels):
        fields["views"] = [_described(panel) for panel in view.views]
    return {"kind": type(view).__name__, **fields}
