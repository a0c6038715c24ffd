"""Checking documents: records and slides."""

import json
import posixpath
import re
from pathlib import Path
from urllib.parse import unquote
from zipfile import ZipFile

from render.check.pages import Attributes, read_xml
from render.encode.findings import Findings, at_most, beside, count, some, those
from render.make.record import MOST_RECORD_BYTES

MOST_UNPACKED = 1_000_000_000  # bytes of all parts of a .pptx

SLIDE = re.compile(r"ppt/slides/[^/]+\.xml")


def record(path: Path) -> Findings:
    """Check a .json: whether the files that the record lists are beside it."""
    at_most(path, MOST_RECORD_BYTES)
    content = json.loads(path.read_bytes().decode())
    names = content.get("files") if isinstance(content, dict) else None
    if not isinstance(names, list) or not all(isinstance(n, str) for n in names):
        return Findings(faults=("no record: expected a list of files in it",))
    missing = [name for name in names if not beside(path, name)]
    faults = those((missing, f"not beside it: {some(missing)}"))
    return Findings(("JSON", f"a record of {count(len(names), 'file')}"), faults)


def slides(path: Path) -> Findings:
    """Check a .pptx: whether it is whole, and holds all that its slides need."""
    with ZipFile(path) as parts:
        names = set(parts.namelist())
        unpacked = sum(part.file_size for part in parts.infolist())
        if unpacked > MOST_UNPACKED:
            raise ValueError(f"{unpacked / 1e6:.0f} MB unpacked are not looked at")
        if broken := parts.testzip():
            raise ValueError(f"{broken} is broken")
        outside, missing = _needs(parts, names)
    lacks = {"[Content_Types].xml", "ppt/presentation.xml"} - names
    n = sum(1 for name in names if SLIDE.fullmatch(name))
    faults = those(
        (lacks, f"not in it: {some(sorted(lacks))}"),
        (missing, f"not in it: {some(missing)}"),
        (outside, f"needs what is outside: {some(outside)}"),
        (not n, "no slides: expected one or more"),
    )
    return Findings(("PowerPoint", count(n, "slide")), faults)


def _needs(parts: ZipFile, names: set[str]) -> tuple[list[str], list[str]]:
    """What the parts of a .pptx need but it does not hold.

    Gives the URLs of what lies outside, and the names of parts that are missing.
    Source: ECMA-376, part 2; what a/b.xml needs is listed in a/_rels/b.xml.rels.
    """
    outside: list[str] = []
    missing: list[str] = []
    for name in sorted(n for n in names if n.endswith(".rels")):
        folder = posixpath.dirname(posixpath.dirname(name))

        def start(_tag: str, attributes: Attributes, folder: str = folder) -> None:
            target = unquote(attributes.get("Target", "").partition("#")[0])
            if attributes.get("TargetMode") != "External":
                inside = posixpath.normpath(posixpath.join("/", folder, target))
                if target and inside[1:] not in names:
                    missing.append(inside[1:])
            elif not attributes.get("Type", "").endswith("/hyperlink"):
                outside.append(target)

        with parts.open(name) as file:
            read_xml(file, start)
    return outside, missing
