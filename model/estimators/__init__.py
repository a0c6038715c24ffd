"""Networks that other libraries hold in memory, told by what they have.

A module for each library; no library is imported.
"""

from model.estimators import keras, scikit, torch
from model.layer import Layer

LIBRARIES = (scikit, torch, keras)


def layers_of(network: object) -> list[Layer]:
    """The layers of another library's network.

    It may be scikit-learn's MLPClassifier or MLPRegressor, or a Pipeline of one with
    StandardScaler or MinMaxScaler before it, which go into the first layer; or a
    Sequential of PyTorch or Keras, or a Functional of Keras whose layers form a chain.
    Raises ValueError, in one line, for anything else, and for what has not been fitted
    or built yet.
    """
    for library in LIBRARIES:
        if library.is_one_of_its(network):
            return library.layers(network)
    words = (
        "expected MLPClassifier, MLPRegressor or a Pipeline of scikit-learn, "
        "or a Sequential of PyTorch or Keras; load(path) reads files"
    )
    raise ValueError(f"{type(network).__name__} is no network: {words}")
