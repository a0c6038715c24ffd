"""Checking: whether files will play where they are going."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from render.check.documents import record, slides
from render.check.pages import html, svg
from render.encode.findings import Findings, those
from render.encode.formats import ENDINGS
from render.errors import InputError, RenderError
from render.make.presets import PRESETS, Preset

# What looks at the files of a kind, by their ending.
KINDS: dict[str, Callable[[Path], Findings]] = {
    **{ending: f.check for ending, f in ENDINGS.items() if f.check},
    ".svg": svg,
    ".json": record,
    ".html": html,
    ".pptx": slides,
}
# How the files of a kind begin, for the kinds that all begin alike.
SIGNS = {ending: f.sign for ending, f in ENDINGS.items() if f.sign}
SIGNS[".pptx"] = rb"PK\x03\x04"
# Endings that some program takes; records, for one, are for no program.
TAKEN = {ending for preset in PRESETS.values() for ending in preset.takes}


@dataclass(frozen=True)
class Report:
    """What a file is, and what is wrong with it.

    facts: one short line: "H.264 high, yuv420p, 1280x720, 49 s, 0.6 MB".
    faults: one line each, which says what the file has and what would do. A file
        without faults will play.
    """

    path: Path
    facts: str
    faults: tuple[str, ...]


def check(path: Path, preset: Preset | None = None) -> Report:
    """Check one file: what it is, and whether it will play.

    The ending of its name says its kind, and its content must agree. Films and
    pictures are decoded from beginning to end.

    preset: of the program that is to show the file, whose limits the file must keep.
        Endings that no program takes, such as .json, are no fault.
    Raises InputError if there is no such file, RenderError if ffmpeg does not start.
    Whatever is wrong with the file itself is a fault in the report, never an error.
    """
    if not path.is_file():
        raise InputError("file", path, "a file that exists")
    ending, size = path.suffix.lower(), path.stat().st_size
    findings = _look(path, ending)
    faults = findings.faults
    faults += _unfit(ending, size, findings, preset) if preset else ()
    return Report(path, ", ".join([*findings.facts, _amount(size)]), faults)


def check_all(paths: Iterable[Path], preset: Preset | None = None) -> Iterator[Report]:
    """Check files, in their order, and all files in folders, sorted by path.

    Of folders, hidden files and hidden folders are left out.
    Raises what `check` raises, and InputError for a folder without files.
    """
    for path in paths:
        files = _files(path) if path.is_dir() else [path]
        if not files:
            raise InputError("file", path, "a file, or a folder with files in it")
        for file in files:
            yield check(file, preset)


def _files(folder: Path) -> list[Path]:
    """All files in a folder, however deep, sorted by path, but not hidden ones."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return [f for f in files if "/." not in f"/{f.relative_to(folder).as_posix()}"]


def _look(path: Path, ending: str) -> Findings:
    """What its kind's check finds in a file, whatever is wrong with the file."""
    if ending not in KINDS:
        endings = ", ".join(KINDS)
        words = f"of no kind that is known here: expected {endings}"
        return Findings(faults=(words,))
    try:
        if fault := _disagreement(path, ending):
            return Findings(faults=(fault,))
        return KINDS[ending](path)
    except RenderError:
        raise
    except Exception as error:  # decoders raise errors of all kinds
        lines = str(error).strip().splitlines() or [type(error).__name__]
        return Findings(faults=(f"it cannot be read: {lines[0]}",))


def _disagreement(path: Path, ending: str) -> str | None:
    """The fault of a file that does not begin as its ending says; None if it does."""
    with path.open("rb") as file:
        head = file.read(64)
    if not head:
        return f"empty: expected the content of {ending}"
    contents = [e for e, sign in SIGNS.items() if re.match(sign, head, re.DOTALL)]
    if ending in contents or not (contents or ending in SIGNS):
        return None
    content = " or ".join(contents) or "another kind"
    return f"content of {content}: expected that of {ending}"


def _unfit(
    ending: str, size: int, findings: Findings, preset: Preset
) -> tuple[str, ...]:
    """The faults that a file has for one program alone."""
    takes, most, area = preset.takes, preset.most_bytes, preset.most_pixels
    pixels = findings.pixels
    return those(
        (ending in TAKEN - {*takes}, f"a {ending} file: expected {', '.join(takes)}"),
        (most and size > most, f"{size:,} bytes: expected at most {most or 0:,}"),
        (
            area and pixels and pixels > area,
            f"{pixels or 0:,} pixels: expected at most {area or 0:,}",
        ),
        (
            findings.is_clear and ending in preset.opaque,
            "transparency, which Safari does not show: expected WebP",
        ),
    )


def _amount(n_bytes: int) -> str:
    return f"{n_bytes / 1e6:.1f} MB" if n_bytes > 1e5 else f"{n_bytes / 1e3:.1f} kB"
