"""Checking pages: SVG and HTML, and whether all is there that they show."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import BinaryIO
from urllib.parse import unquote, urlsplit
from xml.parsers.expat import ParserCreate

from render.check.found import Found, at_most, beside, count, some, those

MOST_BYTES = 100_000_000  # bytes
URLS = {"src", "href", "poster", "data", "data-src", "data-background-video"}
IN_STYLES = re.compile(r"""(?:url\(|@import\s+(?=["']))\s*["']?([^"')\s;]+)""")
LOADED = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}  # by a <link>
LINKS = {"a", "area"}  # go elsewhere, and load nothing

Attributes = dict[str, str]


def svg(path: Path) -> Found:
    """An .svg: whether it is well formed, and shows all of itself by itself."""
    at_most(path, MOST_BYTES)
    drawing = _Drawing()
    with path.open("rb") as file:
        read_xml(file, drawing.start, drawing.text)
    outer, size = drawing.outer, drawing.size
    faults = those(
        (outer != "svg", f"its outermost element is {outer}: expected svg"),
        (
            "viewBox" not in size and len(size) < 2,
            "no size: expected a viewBox, or width and height",
        ),
        (drawing.has_scripts, "scripts: expected none, which programs refuse"),
        (drawing.needs, f"needs what is not in it: {some(drawing.needs)}"),
    )
    sides = [size[side] for side in ("width", "height") if side in size]
    return Found(("SVG", *those((sides, " by ".join(sides)))), faults)


def html(path: Path) -> Found:
    """An .html: whether all that it shows is beside it, without a network."""
    at_most(path, MOST_BYTES)
    text, page = path.read_bytes().decode(), _Page()
    if not text.rstrip().lower().endswith("</html>"):  # where the parser is slow, too
        raise ValueError("no </html> at its end")
    page.feed(text)
    page.close()
    network, missing, found = [], [], 0
    for tag, url in page.needs:
        parts = urlsplit(url)
        if parts.scheme or parts.netloc:
            network += [] if tag in LINKS else [url]
        elif parts.path.startswith("/") or not beside(path, unquote(parts.path)):
            missing.append(url)
        else:
            found += 1
    faults = those(
        (network, f"needs the network: {some(network)}"),
        (missing, f"not beside it: {some(missing)}"),
    )
    return Found(("HTML", f"{count(found, 'file')} beside it"), faults)


class _Drawing:
    """What is noticed of an SVG while it is gone through."""

    def __init__(self) -> None:
        self.outer, self.tag, self.has_scripts = "", "", False
        self.size: dict[str, str] = {}
        self.needs: dict[str, None] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        self.tag = _local(name)
        if not self.outer:
            self.outer = self.tag
            sizes = ("width", "height", "viewBox")
            self.size = {a: attributes[a] for a in sizes if a in attributes}
        events = any(name.startswith("on") for name in attributes)
        self.has_scripts |= events or self.tag == "script"
        if self.tag not in LINKS:
            self.needs |= dict.fromkeys(_urls(attributes))

    def text(self, words: str) -> None:
        if self.tag == "style":
            self.needs |= dict.fromkeys(_in_styles(words))


class _Page(HTMLParser):
    """What is noticed of a page: elements' names with what they need."""

    def __init__(self) -> None:
        super().__init__()
        self.needs: dict[tuple[str, str], None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        of = {name: value or "" for name, value in attrs}
        if tag != "link" or LOADED & set(of.get("rel", "").lower().split()):
            self.needs |= {(tag, url): None for url in _urls(of)}

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style":
            self.needs |= {("style", url): None for url in _in_styles(data)}


def _urls(attributes: Attributes) -> Iterator[str]:
    """What an element names that is not in the document itself."""
    for name, value in attributes.items():
        if _local(name) not in URLS:
            yield from _in_styles(value)
        elif _is_elsewhere(url := value.strip()):
            yield url


def _in_styles(words: str) -> Iterator[str]:
    return filter(_is_elsewhere, IN_STYLES.findall(words))


def _is_elsewhere(url: str) -> bool:
    return bool(url) and not url.startswith(("#", "?", "data:"))


def _local(name: str) -> str:
    """A name without its namespace, as either parser has it."""
    return name.rpartition(" ")[2].rpartition(":")[2]


def read_xml(
    file: BinaryIO,
    start: Callable[[str, Attributes], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Go through an XML file, without keeping it.

    start: called with each element's name and attributes; text: with what is between.
    Raises ExpatError where it is not well formed, ValueError where it defines
    entities, which may unfold without end.
    """

    def refuse(_name: str, _system: str, _public: str, has_subset: int) -> None:
        if has_subset:
            raise ValueError("a DOCTYPE with entities: expected none")

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.ParseFile(file)
