"""Weights: shown on the lines of a diagram, and in the boxes of an explicit one."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from model import Network
from render.plot.drawings import Drawing, above
from render.plot.glyphs import Glyph, Label, Line, name

KEY_BELOW = 10.0  # from a diagram down to the key to its lines
KEY_STRENGTH = 0.7  # strength of the lines in the key


def with_key(drawing: Drawing) -> Drawing:
    """The drawing with a key below it: which lines are positive, and which negative."""
    return above(drawing, Drawing.around(_key()), KEY_BELOW)


def _key() -> Iterator[Glyph]:
    signs = ("positive weight", 1.0), ("negative weight", -1.0)
    for number, (word, sign) in enumerate(signs):
        key, x = ("key", word), 100.0 * number
        yield Line(key, (x, 0.0), (x + 22.0, 0.0), strength=sign * KEY_STRENGTH)
        yield name(key, word, x + 26.0, 0.0, 8.0, "left")


def with_weights(
    drawing: Drawing, network: Network, strongest: float | None
) -> Drawing:
    """The drawing with a network's weights on its lines, and in its boxes.

    strongest: as an ExplicitDiagram's.
    """
    largest = _strongest_shown(drawing, network)
    glyphs: list[Glyph] = []
    for glyph in drawing.glyphs:
        kind, *place = glyph.key
        if kind == "edge" and isinstance(glyph, Line):
            layer, i, j, _ = place
            share = network.layers[layer].weights[i, j] / (strongest or largest[layer])
            glyph = replace(glyph, strength=float(np.clip(share, -1, 1)))
        elif kind == "name" and place[0] == "weight" and isinstance(glyph, Label):
            _, layer, i, j = place
            text = f"${_number(network.layers[layer].weights[i, j])}$"
            glyph = replace(glyph, text=text)
        glyphs.append(glyph)
    return replace(drawing, glyphs=tuple(glyphs))


def _strongest_shown(drawing: Drawing, network: Network) -> dict[int, float]:
    """The magnitude of the strongest weight that each layer shows; never 0."""
    strongest: dict[int, float] = {}
    for glyph in drawing.glyphs:
        if glyph.key[0] == "edge":
            _, layer, i, j, _ = glyph.key
            weight = abs(float(network.layers[layer].weights[i, j]))
            strongest[layer] = max(weight, strongest.get(layer, 0.0))
    return {layer: weight or 1.0 for layer, weight in strongest.items()}


def _number(weight: float) -> str:
    """A weight as mathematics, in few characters."""
    if abs(weight) < 1e5:
        return f"{weight:.2f}"
    return f"{weight:.0e}".replace("e+", r"\mathrm{e}")
