"""Slopes along a training: how flat a first layer is, and how steep each layer is."""

from functools import lru_cache

import numpy as np

from model.learn.gradients import gradients
from model.learn.recording import Recording
from model.learn.sides import lesson_of

FLAT = 0.01  # a slope below which a node hardly answers to what comes in


@lru_cache(maxsize=16)
def flat_shares(recording: Recording) -> np.ndarray:
    """The share of first-layer slopes that are flat, at each stop: (stops,), 0 to 1.

    They are those of the activation, for each node at each point of the data: a slope
    is flat if its size is below 0.01.
    Raises ValueError for a recording without data, and an activation without a slope.
    """
    if recording.data is None:
        raise ValueError("a recording without data: expected some, for slopes at it")
    inputs, shares = recording.data.inputs, []
    for k in range(len(recording)):
        layer = recording[k].layers[0]
        slopes = np.abs(layer.activation.slope(layer.sums(inputs)))
        shares.append(np.mean(slopes < FLAT))
    return np.array(shares)


@lru_cache(maxsize=16)
def layer_slopes(recording: Recording) -> np.ndarray:
    """The mean size of the loss's slopes for each layer's weights: (stops, n_layers).

    They are over all points to train on, without biases and penalties.
    Raises ValueError for a recording that does not say how it was trained.
    """
    loss, points = lesson_of(recording)
    inputs, targets = points.inputs.T, points.targets.T
    rows = []
    for k in range(len(recording)):
        found = gradients(recording.trained(k), inputs, targets, loss)
        rows.append([np.abs(slopes[1:]).mean() for slopes in found.weights])
    return np.array(rows)
