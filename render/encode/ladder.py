"""Ladders: ways of making a film smaller, one after the other."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from render.encode.format import Format
from render.scene.timeline import Timeline

RATES = (25.0, 20.0, 15.0, 12.5, 10.0)  # pictures a second
WIDTHS = (1600, 1280, 1120, 960, 800, 640, 560, 480, 400, 320)  # pixels


@dataclass(frozen=True)
class Rung:
    """One way of making a film smaller: a rate, a width and coarser colours."""

    fps: float
    width: int
    level: int


def ladder(start: Rung, timeline: Timeline, format: Format) -> Iterator[Rung]:
    """Ways of making a film smaller and smaller: by rate, then width, then colours.

    The rate counts only if something glides, and stays high enough for a hold or a
    glide to last a picture.
    """
    rung, longest = start, max(min(timeline.holds), timeline.morph)
    for fps in RATES:
        if timeline.morph and 1 / longest <= fps < start.fps:
            rung = replace(rung, fps=fps)
            yield rung
    for width in WIDTHS:
        if width < start.width:
            rung = replace(rung, width=width)
            yield rung
    for level in range(start.level + 1, len(format.coarser) + 1):
        yield replace(rung, level=level)


def described(start: Rung, rung: Rung, format: Format) -> str:
    """How a film on a rung differs from the one at the start, in words."""
    parts = []
    if rung.fps < start.fps:
        parts.append(f"{rung.fps:g} pictures a second")
    if rung.width < start.width:
        parts.append(f"{rung.width} pixels wide")
    if rung.level > start.level:
        parts.append(format.coarser[rung.level - 1])
    return ", ".join(parts)
