"""Slices: networks some of whose inputs are fixed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import index
from typing import Any

import numpy as np

from model.layer import Layer
from model.network import Network
from model.networks import Networks, sizes_of


def sliced(network: Network, axes: Sequence[int], at: Iterable[float]) -> Network:
    """The network of some of another's inputs, whose other inputs are fixed.

    axes: the inputs that it takes, counted from 0, in its own order.
    at: the value of each of the other network's inputs; those at axes do not count.
    What is fixed becomes part of the first layer's biases.
    Raises ValueError for axes that are not inputs of the network, or the same twice,
    and for another number of values, or one that is not finite.
    """
    first, *others = network.layers
    kept, fixed = _checked(axes, at, first.n_inputs)
    biases = first.sums(np.array([fixed]))
    weights = np.vstack([biases, first.weights[1:][list(kept)]])
    return Network([Layer(weights, first.activation), *others])


@dataclass(frozen=True)
class Sliced:
    """Networks some of whose inputs are fixed, one slice of each of other networks.

    axes: the inputs that slices take, counted from 0, in their order.
    at: the value of each input of the others; those at axes do not count, and are 0.

    Raises ValueError for networks that differ in their number of inputs, and for axes
    and values that do not fit them, as sliced does.
    """

    networks: Networks
    axes: tuple[int, ...]
    at: tuple[float, ...]

    def __init__(
        self, networks: Networks, axes: Sequence[int], at: Iterable[float]
    ) -> None:
        numbers = {sizes[0] for sizes in sizes_of(networks)}
        if len(numbers) > 1:
            given = " and ".join(map(str, sorted(numbers)))
            raise ValueError(f"networks of {given} inputs: expected as many in each")
        kept, fixed = _checked(axes, at, *numbers)
        object.__setattr__(self, "networks", networks)
        object.__setattr__(self, "axes", kept)
        object.__setattr__(self, "at", fixed)

    @property
    def options(self) -> tuple[str, ...]:
        """Those of the networks that are sliced."""
        return tuple(getattr(self.networks, "options", ()))

    @property
    def title(self) -> str:
        """That of the networks that are sliced."""
        return getattr(self.networks, "title", "")

    def __len__(self) -> int:
        return len(self.networks)

    def __getitem__(self, k: int) -> Network:
        return sliced(self.networks[k], self.axes, self.at)

    def name(self, k: int) -> str:
        """What the network is called that is sliced."""
        return self.networks.name(k)

    def facts(self) -> dict[str, Any]:
        """Those of the networks that are sliced, and where they are."""
        slices = {"axes": list(self.axes), "at": list(self.at)}
        return {**self.networks.facts(), **slices, "slices_of": type(self.networks)}

    def varied(self, **options: Any) -> "Sliced":
        """The same slices of the networks that options ask for.

        Raises ValueError for networks of another number of inputs.
        """
        other = self.networks.varied(**options)  # type: ignore[attr-defined]
        return Sliced(other, self.axes, self.at)


def _checked(
    axes: Sequence[int], at: Iterable[float], n_inputs: int
) -> tuple[tuple[int, ...], tuple[float, ...]]:
    """The axes, and the values of all inputs, 0 at the axes."""
    axes, values = tuple(map(index, axes)), list(map(float, at))
    if not axes or len(set(axes)) < len(axes) or not set(axes) <= set(range(n_inputs)):
        words = f"expected some of 0 to {n_inputs - 1}, each once"
        raise ValueError(f"axes {', '.join(map(str, axes))}: {words}")
    if len(values) != n_inputs:
        words = f"expected {n_inputs}, one for each input"
        raise ValueError(f"{len(values)} values of inputs: {words}")
    for axis in axes:
        values[axis] = 0.0
    if not np.isfinite(values).all():
        raise ValueError(f"inputs at {', '.join(map(str, values))}: expected numbers")
    return axes, tuple(values)
