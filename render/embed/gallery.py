"""The gallery: a page that shows the scenes of a folder and hands them on."""

import base64
import hashlib
import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from render.check.found import beside
from render.embed.page import environment
from render.embed.snippets import Piece, snippets
from render.errors import InputError
from render.make.record import is_made_from
from render.make.workshop import whole
from render.scene.scenes import Scene
from render.type.words import clean

KINDS = ("curves", "surfaces", "categories", "diagrams")
LABELS = {"webm": "WebM", "webp": "WebP"}
MOST_RECORD = 1_000_000  # bytes


@dataclass(frozen=True)
class Download:
    """A file of a scene; size: in words."""

    label: str
    file: str
    size: str


@dataclass(frozen=True)
class Card:
    """A scene on the page.

    kind: of KINDS, or any other. facts: what it is made of, in a few words each.
    size: width and height of its pictures in pixels.
    is_as_scripted: whether `render scene NAME` makes it, and not a variant.
    """

    piece: Piece
    kind: str
    facts: tuple[str, ...]
    size: tuple[int, int]
    downloads: tuple[Download, ...]
    is_as_scripted: bool

    @property
    def snippets(self) -> dict[str, str]:
        """The lines that embed it, by the kind of document."""
        return snippets(self.piece)


def write_gallery(folder: Path, scenes: Mapping[str, Scene]) -> Path:
    """Write index.html, which shows every scene that has a record in the folder.

    scenes: by name; those on the page come in their order, others after them by name.
    Of files
    in a record those that exist are linked to; scenes without a film or picture, and
    .json files that are no record, are left out. An older page stays until the new
    one is complete.

    Returns the page's path. Raises InputError if there is nothing to show, RenderError
    if the page cannot be written.
    """
    try:
        cards = [
            card for path in folder.glob("*.json") if (card := _card(path, scenes))
        ]
    except OSError:  # a name that no folder can have
        cards = []
    if not cards:
        words = "a folder with scenes in it, made by render scene or render all"
        raise InputError("output", folder, words)
    with whole(folder / "index.html", asked="output") as made:
        made.write_text(_page(_ordered(cards, list(scenes))), "utf-8", errors="replace")
    return folder / made.name


def _ordered(cards: list[Card], names: list[str]) -> list[Card]:
    order = {name: number for number, name in enumerate(names)}

    def place(card: Card) -> tuple[int, str]:
        return order.get(card.piece.name, len(order)), card.piece.name

    return sorted(cards, key=place)


def _page(cards: list[Card]) -> str:
    kinds = [card.kind for card in cards]
    return (
        environment()
        .get_template("gallery.html")
        .render(
            cards=cards,
            kinds={kind: kinds.count(kind) for kind in KINDS if kind in kinds},
            digest=_digest,
        )
    )


def _digest(text: str) -> str:
    """How a page's policy names the one script, or style, that it trusts."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"


def _card(path: Path, scenes: Mapping[str, Scene]) -> Card | None:
    """The scene of a record; None if it is no record, or there is nothing to show."""
    try:
        if not path.is_file() or path.stat().st_size > MOST_RECORD:
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


def _is_as_scripted(record: dict, scenes: Mapping[str, Scene]) -> bool:
    """Whether a record is what the scene of its name has if nothing else is asked."""
    scene = scenes.get(record["scene"])
    return scene is not None and is_made_from(record, scene)


def _line(record: dict, key: str) -> str:
    """A text of a record in one line; empty if it has none."""
    text = record.get(key)
    return " ".join(clean(text).split()) if isinstance(text, str) else ""


def _files(record: dict, folder: Path) -> dict[str, str]:
    """The names of a record's files that exist, by ending; of a folder, frames.

    All are called like the scene, and none lies elsewhere.
    """
    scene, names = record["scene"], record.get("files")
    found = {}
    for name in names if isinstance(names, list) else []:
        ending = Path(str(name)).suffix
        if name == scene + ending and beside(folder / "index.html", name):
            found[ending[1:].lower() or "frames"] = name
    return found


def _size(record: dict) -> tuple[int, int]:
    with suppress(KeyError, TypeError, ValueError, OverflowError):
        return int(record["frames"]["width"]), int(record["frames"]["height"])
    return 1280, 720


def _facts(record: dict) -> list[str]:
    """What is known of: how many networks or steps, the layers, f, and the time."""
    facts = []
    for fact in (_stops, _layers, _activation, _time):
        with suppress(KeyError, TypeError, ValueError, OverflowError):
            facts.append(fact(record))
    return facts


def _stops(record: dict) -> str:
    """A tour's stops are networks; what is about one network, or none, has steps."""
    tour = "layers" in record and "network" not in record
    n, noun = int(record["stops"]), "network" if tour else "step"
    return f"{n} {noun}{'' if n == 1 else 's'}"


def _layers(record: dict) -> str:
    return "-".join(str(int(n)) for n in record["layers"])


def _activation(record: dict) -> str:
    return clean(record["activation"])


def _time(record: dict) -> str:
    times, stops = record["timeline"], int(record["stops"])
    gliding = stops - (0 if times["loop"] else 1)
    return f"{stops * float(times['hold']) + gliding * float(times['morph']):.0f} s"


def _download(path: Path) -> Download:
    ending = path.suffix[1:].lower()
    label = LABELS.get(ending, ending.upper()) or "Frames"
    return Download(label, path.name + ("/" if path.is_dir() else ""), _human(path))


def _human(path: Path) -> str:
    """How large a file, or everything in a folder, is, as people say it."""
    paths = path.iterdir() if path.is_dir() else [path]
    n_bytes = sum(path.stat().st_size for path in paths if path.is_file())
    if n_bytes < 100_000:
        return f"{max(1, round(n_bytes / 1000))} KB"
    return f"{n_bytes / 1e6:.1f} MB"
