"""Networks, the families they are drawn from, and how they classify."""

from model.activation import (
    ACTIVATIONS,
    ELU,
    GELU,
    GELU_ERF,
    IDENTITY,
    LEAKY_RELU,
    LOGISTIC,
    MISH,
    RELU,
    SILU,
    SINE,
    SOFTMAX,
    SOFTPLUS,
    STEP,
    TANH,
    Activation,
    activation,
    activations,
)
from model.creases import creases, jumps, knots
from model.data import Data
from model.decide.atlas import Area, Atlas, atlas, meetings
from model.decide.classifier import Classifier, categories, margins
from model.decide.regions import Regions, regions
from model.facets import Facets, facets
from model.family import Family
from model.files.data import read_data
from model.files.npz import save
from model.files.readers import load
from model.layer import Layer
from model.network import Network, blend, can_blend
from model.networks import (
    Chosen,
    Given,
    Networks,
    Random,
    network_at,
    only,
    sizes_of,
)
from model.slices import Sliced, sliced

__all__ = [
    "ACTIVATIONS",
    "ELU",
    "GELU",
    "GELU_ERF",
    "IDENTITY",
    "LEAKY_RELU",
    "LOGISTIC",
    "MISH",
    "RELU",
    "SILU",
    "SINE",
    "SOFTMAX",
    "SOFTPLUS",
    "STEP",
    "TANH",
    "Activation",
    "Area",
    "Atlas",
    "Chosen",
    "Classifier",
    "Data",
    "Facets",
    "Family",
    "Given",
    "Layer",
    "Network",
    "Networks",
    "Random",
    "Regions",
    "Sliced",
    "activation",
    "activations",
    "atlas",
    "blend",
    "can_blend",
    "categories",
    "creases",
    "facets",
    "jumps",
    "knots",
    "load",
    "margins",
    "meetings",
    "network_at",
    "only",
    "read_data",
    "regions",
    "save",
    "sizes_of",
    "sliced",
]
