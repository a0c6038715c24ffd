"""The gallery: a page that shows the scenes of a folder and hands them on."""

import base64
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from render.embed.page import environment
from render.embed.snippets import FILMS, Piece, snippets
from render.encode.findings import beside, count
from render.encode.formats import ENDINGS
from render.errors import InputError
from render.make.record import MOST_RECORD_BYTES, is_made_from
from render.make.workshop import whole
from render.scene.scenes import Scene
from render.type.words import clean

KINDS = ("curves", "surfaces", "categories", "diagrams")  # in the page's order
LABELS = {f.ending: f.label for f in ENDINGS.values()}

Record: TypeAlias = dict[str, Any]  # a file's JSON: its values may be anything


@dataclass(frozen=True)
class Download:
    """A link to a file of a scene.

    label: its kind, in a word. file: its path, from the page. size: in words.
    """

    label: str
    file: str
    size: str


@dataclass(frozen=True)
class Card:
    """A scene on the page.

    kind: one of KINDS, or another. facts: how the scene is made, a few words each.
    size: width and height of its pictures in pixels.
    is_as_scripted: whether `render scene NAME`, without options, makes it.
    """

    piece: Piece
    kind: str
    facts: tuple[str, ...]
    size: tuple[int, int]
    downloads: tuple[Download, ...]
    is_as_scripted: bool

    @property
    def snippets(self) -> dict[str, str]:
        """The lines that embed the scene, by kind of document."""
        return snippets(self.piece)


def write_gallery(folder: Path, scenes: Mapping[str, Scene]) -> Path:
    """Write index.html, which shows every scene that has a record in the folder.

    scenes: by name. Their order is the page's; scenes that are not among them come
        last, sorted by name.
    The page links to those files of a record that exist. Scenes without a film or
    picture, and .json files that are no record, are left out. An older page stays
    until the new one is complete.

    Returns the page's path. Raises InputError if there is nothing to show, RenderError
    if the page cannot be written.
    """
    try:
        cards = [
            card for path in folder.glob("*.json") if (card := _card(path, scenes))
        ]
    except OSError:  # no folder can have this name
        cards = []
    if not cards:
        words = "a folder with scenes in it, made by render scene or render all"
        raise InputError("output", folder, words)
    with whole(folder / "index.html", asked="output") as draft:
        page = _page(_ordered(cards, list(scenes)))
        draft.write_text(page, "utf-8", errors="replace")
    return folder / draft.name


def _ordered(cards: list[Card], names: list[str]) -> list[Card]:
    """The cards in the order of names; those of other names last, sorted by name."""
    order = {name: number for number, name in enumerate(names)}

    def place(card: Card) -> tuple[int, str]:
        return order.get(card.piece.name, len(order)), card.piece.name

    return sorted(cards, key=place)


def _page(cards: list[Card]) -> str:
    """The HTML of the page."""
    kinds = [card.kind for card in cards]
    return (
        environment()
        .get_template("gallery.html")
        .render(
            cards=cards,
            kinds={kind: kinds.count(kind) for kind in KINDS if kind in kinds},
            digest=_digest,
            films=FILMS,
        )
    )


def _digest(text: str) -> str:
    """The name that a page's security policy has for a script or style it trusts."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _card(path: Path, scenes: Mapping[str, Scene]) -> Card | None:
    """The card of a record's scene.

    None if the file is no record, or none of the record's files can be shown.
    """
    try:
        if not path.is_file() or path.stat().st_size > MOST_RECORD_BYTES:
            return None
        record = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    if not isinstance(record, dict) or record.get("scene") != clean(path.stem):
        return None
    files = _files(record, path.parent)
    title, caption = _line(record, "title"), _line(record, "caption")
    piece = Piece(path.stem, title or path.stem, caption, files)
    if not (piece.film or piece.moving or piece.still):
        return None
    downloads = [_download(path.parent / file) for file in files.values()]
    return Card(
        piece=piece,
        kind=_line(record, "kind"),
        facts=tuple(_facts(record)),
        size=_size(record),
        downloads=(*downloads, Download("Record", path.name, _human(path))),
        is_as_scripted=_is_as_scripted(record, scenes),
    )


def _is_as_scripted(record: Record, scenes: Mapping[str, Scene]) -> bool:
    """Whether a record is of the scene that has its name, and not of a variant."""
    scene = scenes.get(record["scene"])
    return scene is not None and is_made_from(record, scene)


def _line(record: Record, key: str) -> str:
    """A text of a record, in one line; empty if the record has no text of this key."""
    text = record.get(key)
    return " ".join(clean(text).split()) if isinstance(text, str) else ""


def _files(record: Record, folder: Path) -> dict[str, str]:
    """The names of a record's files that exist, by ending; a folder's is "frames".

    Only files of the scene's own name, in this very folder, are taken.
    """
    scene, names = record["scene"], record.get("files")
    files = {}
    for name in names if isinstance(names, list) else []:
        ending = Path(str(name)).suffix
        if name == scene + ending and beside(folder / "index.html", name):
            files[ending[1:].lower() or "frames"] = name
    return files


def _size(record: Record) -> tuple[int, int]:
    """Width and height of a record's frames in pixels; the usual if it has none."""
    with suppress(KeyError, TypeError, ValueError, OverflowError):
        return int(record["frames"]["width"]), int(record["frames"]["height"])
    return 1280, 720


def _facts(record: Record) -> list[str]:
    """How many networks or steps there are, layers, activation and seconds.

    Facts that the record does not have are left out.
    """
    facts = []
    for fact in (_stops, _layers, _activation, _time):
        with suppress(KeyError, TypeError, ValueError, OverflowError):
            facts.append(fact(record))
    return facts


def _stops(record: Record) -> str:
    """A tour's stops are networks; those of other scenes are steps."""
    return count(int(record["stops"]), _line(record, "stop") or "step")


def _layers(record: Record) -> str:
    return "-".join(str(int(n)) for n in record["layers"])


def _activation(record: Record) -> str:
    """The one that all layers have, or each layer's."""
    fs = record["activation"]
    return clean(", ".join(map(_name, fs if isinstance(fs, list) else [fs])))


def _name(activation: Any) -> str:
    """The name of an activation; one of somebody's own is told by its fields.

    Raises KeyError or TypeError if there is none.
    """
    name = activation["name"] if isinstance(activation, dict) else activation
    if not isinstance(name, str):
        raise TypeError(f"{name} is no name")
    return name


def _time(record: Record) -> str:
    times, stops = record["timeline"], int(record["stops"])
    gliding = stops - (0 if times["loop"] else 1)
    return f"{stops * float(times['hold']) + gliding * float(times['morph']):.0f} s"


def _download(path: Path) -> Download:
    """The link to a file, or to a folder of frames."""
    label = LABELS.get(path.suffix.lower(), path.suffix[1:].upper())
    return Download(label, path.name + ("/" if path.is_dir() else ""), _human(path))


def _human(path: Path) -> str:
    """The size, in words, of a file or of all files in a folder."""
    paths = path.iterdir() if path.is_dir() else [path]
    n_bytes = sum(path.stat().st_size for path in paths if path.is_file())
    if n_bytes < 100_000:
        return f"{max(1, round(n_bytes / 1000))} KB"
    return f"{n_bytes / 1e6:.1f} MB"
