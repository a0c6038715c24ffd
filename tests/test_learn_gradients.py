"""Losses, penalties and gradients, against differences and closed forms."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import (
    ACTIVATIONS,
    LOSSES,
    STEP,
    Family,
    Layer,
    Network,
    Penalty,
    activation,
    gradients,
    loss_for,
    output_slopes,
)
from model.learn.gradients import Gradients
from model.learn.passes import Passes, parts
from model.learn.penalties import counted

SQUARED, LOGISTIC, SOFTMAX = LOSSES.values()
RNG = np.random.default_rng(5)
INPUTS = RNG.normal(size=(7, 3))
SHARES = RNG.dirichlet([1, 1], 7)  # targets that any loss takes: they add up to 1
STEP_WIDTH = 1e-5  # of central differences

PAIRS = [
    pytest.param(f, loss, id=f"{f.name}, {loss.name}")
    for f in ACTIVATIONS
    for loss in LOSSES.values()
    if f != STEP and loss.activation in (None, f)
]


def network_of(f, seed=1):
    """Three inputs, two hidden layers, two outputs; softmax in the last alone."""
    return Family((3, 5, 4, 2), ("tanh", f) if f.of_layer else f).network(seed)


def with_weights(network, weights):
    return Network.from_weights(weights, [y.activation for y in network.layers])


def plain_loss(loss, outputs, targets):
    """What the loss is by its definition, with logarithms of outputs."""
    t = targets
    if loss == SQUARED:
        return ((outputs - t) ** 2).sum(axis=1).mean()
    values = -t * np.log(outputs)
    if loss == LOGISTIC:
        values -= (1 - t) * np.log(1 - outputs)
    return values.sum(axis=1).mean()


def differences(function, array):
    """Central differences of a function of an array, at each of its numbers."""
    slopes = np.empty(array.shape)
    for place in np.ndindex(array.shape):
        ends = []
        for sign in (1, -1):
            other = array.copy()
            other[place] += sign * STEP_WIDTH
            ends.append(function(other))
        slopes[place] = (ends[0] - ends[1]) / (2 * STEP_WIDTH)
    return slopes


def assert_near(slopes, expected):
    """To a millionth of the steepest one."""
    np.testing.assert_allclose(
        slopes, expected, rtol=0, atol=1e-6 * np.abs(expected).max()
    )


# Values


@pytest.mark.parametrize(("f", "loss"), PAIRS)
def test_losses_are_what_their_definitions_say(f, loss):
    network = network_of(f)
    value = gradients(network, INPUTS, SHARES, loss).loss
    assert value == pytest.approx(plain_loss(loss, network(INPUTS), SHARES), rel=1e-12)


def test_the_squared_error_adds_up_over_outputs_and_is_a_mean_over_points():
    outputs = np.array([[1.0, 2.0], [0.0, 0.0]])
    targets = np.array([[0.0, 0.0], [3.0, 0.0]])
    assert SQUARED(outputs, outputs, targets) == (1 + 4 + 9) / 2


@pytest.mark.parametrize("v", [-1000.0, -40.0, -1e-3, 0.0, 1e-3, 40.0, 1000.0])
@pytest.mark.parametrize("t", [0.0, 0.25, 1.0])
def test_the_logistic_loss_is_exact_however_large_sums_are(v, t):
    """-t ln y - (1 - t) ln(1 - y), where ln y = -ln(1 + e^-v), by Python's math."""
    below, above = (max(0.0, s * v) + math.log1p(math.exp(-abs(v))) for s in (-1, 1))
    network = Network([Layer([[v], [0.0]], "logistic")])
    found = gradients(network, [[0.0]], [[t]])
    assert found.loss == pytest.approx(
        t * below + (1 - t) * above, rel=1e-14, abs=1e-300
    )
    y = 1 / (1 + math.exp(-v)) if v > -700 else 0.0
    assert found.weights[0][0, 0] == pytest.approx(y - t, abs=1e-15)


