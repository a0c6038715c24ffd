"""HTML decks: one file that holds all that it shows, and needs no network.

A deck has a script of its own that turns its pages. Its markup is also that of
reveal.js: given a folder with reveal.js, the deck holds that instead of its own script.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from render.embed.page import environment
from render.embed.slide import Slide

TYPES = {".png": "image/png", ".mp4": "video/mp4"}
# Files of reveal.js, in its folder.
STYLE = "dist/reveal.css"
SCRIPT = "dist/reveal.js"
NOTES = ("plugin/notes/notes.js", "dist/plugin/notes.js")  # up to version 5; since 6

TAGS = re.compile("<(?=!--|/?script)", re.IGNORECASE)  # what a script must not hold


def write(
    slides: Sequence[Slide], title: str, path: Path, reveal: Path | None = None
) -> None:
    """Write an .html file: the same slides, the same bytes.

    reveal: a folder with reveal.js, as its npm package has it; None to do without.
    """
    templates = environment()
    templates.filters["data"] = _data
    style, scripts = _embedded(reveal) if reveal else ("", [])
    page = templates.get_template("deck.html").stream(
        title=title, slides=slides, style=style, scripts=scripts
    )
    page.dump(str(path), encoding="utf-8")


def _data(path: Path) -> str:
    """A data URL, which holds a whole file."""
    return f"data:{TYPES[path.suffix]};base64,{b64encode(path.read_bytes()).decode()}"


def _embedded(reveal: Path) -> tuple[str, list[str]]:
    """The style and the scripts of reveal.js, as a page holds them."""
    notes = [reveal / name for name in NOTES if (reveal / name).is_file()]
    files = (reveal / STYLE, reveal / SCRIPT, *notes[:1])
    style, *scripts = (path.read_text("utf-8", errors="replace") for path in files)
    return style, [TAGS.sub(r"\\x3C", text) for text in scripts]
