"""Weights: shown on the lines of a diagram, and in the boxes of an explicit one."""

from dataclasses import replace

import numpy as np

from model import Network
from render.plot.drawings import Drawing
from render.plot.glyphs import Glyph, Label, Line

FIXED = (1e-3, 1e4)  # between these, numbers are written without a power of ten
MOST_PLACES = 6  # decimals
NUMBER = "-0.0000"  # as wide as any weight in a box


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
            layer, i, j = place
            share = network.layers[layer].weights[i, j] / (strongest or largest[layer])
            glyph = replace(glyph, strength=float(np.clip(share, -1, 1)))
        elif kind == "name" and place[0] == "weight" and isinstance(glyph, Label):
            _, layer, i, j = place
            text = f"${number(network.layers[layer].weights[i, j])}$"
            glyph = replace(glyph, text=text)
        glyphs.append(glyph)
    return replace(drawing, glyphs=tuple(glyphs))


def _strongest_shown(drawing: Drawing, network: Network) -> dict[int, float]:
    """The magnitude of the strongest weight that each layer shows; never 0."""
    strongest: dict[int, float] = {}
    for glyph in drawing.glyphs:
        if glyph.key[0] == "edge":
            _, layer, i, j = glyph.key
            weight = abs(float(network.layers[layer].weights[i, j]))
            strongest[layer] = max(weight, strongest.get(layer, 0.0))
    return {layer: weight or 1.0 for layer, weight in strongest.items()}


def number(weight: float) -> str:
    """A weight as mathematics, with two significant digits: 0.42, -1.3, 12, 1.2e5."""
    if weight == 0:
        return "0"
    mantissa, _, exponent = f"{weight:.1e}".partition("e")
    power = int(exponent)
    low, high = FIXED
    if not low <= abs(float(f"{weight:.1e}")) < high:
        return rf"{mantissa}\mathrm{{e}}{{{power}}}"
    return f"{float(f'{weight:.1e}'):.{max(0, 1 - power)}f}"


def decimal(value: float) -> str:
    """A number as mathematics in five signs, where it can be: 0.42, -1.30, 12.5."""
    if abs(value) >= 1e4:
        return number(value)
    places = next(
        n for n, end in ((2, 9.995), (1, 99.95), (0, np.inf)) if abs(value) < end
    )
    text = f"{value:.{places}f}"
    return text.lstrip("-") if float(text) == 0 else text


def apart(one: float, other: float) -> tuple[str, str]:
    """Two numbers as mathematics, with as many decimals as tell them apart."""
    texts = decimal(one), decimal(other)
    for places in range(3, MOST_PLACES + 1):
        if texts[0] != texts[1]:
            break
        texts = f"{one:.{places}f}", f"{other:.{places}f}"
    return texts
