"""Networks of PyTorch: a Sequential, in which others may lie.

What its modules compute is documented at https://docs.pytorch.org/docs/stable/nn.html;
weights of a Linear are (n_outputs, n_inputs).
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from model.activation import (
    ELU,
    GELU,
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

# Modules that are one of our activations, if their settings have these values.
ACTIVATIONS: dict[str, tuple[Activation, dict[str, tuple[Any, ...]]]] = {
    "Identity": (IDENTITY, {}),
    "Sigmoid": (LOGISTIC, {}),
    "Tanh": (TANH, {}),
    "ReLU": (RELU, {}),
    "LeakyReLU": (LEAKY_RELU, {"negative_slope": (LEAK,)}),
    "ELU": (ELU, {"alpha": (1.0,)}),
    "GELU": (GELU_ERF, {"approximate": ("none", "tanh")}),
    "SiLU": (SILU, {}),
    "Softplus": (SOFTPLUS, {"beta": (1.0,), "threshold": (20.0,)}),
    "Mish": (MISH, {}),
    "Softmax": (SOFTMAX, {"dim": (1, -1, None)}),
}
IDLE = ("Dropout", "AlphaDropout", "FeatureAlphaDropout")  # once a network is trained
KNOWN = f"Sequential, Linear, Flatten, Dropout, {', '.join(ACTIVATIONS)}"


def is_one_of_its(network: object) -> bool:
    """Whether it is a module, of whatever kind."""
    return is_from(network, "torch") and hasattr(network, "named_children")


def layers(module: Any) -> list[Layer]:
    """The layers of a Sequential.

    Raises ValueError for other modules, and for modules in it that are no layers.
    """
    if kind(module, "forward") != "Sequential":
        name = type(module).__name__
        raise ValueError(f"{name} is no Sequential: expected {_ways_out(module)}")
    return chain(_parts(module, ""))


def _parts(module: Any, name: str) -> Iterator[Part]:
    """What the modules of a module do, one after the other."""
    what = kind(module, "forward")
    if what == "Sequential":
        for child_name, child in module._modules.items():  # a module may stand twice
            yield from _parts(child, f"{name}.{child_name}".lstrip("."))
    elif what == "Linear":
        yield name, _weights(module, name)
    elif what in ACTIVATIONS:
        yield name, _activation(module, what, name)
    elif what == "Flatten":
        check_setting(name, what, "start_dim", module.start_dim, 1, -1)
        check_setting(name, what, "end_dim", module.end_dim, -1, 1)
    elif what not in IDLE:
        raise ValueError(f"layer {name!r} is {type(module).__name__}: expected {KNOWN}")


def _weights(linear: Any, name: str) -> np.ndarray:
    """Weights and biases of a Linear, biases first."""
    if not linear.in_features:  # of a LazyLinear that has seen no inputs
        words = "expected a network that has been called once"
        raise ValueError(f"layer {name!r} has no weights yet: {words}")
    bias = None if linear.bias is None else _array(linear.bias)
    return with_bias(_array(linear.weight).T, bias)


def _array(tensor: Any) -> np.ndarray:
    array: np.ndarray = tensor.detach().cpu().double().numpy()
    return array


def _activation(module: Any, what: str, name: str) -> Activation:
    activation, settings = ACTIVATIONS[what]
    for setting, values in settings.items():
        check_setting(name, what, setting, getattr(module, setting), *values)
    return GELU if getattr(module, "approximate", "") == "tanh" else activation


def _ways_out(module: Any) -> str:
    """What one can do with a module that is no Sequential, in Python's words."""
    names = [f"net.{name}" for name in module._modules if name.isidentifier()]
    return (
        f"torch.nn.Sequential({', '.join(names or ['...'])}) with its activations in "
        'their places, or torch.save(net.state_dict(), "net.pt") and load("net.pt", '
        "activations)"
    )
