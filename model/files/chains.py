"""Layers that only have names: in which order they follow each other.

A state dict holds tensors by name, in no order that means anything. Names that differ
first in a number say an order ("fc2" before "fc10", "net.0" before "net.2"), and shapes
do: each layer takes what the one before gives. Names that differ in words say none.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import islice, pairwise
from typing import NamedTuple, TypeAlias

import numpy as np

from model.files.content import MOST_LAYERS, quoted
from model.layer import with_bias

MOST_TRIES = 2000  # of layers, one after the other, before an order is asked for
MOST_UNORDERED = 100  # layers, where names do not say the order of all
EXPECTED = "expected fully connected layers alone"
# What tensors of other layers are called, and what PyTorch calls those layers.
OTHERS = {
    r"running_mean|running_var|num_batches_tracked": "a normalisation",
    r"(weight|bias)_(ih|hh|hr)(_l\d+(_reverse)?)?": "a recurrent layer",
    r"in_proj_weight|in_proj_bias|[qkv]_proj_weight|bias_[kv]": "attention",
    r"weight_[gv]|weight_orig|weight_[uv]|original\d*": "a reparametrised layer",
}

Key: TypeAlias = tuple[tuple[int, str], ...]


class Linear(NamedTuple):
    """A fully connected layer as PyTorch has it: weight (n_outputs, n_inputs)."""

    weight: np.ndarray
    bias: np.ndarray | None

    @property
    def words(self) -> str:
        """Its inputs and outputs."""
        return f"{self.weight.shape[1]} to {self.weight.shape[0]}"


def chain(
    tensors: Mapping[str, np.ndarray], order: Sequence[str] = ()
) -> list[np.ndarray]:
    """The weights of a network's layers, first to last, of named tensors.

    tensors: "fc1.weight" (n_outputs, n_inputs), "fc1.bias" (n_outputs,) and so on.
    order: the names of layers, "fc1"; all of those in the chain, if they are given.
    Gives arrays (n_inputs + 1, n_outputs), row 0 the bias.
    Raises ValueError for tensors of other than fully connected layers, for weights that
    are not finite, and where no chain or several chains are possible.
    """
    layers = _layers(tensors)
    names = _asked(order, layers) if order else _only_chain(layers)
    return [with_bias(layers[name].weight.T, layers[name].bias) for name in names]


def natural(name: str) -> Key:
    """What to sort names by for their numbers to count: step_2 before step_10.

    Words and numbers by turns, a number as its length and its digits: int() reads only
    so many.
    """
    parts = re.split(r"[._-]?([0-9]+)", name)
    parts[1::2] = [digits.lstrip("0") for digits in parts[1::2]]
    return tuple((k % 2 and len(part), part) for k, part in enumerate(parts))


def _layers(tensors: Mapping[str, np.ndarray]) -> dict[str, Linear]:
    """The layers that tensors belong to, in the natural order of their names."""
    names = sorted(tensors, key=lambda name: (natural(name), name))
    for name in names:
        _check_name(name)
    weights = [name for name in names if _parts(name)[1] == "weight"]
    if not 0 < len(weights) <= MOST_LAYERS:
        words = f"expected 1 to {MOST_LAYERS}"
        raise ValueError(f"{len(weights)} fully connected layers: {words}")
    layers = {}
    for name in weights:
        layer, bias = _parts(name)[0], name.removesuffix("weight") + "bias"
        layers[layer] = Linear(tensors[name], tensors.get(bias))
        _check_layer(layer, layers[layer])
    for name in names:
        if _parts(name)[0] not in layers:
            raise ValueError(f"{quoted(name)} without a weight: {EXPECTED}")
    return layers


def _parts(name: str) -> tuple[str, str]:
    """The name of a layer, and what a tensor is of it: "net.0" and "weight"."""
    layer, _, role = name.rpartition(".")
    return layer, role


def _check_name(name: str) -> None:
    """Raise ValueError for a tensor that no fully connected layer has."""
    layer, role = _parts(name)
    for pattern, other in OTHERS.items():
        if re.fullmatch(pattern, role):
            has = f"{quoted(layer)} is {other}, for it has {role}"
            raise ValueError(f"{has}: {EXPECTED}")
    if role not in ("weight", "bias"):
        raise ValueError(f"{quoted(name)} is neither weight nor bias: {EXPECTED}")


def _check_layer(name: str, layer: Linear) -> None:
    """Raise ValueError for a layer that is not fully connected, or not finite."""
    weight, bias = layer
    if other := _other_kind(name, layer):
        has = f"{quoted(name)} is {other}, for its weights are {weight.shape}"
        raise ValueError(f"{has}: {EXPECTED}")
    if not weight.size or (bias is not None and bias.shape != weight.shape[:1]):
        has = f"weights {weight.shape}, biases {bias if bias is None else bias.shape}"
        words = "expected (n_outputs, n_inputs) and (n_outputs,)"
        raise ValueError(f"{quoted(name)} has {has}: {words}")
    for array in [weight] if bias is None else [weight, bias]:
        if array.dtype.kind != "f":
            raise ValueError(f"{quoted(name)} holds {array.dtype}: expected floats")
        if not np.isfinite(array).all():
            raise ValueError(f"{quoted(name)} has weights that are not finite")


def _other_kind(name: str, layer: Linear) -> str:
    """What else than fully connected a layer is, by its shape; empty for nothing."""
    if layer.weight.ndim < 2:
        return "a normalisation or a PReLU"
    if layer.weight.ndim > 2:
        return "a convolution"
    if layer.bias is None and re.search("emb", name, re.IGNORECASE):
        return "an embedding by its name"
    return ""


def _asked(order: Sequence[str], layers: Mapping[str, Linear]) -> Sequence[str]:
    """The order that is asked for, if its layers are there and chain."""
    for name in order:
        if name not in layers:
            words = f"expected some of {quoted(','.join(layers))}"
            raise ValueError(f"--order: there is no layer {quoted(name)}; {words}")
    for name, after in pairwise(order):
        if not _fit(layers[name], layers[after]):
            pair = _list([name, after], layers)
            words = "expected each to take what the one before gives"
            raise ValueError(f"--order: {pair} do not chain; {words}")
    return order


def _only_chain(layers: Mapping[str, Linear]) -> Sequence[str]:
    """The one order in which all layers chain."""
    chains = list(islice(_chains(layers), 2))
    if len(chains) == 1:
        return chains[0]
    if chains:
        first, second = (quoted(",".join(names), 120) for names in chains)
        has = f"its layers chain in several ways, {first} or {second}"
        raise ValueError(f"{has}: expected --order and the one that is so")
    has = f"its layers do not chain by their names, {_list(list(layers), layers)}"
    words = "expected each to take what the one before gives, or --order"
    raise ValueError(f"{has}: {words} and the names of layers that do")


def _chains(layers: Mapping[str, Linear]) -> Iterator[Sequence[str]]:
    """Orders of all layers that their names and shapes allow."""
    names = list(layers)
    if all(_before(*pair) for pair in pairwise(names)):
        if all(_fit(layers[name], layers[after]) for name, after in pairwise(names)):
            yield names
    elif _may_chain(layers.values()):
        yield from _searched(layers)


def _searched(layers: Mapping[str, Linear]) -> Iterator[Sequence[str]]:
    """Orders of all layers, found by trying.

    Raises ValueError for too many layers, and after too many tries.
    """
    unclear = f"in which order its {len(layers)} layers chain is not clear"
    unclear = f"{unclear}: expected --order and the names of layers"
    if len(layers) > MOST_UNORDERED:
        raise ValueError(unclear)
    earlier = {b: {a for a in layers if _before(a, b)} for b in layers}
    begun: list[tuple[str, ...]] = [()]
    tries = 0
    while begun:
        tries += 1
        if tries > MOST_TRIES:
            raise ValueError(unclear)
        names = begun.pop()
        if len(names) == len(layers):
            yield names
        begun += [
            (*names, name)
            for name in reversed(list(layers))
            if name not in names
            and earlier[name].issubset(names)
            and (not names or _fit(layers[names[-1]], layers[name]))
        ]


def _before(name: str, other: str) -> bool:
    """Whether names say that one layer is before the other: by a number they end in."""
    keys = natural(name), natural(other)
    for k, (part, against) in enumerate(zip(*keys, strict=False)):
        if part != against:
            return k % 2 == 1 and part < against
    return len(keys[0]) < len(keys[1])


def _fit(layer: Linear, after: Linear) -> bool:
    return len(layer.weight) == after.weight.shape[1]


def _may_chain(layers: Collection[Linear]) -> bool:
    """Whether as many layers give values of a width as take them, but at the ends."""
    given = Counter(len(layer.weight) for layer in layers)
    taken = Counter(layer.weight.shape[1] for layer in layers)
    return (given - taken).total() <= 1


def _list(names: Sequence[str], layers: Mapping[str, Linear]) -> str:
    """Layers and their shapes, in words."""
    words = (f"{name} ({layers[name].words})" for name in names)
    return quoted(", ".join(words), 160)
