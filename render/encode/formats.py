"""Formats: the kinds of files that a scene is made into."""

from collections.abc import Iterable
from pathlib import Path

from render.encode.apng import APNG
from render.encode.format import Format, PageWriter, Writer
from render.encode.gif import GIF
from render.encode.mp4 import MP4
from render.encode.pdf import PDF
from render.encode.png import FRAMES, POSTER
from render.encode.webm import WEBM
from render.encode.webp import WEBP
from render.errors import InputError
from render.style.styles import Style

# Of several that would do, pages play the first.
FORMATS = {f.name: f for f in (GIF, MP4, WEBM, WEBP, APNG, FRAMES, PDF)}
ENDINGS = {f.ending: f for f in (*FORMATS.values(), POSTER)}
WRITERS = {f.ending: f.write for f in ENDINGS.values() if f.write}
PAGE_WRITERS = {f.ending: f.write_pages for f in ENDINGS.values() if f.write_pages}


def format_of(path: Path) -> Format:
    """The format of a file, by its ending; a folder has none."""
    return ENDINGS[path.suffix.lower()]


def writer(path: Path) -> Writer:
    """The function that writes frames to a path, by its ending."""
    return WRITERS[path.suffix.lower()]


def page_writer(path: Path) -> PageWriter:
    """The function that writes plots to a path, by its ending."""
    return PAGE_WRITERS[path.suffix.lower()]


def target(name: str, kind: str) -> str:
    """The name of a format's file, or folder; name: without an ending."""
    return name + FORMATS[kind].ending


def usual_formats(style: Style) -> tuple[str, ...]:
    """The formats that films in a style have if nothing else is asked for."""
    return ("webm", "webp") if style.is_clear else ("gif", "mp4")


def check_clear(style: Style, formats: Iterable[str]) -> None:
    """Raise InputError for a format that cannot hold a clear style's frames."""
    clear = [kind for kind, format in FORMATS.items() if format.can_be_clear]
    for kind in formats if style.is_clear else ():
        if kind not in clear:
            words = f"{', '.join(clear)}, for the theme is transparent"
            raise InputError("format", kind, words)


def check_size(size: tuple[int, int], formats: Iterable[str]) -> None:
    """Raise InputError for a size with odd sides, where a format needs even ones."""
    width, height = size
    if any(FORMATS[kind].is_even for kind in formats) and (width % 2 or height % 2):
        near = f"{width + width % 2}x{height + height % 2}"
        words = f"even sides for films, such as {near}"
        raise InputError("size", f"{width}x{height}", words)
