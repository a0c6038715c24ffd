"""Formats: the kinds of files that a scene is made into."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from render.encode.coding import Coding
from render.encode.ffmpeg import Write
from render.encode.gif import gif
from render.encode.mp4 import mp4
from render.encode.png import first_frame, numbered_frames
from render.encode.webm import webm
from render.encode.webp import webp
from render.errors import InputError
from render.style.styles import Style

# Takes a path, the size of frames, their times and a coding; gives a function that
# writes the frames, in order, into the file.
Writer = Callable[
    [Path, tuple[int, int], Sequence[float], Coding], AbstractContextManager[Write]
]


@dataclass(frozen=True)
class Format:
    """One kind of file.

    write: writes frames to a path; None if the file holds drawn pages instead.
    is_film: whether it is one file that moves.
    is_picture: whether it is inserted as a picture, and so is narrower than frames.
    is_even: whether its sides must be even.
    can_be_clear: whether it can hold an alpha channel.
    """

    write: Writer | None
    is_film: bool = False
    is_picture: bool = False
    is_even: bool = False
    can_be_clear: bool = False


FORMATS = {
    "gif": Format(gif, is_film=True, is_picture=True),
    "mp4": Format(mp4, is_film=True, is_even=True),
    "webm": Format(webm, is_film=True, is_even=True, can_be_clear=True),
    "webp": Format(webp, is_film=True, is_picture=True, can_be_clear=True),
    "png": Format(numbered_frames, can_be_clear=True),
    "pdf": Format(None, can_be_clear=True),
}
WRITERS: dict[str, Writer] = {
    f".{kind}": format.write
    for kind, format in FORMATS.items()
    if format.is_film and format.write
}
WRITERS |= {".png": first_frame, "": numbered_frames}


def writer(path: Path) -> Writer:
    """The function that writes frames to a path, by its ending; a folder has none."""
    return WRITERS[path.suffix.lower()]


def target(name: str, kind: str) -> str:
    """The name of a format's file, or folder; name: without an ending."""
    return name if kind == "png" else f"{name}.{kind}"


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
