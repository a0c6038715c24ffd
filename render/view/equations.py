"""Equations: what networks compute, typeset on a card."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from model import IDENTITY, Activation, Network
from render.plot.drawings import Drawing
from render.plot.glyphs import Glyph, Label, Shape
from render.type import typeset
from render.view.layer_frames import roman

TYPE = 11.0  # the size of equations
LEADING = 0.6  # between the ink of two lines, in sizes
PAD = 1.3  # around equations, in sizes
COLUMNS = 2.2  # between two columns, in sizes

Block = Sequence["Equation"]


@dataclass(frozen=True)
class Equation:
    """left = right, both as TeX writes mathematics."""

    left: str
    right: str


LINE = (Equation("y", "mx + b"),)


def product_equations(sum: str = "j", layer: str = "") -> Block:
    """The products of one sum, and the sum; sum, layer: their indices, as TeX."""
    return (
        Equation(f"u_{{i{sum}{layer}}}", f"x_{{i{layer}}}\\, w_{{i{sum}{layer}}}"),
        Equation(f"v_{{{sum}{layer}}}", rf"\sum_i\, u_{{i{sum}{layer}}}"),
    )


def layer_equations(layer: int) -> Block:
    """What one of several layers takes and computes, with its Roman number."""
    before, here = (rf"\,\mathrm{{{roman(number)}}}" for number in (layer - 1, layer))
    source = f"v_{{0{before}}}" if layer > 1 else "x"
    return (Equation(f"x_{{1{here}}}", source), *product_equations("0", here))


def equations(network: Network, names: str = "indexed") -> tuple[Block, ...]:
    """What the layers of a network compute, in the names of a diagram.

    With "numbered" names, L stands for the number of any layer.
    """
    if names == "plain":
        return (LINE,)
    layer = "L" if names == "numbered" else ""
    fs = [layer.activation for layer in network.layers]
    if set(fs) == {IDENTITY}:
        return (product_equations("j", layer),)
    function = Equation(f"y_{{j{layer}}}", f"f(v_{{j{layer}}})")
    functions = tuple(_functions(fs))
    return (*product_equations("j", layer), function), *(
        [functions] if functions else []
    )


def function_equations(activation: Activation, layers: str = "") -> Block:
    """The formula of an activation; layers: the subscript of f, in TeX."""
    node = "_j" if activation.of_layer else ""
    return (Equation(f"f{layers}(a){node}", activation.formula),)


def _functions(activations: Sequence[Activation]) -> Iterator[Equation]:
    """The formula of each run of layers with the same activation, if it has one."""
    number = 0
    for activation, run in groupby(activations):
        first, number = number + 1, number + len(list(run))
        between = ", " if number - first == 1 else r"\ldots "
        numerals = between.join(dict.fromkeys(map(roman, (first, number))))
        everywhere = number - first + 1 == len(activations)
        if activation.formula:
            layers = "" if everywhere else rf"_{{\mathrm{{{numerals}}}}}"
            yield from function_equations(activation, layers)


def card(
    blocks: Sequence[Block],
    across: bool = False,
    size: float = TYPE,
    paper: bool = True,
) -> Drawing:
    """Blocks of equations, one below the other; or side by side, across.

    Equations in a column are aligned at their equals signs. From one arrangement to the
    other they do not move, but fade.
    size: of the type.
    paper: whether they are on a light card, or in the colours of diagrams.
    """
    if not across:
        glyphs = list(_column(blocks, size))
    else:
        glyphs, x = [], 0.0
        for block in blocks:
            drawing = Drawing.around(_column([block], size))
            width, _ = drawing.size
            glyphs += drawing.at(x + width / 2, 0.0)
            x += width + COLUMNS * size
    inside = Drawing.around(glyphs, PAD * size)
    way = ("across",) if across else ()
    role = "print" if paper else "type"
    labels = (glyph for glyph in inside.glyphs if isinstance(glyph, Label))
    glyphs = [replace(label, key=(*label.key, *way), role=role) for label in labels]
    if paper:
        middle = inside.size[0] / 2, inside.size[1] / 2
        glyphs.insert(0, Shape(("card", *way), "card", middle, inside.size))
    return Drawing(tuple(glyphs), inside.size)


def _column(blocks: Sequence[Block], size: float) -> Iterator[Glyph]:
    """The labels of equations in one column, its equals signs at x = 0."""
    y = 0.0
    for block in blocks:
        for equation in block:
            left, right = f"${equation.left}$", f"$={equation.right}$"
            extents = typeset.extent(left), typeset.extent(right)
            y -= size * max(0.7, *(high for _, (_, high) in extents))
            key = ("equation", equation.left, equation.right)
            yield Label((*key, 0), left, (-0.35 * size, y), size, "right")
            yield Label((*key, 1), right, (0.0, y), size, "left")
            y -= size * max(0.2, *(-low for (_, low), _ in extents))
            y -= LEADING * size
        y -= LEADING * size
