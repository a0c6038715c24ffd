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
from model.creases import creases
from model.decide.atlas import Area, Atlas, atlas
from model.decide.classifier import Classifier, categories, margins
from model.decide.regions import Regions, regions
from model.family import Family
from model.files.npz import load, save
from model.layer import Layer
from model.network import Network, blend

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
    "Layer",
    "Network",
    "Regions",
    "activation",
    "activations",
    "atlas",
    "blend",
    "categories",
    "creases",
    "load",
    "margins",
    "regions",
    "save",
]
