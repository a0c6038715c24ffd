"""Explicit diagrams: every multiplication, sum and nonlinearity of a network.

The boxes of weights and the names of products stand upright on the lines themselves.
With n inputs and m sums a pitch apart, the heights of all n m lines are evenly spaced
at 1 / (m + 1) of the way, where the boxes stand, and again at n / (n + 1), where the
names stand. So none meets another, however many there are.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from render.plot.drawings import Drawing
from render.plot.glyphs import Glyph
from render.view import counts, diagram_keys
from render.view.explicit_glyphs import Placed
from render.view.explicit_layer import PITCH, REACH, Layer
from render.view.fitting import Space
from render.view.layer_frames import band, draw_frames
from render.view.rows import Column, check_lines, column

MOST_LINES = 2000  # in a diagram, for each has two names, which take time
FRAME = 9.0  # from all that is in layers to the frame below
PAD = 1.0  # around everything, for the width of lines


@dataclass(frozen=True)
class Explicit:
    """The layout of every operation; options are those of render.ExplicitDiagram.

    sizes: the number of nodes in each layer.
    functions: for each layer but the inputs, the name of the function that follows its
        sums, as mathematics; empty for none.
    weights: whether boxes have room for numbers; there is a key to their signs, too.
    """

    sizes: tuple[int, ...]
    functions: tuple[str, ...]
    bias: str
    frames: bool
    names: str
    weights: bool

    def __call__(self, space: Space, most: int, less: int) -> Drawing | None:
        """A drawing in the space; None if it does not fit."""
        key = diagram_keys.key(space.small, space.width, self.weights, None)
        height = space.height - (key.size[1] + diagram_keys.BELOW if key else 0.0)
        drawing = self._drawing(replace(space, height=height), most, less)
        if drawing is None or (key and key.size[0] > space.width):
            return None
        return diagram_keys.with_key(drawing, key)

    def _drawing(self, space: Space, most: int, less: int) -> Drawing | None:
        """The drawing without a key."""
        columns = self._columns(most)
        check_lines(columns, MOST_LINES)
        layers = self._layers(columns, less)
        top, bottom = self._margins(columns, layers, space.small)
        rows = [y for c in columns for y in c.ends]
        span = max(rows) - min(rows)
        room = (space.height - top - bottom) / span if span else PITCH[1]
        least = max(layer.least_pitch for layer in layers)
        pitch, n = min(room, max(least, PITCH[1])), len(layers)
        if pitch < least:
            return None
        spare = space.width - 2 * PAD - _row(layers, pitch)[-1].end
        if spare < 0 or space.height < top + bottom + span * pitch - 1e-6:
            return None
        placed = _row(layers, pitch, spare / n)
        glyphs = [glyph for one in placed for glyph in one.glyphs()]
        low, high = min(rows) * pitch, max(rows) * pitch
        glyphs += self._counts(columns, placed, low, space.small)
        if self.frames:
            ends = [0.0, *(one.end for one in placed)]
            low, high = low - bottom + PAD, high + top - PAD
            glyphs += draw_frames(ends, low, high, space.small)
        return Drawing.around(glyphs, PAD)

    def _columns(self, most: int) -> list[Column]:
        """The nodes of each layer that are shown."""
        columns = [column(n, most, self.bias) for n in self.sizes]
        return [columns[0].centred(), columns[1]] if len(columns) == 2 else columns

    def _layers(self, columns: list[Column], less: int) -> list[Layer]:
        """The layers, the last one being that of the outputs."""
        outputs = [nodes.without_bias() for nodes in columns[1:]]
        n = len(outputs)
        return [
            Layer(k, columns[k], outputs[k], f, self.names, self.weights, n, less)
            for k, f in enumerate(self.functions)
        ]

    def _margins(
        self, columns: list[Column], layers: list[Layer], small: float
    ) -> tuple[float, float]:
        """What there is above the highest row's middle, and below the lowest's."""
        top = bottom = max(layer.around for layer in layers)
        top = max(top, *(layer.above for layer in layers)) + PAD
        bottom += PAD
        if counts.is_counted(columns):
            bottom = max(bottom, layers[0].node + counts.height(small)) + PAD
        if self.frames:
            return top + band() * small, bottom + FRAME
        return top, bottom

    def _counts(
        self, columns: list[Column], placed: list[Placed], low: float, size: float
    ) -> Iterator[Glyph]:
        """Numbers of nodes below their columns, if any of them are left out."""
        if counts.is_counted(columns):
            half = placed[0].layer.node
            (numbers,) = counts.texts(self.sizes, columns, named=False)
            places = [*(one.node for one in placed), placed[-1].sum]
            for number, (n, x) in enumerate(zip(numbers, places, strict=True)):
                yield from counts.draw_count(number, n, x, low - half, half, size)


def _row(layers: list[Layer], pitch: float, spare: float = 0.0) -> list[Placed]:
    """Layers one after the other, each with some room to spare between its rows."""
    placed: list[Placed] = []
    x = 0.0
    for layer in layers:
        reach = layer.reach(pitch)
        reach = max(reach, min(reach + spare, REACH[1]))
        placed.append(Placed(layer, pitch, reach, x))
        x = placed[-1].end
    return placed
