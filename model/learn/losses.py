"""Losses: how far outputs are from targets, and which way they would get farther."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from model.activation import LOGISTIC as LOGISTIC_ACTIVATION
from model.activation import SOFTMAX as SOFTMAX_ACTIVATION
from model.activation import Activation
from model.network import Network

Values = Callable[[np.ndarray, np.ndarray, np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Loss:
    """How far outputs are from targets: a mean over points, a sum over outputs.

    name: what people type, "squared"; title: what pictures say, "squared error".
    values(sums, outputs, targets): what each point adds, in parts: their sum counts.
    slopes(outputs, targets): its slopes with respect to the sums, if the last layer has
        the loss's activation; with respect to the outputs, if it has none.
    activation: that of the last layer the loss belongs to, whose slope cancels against
        its own, so that nothing is divided; None if any will do.
    low, high: where targets lie.

    Sums, outputs and targets are arrays (n_points, n_outputs).
    """

    name: str
    title: str
    values: Values
    slopes: Callable[[np.ndarray, np.ndarray], np.ndarray]
    activation: Activation | None = None
    low: float = -np.inf
    high: float = np.inf

    def __call__(
        self, sums: np.ndarray, outputs: np.ndarray, targets: np.ndarray
    ) -> float:
        """The loss: what all points add, divided by their number."""
        values = self.values(sums, outputs, targets)
        return float(np.add.reduce(values, axis=None)) / len(values)


def _squared(sums: np.ndarray, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """(y - t)^2 of each output y, without a half before it."""
    differences: np.ndarray = outputs - targets
    differences *= differences
    return differences


def _squared_slopes(outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    slopes: np.ndarray = outputs - targets
    slopes *= 2
    return slopes


def _logistic(sums: np.ndarray, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """-t ln y - (1 - t) ln(1 - y) of each output y = 1 / (1 + e^-v).

    Written as max(0, v) - t v + ln(1 + e^-|v|), which cannot overflow.
    """
    values = np.copysign(sums, -1.0)
    np.exp(values, out=values)
    np.log1p(values, out=values)
    values += np.maximum(sums, 0.0) - targets * sums
    return values


def _softmax(sums: np.ndarray, outputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The sum over outputs of -t_j ln y_j, where the t_j add up to 1.

    Of sums without the highest it is ln(sum of e^v_j) - sum of t_j v_j.
    """
    sums = sums - sums.max(axis=-1, keepdims=True)
    of_all = np.log(np.add.reduce(np.exp(sums), axis=-1))
    return of_all - np.add.reduce(targets * sums, axis=-1)


SQUARED = Loss("squared", "squared error", _squared, _squared_slopes)
LOGISTIC = Loss(
    "logistic",
    "logistic cross-entropy",
    _logistic,
    np.subtract,
    LOGISTIC_ACTIVATION,
    0.0,
    1.0,
)
SOFTMAX = Loss(
    "softmax",
    "softmax cross-entropy",
    _softmax,
    np.subtract,
    SOFTMAX_ACTIVATION,
    0.0,
    1.0,
)
LOSSES = {loss.name: loss for loss in (SQUARED, LOGISTIC, SOFTMAX)}


def loss_for(network: Network) -> Loss:
    """The loss that belongs to a network's last activation; of most the squared error.

    A logistic one has the logistic cross-entropy, a softmax the softmax's.
    """
    last = network.layers[-1].activation
    return next((loss for loss in LOSSES.values() if loss.activation == last), SQUARED)


def loss_named(name: str | Loss) -> Loss:
    """A loss by its name; a Loss is given back. Raises ValueError for others."""
    if isinstance(name, Loss):
        return name
    if name not in LOSSES:
        raise ValueError(f"unknown loss {name!r}: expected {', '.join(LOSSES)}")
    return LOSSES[name]


def check_loss(loss: Loss, network: Network) -> None:
    """Raise ValueError for a loss that belongs to another last activation."""
    last = network.layers[-1].activation
    if loss.activation not in (None, last):
        words = f"expected {loss.activation.name}, or the squared error"
        raise ValueError(f"{loss.title} after {last.name}: {words}")
