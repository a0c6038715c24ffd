"""Records: what the files of a scene were made from."""

import json
import platform
from collections.abc import Mapping
from dataclasses import asdict, fields, is_dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import numpy as np

from model import (
    Activation,
    Chosen,
    Data,
    Given,
    Images,
    Network,
    Random,
    RecordingFile,
    Study,
)
from render.encode.formats import FORMATS, target
from render.make.digests import file_digest
from render.make.order import Order
from render.make.signs import with_spare_fonts
from render.make.versions import versions
from render.scene.scenes import (
    Scene,
    facts_of,
    is_tour,
    kind_of,
    name_of,
    pace_of,
    style_of,
)

# What all records have; facts of these names are left out.
OWN_FIELDS = {
    *("scene", "title", "caption", "kind", "stops", "stop", "names", "timeline"),
    *("style", "frames", "files", "made", "key", "versions"),
}
MOST_RECORD_BYTES = 10_000_000  # of a file that is read as a record


def record(
    order: Order,
    folder: Path,
    work: Path,
    frames: Mapping[str, object],
    fitted: Mapping[str, str],
) -> dict[str, Any]:
    """Everything that decides a pixel, and a digest of each file, for JSON.

    folder: where older files of the same film may be; work: where the new ones are.
    frames: how many frames were painted, and their digest; empty if none were.
    fitted: what was lowered to fit each file with a budget, in words.
    """
    film, scene = order.film, order.film.scene
    older = _read(order, folder)
    entries = _whole(older, order, folder) | {
        file: {"digest": file_digest(work / file), **order.terms(kind)}
        | ({"fitted": fitted[file]} if fitted.get(file) else {})
        for file, kind in order.files.items()
        if (work / file).exists()
    }
    entries = {file: entries[file] for file in _names(order) if file in entries}
    width, height = film.size
    return {
        "scene": order.name,
        "title": scene.title,
        "caption": scene.caption,
        "kind": kind_of(scene),
        "stops": scene.stops,
        "stop": "network" if is_tour(scene) else "step",
        "names": [name_of(scene, stop) for stop in range(scene.stops)],
        **_facts(scene),
        "timeline": asdict(film.timeline),
        "style": film.style.facts,
        "frames": {"width": width, "height": height} | dict(frames or _frames(older)),
        "files": list(entries),
        "made": entries,
        "key": order.key,
        "versions": {
            "render": version("nn-render"),
            "python": platform.python_version(),
            **versions(),
        },
    }


def standing(order: Order, folder: Path) -> dict[str, dict[str, Any]]:
    """What a folder's record says of each file of an order that need not be made again.

    These files are of the same film, made on the same terms, and unchanged since.
    """
    whole = _whole(_read(order, folder), order, folder)
    return {
        file: whole[file]
        for file, kind in order.files.items()
        if file in whole and whole[file] == whole[file] | order.terms(kind)
    }


def strays(order: Order, folder: Path) -> list[str]:
    """Names of files in a folder that show another variant of an order's scene.

    Their record says so: they show other networks, or the same ones otherwise. Only
    files that are unchanged since they were made count, and none that the order makes.
    """
    stored = _stored(order, folder)
    if _agree(stored, {"stops": order.film.scene.stops, **_facts(order.film.scene)}):
        return []
    return [name for name in _whole(stored, order, folder) if name not in order.files]


def _agree(stored: object, facts: object) -> bool:
    """Whether a record, or a part of one, agrees with facts wherever it has both."""
    if isinstance(stored, dict) and isinstance(facts, dict):
        return all(_agree(stored[k], facts[k]) for k in stored.keys() & facts.keys())
    return stored == json.loads(json.dumps(facts))


def _read(order: Order, folder: Path) -> dict[str, Any]:
    """The record of an order's scene, if it is of the same film; else an empty one."""
    stored = _stored(order, folder)
    return stored if order.key and stored.get("key") == order.key else {}


def _stored(order: Order, folder: Path) -> dict[str, Any]:
    """The record of an order's scene; an empty one if there is none."""
    try:
        path = folder / f"{order.name}.json"
        stored = json.loads(path.read_text("utf-8")) if path.is_file() else {}
        return stored if isinstance(stored, dict) else {}
    except (OSError, ValueError, RecursionError):
        return {}


def _frames(stored: dict[str, Any]) -> dict[str, Any]:
    """What a record says of a film's frames."""
    frames = stored.get("frames")
    return frames if isinstance(frames, dict) else {}


def _whole(
    stored: dict[str, Any], order: Order, folder: Path
) -> dict[str, dict[str, Any]]:
    """What a record says of each file that is unchanged since it was made."""
    entries = stored.get("made")
    if not isinstance(entries, dict):
        return {}
    names = _names(order)
    return {n: entries[n] for n in names if _is_whole(entries.get(n), folder / n)}


def _names(order: Order) -> list[str]:
    """All names that files of an order's scene can have, whatever is ordered."""
    return [*(target(order.name, kind) for kind in FORMATS), order.poster]


def _is_whole(entry: object, path: Path) -> bool:
    """Whether a file is unchanged; entry: what the record says of it."""
    try:
        return isinstance(entry, dict) and entry.get("digest") == file_digest(path)
    except OSError:
        return False


def is_made_from(record: Mapping[str, object], scene: Scene) -> bool:
    """Whether a record is of a scene in its own style and pace, not of a variant."""
    own = {
        "caption": scene.caption,
        "stops": scene.stops,
        "timeline": asdict(pace_of(scene)),
        "style": with_spare_fonts(style_of(scene), scene).facts,
        **_facts(scene),
    }
    own = json.loads(json.dumps(own))  # as records are kept
    return all(record.get(key) == value for key, value in own.items())


def _facts(scene: Scene) -> dict[str, Any]:
    """What a scene says of itself, for JSON."""
    facts = facts_of(scene) or {}
    return {k: _plain(value) for k, value in facts.items() if k not in OWN_FIELDS}


def _plain(value: Any) -> Any:
    """A value for JSON: of dataclasses kind and fields, of others the kind alone."""
    if value is None or isinstance(value, str | bool | int | float):
        return value
    if isinstance(value, np.generic):
        return value.item()
    if isinstance(value, Mapping):
        return {str(name): _plain(part) for name, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    if isinstance(value, type):
        return value.__name__
    if isinstance(value, Activation):
        return value.name
    if isinstance(value, Data):
        return {"kind": "Data", "points": len(value), "digest": value.digest}
    if isinstance(value, Images):
        return {"kind": "Images", "images": len(value), "digest": value.digest}
    if isinstance(value, Network):
        value = Given([value])
    if isinstance(value, Random | Chosen | Given):
        return {"kind": type(value).__name__, **_plain(value.facts())}
    if isinstance(value, RecordingFile):  # wherever the file is
        digest = value.recording.digest
        return {"kind": "Recording", "networks": len(value), "digest": digest}
    if isinstance(value, Study):
        return {"kind": "Study", "runs": len(value), "digest": value.digest}
    if is_dataclass(value):
        names = [field.name for field in fields(value)]
        parts = {name: _plain(getattr(value, name)) for name in names}
        return {"kind": type(value).__name__, **parts}
    return type(value).__name__
