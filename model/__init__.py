"""Networks, the families they are drawn from, and how they classify."""

from model.activation import (
    IDENTITY,
    LOGISTIC,
    RELU,
    SOFTMAX,
    TANH,
    Activation,
    activation,
    activations,
)
from model.atlas import Area, Atlas, atlas
from model.classifier import Classifier, categories, margins
from model.creases import creases
from model.family import Family
from model.network import Network, blend
from model.regions import Regions, regions

__all__ = [
    "IDENTITY",
    "LOGISTIC",
    "RELU",
    "SOFTMAX",
    "TANH",
    "Activation",
    "Area",
    "Atlas",
    "Classifier",
    "Family",
    "Network",
    "Regions",
    "activation",
    "activations",
    "atlas",
    "blend",
    "categories",
    "creases",
    "margins",
    "regions",
]
