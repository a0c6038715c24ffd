"""Equations: what networks compute, typeset on a card."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from model import IDENTITY, Activation, Network
from render.plot.drawings import Drawing
from render.plot.glyphs import TYPE, Glyph, Label, Shape
from render.type import typeset

LEADING = 0.6  # between the ink of two lines, in sizes
APART = 0.7  # more than that between two blocks
PAD = 1.1  # around equations, in sizes
COLUMNS = 2.2  # between two columns, in sizes

CARD = ("card",)  # the key of the card that equations are on

Block = Sequence["Equation"]


@dataclass(frozen=True)
class Equation:
    """left = right, both as TeX writes mathematics."""

    left: str
    right: str


LINE = (Equation("y", "mx + b"),)


def product_equations(sum: str = "j", layer: str = "") -> Block:
    """The products of one sum, and the sum.

    sum: the index of the sum, layer: the number of its layer; both as TeX.
    """
    n = f"^{{({layer})}}" if layer else ""
    return (
        Equation(f"u_{{i{sum}}}{n}", rf"x_{{i}}{n}\, w_{{i{sum}}}{n}"),
        Equation(f"v_{{{sum}}}{n}", rf"\sum_i\; u_{{i{sum}}}{n}"),
    )


def layer_equations(layer: int) -> Block:
    """What one of several layers takes and computes, with its number."""
    source = rf"v_{{0}}^{{({layer - 1})}}" if layer > 1 else "x"
    taken = Equation(rf"x_{{1}}^{{({layer})}}", source)
    return (taken, *product_equations("0", str(layer)))


def equations(network: Network, names: str = "indexed") -> tuple[Block, ...]:
    """What the layers of a network compute, in the names of a diagram.

    Of several layers, L stands for the number of any.
    """
    if names == "plain":
        return (LINE,)
    fs = [layer.activation for layer in network.layers]
    layer = "L" if len(fs) > 1 else ""
    products = product_equations("j", layer)
    if set(fs) == {IDENTITY}:
        return (products,)
    n = f"^{{({layer})}}" if layer else ""
    own = n if len(set(fs)) > 1 else ""
    function = Equation(f"y_{{j}}{n}", f"f{own}(v_{{j}}{n})")
    functions = tuple(_functions(fs))
    return (*products, function), *([functions] if functions else [])


def function_equations(activation: Activation, layers: str = "") -> Block:
    """The formula of an activation; layers: the numbers of those that have it."""
    node = "_j" if activation.of_layer else ""
    number = f"^{{({layers})}}" if layers else ""
    return (Equation(f"f{number}(a){node}", activation.formula),)


def _functions(activations: Sequence[Activation]) -> Iterator[Equation]:
    """The formula of each run of layers with the same activation, if it has one."""
    number = 0
    for activation, run in groupby(activations):
        first, number = number + 1, number + len(list(run))
        between = r",\," if number - first == 1 else r"\ldots "
        numbers = between.join(dict.fromkeys(map(str, (first, number))))
        everywhere = number - first + 1 == len(activations)
        if activation.formula:
            yield from function_equations(activation, "" if everywhere else numbers)


def card(
    blocks: Sequence[Block],
    columns: int = 1,
    size: float = TYPE,
    paper: bool = True,
    air: float = 1.0,
) -> Drawing:
    """Blocks of equations in columns, whose first lines stand at the same height.

    Equations in a column are aligned at their equals signs.
    columns: at most; size: of the type.
    paper: whether they are on a card, or in the colours of diagrams.
    air: what is between them and around them, as a share of what is usual.
    """
    glyphs: list[Glyph] = []
    seen: Counter[str] = Counter()
    x, n = 0.0, min(columns, len(blocks))
    for chosen in np.array_split(np.arange(len(blocks)), n):
        column = [blocks[k] for k in chosen]
        labels = list(_column(column, size, air, "print" if paper else "type", seen))
        bounds = np.array([label.bounds for label in labels])
        left, right = bounds[:, 0, 0].min(), bounds[:, 1, 0].max()
        for label in labels:
            px, py = label.place
            glyphs.append(replace(label, place=(px + x - left, py)))
        x += right - left + COLUMNS * size * air
    drawing = Drawing.around(glyphs, PAD * size * air)
    if not paper:
        return drawing
    middle = drawing.size[0] / 2, drawing.size[1] / 2
    sheet = Shape(CARD, "card", middle, drawing.size)
    return replace(drawing, glyphs=(sheet, *drawing.glyphs))


def _column(
    blocks: Sequence[Block], size: float, air: float, role: str, seen: Counter[str]
) -> Iterator[Label]:
    """The labels of equations, the first at y = 0, with the equals signs at x = 0.

    seen: how many equations there were of each quantity, by its letter.
    """
    y = 0.0
    for number, block in enumerate(blocks):
        for line, equation in enumerate(block):
            left, right = f"${equation.left}$", f"$={equation.right}$"
            extents = typeset.extent(left), typeset.extent(right)
            if number or line:
                y -= size * max(0.7, *(high for _, (_, high) in extents))
            letter = equation.left[0]
            key = ("equation", letter, seen[letter])
            seen[letter] += 1
            yield Label((*key, 0), left, (-0.35 * size, y), size, "right", role=role)
            yield Label((*key, 1), right, (0.0, y), size, "left", role=role)
            y -= size * max(0.2, *(-low for (_, low), _ in extents))
            y -= LEADING * size * air
        y -= APART * size * air
