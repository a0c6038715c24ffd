"""Slides: what is on one, in a deck of any kind."""

import re
from dataclasses import dataclass
from pathlib import Path

from render.type.words import clean


@dataclass(frozen=True)
class Slide:
    """One slide.

    title: one line above the picture, which has no title of its own.
    caption: what to notice, for the speaker.
    alt: what there is to see and to notice, for those who do not see it.
    picture: a .png file; of a slide with a film, its poster.
    film: an .mp4 file; None if nothing moves. seconds: its length.
    background, text: the colours of the slide and of its title, as #rrggbb.
    font: the name of its title's; "" for the usual one.

    In title, caption and alt, spaces replace characters that no file can hold.
    """

    title: str
    caption: str
    alt: str
    picture: Path
    film: Path | None
    background: str
    text: str
    seconds: float = 0.0
    font: str = ""

    def __post_init__(self) -> None:
        for name in ("title", "caption", "alt"):
            object.__setattr__(self, name, clean(getattr(self, name)))
        # What stands in a page's style must not end it.
        object.__setattr__(self, "font", re.sub(r"[^\w -]", "", self.font))
