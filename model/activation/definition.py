"""What an activation says of itself."""

from collections.abc import Callable
from dataclasses import KW_ONLY, dataclass

import numpy as np


def _unknown(v: np.ndarray) -> np.ndarray:
    raise ValueError("an activation whose slope is not given")


@dataclass(frozen=True)
class Activation:
    """A function that turns the sums of a layer into its values.

    name: what people type, "tanh"; title: what titles say, "Hyperbolic tangent".
    function(v, out=None): works like a numpy ufunc on arrays of any shape, in place if
        out is v.
    slope(v): its derivative at each of v, an array of the same shape; at a kink, that
        of one side. Of a whole layer (..., n) the matrix of dy_i / dv_j, (..., n, n).
        Raises ValueError if it was not given.
    other_names: what else people type, the commonest first.
    lower, upper: the bounds of its values, no wider than need be; either may be
        infinite.
    kinks: the places where its slope jumps; jumps: those where its value does.
    formula: f(a) as TeX writes it; empty if it has none.
    is_straight: whether it is a straight line between kinks and jumps.
    is_increasing: whether the higher of two sums of a layer has the higher value,
        always.
    of_layer: whether each value depends on all sums of its layer; the sums of one layer
        then lie along the arrays' last axis.
    """

    name: str
    title: str
    function: Callable[..., np.ndarray]
    slope: Callable[[np.ndarray], np.ndarray] = _unknown
    _: KW_ONLY
    other_names: tuple[str, ...] = ()
    lower: float = -np.inf
    upper: float = np.inf
    kinks: tuple[float, ...] = ()
    jumps: tuple[float, ...] = ()
    formula: str = ""
    is_straight: bool = False
    is_increasing: bool = False
    of_layer: bool = False

    def __call__(self, v: np.ndarray) -> np.ndarray:
        """Apply to an array of any shape, which itself is left unchanged."""
        v = np.array(v, dtype=float)
        return self.function(v, out=v)