@pytest.mark.parametrize(
    ("sums", "target", "value"),
    [
        ([1000.0, -1000.0], [0, 1], 2000.0),
        ([1000.0, -1000.0], [1, 0], 0.0),
        ([-1000.0, -1000.0], [0, 1], math.log(2)),
        ([1000.0, 1000.0], [0.5, 0.5], math.log(2)),
        ([1e300, 0.0], [0, 1], 1e300),
    ],
)
def test_the_softmax_loss_is_exact_however_large_sums_are(sums, target, value):
    network = Network([Layer([sums, [0.0, 0.0]], "softmax")])
    found = gradients(network, [[0.0]], [target])
    assert found.loss == pytest.approx(value, rel=1e-14)
    assert np.isfinite(found.weights[0]).all()


@pytest.mark.parametrize(
    ("last", "loss"),
    [("softmax", SOFTMAX), ("sigmoid", LOGISTIC), ("tanh", SQUARED), ("relu", SQUARED)],
)
def test_the_last_activation_has_a_loss_of_its_own(last, loss):
    assert loss_for(network_of(activation(last))) == loss


# Slopes


@pytest.mark.parametrize(("f", "loss"), PAIRS)
def test_slopes_are_what_differences_say(f, loss):
    network = network_of(f)
    found = gradients(network, INPUTS, SHARES, loss)
    weights = [layer.weights for layer in network.layers]

    def value(network, inputs):
        return plain_loss(loss, network(inputs), SHARES)

    for k in range(3):

        def of_layer(w, k=k):
            return value(
                with_weights(network, [*weights[:k], w, *weights[k + 1 :]]), INPUTS
            )

        assert_near(found.weights[k], differences(of_layer, weights[k]))
    assert_near(found.inputs, differences(lambda x: value(network, x), INPUTS))


@pytest.mark.parametrize(("f", "loss"), PAIRS)
def test_slopes_for_sums_are_those_for_the_weights_of_a_bias_of_the_point(f, loss):
    """The bias moves the sums of all points, so its slope adds up theirs."""
    found = gradients(network_of(f), INPUTS, SHARES, loss)
    for weights, sums in zip(found.weights, found.sums, strict=True):
        assert sums.shape == (7, weights.shape[1])
        np.testing.assert_allclose(sums.sum(axis=0), weights[0], rtol=1e-9, atol=1e-15)


@pytest.mark.parametrize(
    "f", [f for f in ACTIVATIONS if f != STEP], ids=lambda f: f.name
)
def test_slopes_of_outputs_are_what_differences_say(f):
    network = network_of(f)
    slopes = output_slopes(network, INPUTS)
    assert slopes.shape == (7, 2, 3)
    for point, x in enumerate(INPUTS):
        for output in range(2):
            expected = differences(lambda x, j=output: network(x[None])[0, j], x)
            assert_near(slopes[point, output], expected)


@pytest.mark.parametrize("f", ["identity", "logistic", "softmax"])
def test_one_layer_has_a_closed_form(f):
    """(outputs - targets) times inputs, its mean; twice that of the squared error."""
    network = Family((3, 2), f).network(3)
    with_ones = np.column_stack([np.ones(7), INPUTS])
    errors = (network(INPUTS) - SHARES) / 7
    expected = with_ones.T @ errors * (2 if f == "identity" else 1)
    found = gradients(network, INPUTS, SHARES).weights[0]
    np.testing.assert_allclose(found, expected, rtol=1e-12, atol=1e-15)


def test_slopes_of_the_outputs_of_one_layer_have_a_closed_form():
    """w of a linear layer, y_j (w_j - mean of w by y) of a softmax."""
    weights = Family((3, 2), "identity").network(3).layers[0].weights
    linear, shares = (Network([Layer(weights, f)]) for f in ("identity", "softmax"))
    expected = np.broadcast_to(weights[1:].T, (7, 2, 3))
    np.testing.assert_allclose(output_slopes(linear, INPUTS), expected)
    y = shares(INPUTS)
    expected = y[:, :, None] * (weights[1:].T - (y @ weights[1:].T)[:, None])
    np.testing.assert_allclose(output_slopes(shares, INPUTS), expected)


def test_a_step_lets_no_slope_through():
    found = gradients(network_of(STEP), INPUTS, SHARES)
    assert not any(w.any() for w in (*found.weights, *found.sums, found.inputs))


