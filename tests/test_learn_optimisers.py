"""Optimisers: their first steps worked out by hand, and what is no rate."""

from math import sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import OPTIMISERS, Adam, GradientDescent, Momentum, RMSprop
from model.learn.optimisers import optimiser_named

SLOPES = [2.0, -1.0, 4.0]  # of one weight, in three steps


def changes_of(optimiser, slopes):
    """The change of one weight in each step."""
    state, changes = optimiser.first((1,)), []
    for slope in slopes:
        change, state = optimiser.step(state, np.array([slope]))
        changes.append(change.item())
    return changes


def test_gradient_descent_is_the_rate_times_the_slope():
    assert changes_of(GradientDescent(0.5), SLOPES) == [-1.0, 0.5, -2.0]


def test_momentum_keeps_a_share_of_the_last_change():
    """-0.5 x 2 = -1; 0.5 x -1 + 0.5 x 1 = 0; 0.5 x 0 - 0.5 x 4 = -2."""
    assert changes_of(Momentum(0.5, momentum=0.5), SLOPES) == [-1.0, 0.0, -2.0]


def test_rmsprop_divides_by_the_root_of_a_mean_of_squares():
    """The means are 0.5 x 4 = 2; 0.5 x 2 + 0.5 x 1 = 1.5; 0.5 x 1.5 + 0.5 x 16 = 8.75.

    Then -0.1 x 2 / (sqrt(2) + 1), and so on.
    """
    expected = [
        -0.1 * 2 / (sqrt(2) + 1),
        0.1 * 1 / (sqrt(1.5) + 1),
        -0.1 * 4 / (sqrt(8.75) + 1),
    ]
    found = changes_of(RMSprop(0.1, decay=0.5, epsilon=1.0), SLOPES)
    assert found == pytest.approx(expected, rel=1e-14)


def test_adam_divides_means_that_are_freed_of_their_beginning():
    """With decays 0.5 and 0.75, and slopes 2, -1, 4:

    means      0.5 x 2 = 1            0.5 x 1 - 0.5 x 1 = 0     0.5 x 0 + 0.5 x 4 = 2
    of squares 0.25 x 4 = 1           0.75 x 1 + 0.25 x 1 = 1   0.75 + 0.25 x 16 = 4.75
    divided by 1 - 0.5^t              0.5, 0.75, 0.875
    and by     1 - 0.75^t             0.25, 0.4375, 0.578125
    so that    m' = 2, 0, 2 / 0.875   s' = 4, 1 / 0.4375, 4.75 / 0.578125
    """
    expected = [
        -0.1 * 2 / (2 + 1),
        0.0,
        -0.1 * (2 / 0.875) / (sqrt(4.75 / 0.578125) + 1),
    ]
    found = changes_of(Adam(0.1, 0.5, 0.75, epsilon=1.0), SLOPES)
    assert found == pytest.approx(expected, rel=1e-14, abs=1e-16)


def test_the_first_step_of_adam_is_the_rate_whatever_the_slope():
    for slope in (1e-3, 1.0, -1e6):
        (change,) = changes_of(Adam(0.01), [slope])
        assert change == pytest.approx(-0.01 * np.sign(slope), rel=1e-4)


@pytest.mark.parametrize("kind", OPTIMISERS.values())
def test_states_go_in_and_come_out_and_none_is_changed(kind):
    optimiser, slopes = kind(), np.array([1.0, -2.0])
    state = optimiser.first((2,))
    before = [average.copy() for average in state.averages]
    changes, after = optimiser.step(state, slopes)
    again, _ = optimiser.step(state, slopes)
    np.testing.assert_array_equal(changes, again)
    np.testing.assert_array_equal(slopes, [1.0, -2.0])
    assert (state.steps, after.steps) == (0, 1)
    assert len(after.averages) == optimiser.n_averages
    for one, other in zip(state.averages, before, strict=True):
        np.testing.assert_array_equal(one, other)


@pytest.mark.parametrize("kind", OPTIMISERS.values())
@given(st.lists(st.floats(-1e3, 1e3), min_size=1, max_size=4))
def test_weights_do_not_know_of_each_other(kind, slopes):
    """Many at once change as each does alone."""
    optimiser = kind()
    state = optimiser.first((len(slopes),))
    for _ in range(2):
        changes, state = optimiser.step(state, np.array(slopes))
    alone = [changes_of(optimiser, [slope] * 2)[-1] for slope in slopes]
    np.testing.assert_allclose(changes, alone, rtol=1e-14)


@pytest.mark.parametrize("kind", OPTIMISERS.values())
def test_all_find_the_bottom_of_a_bowl(kind):
    """Of (w - 3)^2, whose slope is 2 (w - 3); those with fixed steps to within them."""
    optimiser = kind(0.01)
    state, weight = optimiser.first((1,)), np.zeros(1)
    for _ in range(2000):
        changes, state = optimiser.step(state, 2 * (weight - 3))
        weight += changes
    assert abs(weight.item() - 3) < 0.011


@pytest.mark.parametrize("kind", OPTIMISERS.values())
@pytest.mark.parametrize("rate", [0, -0.1, np.nan, np.inf, 1e7, "0.1", None])
def test_a_rate_is_a_number_above_0(kind, rate):
    with pytest.raises(ValueError, match=r"^rate .*: expected above 0, at most 1,000,"):
        kind(rate)


@pytest.mark.parametrize("share", [-0.1, 1, np.nan, "half"])
def test_shares_lie_below_1(share):
    for kind, name in ((Momentum, "momentum"), (RMSprop, "decay"), (Adam, "decay")):
        with pytest.raises(
            ValueError, match=f"^{name} .*: expected 0 or more, below 1"
        ):
            kind(**{name: share})


def test_optimisers_have_names():
    assert optimiser_named("adam") == Adam()
    assert optimiser_named("momentum", rate=0.2) == Momentum(0.2)
    assert optimiser_named(RMSprop(0.3)) == RMSprop(0.3)
    with pytest.raises(
        ValueError, match=r"^unknown optimiser 'sdg': expected gradient_d"
    ):
        optimiser_named("sdg")
    with pytest.raises(
        ValueError, match=r"^adam with 'momentum': expected rate, decay"
    ):
        optimiser_named("adam", momentum=0.9)
