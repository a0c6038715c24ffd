"""Networks of Keras: a Sequential, or a Functional whose layers form a chain.

What layers compute is documented at https://keras.io/api/layers/; weights of a Dense
are (n_inputs, n_outputs). GELU is the exact one there.
"""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from model.activation import (
    ELU,
    GELU_ERF,
    IDENTITY,
    LEAKY_RELU,
    LOGISTIC,
    MISH,
    RELU,
    SILU,
    SOFTMAX,
    SOFTPLUS,
    TANH,
    Activation,
)
from model.activation.straight import LEAK
from model.estimators.chains import Part, chain, check_setting, is_from, kind
from model.layer import Layer, with_bias

# https://keras.io/api/layers/activations. The leaky_relu there has a slope of 0.2.
FUNCTIONS = {
    "linear": IDENTITY,
    "relu": RELU,
    "sigmoid": LOGISTIC,
    "tanh": TANH,
    "elu": ELU,
    "gelu": GELU_ERF,
    "silu": SILU,
    "swish": SILU,
    "softplus": SOFTPLUS,
    "mish": MISH,
    "softmax": SOFTMAX,
}
# Layers that are one of our activations, if their settings have these values.
ACTIVATIONS: dict[str, tuple[Activation, dict[str, Any]]] = {
    "ReLU": (RELU, {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}),
    "LeakyReLU": (LEAKY_RELU, {"negative_slope": LEAK}),
    "ELU": (ELU, {"alpha": 1.0}),
    "Softmax": (SOFTMAX, {"axis": -1}),
}
# Layers that do nothing once a network is trained.
IDLE = (
    "Identity",
    "Flatten",
    "Dropout",
    "AlphaDropout",
    "GaussianDropout",
    "GaussianNoise",
    "ActivityRegularization",
)
MODELS = ("Sequential", "Functional")
KNOWN = f"Dense, Activation, {', '.join(ACTIVATIONS)}, Dropout, Flatten or Sequential"


def is_one_of_its(network: object) -> bool:
    """Whether it is a layer or a model, of whatever kind."""
    return is_from(network, "keras", "tf_keras") and hasattr(network, "get_weights")


def layers(model: Any) -> list[Layer]:
    """The layers of a Sequential or a Functional.

    Raises ValueError for other models, for layers in one that are none of a network's,
    and for one that is not built.
    """
    if kind(model, "call") not in MODELS:
        words = 'keras.Sequential([...]) of its layers, or model.save("net.keras")'
        name = type(model).__name__
        raise ValueError(f"{name} is no Sequential: expected {words}")
    return chain(_parts(model))


def _parts(model: Any) -> Iterator[Part]:
    """What the layers of a model do, one after the other."""
    if kind(model, "call") == "Functional":
        _check_chain(model.get_config())
    for layer in model.layers:
        what = kind(layer, "call")
        if kind(layer, "get_config") == "InputLayer":
            continue  # it calls nothing
        if what in MODELS:
            yield from _parts(layer)
        elif what == "Dense":
            yield layer.name, _weights(layer)
            yield layer.name, _activation(layer.name, layer.get_config()["activation"])
        elif what == "Activation":
            yield layer.name, _activation(layer.name, layer.get_config()["activation"])
        elif what in ACTIVATIONS:
            yield layer.name, _of_settings(layer.name, what, layer.get_config())
        elif what not in IDLE:
            name = type(layer).__name__
            raise ValueError(f"layer {layer.name!r} is {name}: expected {KNOWN}")


def _weights(dense: Any) -> Any:
    """Weights and biases of a Dense, biases first."""
    arrays = dense.get_weights()
    if not arrays:
        words = "expected a network after build((None, n_inputs))"
        raise ValueError(f"layer {dense.name!r} has no weights yet: {words}")
    if len(arrays) > 2:
        words = "expected weights and biases alone"
        raise ValueError(f"layer {dense.name!r} has {len(arrays)} arrays: {words}")
    weights, bias = (*arrays, None)[:2]
    return with_bias(weights, bias)


def _activation(name: str, given: Any) -> Activation:
    """The activation that a configuration has: a function's name, or a layer."""
    if isinstance(given, Mapping) and given.get("class_name") in ACTIVATIONS:
        return _of_settings(name, given["class_name"], given["config"])
    if isinstance(given, str) and given in FUNCTIONS:
        return FUNCTIONS[given]
    if isinstance(given, Mapping):
        given = given.get("config", "a function of its own")
    hint = ", whose slope is not 0.01" if given == "leaky_relu" else ""
    words = f"expected {', '.join(FUNCTIONS)} or {', '.join(ACTIVATIONS)}"
    raise ValueError(f"layer {name!r} has activation {given!r}{hint}: {words}")


def _of_settings(name: str, what: str, settings: Mapping[str, Any]) -> Activation:
    activation, expected = ACTIVATIONS[what]
    for setting, value in expected.items():
        given = settings.get(setting, settings.get("alpha"))  # as Keras 2 says
        given = round(given, 6) if isinstance(given, float) else given  # of 32 bits
        check_setting(name, what, setting, given, value)
    return activation


def _check_chain(config: Mapping[str, Any]) -> None:
    """Raise ValueError where a layer takes anything but the layer before it."""
    names = [layer["name"] for layer in config["layers"]]
    ends = _sources(config["input_layers"]), _sources(config["output_layers"])
    if ends != (names[:1], names[-1:]):
        words = "expected one input and one output"
        raise ValueError(f"a Functional from {ends[0]} to {ends[1]}: {words}")
    for before, layer in pairwise(config["layers"]):
        sources = _sources(layer["inbound_nodes"])
        if sources != [before["name"]]:
            words = f"expected {before['name']!r} alone, the one before it"
            raise ValueError(f"layer {layer['name']!r} takes {sources}: {words}")


def _sources(nodes: Any) -> list[str]:
    """The names of the layers that a part of a configuration refers to."""
    if isinstance(nodes, Mapping):
        return _sources(nodes.get("keras_history", list(nodes.values())))
    if not isinstance(nodes, list | tuple):
        return []
    if len(nodes) > 2 and isinstance(nodes[0], str):
        return [nodes[0]]  # a layer's name, and the numbers of its node and its tensor
    return [name for node in nodes for name in _sources(node)]
