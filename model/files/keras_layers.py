"""What the layers of Keras do: sums, scalings and activations.

Their names and parameters: https://keras.io/api/layers.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from math import isclose
from typing import Any

import numpy as np

from model.activation import ELU, LEAKY_RELU, RELU, SOFTMAX, Activation
from model.activation.straight import LEAK
from model.estimators.keras import FUNCTIONS, IDLE
from model.files.content import quoted
from model.files.steps import Scaling, Step, Sums

LEAST = 1e-7  # what Normalization divides by at least: keras.config.epsilon()
KINDS = "Dense, Activation, Dropout, Flatten, Normalization or Rescaling"
Config = Mapping[str, Any]


@dataclass(frozen=True)
class Layer:
    """What a file says of a layer.

    kind: the name of its class; sources: the names of the layers whose values it takes,
    once for each time that it is used; None in a Sequential.
    """

    kind: str
    name: str
    config: Config
    sources: list[list[str]] | None


# The arrays of a layer, as many as asked for.
Arrays = Callable[[Layer, int], list[np.ndarray]]


def steps(layer: Layer, arrays: Arrays) -> Iterator[Step]:
    """What a layer does. Raises ValueError, by its name, for one that is not read."""
    if layer.kind == "Dense":
        yield _sums(layer, arrays)
        yield _activation(layer.name, "Activation", layer.config)
    elif layer.kind in SHAPES:
        yield _activation(layer.name, layer.kind, layer.config)
    elif layer.kind == "Normalization":
        yield _normalization(layer, arrays)
    elif layer.kind == "Rescaling":
        times, plus = (_values(layer.config[key]) for key in ("scale", "offset"))
        yield Scaling(layer.name, times=times, plus=plus)
    elif layer.kind not in (*IDLE, "InputLayer"):
        name = f"layer {quoted(layer.name)} is {quoted(layer.kind)}"
        raise ValueError(f"{name}: expected {KINDS}")


def _sums(layer: Layer, arrays: Arrays) -> Sums:
    """The sums of a Dense layer, of its arrays: the weights, and biases if any."""
    units = layer.config["units"]
    weights, *biases = arrays(layer, 2 if layer.config["use_bias"] else 1)
    if weights.ndim != 2 or any(a.shape != (units,) for a in [weights[0], *biases]):
        shapes = ", ".join(str(array.shape) for array in [weights, *biases])
        words = f"expected (n_inputs, {units}) and ({units},)"
        raise ValueError(f"layer {quoted(layer.name)} has arrays {shapes}: {words}")
    return Sums(weights, biases[0] if biases else None, layer.name)


def _normalization(layer: Layer, arrays: Arrays) -> Scaling:
    """(x - mean) / sqrt(variance), of what a Normalization layer was adapted to."""
    config = layer.config
    if config.get("invert"):
        words = "expected one that does not"
        raise ValueError(f"layer {quoted(layer.name)} inverts: {words}")
    given = [config.get("mean"), config.get("variance")]
    mean, variance = arrays(layer, 2) if None in given else map(_values, given)
    with np.errstate(all="ignore"):
        over = np.maximum(np.sqrt(np.asarray(variance, float)), LEAST)
    return Scaling(layer.name, minus=mean, over=over)


def _values(config: Any) -> np.ndarray:
    """Numbers that JSON has, alone, in lists, or as numpy's."""
    if isinstance(config, Mapping):
        config = config["config"]["value"]
    return np.array(config, float)


def _activation(name: str, kind: str, config: Config) -> Activation:
    """The activation of a layer. Raises ValueError, by its name, for one of another f.

    kind: the name of the class of an activation layer; config: what is said of it.
    """
    try:
        return SHAPES[kind](config)
    except _OtherError as error:
        raise ValueError(f"layer {quoted(name)} has {error}") from None


class _OtherError(Exception):
    """An activation that is none of the program's."""


def _named(config: Config) -> Activation:
    """That of Dense and Activation layers: a name, or what is said of a layer."""
    value = config["activation"]
    if isinstance(value, str) and value in FUNCTIONS:
        return FUNCTIONS[value]
    if value == "leaky_relu":
        raise _OtherError(
            f"leaky_relu of slope 0.2: expected LeakyReLU of slope {LEAK}"
        )
    if isinstance(value, Mapping):
        if value["class_name"] in SHAPES:
            return SHAPES[value["class_name"]](value["config"])
        called = value["config"] if isinstance(value["config"], str) else ""
        value = called or value["class_name"]
    words = f"expected {', '.join(FUNCTIONS)}"
    raise _OtherError(f"activation {quoted(str(value))}: {words}")


def _relu(config: Config) -> Activation:
    if config.get("max_value") is not None or config.get("threshold"):
        raise _OtherError("a ReLU with a highest value or a threshold: expected none")
    slope = _values(config.get("negative_slope") or 0)
    return _leaky(float(slope)) if slope else RELU


def _leaky_relu(config: Config) -> Activation:
    return _leaky(
        float(_values(config.get("negative_slope", config.get("alpha", 0.3))))
    )


def _leaky(slope: float) -> Activation:
    if not isclose(slope, LEAK, rel_tol=1e-6):
        raise _OtherError(f"a LeakyReLU of slope {slope:g}: expected {LEAK}")
    return LEAKY_RELU


def _elu(config: Config) -> Activation:
    alpha = float(_values(config.get("alpha", 1)))
    if alpha != 1:
        raise _OtherError(f"an ELU of alpha {alpha:g}: expected 1")
    return ELU


def _softmax(config: Config) -> Activation:
    if config.get("axis", -1) not in (-1, 1):
        raise _OtherError("a Softmax over another axis than the last")
    return SOFTMAX


SHAPES: Mapping[str, Callable[[Config], Activation]] = {
    "Activation": _named,
    "ReLU": _relu,
    "LeakyReLU": _leaky_relu,
    "ELU": _elu,
    "Softmax": _softmax,
}
