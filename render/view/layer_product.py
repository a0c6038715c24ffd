"""Layer products: a layer's weights, inputs, sums and answers as matrices."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from model import Layer
from render.view.matrices import Matrix
from render.view.weights import decimal

DOTS, DOWN, DIAGONAL = r"\cdots", r"\vdots", r"\ddots"


@dataclass(frozen=True, eq=False)
class LayerProduct:
    """A layer and its inputs, (n_inputs,), as matrices; some entries are seen."""

    inputs: np.ndarray
    layer: Layer

    @cached_property
    def pixels(self) -> tuple[int, int, int]:
        """Three neighbours in a row that differ most from each other, from 1."""
        a, b, c = self.inputs[:-2], self.inputs[1:-1], self.inputs[2:]
        apart = np.min([abs(a - b), abs(b - c), abs(a - c), a, b, c], axis=0)
        first = int(apart.argmax()) + 1
        return first, first + 1, first + 2

    @property
    def neurons(self) -> tuple[int, int, int]:
        """The first two neurons and the last, from 1."""
        return 1, 2, self.layer.n_outputs

    def parts(self, size: float) -> dict[str, Matrix]:
        """The matrix and the vectors of the layer by their names."""
        sums = self.layer.sums(self.inputs[None])[0]
        columns = {
            "bias": self.layer.weights[0],
            "sums": sums,
            "answers": self.layer.activation(sums),
        }
        vector = (DOWN, *(_text(self.inputs[i - 1]) for i in self.pixels), DOWN)
        return {
            "matrix": Matrix(("matrix",), self._rows(), size),
            "vector": Matrix(("vector",), tuple((entry,) for entry in vector), size),
            **{
                name: Matrix((name,), self._column(values), size)
                for name, values in columns.items()
            },
        }

    def _rows(self) -> tuple[tuple[str, ...], ...]:
        """The weights that are seen: a row for each neuron, a column for each pixel."""
        weights = self.layer.weights
        first, second, last = (
            (DOTS, *(_text(weights[i, j - 1]) for i in self.pixels), DOTS)
            for j in self.neurons
        )
        return first, second, (DIAGONAL, *(DOWN,) * 3, DIAGONAL), last

    def _column(self, values: np.ndarray) -> tuple[tuple[str, ...], ...]:
        """Numbers of the neurons that are seen, one below the other."""
        first, second, last = ((_text(values[j - 1]),) for j in self.neurons)
        return first, second, (DOWN,), last


def _text(value: float) -> str:
    return decimal(float(value))
