"""Landscapes: the loss of all networks whose weights lie on one plane.

A network is a place in a space of as many dimensions as it has weights, and a training
is a path through it. A plane in that space is what a picture has room for. Weights are
those that are trained: for normalised inputs, if they were normalised.
"""

from dataclasses import dataclass

import numpy as np

from model.learn.passes import parts
from model.learn.recording import Recording
from model.learn.sides import lesson_of

BLOCK = 2**16  # values of nodes at a time, few enough for the processor's cache
SMALLEST = 1e-9  # of the first principal direction: a second one that is none


@dataclass(frozen=True, eq=False)
class Plane:
    """A plane of networks.

    origin: the weights of the network at (0, 0), layer after layer, (n_weights,).
    axes: by how much they change along both axes: orthonormal rows, (2, n_weights).
    """

    origin: np.ndarray
    axes: np.ndarray

    def weights(self, places: np.ndarray) -> np.ndarray:
        """The weights of networks at places (n, 2): (n, n_weights)."""
        return self.origin + np.einsum("pa,aw->pw", places, self.axes)

    def places(self, weights: np.ndarray) -> np.ndarray:
        """Where networks are nearest to: (n, 2), of weights (n, n_weights)."""
        return np.einsum("pw,aw->pa", weights - self.origin, self.axes)

    def distances(self, weights: np.ndarray) -> np.ndarray:
        """How far networks are from the plane: (n,), of weights (n, n_weights)."""
        apart = weights - self.weights(self.places(weights))
        return np.sqrt(np.einsum("pw,pw->p", apart, apart))

    def share(self, weights: np.ndarray) -> float:
        """How much of the variance of networks about the origin it holds, from 0 to 1.

        That is, of the squares of their distances. It is 1 if they are all there.
        """
        apart = weights - self.origin
        variance = float(np.einsum("pw,pw->", apart, apart))
        left = float(np.square(self.distances(weights)).sum())
        return 1 - left / variance if variance else 1.0


def path_of(recording: Recording) -> np.ndarray:
    """The weights at all stops, layer after layer: (stops, n_weights)."""
    layers = [layer.reshape(len(recording), -1) for layer in recording.layers]
    return np.concatenate(layers, axis=1).astype(float)


def principal_plane(recording: Recording) -> Plane:
    """The plane through the last network that is nearest to all others.

    Its axes are the two directions along which the path about its end varies most, as
    Li, Xu, Taylor, Studer and Goldstein 2018 have them, the first one first. Each
    begins on its negative side.
    Raises ValueError for a path that does not leave a line.
    """
    path = path_of(recording)
    _, sizes, axes = np.linalg.svd(path - path[-1], full_matrices=False)
    if len(sizes) < 2 or not sizes[1] > SMALLEST * sizes[0]:
        raise ValueError("a path on a line: expected one that turns, for a plane")
    axes = axes[:2]
    start = np.einsum("w,aw->a", path[0] - path[-1], axes)
    return Plane(path[-1], np.where(start > 0, -1.0, 1.0)[:, None] * axes)


def weight_plane(recording: Recording, first: int, second: int) -> Plane:
    """The plane of two weights, by their own values; others are as at the last stop.

    first, second: their numbers, from 0, layer after layer and row after row.
    Raises ValueError for numbers that are the same, or that no weight has.
    """
    origin = path_of(recording)[-1]
    pair = [first, second]
    if first == second or not all(0 <= k < len(origin) for k in pair):
        words = f"expected two of 0 to {len(origin) - 1}"
        raise ValueError(f"weights {first} and {second}: {words}")
    origin[pair] = 0
    return Plane(origin, np.eye(len(origin))[pair])


def losses_at(recording: Recording, weights: np.ndarray) -> np.ndarray:
    """The losses of networks over the points a recording was trained on: (n,).

    weights: of each network, layer after layer, (n, n_weights). Losses are without
    penalties, and the same to the last digit on every processor that exponentials are
    the same on.
    Raises ValueError for a recording that does not say how it was trained.
    """
    loss, side = lesson_of(recording)
    shapes = [layer.shape[1:] for layer in recording.layers]
    n = max(1, BLOCK // (len(side) * max(m for _, m in shapes)))
    losses = np.empty(len(weights))
    for start in range(0, len(weights), n):
        here = slice(start, start + n)
        sums = _sums(recording, side.inputs.T, parts(weights[here], shapes))
        targets = np.tile(side.targets.T, (len(sums), 1))
        sums = sums.reshape(targets.shape)
        values = loss.values(sums, recording.activations[-1](sums), targets)
        losses[here] = values.reshape(-1, len(side)).mean(axis=1)
    return losses


def heights_on(
    recording: Recording, plane: Plane, x_1: np.ndarray, x_2: np.ndarray
) -> np.ndarray:
    """The losses of the networks on a plane's grid of lines: (n_1, n_2).

    x_1 (n_1,), x_2 (n_2,): the lines. What is raised: as by losses_at.
    """
    places = np.stack(np.meshgrid(x_1, x_2, indexing="ij"), axis=-1).reshape(-1, 2)
    heights = losses_at(recording, plane.weights(places))
    return heights.reshape(len(x_1), len(x_2))


def _sums(
    recording: Recording, inputs: np.ndarray, layers: list[np.ndarray]
) -> np.ndarray:
    """The last layer's sums of n networks at inputs: (n, n_points, n_outputs).

    layers: of all networks, (n, n_inputs + 1, n_outputs) each.
    """
    values = np.broadcast_to(inputs, (len(layers[0]), *inputs.shape))
    sums = _through(values, layers[0])
    for f, weights in zip(recording.activations, layers[1:], strict=False):
        sums = _through(f(sums), weights)
    return sums


def _through(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
    """The sums of a layer of n networks, from the values of the one before it."""
    sums: np.ndarray = np.einsum("npi,nij->npj", values, weights[:, 1:])
    sums += weights[:, :1]
    return sums
