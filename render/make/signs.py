"""Signs: which fonts a scene's words need besides those of its style."""

from dataclasses import replace
from typing import Any

from render.make.pickles import pickled
from render.scene.scenes import Scene, facts_of
from render.style.styles import Style
from render.type.fonts import has_sign, spare_font


def content_of(scene: Scene) -> Any:
    """What decides a scene's pictures: its facts, or itself if it says none."""
    facts = facts_of(scene)
    words = (scene.title, scene.caption, scene.stops)
    return scene if facts is None else (type(scene), words, facts)


def with_spare_fonts(style: Style, scene: Scene) -> Style:
    """The style with fonts of this system for signs that its own fonts lack.

    They are as few as can be told from the texts of the scene, and of the scripts that
    its code is in. Other machines then draw with the same fonts or not at all.
    """
    spare = list(style.spare_fonts)
    for sign in sorted(_signs_of(scene)):
        if any(has_sign(font, sign) for font in (*style.fonts, *spare)):
            continue
        font = spare_font(sign)
        spare += [font] if font else []
    return replace(style, spare_fonts=tuple(spare)) if spare else style


def _signs_of(scene: Scene) -> frozenset[str]:
    """The signs of a scene's texts that are not ASCII; none if nothing describes it."""
    try:
        value = pickled(content_of(scene))
        texts = [path.read_text("utf-8", errors="ignore") for path in value.files]
    except Exception:  # what cannot be pickled raises anything
        return frozenset()
    return value.signs.union(*(text for text in texts if not text.isascii()))
