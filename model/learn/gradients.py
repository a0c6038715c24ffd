"""Gradients: by how much a loss, or outputs, rise with weights and with inputs."""

from dataclasses import dataclass

import numpy as np

from model.learn.losses import Loss, check_loss, loss_for
from model.learn.passes import Passes
from model.network import Network


@dataclass(frozen=True, eq=False)
class Gradients:
    """The value of a loss, and its slopes: by how much it rises with each number.

    loss: the mean over points.
    weights: of each layer, (n_inputs + 1, n_outputs), row 0 for the bias.
    sums: for the v_j of each layer at each point, (n_points, n_outputs).
    inputs: for the inputs of each point, (n_points, n_inputs).

    Slopes for one point's sums and inputs are of its share in the mean: the loss of the
    point alone rises n_points times as fast.
    """

    loss: float
    weights: tuple[np.ndarray, ...]
    sums: tuple[np.ndarray, ...]
    inputs: np.ndarray


def gradients(
    network: Network,
    inputs: np.ndarray,
    targets: np.ndarray,
    loss: Loss | None = None,
) -> Gradients:
    """The loss of a network, and its slopes, by backpropagation.

    inputs: (n_points, n_inputs); targets: (n_points, n_outputs).
    loss: None for the one that belongs to the last activation.

    It is what training does, but that products of matrices are added up as a Layer's
    are, and not by BLAS, whose order is the processor's.
    Raises ValueError for arrays of other shapes, a loss that does not belong to the
    last activation, and an activation without a slope.
    """
    loss = loss or loss_for(network)
    check_loss(loss, network)
    inputs, targets = _checked(network, inputs, targets)
    passes = Passes(
        [layer.weights for layer in network.layers],
        [layer.activation for layer in network.layers],
        loss,
        len(inputs),
        product=_product,
    )
    passes.forward(inputs.T)
    value = passes.value(targets.T)
    passes.backward(targets.T)
    first = np.einsum("ij,jp->pi", passes.weights[0][1:], passes.sum_slopes[0])
    return Gradients(value, passes.slopes, tuple(d.T for d in passes.sum_slopes), first)


def output_slopes(network: Network, inputs: np.ndarray) -> np.ndarray:
    """By how much each output rises with each input: (n_points, n_outputs, n_inputs).

    inputs: (n_points, n_inputs).
    Raises ValueError for inputs of another shape, and an activation without a slope.
    """
    nodes = network.nodes(inputs)
    slopes = np.eye(network.sizes[0])[None]  # of each input with respect to the others
    for layer, x in zip(network.layers, nodes, strict=False):
        slopes = np.einsum("ij,pik->pjk", layer.weights[1:], slopes)
        f, v = layer.activation, layer.sums(x)
        if f.of_layer:
            slopes = np.einsum("pij,pjk->pik", f.slope(v), slopes)
        else:
            slopes = f.slope(v)[:, :, None] * slopes
    return slopes


def _product(a: np.ndarray, b: np.ndarray, out: np.ndarray) -> None:
    """The product of two matrices, without BLAS."""
    np.einsum("ij,jk->ik", a, b, out=out)


def _checked(
    network: Network, inputs: np.ndarray, targets: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Inputs and targets as numbers. Raises ValueError for shapes that do not fit."""
    inputs, targets = np.asarray(inputs, float), np.asarray(targets, float)
    n_inputs, *_, n_outputs = network.sizes
    if inputs.ndim != 2 or len(inputs) < 1 or inputs.shape[1] != n_inputs:
        words = f"expected (n_points, {n_inputs})"
        raise ValueError(f"inputs of shape {inputs.shape}: {words}")
    if targets.shape != (len(inputs), n_outputs):
        words = f"expected ({len(inputs)}, {n_outputs})"
        raise ValueError(f"targets of shape {targets.shape}: {words}")
    return inputs, targets
