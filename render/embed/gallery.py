"""The gallery: a page that shows the scenes of a folder and hands them on.

It opens with a row of films; the scenes follow, a chapter for each script.
"""

import base64
import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from render.embed.page import environment
from render.embed.snippets import FILMS, Piece, snippets
from render.encode.findings import beside, count
from render.encode.formats import ENDINGS
from render.errors import InputError
from render.make.find import Script
from render.make.record import MOST_RECORD_BYTES, is_made_from
from render.make.workshop import whole
from render.scene.scenes import Scene
from render.type.words import clean

# What reading a record raises that lacks something, or has nonsense there.
UNKNOWN = (LookupError, TypeError, ValueError, OverflowError)
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

    facts: how the scene is made, a few words each.
    size: width and height of its pictures in pixels.
    start: seconds from the beginning of its film to what its poster shows.
    is_as_scripted: whether `render scene NAME`, without options, makes it.
    """

    piece: Piece
    facts: tuple[str, ...]
    size: tuple[int, int]
    start: float
    downloads: tuple[Download, ...]
    is_as_scripted: bool

    @property
    def snippets(self) -> dict[str, str]:
        """The lines that embed the scene, by kind of document."""
        return snippets(self.piece)

    @property
    def is_tall(self) -> bool:
        """Whether its pictures are square or upright."""
        return self.size[0] <= self.size[1]


@dataclass(frozen=True)
class Chapter:
    """Scenes under one heading.

    name: of its place in the page. words: what they show; "" for none.
    """

    name: str
    heading: str
    words: str
    cards: tuple[Card, ...]


def write_gallery(
    folder: Path, scripts: Sequence[Script] = (), best: Sequence[str] = ()
) -> Path:
    """Write index.html, which shows every scene that has a record in the folder.

    scripts: chapters of the page, in their order. Scenes that are in none of them are
        the last chapter, sorted by name.
    best: names of scenes whose films the page opens with; without three of them, or
        if they are more than half of all scenes, it opens with the first chapter.
    The page links to those files of a record that exist. Scenes without a film or
    picture, and .json files that are no record, are left out. An older page stays
    until the new one is complete.

    Returns the page's path. Raises InputError if there is nothing to show, RenderError
    if the page cannot be written.
    """
    try:
        paths = sorted(folder.glob("*.json"), key=lambda path: path.stem)
    except OSError:  # no folder can have this name
        paths = []
    scenes = {
        name: scene for script in scripts for name, scene in script.scenes.items()
    }
    cards = {path.stem: card for path in paths if (card := _card(path, scenes))}
    if not cards:
        words = "a folder with scenes in it, made by render scene or render all"
        raise InputError("output", folder, words)
    with whole(folder / "index.html", asked="output") as draft:
        page = _page(_chapters(cards, scripts), _opening(cards, best))
        draft.write_text(page, "utf-8", errors="replace")
    return folder / draft.name


def _chapters(cards: Mapping[str, Card], scripts: Sequence[Script]) -> list[Chapter]:
    """A chapter for each script that has cards, and one for those of no script."""
    rest, chapters = dict(cards), []
    for script in scripts:
        own = tuple(rest.pop(name) for name in script.scenes if name in rest)
        if own:
            place = f"chapter-{script.name}"
            chapters.append(Chapter(place, script.heading, script.words, own))
    if rest:
        heading = "More scenes" if chapters else "Scenes"
        chapters.append(Chapter("more-scenes", heading, "", tuple(rest.values())))
    return chapters


def _opening(cards: Mapping[str, Card], best: Sequence[str]) -> list[Card]:
    """The cards whose films the page opens with; none if there are too few."""
    films = [cards[name] for name in best if name in cards and cards[name].piece.film]
    return films if 3 <= len(films) <= len(cards) / 2 else []


def _page(chapters: Sequence[Chapter], opening: Sequence[Card]) -> str:
    """The HTML of the page."""
    template = environment().get_template("gallery.html")
    return template.render(
        chapters=chapters, opening=opening, digest=_digest, films=FILMS
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
        facts=tuple(_facts(record)),
        size=_size(record),
        start=_start(record),
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
    with suppress(*UNKNOWN):
        return int(record["frames"]["width"]), int(record["frames"]["height"])
    return 1280, 720


def _start(record: Record) -> float:
    """When a record's film shows what the poster does, in seconds; 0 if unknown."""
    with suppress(*UNKNOWN):
        stop = int(record["made"][f"{record['scene']}.png"]["stop"])
        start = _held(record, stop) + stop * float(record["timeline"]["morph"])
        return start if math.isfinite(start) else 0.0
    return 0.0


def _facts(record: Record) -> list[str]:
    """Seconds, how many networks or steps there are, layers and activation.

    Facts that the record does not have are left out.
    """
    facts = []
    for fact in (_time, _stops, _layers, _activation):
        with suppress(*UNKNOWN):
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
    return f"{_held(record, stops) + gliding * float(times['morph']):.0f} s"


def _held(record: Record, stops: int) -> float:
    """How long the first stops of a record's film stand still, in seconds.

    Raises one of UNKNOWN if the record does not say.
    """
    hold = record["timeline"]["hold"]  # of all stops, or of each of the first
    holds = [float(seconds) for seconds in (hold if isinstance(hold, list) else [hold])]
    return sum(holds[:stops]) + max(0, stops - len(holds)) * holds[-1]


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
