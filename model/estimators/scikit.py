"""Networks of scikit-learn: MLPClassifier and MLPRegressor, and scalers before them.

What fitted ones have is documented at
https://scikit-learn.org/stable/api/sklearn.neural_network.html and
https://scikit-learn.org/stable/api/sklearn.preprocessing.html.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np

from model.activation import activation
from model.estimators.chains import kind
from model.layer import Layer, folded, with_bias

NETWORKS = "MLPClassifier or MLPRegressor"
SCALERS = "StandardScaler or MinMaxScaler"


def is_one_of_its(network: object) -> bool:
    """Whether it is an estimator, of whatever kind."""
    return hasattr(network, "fit") and hasattr(network, "get_params")


def layers(estimator: Any) -> list[Layer]:
    """The layers of a network, and the scalers before it in the first one.

    Raises ValueError for other estimators, and for one that is not fitted.
    """
    steps = list(_steps(estimator))
    if not steps:
        raise ValueError(f"a Pipeline without steps: expected {NETWORKS}")
    *scalers, network = steps
    first, *others = _layers(network)
    for scaler in reversed(scalers):
        first = Layer(folded(first.weights, *_line(scaler)), first.activation)
    return [first, *others]


def _steps(estimator: Any) -> Iterator[Any]:
    """The estimators of a Pipeline, and of those in it, one after the other."""
    if not hasattr(estimator, "steps"):
        yield estimator
        return
    for _, step in estimator.steps:
        if step is not None and step != "passthrough":
            yield from _steps(step)


def _layers(network: Any) -> list[Layer]:
    name = type(network).__name__
    if not hasattr(network, "hidden_layer_sizes"):
        raise ValueError(f"{name} is no network: expected {NETWORKS}")
    if not hasattr(network, "coefs_"):
        raise ValueError(f"{name} is not fitted: expected one after fit(X, y)")
    weights = list(map(with_bias, network.coefs_, network.intercepts_))
    names = [network.activation] * (len(weights) - 1) + [network.out_activation_]
    return list(map(Layer, weights, map(activation, names)))


def _line(scaler: Any) -> tuple[np.ndarray, np.ndarray]:
    """The a and b, (n_inputs,) each, of a scaler that makes a x + b of inputs x."""
    name = kind(scaler, "transform")
    if name not in ("StandardScaler", "MinMaxScaler"):
        words = f"expected {SCALERS} before {NETWORKS}"
        raise ValueError(f"{type(scaler).__name__} before a network: {words}")
    if not hasattr(scaler, "n_features_in_"):
        raise ValueError(f"{name} is not fitted: expected one after fit(X)")
    if name == "MinMaxScaler":
        if scaler.clip:
            raise ValueError("MinMaxScaler with clip=True: expected clip=False")
        return scaler.scale_, scaler.min_
    n_inputs = scaler.n_features_in_
    a = 1 / scaler.scale_ if scaler.with_std else np.ones(n_inputs)
    b = -scaler.mean_ * a if scaler.with_mean else np.zeros(n_inputs)
    return a, b
