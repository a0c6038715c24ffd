"""Networks and the families they are drawn from, in numpy alone."""

from model.activation import IDENTITY, LOGISTIC, RELU, TANH, Activation, activation
from model.creases import creases
from model.family import Family
from model.network import Network, blend

__all__ = [
    "IDENTITY",
    "LOGISTIC",
    "RELU",
    "TANH",
    "Activation",
    "Family",
    "Network",
    "activation",
    "blend",
    "creases",
]
