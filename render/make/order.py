"""Orders: the files that are asked for of a scene."""

import os
import re
from dataclasses import dataclass, field
from pathlib import Path

from render.encode import ffmpeg
from render.encode.coding import Coding
from render.encode.format import Format
from render.encode.formats import FORMATS, check_clear, target, usual_formats
from render.encode.png import FRAMES, POSTER
from render.errors import InputError
from render.make.film import MOST_FRAMES, Film
from render.make.key import key

LONGEST_NAME = 60  # characters; a name and an ending are the name of a file
FRAME = re.compile(r"\d{5,}\.png")  # a numbered frame's name


@dataclass(frozen=True)
class Order:
    """The files that are asked for of a scene.

    film: what is painted; name: of the files, without an ending.
    formats: names in FORMATS; none for the usual ones of the film's style.
    picture_width: of films that are inserted as pictures, in pixels, at most; None
        for their own.
    most_bytes: of each film file; None for any number.
    key: the film's key, worked out before anything is drawn.

    Raises InputError for a format that cannot hold the film's frames.
    """

    film: Film
    name: str
    formats: tuple[str, ...] = ()
    picture_width: int | None = None
    most_bytes: int | None = None
    key: str | None = field(init=False)

    def __post_init__(self) -> None:
        formats = tuple(self.formats) or usual_formats(self.film.style)
        _check_name(self.name)
        for kind in formats:
            if kind not in FORMATS:
                raise InputError("format", kind, ", ".join(FORMATS))
        check_clear(self.film.style, formats)
        if FRAMES.name in formats:
            _check_numbers(self.film)
        object.__setattr__(self, "formats", tuple(dict.fromkeys(formats)))
        object.__setattr__(self, "key", key(self.film))

    @property
    def poster(self) -> str:
        """The name of the poster's file, which shows one stop."""
        return self.name + POSTER.ending

    @property
    def files(self) -> dict[str, Format]:
        """The format of each file; the poster comes last."""
        files = {target(self.name, kind): FORMATS[kind] for kind in self.formats}
        return files | {self.poster: POSTER}

    def coding(self, format: Format) -> Coding:
        """How frames are put into a file of a format."""
        width = self.picture_width if format.is_picture else None
        film = self.film
        return Coding(width, clear=film.style.is_clear, fps=film.timeline.fps)

    def terms(self, format: Format) -> dict[str, object]:
        """What a file of a format depends on besides the film's pictures, for JSON."""
        if format is POSTER:
            return {"stop": self.film.poster}
        if not format.is_film:
            return {}
        width = format.width(self.film.size, self.coding(format))
        terms = {"width": width, "max_bytes": self.most_bytes}
        return {**terms, "ffmpeg": ffmpeg.version()}

    def paths(self, folder: Path) -> list[Path]:
        """The paths of its files in a folder, the record's last."""
        return [folder / name for name in (*sorted(self.files), f"{self.name}.json")]

    def check_targets(self, folder: Path) -> None:
        """Raise InputError if something is in the way of the files in a folder."""
        places: set[str] = set()
        for file in (*self.files, f"{self.name}.json"):
            path, place = folder / file, os.path.realpath(folder / file)
            if path.suffix and path.exists() and not path.is_file():
                raise InputError("output", path, "a file, or nothing of this name")
            if path.is_symlink() and not Path(place).parent.is_dir():
                raise InputError("output", path, "a link into a folder that exists")
            if place in places:
                raise InputError("output", path, "no link to another of the files")
            places.add(place)
            if not path.suffix and path.exists() and not _holds_frames(path):
                words = "a folder of numbered frames alone, or nothing of this name"
                raise InputError("output", path, words)


def _check_name(name: str) -> None:
    """Raise InputError for a name that files cannot have everywhere."""
    if not name.isidentifier() or len(name) > LONGEST_NAME:
        words = f"letters, digits and underscores, at most {LONGEST_NAME}"
        raise InputError("name", name[:LONGEST_NAME], words)


def _check_numbers(film: Film) -> None:
    """Raise InputError for a film of more than MOST_FRAMES numbered frames."""
    timeline = film.timeline
    n_frames = timeline.seconds(film.scene.stops) * timeline.fps
    if n_frames > MOST_FRAMES:
        words = f"a film of at most {MOST_FRAMES:,}; fewer with a lower --fps"
        raise InputError("format", f"png of {n_frames:,.0f} pictures", words)


def _holds_frames(path: Path) -> bool:
    """Whether a path is a folder of numbered frames alone, which may be replaced."""
    return path.is_dir() and all(FRAME.fullmatch(p.name) for p in path.iterdir())
