"""HTML decks: one file that holds all it shows, and needs no network.

It presents itself. Its markup is that of reveal.js, too: given a folder with that, the
deck holds and is shown by it instead.
"""

import re
from base64 import b64encode
from collections.abc import Sequence
from pathlib import Path

from render.embed.page import environment
from render.embed.slide import Slide

TYPES = {".png": "image/png", ".mp4": "video/mp4"}
STYLE = "dist/reveal.css"
SCRIPT = "dist/reveal.js"
NOTES = ("plugin/notes/notes.js", "dist/plugin/notes.js")  # until reveal.js 5, since 6

TAGS = re.compile("<(?=!--|/?script)", re.IGNORECASE)  # that a script may not hold


def write(
    slides: Sequence[Slide], title: str, path: Path, reveal: Path | None = None
) -> None:
    """Write an .html file: the same slides, the same bytes.

    reveal: a folder with reveal.js, as its package on npm has it; None for none.
    """
    templates = environment()
    templates.filters["data"] = _data
    page = templates.get_template("deck.html").stream(
        title=title, slides=slides, **_embedded(reveal)
    )
    page.dump(str(path), encoding="utf-8")


def _data(path: Path) -> str:
    """A file as a URL that holds all of it."""
    return f"data:{TYPES[path.suffix]};base64,{b64encode(path.read_bytes()).decode()}"


def _embedded(reveal: Path | None) -> dict:
    """What a page holds of reveal.js."""
    if not reveal:
        return {"style": "", "scripts": []}
    notes = [reveal / name for name in NOTES if (reveal / name).is_file()]
    found = [reveal / SCRIPT, *notes[:1]]
    files = (reveal / STYLE, *found)
    style, *scripts = (path.read_text("utf-8", errors="replace") for path in files)
    return {"style": style, "scripts": [TAGS.sub(r"\\x3C", text) for text in scripts]}