@given(st.integers(0, 2**32 - 1), st.integers(1, 30))
@settings(max_examples=25, deadline=None)
def test_training_works_out_the_same_slopes_by_other_products(seed, n_points):
    """To the last digits: BLAS adds up in another order."""
    network = Family((3, 5, 2), ("tanh", "logistic")).network(0, seed)
    random = np.random.default_rng(seed)
    inputs, targets = random.normal(size=(n_points, 3)), random.random((n_points, 2))
    row = np.concatenate([layer.weights.ravel() for layer in network.layers])
    shapes = [layer.weights.shape for layer in network.layers]
    slopes = np.empty_like(row)
    activations = [layer.activation for layer in network.layers]
    passes = Passes(
        parts(row, shapes), activations, LOGISTIC, n_points, parts(slopes, shapes)
    )
    passes.forward(inputs.T)
    value = passes.value(targets.T)
    passes.backward(targets.T)
    expected = gradients(network, inputs, targets)
    assert value == pytest.approx(expected.loss, rel=1e-12)
    flat = np.concatenate([w.ravel() for w in expected.weights])
    np.testing.assert_allclose(slopes, flat, rtol=1e-9, atol=1e-14)


def test_passes_leave_nothing_behind():
    network = network_of(activation("tanh"))
    weights = [layer.weights for layer in network.layers]
    names = [layer.activation for layer in network.layers]
    passes = Passes(weights, names, SQUARED, 7)
    for inputs in (INPUTS, INPUTS[::-1], INPUTS):
        passes.forward(inputs.T)
        passes.backward(SHARES.T)
    again = [w.copy() for w in passes.slopes]
    fresh = Passes(weights, names, SQUARED, 7)
    fresh.forward(INPUTS.T)
    fresh.backward(SHARES.T)
    for one, other in zip(again, fresh.slopes, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize(
    ("inputs", "targets", "loss", "words"),
    [
        (INPUTS[:, :2], SHARES, None, "inputs of shape (7, 2): expected (n_points, 3)"),
        (INPUTS[0], SHARES, None, "inputs of shape (3,): expected (n_points, 3)"),
        (
            INPUTS[:0],
            SHARES[:0],
            None,
            "inputs of shape (0, 3): expected (n_points, 3)",
        ),
        (INPUTS, SHARES[:6], None, "targets of shape (6, 2): expected (7, 2)"),
        (INPUTS, SHARES[:, 0], None, "targets of shape (7,): expected (7, 2)"),
        (
            INPUTS,
            SHARES,
            SOFTMAX,
            "softmax cross-entropy after tanh: expected softmax, or the squared error",
        ),
    ],
)
def test_what_does_not_fit_is_said_in_one_line(inputs, targets, loss, words):
    with pytest.raises(ValueError) as error:
        gradients(network_of(activation("tanh")), inputs, targets, loss)
    assert str(error.value) == words


def test_gradients_are_values():
    found = gradients(network_of(activation("tanh")), INPUTS, SHARES)
    assert isinstance(found, Gradients)
    with pytest.raises(AttributeError):
        found.loss = 0.0


# Penalties


def test_a_penalty_counts_weights_and_no_biases():
    """l1 (1 + 2 + 3) + l2/2 (1 + 4 + 9), the biases 10 and 20 being left out."""
    weights = [np.array([[10.0, 20.0], [1.0, -2.0]]), np.array([[10.0], [0.0], [3.0]])]
    assert Penalty(l1=0.5).value(weights) == 3.0
    assert Penalty(l2=0.5).value(weights) == 3.5
    assert Penalty(0.5, 0.5).value(weights) == 6.5


@pytest.mark.parametrize("penalty", [Penalty(0.3), Penalty(0, 0.2), Penalty(0.3, 0.2)])
def test_slopes_of_penalties_are_what_differences_say(penalty):
    layers = [layer.weights for layer in network_of(activation("tanh")).layers]
    shapes = [w.shape for w in layers]
    row = np.concatenate([w.ravel() for w in layers])
    found = penalty.slopes(row, counted(shapes))
    expected = differences(lambda row: penalty.value(parts(row, shapes)), row)
    np.testing.assert_allclose(found, expected, atol=1e-9)


@pytest.mark.parametrize("value", [-1e-9, 1e7, np.nan, np.inf, "0.1", None])
def test_penalties_are_numbers_from_0_on(value):
    for name in ("l1", "l2"):
        with pytest.raises(
            ValueError, match=f"^{name} .*: expected 0 or more, at most"
        ):
            Penalty(**{name: value})
