"""Layers as files tell them: sums, scalings and activations, one after the other.

They are noted first and put together at the end, once it is known how large they are.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from model.activation import IDENTITY, Activation
from model.files.content import MOST_LAYERS, check_weights, quoted
from model.files.stated import Stated
from model.layer import with_bias


@dataclass(frozen=True, eq=False)
class Sums:
    """Sums of values: inputs (n_inputs,) become inputs @ weights + bias.

    weights: (n_inputs, n_outputs); bias: (n_outputs,), or None; name: in errors.
    """

    weights: np.ndarray
    bias: np.ndarray | None
    name: str


@dataclass(frozen=True, eq=False)
class Scaling:
    """Values x become (x - minus) * times / over + plus: each alone, or all alike."""

    name: str
    minus: np.ndarray | float = 0.0
    times: np.ndarray | float = 1.0
    over: np.ndarray | float = 1.0
    plus: np.ndarray | float = 0.0

    def widths(self) -> set[int]:
        """How many numbers it has for a point, if more than one."""
        terms = (self.minus, self.times, self.over, self.plus)
        return {np.size(term) for term in terms} - {1}


Step: TypeAlias = Sums | Scaling | Activation


@dataclass
class _Layer:
    """A layer that is being put together: (before(x) @ weights), after, f.

    before and after are factors and terms: x becomes x * factor + term.
    """

    sums: Sums
    before: tuple[np.ndarray, np.ndarray]
    after: tuple[np.ndarray, np.ndarray]
    f: Activation | None = None

    def weights(self) -> np.ndarray:
        """Its weights (n_inputs + 1, n_outputs), row 0 the bias."""
        weights, bias = self.sums.weights, self.sums.bias
        (factor, term), (after, shift) = self.before, self.after
        joined = with_bias(weights, bias)
        if not np.isfinite(joined).all():
            raise ValueError(
                f"{quoted(self.sums.name)} has weights that are not finite"
            )
        if (factor != 1).any() or term.any() or (after != 1).any() or shift.any():
            joined = joined.astype(float)
            joined[0] += np.einsum("i,ij->j", term, joined[1:])
            joined[1:] *= factor[:, None]
            joined *= after
            joined[0] += shift
        return joined


def stated(steps: Sequence[Step]) -> Stated:
    """The network that steps make: scalings become part of the layers beside them.

    Raises ValueError for what no layers can be made of, such as an activation after
    another, a scaling of outputs, and more weights than 100 MB hold.
    """
    _check_sizes(steps)
    layers = _layers(steps)
    activations = [layer.f or IDENTITY for layer in layers]
    return Stated([layer.weights() for layer in layers], activations)


def _check_sizes(steps: Sequence[Step]) -> None:
    """Raise ValueError for no sums, or for too many numbers or layers."""
    sums = [step for step in steps if isinstance(step, Sums)]
    if not sums:
        raise ValueError("it has no layers of weights: expected one or more")
    if len(sums) > MOST_LAYERS:
        raise ValueError(f"expected at most {MOST_LAYERS} layers")
    widest = max(max(step.weights.shape) for step in sums)
    scalings = sum(isinstance(step, Scaling) for step in steps)
    check_weights(sum(step.weights.size for step in sums) + widest * scalings)


def _layers(steps: Sequence[Step]) -> list[_Layer]:
    layers: list[_Layer] = []
    waiting: list[Scaling] = []  # for a layer that takes them in
    for step in steps:
        open_layer = layers[-1] if layers and layers[-1].f is None else None
        if isinstance(step, Sums):
            layers.append(_begun(step, waiting))
            waiting = []
        elif isinstance(step, Scaling):
            if open_layer:
                open_layer.after = _scaled(open_layer.after, step)
            else:
                waiting.append(step)
        elif step != IDENTITY:
            if not open_layer or waiting:
                words = "expected one activation after each layer of weights"
                raise ValueError(f"{step.name} after {_last(layers, waiting)}: {words}")
            open_layer.f = step
    if waiting:
        words = "expected a layer of weights after it"
        raise ValueError(f"{quoted(waiting[0].name)} scales the outputs: {words}")
    return layers


def _last(layers: list[_Layer], waiting: list[Scaling]) -> str:
    """What stands before an activation that has no sums of its own."""
    if waiting:
        return quoted(waiting[-1].name)
    return layers[-1].f.name if layers and layers[-1].f else "the inputs"


def _begun(sums: Sums, waiting: list[Scaling]) -> _Layer:
    """A layer of sums that takes in what waits for it."""
    n_inputs, n_outputs = sums.weights.shape
    before = np.ones(n_inputs), np.zeros(n_inputs)
    for scaling in waiting:
        before = _scaled(before, scaling)
    return _Layer(sums, before, (np.ones(n_outputs), np.zeros(n_outputs)))


def _scaled(
    line: tuple[np.ndarray, np.ndarray], scaling: Scaling
) -> tuple[np.ndarray, np.ndarray]:
    """Factors and terms, and a scaling after them, as factors and terms.

    Raises ValueError for a scaling of another number of values, or by zero or so.
    """
    factor, term = line
    name = quoted(scaling.name)
    if not scaling.widths() <= {len(factor)}:
        words = f"expected {len(factor)}, as the layer beside it has"
        raise ValueError(f"{name} scales {max(scaling.widths())} values: {words}")
    minus, times, over, plus = (
        np.asarray(part, float).ravel()
        for part in (scaling.minus, scaling.times, scaling.over, scaling.plus)
    )
    with np.errstate(all="ignore"):
        slope = times / over
        line = factor * slope, (term - minus) * slope + plus
    if not np.isfinite(line).all():
        raise ValueError(f"{name} scales by numbers that are not finite")
    return line
