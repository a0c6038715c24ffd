"""Checking pages: whether all that an SVG or HTML file shows is there."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import IO, TypeAlias
from urllib.parse import unquote, urlsplit
from xml.parsers.expat import ParserCreate

from render.encode.findings import Findings, at_most, beside, count, some, those

MOST_BYTES = 100_000_000  # of a page
# Attributes whose value is a URL.
URLS = {"src", "href", "poster", "data", "data-src", "data-background-video"}
IN_STYLES = re.compile(r"""(?:url\(|@import\s+(?=["']))\s*["']?([^"')\s;]+)""")
# Values of rel for which a <link> loads a file.
LOADED = {"stylesheet", "icon", "preload", "modulepreload", "manifest"}
LINKS = {"a", "area"}  # elements that lead elsewhere, and load nothing

Attributes: TypeAlias = dict[str, str]  # of an element, by name


def svg(path: Path) -> Findings:
    """Check an .svg: whether it is well formed, and needs nothing but itself."""
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
    return Findings(("SVG", *those((sides, " by ".join(sides)))), faults)


def html(path: Path) -> Findings:
    """Check an .html: whether all that it shows is in it or beside it."""
    at_most(path, MOST_BYTES)
    text, page = path.read_bytes().decode(), _Page()
    if not text.rstrip().lower().endswith("</html>"):  # where the parser is slow, too
        raise ValueError("no </html> at its end")
    page.feed(text)
    page.close()
    network: list[str] = []
    missing: list[str] = []
    n_beside = 0
    for tag, url in page.needs:
        parts = urlsplit(url)
        if parts.scheme or parts.netloc:
            network += [] if tag in LINKS else [url]
        elif parts.path.startswith("/") or not beside(path, unquote(parts.path)):
            missing.append(url)
        else:
            n_beside += 1
    faults = those(
        (network, f"needs the network: {some(network)}"),
        (missing, f"not beside it: {some(missing)}"),
    )
    return Findings(("HTML", f"{count(n_beside, 'file')} beside it"), faults)


class _Drawing:
    """What an SVG is and needs, gathered while it is read.

    outer: its outermost element. tag: the element that was begun last.
    size: width, height and viewBox, those that it has.
    needs: URLs of what is not in it, in their order.
    """

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
    """What an HTML page needs, gathered while it is read.

    needs: names of elements, each with a URL that it needs, in their order.
    """

    def __init__(self) -> None:
        super().__init__()
        self.needs: dict[tuple[str, str], None] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        if tag != "link" or LOADED & set(attributes.get("rel", "").lower().split()):
            self.needs |= {(tag, url): None for url in _urls(attributes)}

    def handle_data(self, data: str) -> None:
        if self.lasttag == "style":
            self.needs |= {("style", url): None for url in _in_styles(data)}


def _urls(attributes: Attributes) -> Iterator[str]:
    """The URLs in an element's attributes that lead out of the document."""
    for name, value in attributes.items():
        if _local(name) not in URLS:
            yield from _in_styles(value)
        elif _is_elsewhere(url := value.strip()):
            yield url


def _in_styles(words: str) -> Iterator[str]:
    """The URLs in CSS that lead out of the document."""
    return filter(_is_elsewhere, IN_STYLES.findall(words))


def _is_elsewhere(url: str) -> bool:
    return bool(url) and not url.startswith(("#", "?", "data:"))


def _local(name: str) -> str:
    """A name without its namespace, which one parser ends in " ", the other in ":"."""
    return name.rpartition(" ")[2].rpartition(":")[2]


def read_xml(
    file: IO[bytes],
    start: Callable[[str, Attributes], None],
    text: Callable[[str], None] | None = None,
) -> None:
    """Read an XML file from beginning to end, without keeping it.

    start: called with the name and attributes of each element.
    text: called with each text between tags.
    Raises ExpatError if the file is not well formed, and ValueError if it defines
    entities, which may unfold without end.
    """

    def refuse(
        _name: str, _system: str | None, _public: str | None, has_subset: bool
    ) -> None:
        if has_subset:
            raise ValueError("a DOCTYPE with entities: expected none")

    parser = ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.ParseFile(file)
