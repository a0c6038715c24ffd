"""Nodes that are alike: two images of weights, and how alike all pairs are."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from model import alike, cosines
from render.plot.drawings import Room
from render.plot.glyphs import Glyph, Line, Shape, words
from render.view.hidden_nodes import HiddenNodes
from render.view.images.captioned import line_height
from render.view.images.weight_key import key_height, weight_key
from render.view.parts import AIR, Part, check_room, is_wide
from render.view.weights import decimal

BINS = 40  # of cosines from -1 to 1


def most_alike(nodes: HiddenNodes) -> tuple[int, int, int]:
    """An output, the node it likes and the one it dislikes that are most alike of all.

    All are counted from 0.
    """
    outputs = range(nodes.network.sizes[-1])
    pairs = {output: alike(nodes.network, output) for output in outputs}
    output = max(pairs, key=lambda k: pairs[k][2])
    return output, *pairs[output][:2]


def alike_glyphs(nodes: HiddenNodes, room: Room) -> Iterator[Glyph]:
    """The two nodes that are most alike, and the cosines of all pairs."""
    check_room(room)
    cell, (output, *pair) = Part.of(room), most_alike(nodes)
    images, chart = cell.across(0.58, 0.42) if is_wide(room) else cell.down(0.5, 0.5)
    foot = key_height(room)
    at = images.centre[0], images.low + foot / 2
    yield from weight_key(nodes.strongest, at, images.width, room)
    parts = images.raised(foot + AIR).across(1, 1)
    for part, node, word in zip(parts, pair, ("liked", "disliked"), strict=True):
        weight = decimal(float(nodes.votes[node, output]))
        text = f"node {node + 1}: {word}, ${weight}$"
        yield from nodes.glyphs(node, part.without(AIR, AIR, AIR, AIR), room, [text])
    every, (one, other) = cosines(nodes.network.layers[0]), pair
    chart = chart.without(3 * AIR, 0, AIR, 0)
    yield from _histogram(every, float(every[one, other]), chart, room)


def _histogram(
    every: np.ndarray, marked: float, cell: Part, room: Room
) -> Iterator[Glyph]:
    """How many pairs of nodes have which cosine; the bin of one is emphasised."""
    pairs, step = every[np.triu_indices(len(every), 1)], line_height(room)
    head, chart = cell.below(2.8 * step)
    heads = f"{len(pairs)} pairs of nodes,", "by their cosine"
    for number, text in enumerate(heads):
        y, key = head.top - (number + 0.5) * step, ("pairs", number)
        yield words(key, text, head.centre[0], y, room.small, role="note")
    bars = chart.without(low=2.4 * step, top=step)
    counts, edges = np.histogram(pairs, BINS, (-1.0, 1.0))
    bins = zip(bars.across(*[1.0] * BINS), counts.tolist(), strict=True)
    for k, (part, count) in enumerate(bins):
        high = count / counts.max() * bars.height
        place, size = (part.centre[0], bars.low + high / 2), (0.8 * part.width, high)
        new = float(edges[k] <= marked < edges[k + 1])
        if count:
            yield Shape(("bin", k), "bar", place, size, emphasis=new)
        if k == counts.argmax():
            y = bars.low + high + step / 2
            yield words(("most",), f"{count} pairs", place[0], y, room.small)
    yield Line(("zero",), (bars.left, bars.low), (bars.right, bars.low), "frame")
    for value, down in ((-1, 0.5), (0, 0.5), (1, 0.5), (marked, 1.6)):
        x = bars.left + (value + 1) / 2 * bars.width
        text = f"${value if down < 1 else decimal(value)}$"
        label = words(("cosine", value), text, x, bars.low - down * step, room.small)
        yield replace(label, emphasis=float(down > 1))
