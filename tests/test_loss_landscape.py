"""Landscapes of losses: planes of networks, heights over them, and paths on them."""

import numpy as np
import pytest

from model import Layer, Network, Recording, Training
from model.learn.datasets import dataset
from model.learn.landscape import (
    heights_on,
    losses_at,
    path_of,
    principal_plane,
    weight_plane,
)
from model.learn.passes import parts

LINES = np.linspace(-1, 1, 4), np.linspace(-2, 1, 3)


@pytest.fixture(scope="module")
def moons():
    data = dataset("moons", points=60)
    return Training.of(data, (2, 5, 4, 1), split=0.3, steps=80, optimiser="adam").run()


@pytest.fixture(scope="module")
def line():
    options = {"optimiser": "gradient_descent", "steps": 40, "normalise": False}
    return Training.of(dataset("line", points=30), (1, 1), **options).run()


def loss_of(recording, weights):
    """The loss of one network over training points, by its own code."""
    shapes = [layer.shape[1:] for layer in recording.layers]
    layers = map(Layer, parts(weights, shapes), recording.activations)
    network, training = Network(list(layers)), recording.training
    training_points, _ = training.sides
    inputs = training.data.inputs[training_points]
    if recording.normalised:
        inputs = (inputs - recording.mean) / recording.sd
    targets = training.targets()[training_points]
    return training.loss(network.sums(inputs), network(inputs), targets)


@pytest.mark.parametrize("plane_of", [principal_plane, lambda r: weight_plane(r, 3, 7)])
def test_heights_are_losses_point_by_point(moons, plane_of):
    plane = plane_of(moons)
    heights = heights_on(moons, plane, *LINES)
    for i, a in enumerate(LINES[0]):
        for j, b in enumerate(LINES[1]):
            weights = plane.origin + a * plane.axes[0] + b * plane.axes[1]
            assert heights[i, j] == pytest.approx(loss_of(moons, weights), rel=1e-12)


@pytest.mark.parametrize(
    "name, layers", [("three_arms", (2, 6, 3)), ("wiggle", (1, 7, 1))]
)
def test_losses_of_a_path_are_those_that_were_measured(name, layers):
    recording = Training.of(dataset(name, points=40), layers, steps=30).run()
    losses = losses_at(recording, path_of(recording))
    np.testing.assert_allclose(losses, recording.training_losses, rtol=1e-4)


def test_the_loss_of_a_line_is_a_bowl_whose_bottom_is_its_least_squares(line):
    (x,), y = line.data.inputs.T, line.data.targets
    (bias, slope), *_ = np.linalg.lstsq(np.c_[np.ones(len(x)), x], y, rcond=None)
    plane = weight_plane(line, 1, 0)
    place = np.array([[slope, bias]])
    around = place + 0.01 * np.array([[0, 0], [1, 0], [-1, 0], [0, 1], [0, -1]])
    bottom, *rest = losses_at(line, plane.weights(around))
    assert bottom == pytest.approx(np.mean((slope * x + bias - y) ** 2), rel=1e-12)
    steep, flat = np.mean(x**2), 1.0  # half of the second slopes
    expected = bottom + 1e-4 * np.array([steep, steep, flat, flat])
    np.testing.assert_allclose(rest, expected, rtol=1e-9)


def test_the_plane_of_two_weights_has_their_values_as_places(line):
    plane = weight_plane(line, 1, 0)
    slopes, biases = line.layers[0][:, 1, 0], line.layers[0][:, 0, 0]
    np.testing.assert_array_equal(plane.places(path_of(line)), np.c_[slopes, biases])
    assert plane.share(path_of(line)) == 1
    assert not plane.distances(path_of(line)).any()


def test_principal_directions_are_those_of_the_path_about_its_end(moons):
    plane, path = principal_plane(moons), path_of(moons)
    np.testing.assert_allclose(plane.axes @ plane.axes.T, np.eye(2), atol=1e-12)
    apart = path - path[-1]
    values, vectors = np.linalg.eigh(apart.T @ apart)  # another way to them
    for axis, vector in zip(plane.axes, vectors.T[::-1], strict=False):
        assert abs(axis @ vector) == pytest.approx(1, abs=1e-9)
    assert plane.share(path) == pytest.approx(values[-2:].sum() / values.sum())
    np.testing.assert_array_equal(plane.places(path)[-1], [0, 0])
    assert (plane.places(path)[0] <= 0).all()


def test_places_and_distances_make_up_how_far_a_stop_is_from_the_end(moons):
    plane, path = principal_plane(moons), path_of(moons)
    squares = (plane.places(path) ** 2).sum(axis=1) + plane.distances(path) ** 2
    np.testing.assert_allclose(squares, ((path - path[-1]) ** 2).sum(axis=1), atol=1e-9)


def test_no_plane_of_one_or_no_weight(line, moons):
    for pair in ((0, 0), (0, 2), (-1, 1)):
        with pytest.raises(ValueError, match="expected two of 0 to 1"):
            weight_plane(line, *pair)
    network = moons[0]
    still = Recording(
        [np.stack([layer.weights] * 2) for layer in network.layers],
        [layer.activation for layer in network.layers],
        [0, 1],
        [1.0, 1.0],
    )
    with pytest.raises(ValueError, match="a path on a line"):
        principal_plane(still)
    with pytest.raises(ValueError, match="does not say how it was trained"):
        losses_at(still, path_of(still))
