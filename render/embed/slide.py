"""Slides: what is on one, whatever kind of deck it is in."""

from dataclasses import dataclass
from pathlib import Path

from render.type.words import clean


@dataclass(frozen=True)
class Slide:
    """One slide.

    title: above the picture, which has none of its own; a line.
    caption: what to notice, for the speaker.
    alt: what there is to see and to notice, for those who do not see it.
    picture: a .png, of a film its first frame.
    film: an .mp4, None where nothing moves; seconds: how long it is.
    background: of the picture, and text: of the title, as #rrggbb.

    Of characters that no file can hold spaces are left.
    """

    title: str
    caption: str
    alt: str
    picture: Path
    film: Path | None
    background: str
    text: str
    seconds: float = 0.0

    def __post_init__(self) -> None:
        for name in ("title", "caption", "alt"):
            object.__setattr__(self, name, clean(getattr(self, name)))
