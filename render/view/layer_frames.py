"""Frames around the layers of a diagram, with their numbers."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from render.plot.glyphs import Glyph, Label, Line
from render.type.typeset import capital

INDENT, DROP = 0.7, 0.7  # from a frame's corner to the ink of its words, in sizes


def band() -> float:
    """What the words take up below the frame's top, in sizes."""
    return 2 * DROP + 2 * capital()


def draw_frames(
    boundaries: Sequence[float],
    bottom: float,
    top: float,
    size: float,
    nodes: Mapping[int, Sequence[tuple[float, float]]] = {},
) -> Iterator[Glyph]:
    """Frames between boundaries, the x that layers begin and end at.

    bottom, top: the y of the frames.
    size: of the type of "layer 1", which is left out where a frame is too narrow.
    nodes: by the number of a boundary, the low and high ends of the nodes on it, lowest
        node first; the line leaves room for them.
    """
    for number, x in enumerate(boundaries):
        ends = [bottom, *(y for ends in nodes.get(number, ()) for y in ends), top]
        for part, (low, high) in enumerate(zip(ends[::2], ends[1::2], strict=True)):
            key = ("frame", number)
            yield Line(key, (x, low), (x, high), role="frame", part=part)
    for number, (left, right) in enumerate(pairwise(boundaries)):
        for side, y in (("bottom", bottom), ("top", top)):
            yield Line(("frame", number, side), (left, y), (right, y), role="frame")
        place = left + INDENT * size, top - (DROP + 2 * capital()) * size
        label = Label(
            ("frame", number), f"layer {number + 1}", place, size, "left", role="frame"
        )
        if label.bounds[1, 0] < right - INDENT * size:
            yield label
