"""Targets: what the outputs of a network are to be, of what is known of points."""

import numpy as np

from model.activation import Activation
from model.data import Data
from model.learn.losses import Loss
from model.network import Network


def targets_of(data: Data, network: Network, loss: Loss) -> np.ndarray:
    """What the outputs of a network are to be at each point: (n_points, n_outputs).

    A category is a number for each of several outputs, high for its own and low for the
    others. Of a single output it is low for the first of two, and high for the second.
    Low and high are the bounds of the last activation, or -1 and 1 if one is infinite.
    Targets that are numbers stay as they are; so do categories that a single output
    cannot tell apart, if their names are numbers.
    Raises ValueError for data without targets, for another number of them or of
    categories than the network has outputs for, and for targets that the loss excludes.
    """
    n_outputs = network.sizes[-1]
    if data.targets is None:
        raise ValueError("data without targets: expected some, to learn from")
    if tells_apart(data, n_outputs):
        return _of_categories(data, n_outputs, network.layers[-1].activation)
    if data.categories and n_outputs > 1:
        words = f"expected {len(data.categories)}, one for each category"
        raise ValueError(f"{n_outputs} outputs: {words}")
    targets = _numbers(data).reshape(len(data), -1)
    if targets.shape[1] != n_outputs:
        words = f"expected {targets.shape[1]}, as many as the data has targets"
        raise ValueError(f"{n_outputs} outputs: {words}")
    _check_bounds(targets, loss)
    return targets


def tells_apart(data: Data, n_outputs: int) -> bool:
    """Whether data has as many categories as networks of some outputs tell apart."""
    return bool(data.categories) and len(data.categories) == max(2, n_outputs)


def _of_categories(data: Data, n_outputs: int, last: Activation) -> np.ndarray:
    low, high = last.lower, last.upper
    if not np.isfinite([low, high]).all():
        low, high = -1.0, 1.0
    numbers = np.asarray(data.targets)
    if n_outputs == 1:
        is_high = np.equal(numbers, 1)[:, None]
    else:
        is_high = np.equal.outer(numbers, np.arange(n_outputs))
    return np.where(is_high, high, low)


def _numbers(data: Data) -> np.ndarray:
    """Targets as numbers: of categories, what their names say."""
    if not data.categories:
        return np.asarray(data.targets)
    try:
        return np.array([float(name) for name in data.categories])[data.targets]
    except ValueError:
        n = len(data.categories)
        if n == 1:
            words = "expected two or more, to tell apart"
            raise ValueError(f"data of 1 category: {words}") from None
        words = f"expected {n}, one for each category"
        raise ValueError(f"1 output: {words}") from None


def _check_bounds(targets: np.ndarray, loss: Loss) -> None:
    """Raise ValueError for numbers that no outputs of a loss's activation reach."""
    if loss.activation and loss.activation.of_layer:
        _check_sums(targets, loss)
    wrong = targets[(targets < loss.low) | (targets > loss.high)]
    if len(wrong):
        words = f"expected {loss.low:g} to {loss.high:g}, or the squared loss"
        raise ValueError(f"a target of {wrong[0]:g} for the {loss.title}: {words}")


def _check_sums(targets: np.ndarray, loss: Loss) -> None:
    """Raise ValueError for targets of a point that do not add up to 1."""
    sums = targets.sum(axis=1)
    wrong = sums[np.abs(sums - 1) > 1e-6]
    if len(wrong):
        words = "expected 1, or the squared loss"
        raise ValueError(f"targets that add up to {wrong[0]:g}: {words}")
