"""Simplified diagrams: a circle for each node, a line for each weight."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import pairwise

import numpy as np

from render.plot.drawings import Drawing
from render.plot.glyphs import (
    DOTS,
    GAP,
    TALL,
    TYPE,
    Glyph,
    Label,
    Line,
    Place,
    Shape,
    name,
)
from render.view.layer_frames import draw_frames
from render.view.rows import Column, check_lines, column
from render.view.weights import with_key

NODE = 7.0  # radius of a circle
SIDE = 21.0  # of the square around a picture
PITCH = 26.0  # between rows
REACH = 72.0  # between layers, at least
SLANT = 0.6  # the same, as a share of the height: so lines clear the circles they pass
SLANT_OF_SQUARES = 0.32  # the same for squares, from whose sides lines begin
FEW = 36  # lines between two layers; more are fainter
MOST_LINES = 50_000  # in a diagram, for each takes time
FRAME = 16.0  # from the outermost nodes to the frame


@lru_cache(maxsize=64)
def layout(
    sizes: tuple[int, ...],
    *,
    bias: str,
    most: int,
    frames: bool,
    names: bool,
    squares: bool,
    has_key: bool,
) -> Drawing:
    """Nodes and lines of a network; other options are those of render.Diagram.

    sizes: the number of nodes in each layer.
    squares: whether nodes are squares, with room for pictures.
    has_key: whether there is a key to the signs of weights below the network.
    """
    columns = [column(n, most, bias) for n in sizes]
    columns[-1] = columns[-1].without_bias()
    check_lines(columns, MOST_LINES)
    ends = np.array([c.ends for c in columns]) * PITCH
    low, high = ends.min(), ends.max()
    reach = max(REACH, (SLANT_OF_SQUARES if squares else SLANT) * (high - low))
    places = [
        {node: (number * reach, y * PITCH) for node, y in c.heights.items()}
        for number, c in enumerate(columns)
    ]
    glyphs: list[Glyph] = []
    half = SIDE / 2 if squares else NODE
    for number, (here, there) in enumerate(pairwise(places)):
        glyphs += _lines(number, here, there, squares)
    for number, here in enumerate(places):
        glyphs += _nodes(number, here, squares)
        dots = columns[number].dots
        if dots is not None:
            place = (number * reach, dots * PITCH)
            glyphs.append(Shape(("dots", number, 0), "dots", place, DOTS))
    if names:
        glyphs += _names(places, half)
    if frames:
        glyphs += _frames(places, columns, half, glyphs)
    bottom = min(glyph.bounds[0, 1] for glyph in glyphs)
    glyphs += _counts(sizes, columns, reach, bottom)
    drawing = Drawing.around(glyphs, pad=1.0)
    return with_key(drawing) if has_key else drawing


def _lines(
    number: int, here: Mapping[int, Place], there: Mapping[int, Place], squares: bool
) -> Iterator[Line]:
    """Lines from every node of a layer to those of the next, but to its bias node."""
    opacity = min(1.0, (FEW / len(here) / len(there)) ** 0.5)
    for i, start in here.items():
        for node, end in there.items():
            if node:
                ends = _square_ends(start, end) if squares else _round_ends(start, end)
                yield Line(("edge", number, i, node - 1, 0), *ends, opacity=opacity)


def _round_ends(start: Place, end: Place) -> tuple[Place, Place]:
    """Where a line between two circles leaves one and meets the other."""
    way = np.subtract(end, start)
    x, y = way * NODE / np.hypot(*way)
    return (start[0] + x, start[1] + y), (end[0] - x, end[1] - y)


def _square_ends(start: Place, end: Place) -> tuple[Place, Place]:
    """The middle of one square's right side, and of another's left side."""
    return (start[0] + SIDE / 2, start[1]), (end[0] - SIDE / 2, end[1])


def _nodes(number: int, places: Mapping[int, Place], squares: bool) -> Iterator[Glyph]:
    """A layer's nodes; the bias node has a 1 in it."""
    for node, place in places.items():
        key = ("node", number, node)
        side = SIDE if squares else 2 * NODE
        form = "box" if squares and node else "circle"
        yield Shape(key, form, place, (side, side))
        if node == 0:
            yield name(key, "$1$", *place, 0.9 * TYPE, rise=TALL)


def _names(places: list[dict[int, Place]], half: float) -> Iterator[Label]:
    """Names: x_i before the inputs, y_j after the outputs."""
    for node, (x, y) in places[0].items():
        text = f"$x_{{{node}}}$"
        yield name(("x", 0, node), text, x - half - GAP, y, align="right")
    last = len(places) - 2
    for node, (x, y) in places[-1].items():
        text = f"$y_{{{node - 1}}}$"
        yield name(("y", last, node - 1), text, x + half + GAP, y, align="left")


def _counts(
    layers: tuple[int, ...], columns: list[Column], reach: float, low: float
) -> Iterator[Label]:
    """The number of nodes below each layer, if any layer has some left out."""
    if any(nodes.dots is not None for nodes in columns):
        for number, n in enumerate(layers):
            place = (number * reach, low - 1.6 * TYPE)
            yield Label(("count", number), f"{n:,}", place, TYPE)


def _frames(
    places: list[dict[int, Place]],
    columns: list[Column],
    half: float,
    glyphs: list[Glyph],
) -> Iterator[Glyph]:
    """A frame around each layer; nodes between two layers stand on both frames.

    glyphs: those inside the frames.
    """
    x = [next(iter(nodes.values()))[0] for nodes in places]
    left = min(glyph.bounds[0, 0] for glyph in glyphs) - FRAME
    right = max(glyph.bounds[1, 0] for glyph in glyphs) + FRAME
    boundaries = [left, *x[1:-1], right]
    nodes = {
        number: [
            (y * PITCH - half, y * PITCH + half) for y in sorted(columns[number].rows)
        ]
        for number in range(1, len(x) - 1)
    }
    ends = np.array([column.ends for column in columns]) * PITCH
    room = half + FRAME
    yield from draw_frames(boundaries, ends.min() - room, ends.max() + room, nodes)
